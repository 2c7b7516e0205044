/** What a draft still needs, in words and by the step it belongs to. */
import { questionsFor, type IssuerForm } from '#shared/domain/disputes/catalogue.ts'
import { evidenceLabel, wordsOf } from '#shared/domain/disputes/questions.ts'
import type { DisputeReason } from '#shared/domain/disputes/names.ts'

export interface MissingItem {
  readonly key: string
  readonly text: string
  readonly step: 'happened' | 'have'
}

const EVIDENCE = 'evidence:'

export function missingItems(keys: readonly string[], reason: DisputeReason | null, form: IssuerForm | null): readonly MissingItem[] {
  const questions = reason === null ? [] : questionsFor(reason, form)
  return keys.map((key) => {
    if (key.startsWith(EVIDENCE)) return { key, text: evidenceLabel(key.slice(EVIDENCE.length)), step: 'have' }
    if (key === 'reason') return { key, text: 'What is wrong with the charge', step: 'happened' }
    if (key === 'explanation') return { key, text: 'What happened, in your own words', step: 'happened' }
    return { key, text: questions.find((question) => question.key === key)?.label ?? wordsOf(key), step: 'happened' }
  })
}

/** Where on the page something is asked: the id of its field. */
export const fieldId = (key: string): string => `dispute-${key.replaceAll(/[^a-z0-9-]+/gi, '-')}`

/** "Nothing is missing", "1 thing is missing", "3 things are missing". */
export function missingText(count: number): string {
  if (count === 0) return 'Nothing is missing'
  return count === 1 ? '1 thing is missing' : `${count} things are missing`
}
