import { useMemo } from 'react'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { SentenceWords } from '../model/sentence.ts'

export function useSentenceWords(): SentenceWords {
  const formats = useFormats()
  return useMemo(() => {
    const weekday = new Intl.DateTimeFormat(formats.locale, { weekday: 'long', timeZone: 'UTC' })
    const month = new Intl.DateTimeFormat(formats.locale, { month: 'long', timeZone: 'UTC' })
    return {
      money: (minor, currency) => formats.money({ minor, currency }),
      // The year only when it is not this one.
      monthLong: (text) => (text.startsWith(formats.today.slice(0, 4)) ? month.format(new Date(`${text}-01T00:00:00Z`)) : formats.monthLong(text)),
      weekday: (date) => weekday.format(new Date(`${date}T00:00:00Z`)),
      date: formats.date,
    }
  }, [formats])
}
