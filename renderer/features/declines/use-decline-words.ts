import { useMemo } from 'react'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plainMoney } from '#renderer/lib/plain-money.ts'
import { endText } from '#renderer/lib/until-words.ts'
import type { DeclineWords } from './model/decline-words.ts'

/** Money, ends, categories by their names and countries in the person's language. */
export function useDeclineWords(): DeclineWords {
  const formats = useFormats()
  const categories = useEngineQuery((ask) => ask.transactions.categories({}))
  return useMemo(() => {
    const names = new Map(categories.data?.map(({ key, name }) => [key, name]))
    const countries = new Intl.DisplayNames(formats.locale, { type: 'region', fallback: 'code' })
    return {
      money: (money) => plainMoney(money, formats),
      end: (at) => endText(at, formats),
      category: (key) => names.get(key) ?? key,
      country: (code) => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code),
    }
  }, [formats, categories.data])
}
