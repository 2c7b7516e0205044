/** The first line of the morning page: what needs a person, else what was spent. */
import type { Overview } from '#shared/rpc/contract/reports.contract.ts'
import { daysBetween, type IsoDate } from '#shared/domain/time.ts'

type Due = Extract<Overview['needs'][number], { kind: 'statement-due' }>

const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'] as const

export interface SentenceWords {
  readonly money: (minor: number, currency: string) => string
  /** "Nov", "Nov 2025". */
  readonly monthLong: (month: string) => string
  readonly weekday: (date: string) => string
  readonly date: (date: string) => string
}

/** "Three things need you; $4,310.00 is due on Thursday." `others`: what waits besides. */
export function overviewSentence(overview: Overview, words: SentenceWords, others = 0): string {
  const parts: string[] = []
  const count = overview.needs.length + others
  if (count > 0) parts.push(`${NUMBERS[count] ?? String(count)} ${count === 1 ? 'thing needs' : 'things need'} you`)
  const due = nextDue(overview)
  if (due) parts.push(`${words.money(dueThatDay(overview, due), due.currency)} is due ${dueText(due.dueOn, overview.today, words)}`)
  if (parts.length > 0) return `${parts.join('; ')}.`
  return spendSentence(overview, words)
}

function spendSentence(overview: Overview, words: SentenceWords): string {
  const spent = overview.monthSpend.find((money) => money.currency === overview.mainCurrency) ?? overview.monthSpend[0]
  if (overview.month === null || !spent) return 'Nothing needs you.'
  const isNow = overview.month === overview.today.slice(0, 7)
  return `Nothing needs you. ${words.money(spent.minor, spent.currency)} spent ${isNow ? 'so far this month' : `in ${words.monthLong(overview.month)}`}.`
}

/** The statement that is due first; those already past come first of all. */
export function nextDue(overview: Overview): Due | null {
  const due = overview.needs.filter((need): need is Due => need.kind === 'statement-due')
  return due.toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))[0] ?? null
}

/** Everything that is due on the same day in the same currency. */
function dueThatDay(overview: Overview, { dueOn, currency }: Due): number {
  return overview.needs.reduce((sum, need) => (need.kind === 'statement-due' && need.dueOn === dueOn && need.currency === currency ? sum + amountDue(need) : sum), 0)
}

/** What is owed on a statement, as a positive figure: balances are negative to the cardholder. */
export function amountDue(due: Pick<Due, 'balanceMinor'>): number {
  return Math.abs(due.balanceMinor)
}

/** "today", "tomorrow", "on Thursday" within a week, else "on 24 Nov"; "since 3 Nov" when it is past. */
export function dueText(dueOn: string, today: string, words: Pick<SentenceWords, 'weekday' | 'date'>): string {
  const days = daysBetween(today as IsoDate, dueOn as IsoDate)
  if (days < 0) return `since ${words.date(dueOn)}`
  if (days === 0) return 'today'
  if (days === 1) return 'tomorrow'
  return days < 7 ? `on ${words.weekday(dueOn)}` : `on ${words.date(dueOn)}`
}

/** "Dana Reyes spent 31% of it." */
export function peopleSentence(people: Overview['byPerson'], percent: (ratio: number) => string): string {
  const spent = people.filter((person) => person.spendMinor > 0)
  const total = spent.reduce((sum, person) => sum + person.spendMinor, 0)
  const top = spent.toSorted((a, b) => b.spendMinor - a.spendMinor)[0]
  if (!top) return 'Nobody spent anything.'
  const share = percent(top.spendMinor / total)
  if (top.cardholderId === null) return `${share} is on cards without a cardholder.`
  return spent.length === 1 ? `All of it by ${top.name}.` : `${top.name} spent the most, ${share}.`
}

/** "$5,240 a month on average." over the months that are over; the last one is still running. */
export function monthsSentence(months: Overview['byMonth'], money: (minor: number) => string): string {
  const firstSpent = months.findIndex((month) => month.spendMinor !== 0)
  const over = months.slice(Math.max(0, firstSpent), -1)
  if (firstSpent < 0 || over.length === 0) return 'The first month in the books.'
  return `${money(Math.round(over.reduce((sum, month) => sum + month.spendMinor, 0) / over.length))} a month on average before this one.`
}
