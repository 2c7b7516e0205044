/** All limits in a list: which are shown, and what of them is chosen. */
import { matchName } from '#shared/domain/match-name.ts'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import type { Limit } from '#shared/rpc/contract/limits.contract.ts'
import { PATHS } from '#renderer/lib/links.ts'
import { fullnessOf, shareOf } from './bar.ts'

export interface OverviewView {
  readonly text: string
  readonly personId: number | null
  readonly cardId: number | null
  /** Only those that are near or over. */
  readonly isNear: boolean
}

export function readOverview(search: string): OverviewView {
  const params = new URLSearchParams(search)
  const idOf = (name: string) => {
    const value = Number(params.get(name) ?? Number.NaN)
    return Number.isSafeInteger(value) && value > 0 ? value : null
  }
  return { text: params.get('q') ?? '', personId: idOf('person'), cardId: idOf('card'), isNear: params.get('near') === '1' }
}

export function overviewHref(view: OverviewView): string {
  const params = new URLSearchParams()
  if (view.text !== '') params.set('q', view.text)
  if (view.personId !== null) params.set('person', String(view.personId))
  if (view.cardId !== null) params.set('card', String(view.cardId))
  if (view.isNear) params.set('near', '1')
  const text = params.toString()
  return text === '' ? PATHS.limits : `${PATHS.limits}?${text}`
}

export function isFiltered(view: OverviewView): boolean {
  return view.text.trim() !== '' || view.personId !== null || view.cardId !== null || view.isNear
}

/** `titleOf`: what a limit is called, to be found by. `cardsOf`: every card of a person. */
export function shownLimits(limits: readonly Limit[], view: OverviewView, { titleOf, cardsOf }: { readonly titleOf: (limit: Limit) => string; readonly cardsOf: (personId: number) => readonly number[] }): readonly Limit[] {
  const words = matchName(view.text).split(' ').filter((word) => word !== '')
  const ofPerson = view.personId === null ? null : new Set(cardsOf(view.personId))
  return limits.filter((limit) => {
    if (view.isNear && fullnessOf(limit) === 'fine') return false
    if (view.cardId !== null && !limit.cardIds.includes(view.cardId)) return false
    if (view.personId !== null && !isOfPerson(limit, view.personId, ofPerson)) return false
    const text = matchName(`${limit.who} ${titleOf(limit)}`)
    return words.every((word) => text.includes(word))
  })
}

function isOfPerson(limit: Limit, personId: number, cards: ReadonlySet<number> | null): boolean {
  return limit.scope.kind === 'cardholder' ? limit.scope.id === personId : limit.cardIds.some((id) => cards?.has(id))
}

/** Fullest first; limits on each charge have nothing to fill and come last. */
export function byFullness(limits: readonly Limit[]): readonly Limit[] {
  const rank = (limit: Limit) => (limit.interval === 'per-charge' ? -1 : shareOf(limit))
  return limits.toSorted((a, b) => rank(b) - rank(a))
}

/** "12 limits, 2 used up, 3 nearly." */
export function overviewSentence(limits: readonly Limit[], count: (value: number) => string): string {
  const over = limits.filter((limit) => fullnessOf(limit) === 'over').length
  const near = limits.filter((limit) => fullnessOf(limit) === 'near').length
  const parts = [`${count(limits.length)} ${limits.length === 1 ? 'limit' : 'limits'}`, ...(over === 0 ? [] : [`${count(over)} used up`]), ...(near === 0 ? [] : [`${count(near)} nearly`])]
  return `${parts.join(', ')}.`
}

/** Cards in use that no limit binds, neither their own nor their holder's. */
export function unlimitedCards(cards: readonly Card[], limits: readonly Limit[]): readonly Card[] {
  const bound = new Set(limits.flatMap((limit) => limit.cardIds))
  return cards.filter((card) => card.kind === 'card' && card.status !== 'closed' && card.replacedById === null && !bound.has(card.id))
}
