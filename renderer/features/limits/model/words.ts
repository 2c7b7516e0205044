/** Limits and controls in words: as a sentence, as lines, and each part of them. */
import type { Money } from '#shared/domain/money.ts'
import type { ControlRules, LimitRules, SpendingPlan } from '#shared/rpc/contract/limits.contract.ts'
import { plural } from '#renderer/lib/formats.ts'
import { categoryChoiceNames } from './category-groups.ts'
import type { Interval } from './draft.ts'
import { zoneWords } from './zones.ts'

/** How the things of a sentence read; made by `useLimitWords`. */
export interface Naming {
  readonly money: (money: Money) => string
  readonly date: (date: string) => string
  readonly category: (key: string) => string
  readonly country: (code: string) => string
  /** "a, b and c". */
  readonly and: (items: readonly string[]) => string
  /** "a, b or c". */
  readonly or: (items: readonly string[]) => string
}

type Counted = Pick<LimitRules, 'interval' | 'window'>

/** Days that a moving window looks back, as issuers count it. */
const ROLLING_DAYS: Readonly<Record<Interval, number>> = { 'per-charge': 0, day: 1, week: 7, month: 30, quarter: 91, year: 365, 'billing-cycle': 30, total: 0 }

const EVERY: Readonly<Record<Interval, string>> = {
  'per-charge': 'a charge', day: 'a day', week: 'a week', month: 'a month', quarter: 'a quarter', year: 'a year', 'billing-cycle': 'a billing cycle', total: 'in all',
}

export const INTERVAL_NAMES: Readonly<Record<Interval, string>> = {
  'per-charge': 'Each charge', day: 'Day', week: 'Week', month: 'Month', quarter: 'Quarter', year: 'Year', 'billing-cycle': 'Billing cycle', total: 'In all',
}

/** "a month", "in any 30 days", "a billing cycle". */
export function everyWords({ interval, window }: Counted): string {
  if (interval === 'per-charge' || interval === 'total') return EVERY[interval]
  if (window === 'rolling') return `in any ${plural(ROLLING_DAYS[interval], 'day', 'days')}`.replace('any 1 day', 'any 24 hours')
  return window === 'billing-cycle' ? EVERY['billing-cycle'] : EVERY[interval]
}

const TITLES: Readonly<Record<Interval, string>> = {
  'per-charge': 'Each charge', day: 'Daily', week: 'Weekly', month: 'Monthly', quarter: 'Quarterly', year: 'Yearly', 'billing-cycle': 'Billing cycle', total: 'In all',
}

const NAMES: Readonly<Record<Interval, string>> = {
  'per-charge': 'limit a charge', day: 'daily limit', week: 'weekly limit', month: 'monthly limit', quarter: 'quarterly limit', year: 'yearly limit', 'billing-cycle': 'limit of the billing cycle', total: 'limit in all',
}

function isRolling({ interval, window }: Counted): boolean {
  return window === 'rolling' && ROLLING_DAYS[interval] > 0
}

const byCycle = ({ interval, window }: Counted): Interval => (window === 'billing-cycle' && ROLLING_DAYS[interval] > 0 ? 'billing-cycle' : interval)

/** "Monthly", "Each charge", "Weekly on Restaurants": what a limit is called in a list. */
export function limitTitle(rules: Counted & Pick<LimitRules, 'categories'>, naming: Pick<Naming, 'category' | 'and'>): string {
  const title = isRolling(rules) ? everyWords(rules).replace(/^in any/, 'Any') : TITLES[byCycle(rules)]
  return `${title}${onWords(rules, naming)}`
}

/** "monthly limit", "limit in any 30 days", "weekly limit on Restaurants": the same inside a sentence. */
export function limitName(rules: Counted & Pick<LimitRules, 'categories'>, naming: Pick<Naming, 'category' | 'and'>): string {
  return `${shortLimitName(rules)}${onWords(rules, naming)}`
}

export function shortLimitName(rules: Counted): string {
  return isRolling(rules) ? `limit ${everyWords(rules)}` : NAMES[byCycle(rules)]
}

function onWords({ categories }: Pick<LimitRules, 'categories'>, naming: Pick<Naming, 'category' | 'and'>): string {
  return categories === null ? '' : ` on ${naming.and(categoryChoiceNames(categories, naming.category))}`
}

/** "$2,000 a month", "$300 a week on Restaurants". */
export function limitFigure(rules: LimitRules, naming: Naming): string {
  return `${naming.money(rules.amount)} ${everyWords(rules)}${onWords(rules, naming)}`
}

/** "$2,000 a month", "at most $500 a charge", with "told, not stopped" where nothing is stopped. */
export function limitWords(rules: LimitRules, naming: Naming): string {
  return `${rules.interval === 'per-charge' ? 'at most ' : ''}${limitFigure(rules, naming)}${rules.mode === 'warn' ? ' (told, not stopped)' : ''}`
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

export function weekdayName(day: number): string {
  return WEEKDAYS[day] ?? 'Monday'
}

/** How it counts, for the fine print: "Calendar month in New York time. Refunds do not give it back." */
export function countingWords(rules: Pick<LimitRules, 'interval' | 'window' | 'timeZone' | 'weekStartsOn' | 'countsRefunds'>): string {
  return [windowWords(rules), rules.interval === 'per-charge' ? null : rules.countsRefunds ? 'Refunds give back what they return.' : 'Refunds do not give anything back.'].filter((part) => part !== null).join(' ')
}

function windowWords({ interval, window, timeZone, weekStartsOn }: Pick<LimitRules, 'interval' | 'window' | 'timeZone' | 'weekStartsOn'>): string | null {
  if (interval === 'per-charge') return 'Each charge by itself.'
  if (interval === 'total') return 'Everything ever spent; it never starts over.'
  if (window === 'billing-cycle' || interval === 'billing-cycle') return 'From one statement’s closing to the next.'
  if (window === 'rolling') return `Always the last ${plural(ROLLING_DAYS[interval], 'day', 'days').replace(/^1 day$/, '24 hours')}.`
  const from = interval === 'week' ? `, from ${weekdayName(weekStartsOn)} on` : ''
  return `Calendar ${interval} in ${zoneWords(timeZone)}${from}.`
}

/** "Only on Software and cloud", "Not on Cash or Gambling", … one short sentence a rule; empty where nothing is ruled. */
export function controlLines(rules: ControlRules, naming: Naming): readonly string[] {
  return [
    ...categoryLines(rules, naming),
    ...channelLines(rules, naming),
    ...countryLines(rules, naming),
    ...(rules.merchantLock === null ? [] : [`Only at merchants named “${rules.merchantLock}”`]),
    ...dateLines(rules, naming),
  ]
}

function categoryLines({ allowedCategories, blockedCategories, blockedMccs }: ControlRules, naming: Naming): readonly string[] {
  const names = (keys: readonly string[]) => categoryChoiceNames(keys, naming.category)
  return [
    ...(allowedCategories === null ? [] : [allowedCategories.length === 0 ? 'On no category at all' : `Only on ${naming.and(names(allowedCategories))}`]),
    ...(blockedCategories.length === 0 ? [] : [`Not on ${naming.or(names(blockedCategories))}`]),
    ...(blockedMccs.length === 0 ? [] : [`Not at merchants with code ${naming.or(firstOf(blockedMccs, 5))}`]),
  ]
}

function channelLines({ online, inPerson, cashMachines }: ControlRules, naming: Naming): readonly string[] {
  const off = [...(online ? [] : ['online']), ...(inPerson ? [] : ['in person']), ...(cashMachines ? [] : ['at cash machines'])]
  return off.length === 0 ? [] : [`Not ${naming.or(off)}`]
}

function countryLines({ allowedCountries, blockedCountries }: ControlRules, naming: Naming): readonly string[] {
  const names = (codes: readonly string[]) => firstOf(codes.map(naming.country), 6)
  return [
    ...(allowedCountries === null ? [] : [allowedCountries.length === 0 ? 'In no country at all' : `Only in ${naming.and(names(allowedCountries))}`]),
    ...(blockedCountries.length === 0 ? [] : [`Not in ${naming.or(names(blockedCountries))}`]),
  ]
}

/** All of them, or the first ones and how many more there are. */
function firstOf(names: readonly string[], most: number): readonly string[] {
  return names.length <= most ? names : [...names.slice(0, most - 1), `${names.length - most + 1} more`]
}

function dateLines({ validFrom, validUntil }: ControlRules, naming: Naming): readonly string[] {
  if (validFrom === null && validUntil === null) return []
  if (validFrom === null) return [`Until ${naming.date(validUntil ?? '')}`]
  return [validUntil === null ? `From ${naming.date(validFrom)}` : `From ${naming.date(validFrom)} until ${naming.date(validUntil)}`]
}

/** "May spend $2,000 a month, at most $500 a charge; not on Cash or Gambling; only in the United States." */
export function planSentence(plan: SpendingPlan, naming: Naming): string {
  const limits = plan.limits.map((rules) => limitWords(rules, naming))
  const lines = plan.controls === null ? [] : controlLines(plan.controls, naming).map(decapitalised)
  const spend = limits.length === 0 ? (lines.length === 0 ? 'May spend anything anywhere' : 'May spend any amount') : `May spend ${limits.join(', ')}`
  return `${[spend, ...lines].join('; ')}.`
}

function decapitalised(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`
}
