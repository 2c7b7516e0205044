import { useMemo } from 'react'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plainMoney } from '#renderer/lib/plain-money.ts'
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
      money: (money) => plainMoney(money, formats),
      date: formats.date,
      category: (key) => names.get(key) ?? key,
      country: countryNames(formats.locale),
      and: (items) => withoutLastComma(and.format(items)),
      or: (items) => withoutLastComma(or.format(items)),
    }
  }, [formats, categories.data])
}

/** "cash, gambling or dating". */
function withoutLastComma(text: string): string {
  return text.replace(/, (and|or) /, ' $1 ')
}
