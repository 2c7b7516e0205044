import { useMemo } from 'react'
import { useScope } from '#renderer/lib/scope.tsx'

/** The currency that most charges of the chosen cards are in: what a typed amount means. */
export function useMainCurrency(): string {
  const { cards } = useScope()
  return useMemo(() => {
    const counts = new Map<string, number>()
    for (const card of cards) counts.set(card.currency, (counts.get(card.currency) ?? 0) + card.transactions)
    const [top] = [...counts].toSorted(([, a], [, b]) => b - a)
    return top?.[0] ?? 'USD'
  }, [cards])
}
