/** The amount condition: what a person types, and how it reads. */
import { decimalText, minorFromDecimal } from '#shared/domain/money.ts'

export interface AmountRange {
  readonly min?: number | undefined
  readonly max?: number | undefined
}

/**
 * Minor units of a typed amount: "100", "1,200.50", "$ 12.5", "1.200,50", "12,5". Undefined when it is no amount.
 *
 * Where both marks occur, the last is the decimal one. A single mark followed by exactly three digits groups
 * thousands; otherwise it is the decimal mark.
 */
export function parseAmount(typed: string, currency: string): number | undefined {
  const text = typed.replace(/[^\d.,]/g, '')
  if (text === '' || !/\d/.test(text) || /-/.test(typed)) return undefined
  const marks = text.match(/[.,]/g) ?? []
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
  const isGrouping = last >= 0 && text.length - last - 1 === 3 && new Set(marks).size === 1
  const whole = (last >= 0 && !isGrouping ? text.slice(0, last) : text).replace(/[.,]/g, '')
  const fraction = last >= 0 && !isGrouping ? text.slice(last + 1) : ''
  return minorFromDecimal(fraction === '' ? whole : `${whole}.${fraction}`, currency)?.minor
}

/** The text to put back into the field. */
export function amountText(minor: number | undefined, currency: string): string {
  return minor === undefined ? '' : decimalText(minor, currency).replace(/\.0+$/, '')
}

/** "over $100", "under $50", "$10 – $50", "exactly $12.50"; null without bounds. */
export function amountLabel({ min, max }: AmountRange, money: (minor: number) => string): string | null {
  if (min !== undefined && max !== undefined) return min === max ? `exactly ${money(min)}` : `${money(min)} – ${money(max)}`
  if (min !== undefined) return `over ${money(min)}`
  if (max !== undefined) return `under ${money(max)}`
  return null
}
