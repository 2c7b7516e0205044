/** Before and after of each card and person: what would be set, changed, removed, left, and why some cannot be. */
import type { ControlRules, PlanRow } from '#shared/rpc/contract/limits.contract.ts'
import { plural } from '#renderer/lib/formats.ts'
import { countingWords, controlLines, limitWords, type Naming } from './words.ts'

export interface DiffLine {
  readonly does: PlanRow['limits'][number]['does']
  readonly before: string | null
  readonly after: string | null
}

type RowLimit = PlanRow['limits'][number]

/** "$1,500 a month" → "$2,000 a month"; where only how it counts changes, that is what is named. */
export function limitLine({ does, before, after }: RowLimit, naming: Naming): DiffLine {
  const from = before === null ? null : limitWords(before, naming)
  const to = after === null ? null : limitWords(after, naming)
  if (does !== 'change' || before === null || after === null || from !== to) return { does, before: from, after: to }
  return { does, before: `${from}. ${countingWords(before)}`, after: `${to}. ${countingWords(after)}` }
}

/** The rules that come and those that go; the ones that stay are not repeated. */
export function controlChanges({ before, after }: { readonly before: ControlRules | null; readonly after: ControlRules }, naming: Naming): { readonly gone: readonly string[]; readonly come: readonly string[] } {
  const was = before === null ? [] : controlLines(before, naming)
  const is = controlLines(after, naming)
  return { gone: was.filter((line) => !is.includes(line)), come: is.filter((line) => !was.includes(line)) }
}

/** "$1,843.20 of it is used already: nothing more passes until 1 Dec." */
export function underUsedWords({ after, used }: Pick<RowLimit, 'after' | 'used'>, until: string | null, naming: Naming): string {
  const spent = used === null ? 'More than this is used already' : `${naming.money(used)} is used already`
  const what = after?.mode === 'warn' ? 'every further charge is told of' : 'nothing more passes'
  return `${spent}: ${what}${until === null ? '' : ` until ${until}`}.`
}

const REFUSED: Readonly<Record<NonNullable<PlanRow['refused']>, string>> = {
  closed: 'It is closed, so there is nothing to limit.',
  currency: 'It spends in another currency than these limits.',
  'no-card': 'There is no card yet that a limit could hold for. Give this person a card first.',
  'no-controls-here': 'No issuer keeps controls for it. Limits alone can be kept here.',
  'nothing-changes': 'It has exactly this already.',
}

export function refusedWords(reason: NonNullable<PlanRow['refused']>): string {
  return REFUSED[reason]
}

export interface PlanCount {
  readonly changing: number
  readonly same: number
  readonly refused: number
  /** Limits that are kept here and decline nothing. */
  readonly watched: number
}

export function countRows(rows: readonly PlanRow[]): PlanCount {
  const changing = rows.filter(isChanging)
  const refused = rows.filter((row) => row.refused !== null && row.refused !== 'nothing-changes').length
  return { changing: changing.length, refused, same: rows.length - changing.length - refused, watched: changing.filter((row) => row.kept === 'here' && row.limits.some(({ after }) => after !== null)).length }
}

export function isChanging(row: PlanRow): boolean {
  return row.refused === null && (row.limits.some(({ does }) => does !== 'keep') || row.controls?.isChanged === true)
}

/** "Changes 2 cards and 1 person; 1 stays as it is; 1 cannot be changed." */
export function rowsSentence(rows: readonly PlanRow[]): string {
  const { changing, same, refused } = countRows(rows)
  if (changing === 0) return refused === 0 ? 'Nothing changes: it is all like this already.' : 'Nothing can be changed.'
  const parts = [`Changes ${whoWords(rows.filter(isChanging))}`, ...(same === 0 ? [] : [`${same} ${same === 1 ? 'stays' : 'stay'} as ${same === 1 ? 'it is' : 'they are'}`]), ...(refused === 0 ? [] : [`${refused} cannot be changed`])]
  return `${parts.join('; ')}.`
}

/** "3 cards", "2 cards and 1 person": of different connections counted once each. */
export function whoWords(rows: readonly PlanRow[]): string {
  const distinct = (kind: PlanRow['target']['kind']) => new Set(rows.filter((row) => row.target.kind === kind).map((row) => row.target.id)).size
  const cards = distinct('card')
  const people = distinct('cardholder')
  return [...(cards === 0 ? [] : [plural(cards, 'card', 'cards')]), ...(people === 0 ? [] : [plural(people, 'person', 'people')])].join(' and ')
}
