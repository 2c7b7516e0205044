import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { ScopeContext, type ScopeState } from '#renderer/lib/scope.tsx'
import { cardLabel } from '#renderer/components/data/card-face.tsx'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'

/** Keeps the chosen cards: shown at once, remembered in the vault's settings, limited to cards that exist. */
export function ScopeProvider({ children }: { readonly children: ReactNode }) {
  const settings = useEngineQuery((ask) => ask.settings.get({}))
  const cards = useEngineQuery((ask) => ask.cards.list({}))
  const remembered = settings.data?.scopeCardIds ?? null
  const [chosen, setChosen] = useState<readonly number[] | null | undefined>(undefined)
  const update = useEngineCommand((call) => call.settings.update)
  const { run } = update

  const setScope = useCallback(
    (cardIds: readonly number[] | null) => {
      setChosen(cardIds)
      // Not being able to remember the choice must not undo it: it holds for as long as the window is open.
      run({ scopeCardIds: cardIds === null ? null : [...cardIds] }).catch(() => undefined)
    },
    [run],
  )
  const value = useMemo(
    () => scopeState(chosen === undefined ? remembered : chosen, cards.data ?? [], setScope),
    [chosen, remembered, cards.data, setScope],
  )
  return <ScopeContext value={value}>{children}</ScopeContext>
}

/** The scope as pages read it. Cards that are gone drop out; when none is left it is all cards. */
export function scopeState(wanted: readonly number[] | null, allCards: readonly Card[], setScope: ScopeState['setScope']): ScopeState {
  const chosen = wanted === null ? [] : allCards.filter((card) => wanted.includes(card.id))
  const isAll = wanted === null || (allCards.length > 0 && chosen.length === 0)
  const cardIds = isAll ? null : allCards.length === 0 ? [...wanted] : chosen.map((card) => card.id)
  return {
    scope: { cardIds: cardIds === null ? null : [...cardIds] },
    cardIds,
    cards: isAll ? allCards : chosen,
    allCards,
    label: scopeLabel(isAll ? null : chosen),
    setScope,
  }
}

/** "All cards", "Visa ·· 4242, Dana Reyes", "3 cards of Dana Reyes", "5 cards". */
export function scopeLabel(chosen: readonly Card[] | null): string {
  if (chosen === null) return 'All cards'
  const [first, ...rest] = chosen
  if (!first) return 'No cards'
  if (rest.length === 0) return cardLabel(first)
  const holder = first.cardholder
  const sameHolder = holder !== null && rest.every((card) => card.cardholder?.id === holder.id)
  return sameHolder ? `${chosen.length} cards of ${holder.name}` : `${chosen.length} cards`
}
