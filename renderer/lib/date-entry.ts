/** A day while it is typed, and what is wrong with it. */
import { parseIsoDate, type IsoDate } from '#shared/domain/time.ts'

export type DateEntry =
  | { readonly kind: 'empty' }
  | { readonly kind: 'date'; readonly date: IsoDate }
  | { readonly kind: 'problem'; readonly problem: 'not-a-date' | 'too-early' | 'too-late' }

export interface DateRules {
  /** Both ends belong to it. */
  readonly min?: string | undefined
  readonly max?: string | undefined
}

/** `text` as a date field gives it ('YYYY-MM-DD'); `isHalfTyped` where it holds something that is no date yet and gives none. */
export function readDate(text: string, { min, max }: DateRules, isHalfTyped = false): DateEntry {
  if (text === '') return isHalfTyped ? { kind: 'problem', problem: 'not-a-date' } : { kind: 'empty' }
  const date = parseIsoDate(text)
  if (date === undefined || date > '2199-12-31') return { kind: 'problem', problem: 'not-a-date' }
  if (min !== undefined && date < min) return { kind: 'problem', problem: 'too-early' }
  if (max !== undefined && date > max) return { kind: 'problem', problem: 'too-late' }
  return { kind: 'date', date }
}

/** `dateText`: how a day reads. */
export function dateProblemText(entry: DateEntry, { min, max }: DateRules, dateText: (date: string) => string): string | null {
  if (entry.kind !== 'problem') return null
  if (entry.problem === 'too-early' && min !== undefined) return `${dateText(min)} at the earliest.`
  if (entry.problem === 'too-late' && max !== undefined) return `${dateText(max)} at the latest.`
  return 'This day does not exist.'
}
