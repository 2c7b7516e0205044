/** Who the sentence is about: the cards and people of the address. */
import { plural } from '#renderer/lib/formats.ts'
import type { Limit, LimitScope } from '#shared/rpc/contract/limits.contract.ts'

export interface EditorAddress {
  readonly cardIds: readonly number[]
  readonly personIds: readonly number[]
  readonly templateId: number | null
}

export function readEditorAddress(search: string): EditorAddress {
  const params = new URLSearchParams(search)
  const [templateId = null] = idsOf(params.get('template'))
  return { cardIds: idsOf(params.get('cards')), personIds: idsOf(params.get('people')), templateId }
}

function idsOf(text: string | null): readonly number[] {
  const ids = (text ?? '').split(',').map(Number).filter((id) => Number.isSafeInteger(id) && id > 0)
  return [...new Set(ids)].slice(0, 1_000)
}

export function targetsOf({ cardIds, personIds }: Pick<EditorAddress, 'cardIds' | 'personIds'>): LimitScope[] {
  return [...cardIds.map((id): LimitScope => ({ kind: 'card', id })), ...personIds.map((id): LimitScope => ({ kind: 'cardholder', id }))]
}

export function sameScope(a: LimitScope, b: LimitScope): boolean {
  return a.kind === b.kind && a.id === b.id
}

export function scopeKey({ kind, id }: LimitScope): string {
  return `${kind} ${id}`
}

/** Whether a limit is set on this very card or person, whichever number of the card it was set on. */
export function isSetOn(limit: Pick<Limit, 'scope' | 'cardIds'>, target: LimitScope): boolean {
  if (sameScope(limit.scope, target)) return true
  return limit.scope.kind === 'card' && target.kind === 'card' && limit.cardIds.includes(target.id)
}

/** "3 cards", "2 people", "3 cards and 2 people". */
export function countWords({ cardIds, personIds }: Pick<EditorAddress, 'cardIds' | 'personIds'>): string {
  const cards = cardIds.length === 0 ? null : plural(cardIds.length, 'card', 'cards')
  const people = personIds.length === 0 ? null : plural(personIds.length, 'person', 'people')
  return [cards, people].filter((part) => part !== null).join(' and ')
}

/** How the sentence begins. */
export function subjectWords({ cardIds, personIds }: Pick<EditorAddress, 'cardIds' | 'personIds'>, personName: string | null): string {
  if (cardIds.length + personIds.length === 0) return 'A card with this template may spend'
  if (personIds.length === 0) return cardIds.length === 1 ? 'This card may spend' : `Each of these ${cardIds.length} cards may spend`
  if (cardIds.length === 0) return personIds.length === 1 ? `${personName ?? 'This person'} may spend, with all cards together,` : `Each of these ${personIds.length} people may spend, with all cards together,`
  return 'Each of these may spend'
}

/** What the button does: "Set limits of 3 cards", "Set limits of Dana Reyes". */
export function saveLabel(count: string, onlyName: string | null): string {
  return `Set limits of ${onlyName ?? count}`
}
