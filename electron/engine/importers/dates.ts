/** Calendar dates as statement files write them. What does not exist (31/31/2026) is undefined; no time zone moves a day. */
import { isoDate } from '#shared/domain/time.ts'
import type { IsoDate } from '#shared/domain/time.ts'

/** 'ymd' is ISO and always unambiguous; 'dMy' is "02 Mar 2026". */
export type DateOrder = 'ymd' | 'mdy' | 'dmy' | 'dMy'

/** OFX date-time: its first eight digits, whatever time or zone follows (DOMAIN.md 1.4); also "2026-03-02". Cached by day. */
export class OfxDates {
  private readonly seen = new Map<number, IsoDate | undefined>()
  private lastText = ''
  private lastDate: IsoDate | undefined

  parse(text: string): IsoDate | undefined {
    if (text === this.lastText) return this.lastDate
    this.lastText = text
    this.lastDate = this.read(text)
    return this.lastDate
  }

  private read(text: string): IsoDate | undefined {
    let value = 0
    for (let i = 0; i < 8; i++) {
      const digit = text.charCodeAt(i) - 48
      if (!(digit >= 0 && digit <= 9)) return parseCsvDate(text, ISO_ONLY)
      value = value * 10 + digit
    }
    if (!endsDate(text)) return undefined
    if (this.seen.has(value)) return this.seen.get(value)
    const date = isoDate(Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100)
    this.seen.set(value, date)
    return date
  }
}

const DATE_TIME = /^\d{8}(?:\d{2}(?:\d{2}(?:\d{2})?)?)?(?!\d)/

/** Length of the day and time that a text begins with; 0 where it begins with neither, or with more digits than they have. */
export function dateTimeLength(text: string): number {
  return DATE_TIME.exec(text)?.[0].length ?? 0
}

/** After the day may come nothing, a time of up to six digits, or whatever starts a fraction or a zone; but no letters. */
function endsDate(text: string): boolean {
  for (let i = 8; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 48 && code <= 57 && i < 14) continue
    return code === 46 || code === 91 || code === 32 || code === 58 || code === 43 || code === 45
  }
  return true
}

const ISO_ONLY: readonly DateOrder[] = ['ymd']
const NUMERIC = /^(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?: ?[AP]M)?Z?)?$/i
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/
const NAMED = /^(\d{1,2})[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4}|\d{2})$/
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** A CSV date in one of the orders that the layout allows. */
export function parseCsvDate(text: string, orders: readonly DateOrder[]): IsoDate | undefined {
  const trimmed = text.trim()
  for (const order of orders) {
    const date = order === 'dMy' ? named(trimmed) : numeric(trimmed, order)
    if (date !== undefined) return date
  }
  return undefined
}

function numeric(text: string, order: DateOrder): IsoDate | undefined {
  const match = NUMERIC.exec(text) ?? (order === 'ymd' ? COMPACT.exec(text) : null)
  if (!match) return undefined
  const [, first = '', second = '', third = ''] = match
  if (order === 'ymd') return first.length === 4 && third.length <= 2 ? isoDate(Number(first), Number(second), Number(third)) : undefined
  if (first.length > 2 || (third.length !== 4 && third.length !== 2)) return undefined
  const year = fullYear(third)
  return order === 'mdy' ? isoDate(year, Number(first), Number(second)) : isoDate(year, Number(second), Number(first))
}

function named(text: string): IsoDate | undefined {
  const match = NAMED.exec(text)
  if (!match) return undefined
  const month = MONTHS.indexOf((match[2] ?? '').slice(0, 3).toLowerCase())
  return month === -1 ? undefined : isoDate(fullYear(match[3] ?? ''), month + 1, Number(match[1]))
}

/** Two-digit years of a statement are of this century; card statements of the last one do not exist as CSV. */
function fullYear(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text)
}
