import { useMemo } from 'react'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plainMoney } from '#renderer/lib/plain-money.ts'
import { dayOfEnd, endText } from '#renderer/lib/until-words.ts'
import type { RequestWords } from './model/request-words.ts'

export function useRequestWords(): RequestWords {
  const formats = useFormats()
  return useMemo(() => ({ money: (money) => plainMoney(money, formats), end: (at) => endText(at, formats), day: (at) => formats.date(dayOfEnd(at)) }), [formats])
}
