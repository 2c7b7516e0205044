import { useMemo } from 'react'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { Money } from '#shared/domain/money.ts'
import type { DayWords } from './model/next-words.ts'

export interface DisputeWords extends DayWords {
  readonly money: (money: Money) => string
  readonly count: (value: number) => string
}

export function useDisputeWords(): DisputeWords {
  const formats = useFormats()
  return useMemo(() => ({ money: (money) => formats.money(money), date: formats.date, count: formats.count, today: formats.today }), [formats])
}
