import { useMemo } from 'react'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { decimalText, type Money } from '#shared/domain/money.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { countryNames } from './model/countries.ts'
import type { Naming } from './model/words.ts'

/** How the parts of limits and controls read here: money, days, categories by their names, countries in the person's language. */
export function useLimitWords(): Naming {
  const formats = useFormats()
  const categories = useEngineQuery((ask) => ask.transactions.categories({}))
  return useMemo(() => {
    const names = new Map(categories.data?.map(({ key, name }) => [key, name]))
    const list = (type: 'conjunction' | 'disjunction') => new Intl.ListFormat('en', { type })
    const [and, or] = [list('conjunction'), list('disjunction')]
    return {
      money: (money) => formats.money(money, isWhole(money) ? { whole: true } : {}),
      date: formats.date,
      category: (key) => names.get(key) ?? key,
      country: countryNames(formats.locale),
      and: (items) => withoutLastComma(and.format(items)),
      or: (items) => withoutLastComma(or.format(items)),
    }
  }, [formats, categories.data])
}

/** Whole amounts are what people set, and a sentence reads better without their zeros. */
function isWhole({ minor, currency }: Money): boolean {
  return /\.0+$/.test(decimalText(minor, currency))
}

/** "cash, gambling or dating". */
function withoutLastComma(text: string): string {
  return text.replace(/, (and|or) /, ' $1 ')
}
