/** Twelve months of somebody's spend, in one currency at a time. */
import type { CardholderDetail } from '#shared/rpc/contract/employees.contract.ts'

type Months = CardholderDetail['months']

export interface YearMonth {
  readonly month: string
  readonly minor: number
}

/** The currency that most was spent in; null where nothing was. */
export function mainCurrency(months: Months): string | null {
  const sums = new Map<string, number>()
  for (const { totals } of months) for (const { minor, currency } of totals) sums.set(currency, (sums.get(currency) ?? 0) + Math.abs(minor))
  const [most] = [...sums].filter(([, sum]) => sum > 0).toSorted(([, a], [, b]) => b - a)
  return most?.[0] ?? null
}

export function yearIn(months: Months, currency: string): readonly YearMonth[] {
  return months.map(({ month, totals }) => ({ month, minor: totals.find((total) => total.currency === currency)?.minor ?? 0 }))
}

export interface YearWords {
  readonly money: (minor: number) => string
  readonly monthLong: (month: string) => string
}

/** "$14,210.00 in twelve months; the most in March." Other currencies are named, never added. */
export function yearSentence(year: readonly YearMonth[], words: YearWords, others: readonly string[] = []): string {
  const total = year.reduce((sum, month) => sum + month.minor, 0)
  const top = year.toSorted((a, b) => b.minor - a.minor)[0]
  const most = top === undefined || top.minor <= 0 ? '' : `; the most in ${words.monthLong(top.month)}`
  const also = others.length === 0 ? '' : ` Spend in ${others.join(' and ')} is not in it.`
  return `${words.money(total)} in twelve months${most}.${also}`
}

/** Currencies besides the main one. */
export function otherCurrencies(months: Months, main: string): readonly string[] {
  return [...new Set(months.flatMap(({ totals }) => totals.filter(({ minor }) => minor !== 0).map(({ currency }) => currency)))].filter((currency) => currency !== main).toSorted()
}
