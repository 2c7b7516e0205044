/** Who is on the employees page, and what each row says. */
import { matchName } from '#shared/domain/match-name.ts'
import type { Money } from '#shared/domain/money.ts'
import type { Cardholder } from '#shared/rpc/contract/employees.contract.ts'
import type { Limit } from '#shared/rpc/contract/limits.contract.ts'
import type { PeopleView } from './address.ts'

type Status = Cardholder['status']

const STATUS_WORDS: Readonly<Record<NonNullable<Status>, string>> = { active: 'Active', invited: 'Invited', inactive: 'Inactive', unknown: 'State not known' }
const WAITING_WORDS: Readonly<Record<NonNullable<Cardholder['waitingFor']>, string>> = {
  invite: 'Invitation not sent yet', update: 'Changes not sent yet', deactivate: 'Deactivation not sent yet', reactivate: 'Reactivation not sent yet',
}

export interface Standing {
  readonly word: string
  /** `waiting`: the issuer has yet to confirm it. */
  readonly kind: 'plain' | 'waiting'
}

/** What is worth a word: nobody needs to read "Active" on every line. */
export function standingOf({ status, waitingFor }: Pick<Cardholder, 'status' | 'waitingFor'>): Standing | null {
  if (waitingFor !== null) return { word: WAITING_WORDS[waitingFor], kind: 'waiting' }
  if (status === null || status === 'active') return null
  return { word: STATUS_WORDS[status], kind: 'plain' }
}

export function statusWord(status: NonNullable<Status>): string {
  return STATUS_WORDS[status]
}

/** Departments in the alphabet's order. */
export function departmentsOf(people: readonly Pick<Cardholder, 'department'>[]): readonly string[] {
  return [...new Set(people.flatMap(({ department }) => (department === null ? [] : [department])))].toSorted((a, b) => a.localeCompare(b))
}

export interface ShownPeople {
  readonly present: readonly Cardholder[]
  /** Folded away unless somebody looks for them. */
  readonly inactive: readonly Cardholder[]
}

export function shownPeople(people: readonly Cardholder[], { text, department, status }: Omit<PeopleView, 'showsInactive'>): ShownPeople {
  const words = matchName(text).split(' ').filter(Boolean)
  const fits = (person: Cardholder) => {
    if (department !== null && (person.department ?? '') !== department) return false
    if (status !== null && person.status !== status) return false
    const said = matchName([person.name, person.department ?? '', person.title ?? '', ...person.cards.map((card) => `${card.name} ${card.lastDigits ?? ''}`)].join(' '))
    return words.every((word) => said.includes(word))
  }
  const found = people.filter(fits)
  // Asked for by their status, they are what the page is about.
  if (status === 'inactive') return { present: found, inactive: [] }
  return { present: found.filter((person) => person.status !== 'inactive'), inactive: found.filter((person) => person.status === 'inactive') }
}

export interface SpendChange {
  readonly now: Money
  readonly before: Money
}

/** This month and the same days of the last, in the currency that most is spent in; null where neither has any. */
export function spendChange({ thisMonth, sameDaysBefore }: Cardholder['spend']): SpendChange | null {
  const largest = (totals: readonly Money[]) => [...totals].sort((a, b) => Math.abs(b.minor) - Math.abs(a.minor))[0]
  const main = largest(thisMonth) ?? largest(sameDaysBefore)
  if (main === undefined) return null
  const { currency } = main
  const of = (totals: readonly Money[]) => totals.find((money) => money.currency === currency) ?? { minor: 0, currency }
  return { now: of(thisMonth), before: of(sameDaysBefore) }
}

export interface ChangeText {
  /** "31% more". */
  readonly text: string
  /** " than last month": left out where there is no room for it. */
  readonly tail: string
}

const THAN = ' than last month'
const AS = ' as last month'

/** Against the same days of the last month; null where nothing was spent in either. Shares beyond tenfold say nothing. */
export function changeText({ now, before }: SpendChange, percent: (ratio: number) => string): ChangeText | null {
  if (before.minor <= 0) return now.minor <= 0 ? null : { text: 'None by then', tail: ' last month' }
  if (now.minor === before.minor) return { text: 'As much', tail: AS }
  const ratio = (now.minor - before.minor) / before.minor
  if (ratio >= 10) return { text: 'Over ten times', tail: ' last month’s' }
  const share = percent(Math.min(1, Math.abs(ratio)))
  if (share === percent(0)) return { text: 'About as much', tail: AS }
  return { text: `${ratio > 0 ? percent(ratio) : share} ${ratio > 0 ? 'more' : 'less'}`, tail: THAN }
}

type BarLimit = Pick<Limit, 'scope' | 'interval' | 'used' | 'inForce' | 'left'>

/** How full it is, 1 at its end. A limit of nothing is full. */
export function fullness({ used, inForce }: Pick<Limit, 'used' | 'inForce'>): number {
  return inForce.minor > 0 ? Math.max(0, used.minor) / inForce.minor : 1
}

/** The fullest limit of a person or one of their cards; limits per charge do not fill up. */
export function tightestOf<L extends BarLimit>(person: Pick<Cardholder, 'id' | 'cards'>, limits: readonly L[]): L | null {
  const cards = new Set(person.cards.map((card) => card.id))
  const theirs = limits.filter(({ scope, interval }) => interval !== 'per-charge' && (scope.kind === 'cardholder' ? scope.id === person.id : cards.has(scope.id)))
  return theirs.toSorted((a, b) => fullness(b) - fullness(a))[0] ?? null
}

/** "18 people, 2 of them invited." */
export function peopleSentence(people: readonly Pick<Cardholder, 'status'>[], count: (value: number) => string): string {
  const present = people.filter((person) => person.status !== 'inactive')
  const invited = present.filter((person) => person.status === 'invited').length
  const base = `${count(present.length)} ${present.length === 1 ? 'person' : 'people'}`
  return invited === 0 ? `${base}.` : `${base}, ${count(invited)} of them invited and not here yet.`
}
