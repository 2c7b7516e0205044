/** What the switcher offers, in its order: all cards, each card (with its number key), then groups, then people with several cards. */
import { plural } from '#renderer/lib/formats.ts'
import type { Card, CardGroup } from '#shared/rpc/contract/cards.contract.ts'
import { cardName } from '#renderer/components/data/card-face.tsx'

export interface ScopeChoice {
  readonly key: string
  readonly kind: 'all' | 'card' | 'group' | 'person'
  readonly label: string
  readonly hint?: string
  readonly words?: string
  readonly shortcut?: string
  readonly card?: Card
  /** null: all cards. */
  readonly cardIds: readonly number[] | null
}

export function scopeChoices(cards: readonly Card[], groups: readonly CardGroup[] = []): readonly ScopeChoice[] {
  const all: ScopeChoice = { key: 'all', kind: 'all', label: 'All cards', hint: `${cards.length} in all`, shortcut: 'mod+0', cardIds: null }
  const single = cards.map((card, index): ScopeChoice => ({
    key: `card-${card.id}`,
    kind: 'card',
    label: cardName(card),
    hint: card.cardholder?.name ?? 'No cardholder',
    ...(card.issuer ? { words: card.issuer } : {}),
    ...(index < 9 ? { shortcut: `mod+${index + 1}` } : {}),
    card,
    cardIds: [card.id],
  }))
  return [all, ...single, ...ofGroups(cards, groups), ...people(cards)]
}

/** A person's own groups first, then departments; without cards that are gone. */
function ofGroups(cards: readonly Card[], groups: readonly CardGroup[]): readonly ScopeChoice[] {
  const known = new Set(cards.map((card) => card.id))
  const own = groups.filter((group) => group.kind === 'own')
  const departments = groups.filter((group) => group.kind === 'department')
  return [...own, ...departments].flatMap((group): readonly ScopeChoice[] => {
    const cardIds = group.cardIds.filter((id) => known.has(id))
    if (cardIds.length === 0) return []
    const hint = `${group.kind === 'department' ? 'Department, ' : ''}${plural(cardIds.length, 'card', 'cards')}`
    return [{ key: `group-${group.key}`, kind: 'group', label: group.name, hint, words: 'group', cardIds }]
  })
}

/** Only those with more than one card: for the others the card itself is the choice. */
function people(cards: readonly Card[]): readonly ScopeChoice[] {
  const byHolder = new Map<number, { readonly name: string; readonly ids: readonly number[] }>()
  for (const card of cards) {
    if (!card.cardholder) continue
    const { id, name } = card.cardholder
    byHolder.set(id, { name, ids: [...(byHolder.get(id)?.ids ?? []), card.id] })
  }
  return [...byHolder]
    .filter(([, { ids }]) => ids.length > 1)
    .map(([id, { name, ids }]) => ({ key: `person-${id}`, kind: 'person', label: name, hint: `${ids.length} cards`, cardIds: ids }))
}

export function scopeOfChoice(choices: readonly ScopeChoice[], key: string): readonly number[] | null {
  return choices.find((choice) => choice.key === key)?.cardIds ?? null
}

export function isSameScope(a: readonly number[] | null, b: readonly number[] | null): boolean {
  if (a === null || b === null) return a === b
  return a.length === b.length && a.every((id) => b.includes(id))
}
