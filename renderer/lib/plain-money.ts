import { decimalText, type Money } from '#shared/domain/money.ts'
import type { Formats } from './formats.ts'

/** "$2,000" and "$2,000.50": inside a sentence, whole amounts read better without their zeros. */
export function plainMoney(money: Money, formats: Pick<Formats, 'money'>): string {
  const isWhole = /\.0+$/.test(decimalText(money.minor, money.currency))
  return formats.money(money, isWhole ? { whole: true } : {})
}
