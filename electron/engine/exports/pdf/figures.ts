/** Figures, months and days as a printed page writes them: English, the language of the whole document. */
import { decimalText } from '#shared/domain/money.ts'

const MINUS = '−'

/** "−1,204.18": grouped, with a real minus, without the currency. */
export function figure(minor: number, currency: string): string {
  const [whole = '', fraction] = decimalText(Math.abs(minor), currency).split('.')
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  return `${minor < 0 ? MINUS : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`
}

/** "USD 1,204.18" */
export function amount(minor: number, currency: string): string {
  return `${currency} ${figure(minor, currency)}`
}

const monthNames = (style: 'long' | 'short') => new Intl.DateTimeFormat('en', { month: style, timeZone: 'UTC' })
const dateOf = (month: string) => new Date(`${month}-01T00:00:00Z`)

/** "Jan 2026" */
export function shortMonth(month: string): string {
  return `${monthNames('short').format(dateOf(month))} ${month.slice(0, 4)}`
}

/** "March 2026", "January – December 2026", "November 2025 – October 2026" */
export function periodInWords(from: string, to: string): string {
  const name = (month: string) => monthNames('long').format(dateOf(month))
  const [fromYear, toYear] = [from.slice(0, 4), to.slice(0, 4)]
  if (from === to) return `${name(from)} ${fromYear}`
  return fromYear === toYear ? `${name(from)} – ${name(to)} ${toYear}` : `${name(from)} ${fromYear} – ${name(to)} ${toYear}`
}

/** "24 November 2026", on this computer's calendar. */
export function dayInWords(instant: number): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(instant))
}

/** "24 November 2026" of a calendar date YYYY-MM-DD, which no time zone moves. */
export function dateInWords(date: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))
}

/** "12.4 % more than in the 12 months before"; undefined when there is nothing to compare with. */
export function changeInWords(minor: number, previousMinor: number | undefined, months: number): string | undefined {
  if (previousMinor === undefined || previousMinor <= 0) return undefined
  const before = months === 1 ? 'the month before' : `the ${months} months before`
  const ratio = (minor - previousMinor) / previousMinor
  const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 }).format(Math.abs(ratio))
  if (percent === '0%') return `As much as in ${before}`
  return `${percent} ${ratio > 0 ? 'more' : 'less'} than in ${before}`
}

/** Months in groups of at most `most`, as even as they can be: 7 → 4 + 3, 12 → 6 + 6, 13 → 5 + 4 + 4. */
export function monthGroups(months: readonly string[], most: number): readonly (readonly string[])[] {
  const groups = Math.ceil(months.length / most)
  const start = (index: number) => Math.ceil((index * months.length) / groups)
  return Array.from({ length: groups }, (_, index) => months.slice(start(index), start(index + 1)))
}
