/**
 * How money, dates and counts read. Made once per locale and day (`createFormats`), handed down by FormatsProvider.
 *
 * Money goes from minor units to decimal text to Intl, never through a float: Intl formats decimal strings exactly.
 */
import { currencyExponent, decimalText, type Money } from '#shared/domain/money.ts'
import { addDays, type IsoDate } from '#shared/domain/time.ts'

export interface MoneyStyle {
  /** `transaction`: a charge (negative) reads plain, a credit with "+". `figure`: the sign as it is. */
  readonly sign?: 'transaction' | 'figure'
  /** Leaves the decimals out, rounded half away from zero (for axes and rough sentences). */
  readonly whole?: boolean
}

export interface Formats {
  readonly locale: string
  /** Today where the person is. */
  readonly today: IsoDate
  /** "$1,204.18", "CA$12.00", "¥350". */
  money(money: Money, style?: MoneyStyle): string
  /** "24 Nov", "24 Nov 2025" when it is not this year. */
  date(date: string): string
  /** "Tuesday, 24 November 2026". */
  dateLong(date: string): string
  /** "Today", "Yesterday", else "Tue 24 Nov". */
  day(date: string): string
  /** "Nov", "Nov 2025" when it is not this year. */
  month(month: string): string
  /** "November 2026". */
  monthLong(month: string): string
  /** "3 Nov – 24 Nov". */
  range(from: string, to: string): string
  /** "2 min ago", "yesterday"; show `instant` as its title. */
  relative(at: number, now: number): string
  /** "24 Nov 2026, 14:05:09". */
  instant(at: number): string
  count(value: number): string
  /** "12%" of a ratio such as 0.12. */
  percent(ratio: number): string
}

/** `now` only decides what today is. */
export function createFormats(locale: string, now: Date): Formats {
  const today = localDay(now)
  const dates = dateFormats(locale, today)
  return {
    locale,
    today,
    money: moneyFormat(locale),
    ...dates,
    range: (from, to) => (from === to ? dates.date(from) : `${dates.date(from)} – ${dates.date(to)}`),
    ...instantFormats(locale),
    ...numberFormats(locale),
  }
}

function localDay(now: Date): IsoDate {
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}` as IsoDate
}

function moneyFormat(locale: string): Formats['money'] {
  const cache = new Map<string, Intl.NumberFormat>()
  const formatter = (currency: string, sign: 'transaction' | 'figure', decimals: number) => {
    const key = `${currency} ${sign} ${decimals}`
    const known = cache.get(key)
    if (known) return known
    const made = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: sign === 'transaction' ? 'exceptZero' : 'negative',
    })
    cache.set(key, made)
    return made
  }
  return ({ minor, currency }, style = {}) => {
    const sign = style.sign ?? 'figure'
    const isCharge = sign === 'transaction' && minor < 0
    const text = decimalText(isCharge ? -minor : minor, currency) as Intl.StringNumericLiteral
    const decimals = style.whole ? 0 : currencyExponent(currency)
    return formatter(currency, isCharge ? 'figure' : sign, decimals).format(text)
  }
}

const isEnglish = (locale: string): boolean => locale.toLowerCase().startsWith('en')

function dateFormats(locale: string, today: IsoDate): Pick<Formats, 'date' | 'dateLong' | 'day' | 'month' | 'monthLong'> {
  const utc = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  const monthShort = utc({ month: 'short' })
  const monthFull = utc({ month: 'long', year: 'numeric' })
  const weekday = utc({ weekday: 'short' })
  const weekdayLong = utc({ weekday: 'long' })
  const monthName = utc({ month: 'long' })
  const dayAndMonth = utc({ day: 'numeric', month: 'short' })
  const withYear = utc({ day: 'numeric', month: 'short', year: 'numeric' })
  const full = utc({ dateStyle: 'full' })
  const year = today.slice(0, 4)
  // English reads day first on both sides of the ocean here; other languages keep their own order.
  const dayFirst = isEnglish(locale)
  const at = (date: string) => new Date(`${date}T00:00:00Z`)
  const date = (text: string) => {
    const value = at(text)
    const thisYear = text.startsWith(year)
    if (!dayFirst) return (thisYear ? dayAndMonth : withYear).format(value)
    return `${value.getUTCDate()} ${monthShort.format(value)}${thisYear ? '' : ` ${text.slice(0, 4)}`}`
  }
  const month = (text: string) => {
    const value = at(`${text}-01`)
    return text.startsWith(year) ? monthShort.format(value) : `${monthShort.format(value)} ${text.slice(0, 4)}`
  }
  return {
    date,
    dateLong: (text) => {
      const value = at(text)
      return dayFirst ? `${weekdayLong.format(value)}, ${value.getUTCDate()} ${monthName.format(value)} ${text.slice(0, 4)}` : full.format(value)
    },
    day: (text) => {
      if (text === today) return 'Today'
      if (text === addDays(today, -1)) return 'Yesterday'
      return `${weekday.format(at(text))} ${date(text)}`
    },
    month,
    monthLong: (text) => monthFull.format(at(`${text}-01`)),
  }
}

const RELATIVE_STEPS: readonly (readonly [limitSeconds: number, unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  [3_600, 'minute', 60],
  [86_400, 'hour', 3_600],
  [7 * 86_400, 'day', 86_400],
  [31 * 86_400, 'week', 7 * 86_400],
  [365 * 86_400, 'month', 30 * 86_400],
  [Number.POSITIVE_INFINITY, 'year', 365 * 86_400],
]

function instantFormats(locale: string): Pick<Formats, 'relative' | 'instant'> {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  // American English writes "2 min. ago": the full stop ends a sentence that has not ended.
  const short = (value: number, unit: Intl.RelativeTimeFormatUnit) => {
    const text = relative.format(value, unit)
    return isEnglish(locale) ? text.replace('.', '') : text
  }
  const instant = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' })
  return {
    relative: (at, now) => {
      const seconds = Math.round((at - now) / 1_000)
      if (Math.abs(seconds) < 60) return 'just now'
      const step = RELATIVE_STEPS.find(([limit]) => Math.abs(seconds) < limit)
      return step ? short(Math.trunc(seconds / step[2]), step[1]) : instant.format(at)
    },
    instant: (at) => instant.format(at),
  }
}

function numberFormats(locale: string): Pick<Formats, 'count' | 'percent'> {
  const count = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  return { count: (value) => count.format(value), percent: (ratio) => percent.format(ratio) }
}

/** "1 charge", "2 charges". */
export function plural(count: number, one: string, many: string, text = String(count)): string {
  return `${text} ${count === 1 ? one : many}`
}

/** "Dana Reyes", "Dana Reyes and Sam Okafor", "Dana Reyes and 2 more". */
export function namesLabel(names: readonly string[]): string | null {
  const [first, second, ...rest] = names
  if (first === undefined) return null
  if (second === undefined) return first
  return rest.length === 0 ? `${first} and ${second}` : `${first} and ${rest.length + 1} more`
}
