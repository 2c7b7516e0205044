import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { ScopeContext, type ScopeState } from '#renderer/lib/scope.tsx'
import { cardLabel } from '#renderer/components/data/card-face.tsx'
import type { Card, CardGroup } from '#shared/rpc/contract/cards.contract.ts'
import { isSameScope } from './scope-choices.ts'

/** Keeps the chosen cards: shown at once, remembered in the vault's settings, limited to cards that exist. */
export function ScopeProvider({ children }: { readonly children: ReactNode }) {
  const settings = useEngineQuery((ask) => ask.settings.get({}))
  const cards = useEngineQuery((ask) => ask.cards.list({}))
  const groups = useEngineQuery((ask) => ask.cards.groups({}))
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
    () => scopeState(chosen === undefined ? remembered : chosen, cards.data ?? [], setScope, groups.data),
    [chosen, remembered, cards.data, groups.data, setScope],
  )
  return <ScopeContext value={value}>{children}</ScopeContext>
}

/** The scope as pages read it. Cards that are gone drop out; when none is left it is all cards. */
export function scopeState(wanted: readonly number[] | null, allCards: readonly Card[], setScope: ScopeState['setScope'], groups: readonly CardGroup[] = []): ScopeState {
  const chosen = wanted === null ? [] : allCards.filter((card) => wanted.includes(card.id))
  const isAll = wanted === null || (allCards.length > 0 && chosen.length === 0)
  const cardIds = isAll ? null : allCards.length === 0 ? [...wanted] : chosen.map((card) => card.id)
  return {
    scope: { cardIds: cardIds === null ? null : [...cardIds] },
    cardIds,
    cards: isAll ? allCards : chosen,
    allCards,
    groups,
    label: scopeLabel(isAll ? null : chosen, groups),
    setScope,
  }
}

/** "All cards", "Visa ·· 4242, Dana Reyes", "Field sales", "3 cards of Dana Reyes", "5 cards". One card goes by itself, also where it is all of a group. */
export function scopeLabel(chosen: readonly Card[] | null, groups: readonly CardGroup[] = []): string {
  if (chosen === null) return 'All cards'
  const [first, ...rest] = chosen
  if (!first) return 'No cards'
  if (rest.length === 0) return cardLabel(first)
  const group = groupOf(chosen.map((card) => card.id), groups)
  if (group) return group.name
  const holder = first.cardholder
  const sameHolder = holder !== null && rest.every((card) => card.cardholder?.id === holder.id)
  return sameHolder ? `${chosen.length} cards of ${holder.name}` : `${chosen.length} cards`
}

/** The group that these cards are, a person's own before a department. */
export function groupOf(cardIds: readonly number[], groups: readonly CardGroup[]): CardGroup | undefined {
  const fits = groups.filter((group) => isSameScope(group.cardIds, cardIds))
  return fits.find((group) => group.kind === 'own') ?? fits[0]
}
