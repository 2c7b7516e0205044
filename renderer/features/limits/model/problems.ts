/** What is wrong with a sentence, part by part: what stops it from being saved, and what is only worth saying. */
import type { IsoDate } from '#shared/domain/time.ts'
import { GROUPED_KEYS } from './category-groups.ts'
import { limitKeyOf, type ControlPart, type ControlsDraft, type Interval, type LimitDraft, type PlanDraft } from './draft.ts'
import { shortLimitName } from './words.ts'

export type Place = { readonly kind: 'limit'; readonly id: number } | { readonly kind: 'control'; readonly part: ControlPart | 'channels' }

export interface Problem {
  readonly place: Place
  /** `error`: it cannot be saved so. `missing`: not yet. `note`: it can, and this is what it means. */
  readonly level: 'error' | 'missing' | 'note'
  readonly text: string
}

export function problemsOf(draft: PlanDraft, today: IsoDate): readonly Problem[] {
  return [...amountProblems(draft), ...twiceProblems(draft), ...neverReached(draft), ...blockedLimits(draft), ...(draft.controls === null ? [] : controlProblems(draft.controls, today))]
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ level }) => level !== 'note')
}

/** Why it cannot be saved, in one line. */
export function blockedWords(problems: readonly Problem[]): string {
  return problems.some(({ level }) => level === 'error') ? 'Something in the sentence has to be corrected first.' : 'The sentence is not complete yet.'
}

export function placeKey(place: Place): string {
  return place.kind === 'limit' ? `limit ${place.id}` : place.part
}

const atLimit = ({ id }: Pick<LimitDraft, 'id'>): Place => ({ kind: 'limit', id })

function amountProblems({ limits }: PlanDraft): readonly Problem[] {
  return limits.flatMap((limit): Problem[] => {
    if (limit.minor === null) return [{ place: atLimit(limit), level: 'missing', text: 'Say how much.' }]
    return limit.minor <= 0 ? [{ place: atLimit(limit), level: 'error', text: 'It has to be more than nothing. To let nothing through, freeze the card.' }] : []
  })
}

function twiceProblems({ limits }: PlanDraft): readonly Problem[] {
  return limits.flatMap((limit, index): Problem[] => {
    const first = limits.slice(0, index).find((other) => limitKeyOf(other) === limitKeyOf(limit))
    return first === undefined ? [] : [{ place: atLimit(limit), level: 'error', text: 'This limit is there twice. Change one of them or take it away.' }]
  })
}

/** Longer first: a limit that is not below one of a shorter time, in every way it counts, is never the one that stops. */
const LENGTH: Readonly<Record<Interval, number>> = { 'per-charge': 0, day: 1, week: 2, month: 3, 'billing-cycle': 3, quarter: 4, year: 5, total: 6 }

/** A limit of a shorter time that allows more than one of a longer time: the longer one is always reached first. */
function neverReached({ limits }: PlanDraft): readonly Problem[] {
  return limits.flatMap((limit): Problem[] => {
    if (limit.minor === null || limit.mode === 'warn') return []
    const { minor } = limit
    const longer = limits.find((other) => other.mode === 'decline' && LENGTH[other.interval] > LENGTH[limit.interval] && other.minor !== null && other.minor < minor && covers(other, limit))
    return longer === undefined ? [] : [{ place: atLimit(limit), level: 'note', text: `The ${shortLimitName(longer)} is lower, so it is always reached first.` }]
  })
}

/** Whether all that counts for `narrow` counts for `wide` too. */
function covers(wide: LimitDraft, narrow: LimitDraft): boolean {
  if (wide.categories === null) return true
  return narrow.categories !== null && narrow.categories.every((key) => wide.categories?.includes(key))
}

function blockedLimits({ limits, controls }: PlanDraft): readonly Problem[] {
  const choice = controls?.categories ?? null
  if (choice === null) return []
  const isBlocked = (key: string) => choice.keys.includes(key) === (choice.kind === 'not')
  return limits.flatMap((limit): Problem[] =>
    limit.categories !== null && limit.categories.length > 0 && limit.categories.every(isBlocked) ? [{ place: atLimit(limit), level: 'note', text: 'What it counts is not allowed at all, so it never counts anything.' }] : [],
  )
}

function controlProblems(controls: ControlsDraft, today: IsoDate): readonly Problem[] {
  return [...choiceProblems(controls), ...merchantProblems(controls), ...dateProblems(controls, today), ...channelProblems(controls)]
}

function choiceProblems({ categories, countries }: ControlsDraft): readonly Problem[] {
  const problems: Problem[] = []
  const at = (part: ControlPart, level: Problem['level'], text: string) => problems.push({ place: { kind: 'control', part }, level, text })
  if (categories?.keys.length === 0) at('categories', 'missing', categories.kind === 'only' ? 'Choose at least one category, or nothing would go through.' : 'Choose what it may not be used on.')
  if (countries?.keys.length === 0) at('countries', 'missing', countries.kind === 'only' ? 'Choose at least one country, or nothing would go through.' : 'Choose where it may not be used.')
  if (categories?.kind === 'not' && GROUPED_KEYS.every((key) => categories.keys.includes(key))) at('categories', 'note', 'Every category is ruled out: nothing would go through.')
  return problems
}

function merchantProblems({ merchant, mccs }: ControlsDraft): readonly Problem[] {
  return [
    ...(merchant !== null && merchant.trim() === '' ? [{ place: { kind: 'control', part: 'merchant' }, level: 'missing', text: 'Write part of the merchant’s name.' } as const] : []),
    ...(mccs?.length === 0 ? [{ place: { kind: 'control', part: 'mccs' }, level: 'missing', text: 'Choose a merchant code.' } as const] : []),
  ]
}

function dateProblems({ dates }: ControlsDraft, today: IsoDate): readonly Problem[] {
  if (dates === null) return []
  const { from, until } = dates
  const place: Place = { kind: 'control', part: 'dates' }
  if (from === null && until === null) return [{ place, level: 'missing', text: 'Choose the first day, the last, or both.' }]
  if (from !== null && until !== null && until < from) return [{ place, level: 'error', text: 'The last day is before the first.' }]
  if (until !== null && until < today) return [{ place, level: 'note', text: 'The last day is over: nothing would go through any more.' }]
  return from !== null && from > today ? [{ place, level: 'note', text: 'Nothing goes through until the first day.' }] : []
}

function channelProblems({ online, inPerson, cashMachines, categories }: ControlsDraft): readonly Problem[] {
  const place: Place = { kind: 'control', part: 'channels' }
  if (!online && !inPerson && !cashMachines) return [{ place, level: 'note', text: 'Not online, not in person, not at cash machines: nothing would go through.' }]
  const noCash = categories !== null && categories.keys.includes('cash') === (categories.kind === 'not')
  return cashMachines && noCash ? [{ place, level: 'note', text: 'Cash is ruled out, so cash machines decline it all the same.' }] : []
}
