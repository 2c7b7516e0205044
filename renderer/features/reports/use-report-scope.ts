import { useMemo } from 'react'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useScope } from '#renderer/lib/scope.tsx'
import type { Scope } from '#shared/rpc/contract/common.ts'
import { cardsOfPerson } from './model/person-scope.ts'

export interface ReportScope {
  readonly scope: Scope
  readonly person: { readonly id: number; readonly name: string } | null
  /** Whose cards they are is known by now. */
  readonly isKnown: boolean
}

/** The window's cards; for one cardholder's report those of them that are theirs. Screen and export ask with the same. */
export function useReportScope(personId: number | null): ReportScope {
  const { cardIds, allCards } = useScope()
  const people = useEngineQuery((ask) => ask.employees.list({}), { enabled: personId !== null })
  return useMemo(() => {
    if (personId === null) return { scope: { cardIds: cardIds === null ? null : [...cardIds] }, person: null, isKnown: true }
    const name = people.data?.find((one) => one.id === personId)?.name
    return {
      scope: { cardIds: cardsOfPerson(allCards, personId, cardIds) },
      person: { id: personId, name: name ?? 'This person' },
      isKnown: people.data !== undefined && (allCards.length > 0 || people.data.length === 0),
    }
  }, [personId, cardIds, allCards, people.data])
}
