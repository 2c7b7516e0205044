/** What a draft still needs, in words and by the step it belongs to. */
import { questionsFor, type IssuerForm } from '#shared/domain/disputes/catalogue.ts'
import { CONTRADICTIONS, type ContradictionRule } from '#shared/domain/disputes/checks.ts'
import { evidenceLabel, wordsOf } from '#shared/domain/disputes/questions.ts'
import type { DisputeReason } from '#shared/domain/disputes/names.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'

export interface MissingItem {
  readonly key: string
  readonly text: string
  readonly step: 'happened' | 'have'
  /** It is there, and cannot be. */
  readonly isWrong?: true
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

/** Answers that cannot be, and so keep a draft from being sent. */
export function wrongItems(contradictions: DisputeDetail['contradictions']): readonly MissingItem[] {
  return contradictions.flatMap(({ key, rule }) => {
    const known = Object.hasOwn(CONTRADICTIONS, rule) ? CONTRADICTIONS[rule as ContradictionRule] : null
    return known?.stops ? [{ key, text: known.text, step: 'happened', isWrong: true }] : []
  })
}

/** What keeps a draft from being sent, in the order of the page. */
export function openItems({ missingKeys, contradictions, form }: Pick<DisputeDetail, 'missingKeys' | 'contradictions' | 'form'>, reason: DisputeReason | null): readonly MissingItem[] {
  return [...missingItems(missingKeys, reason, form), ...wrongItems(contradictions)]
}

/** "Nothing is missing", "1 thing is missing", "2 things are missing, 1 has to be corrected". */
export function openText(items: readonly MissingItem[]): string {
  const wrong = items.filter(({ isWrong }) => isWrong).length
  const missing = items.length - wrong
  if (items.length === 0) return 'Nothing is missing'
  const things = (count: number) => (count === 1 ? '1 thing' : `${count} things`)
  if (missing === 0) return `${things(wrong)} ${wrong === 1 ? 'has' : 'have'} to be corrected`
  const part = `${things(missing)} ${missing === 1 ? 'is' : 'are'} missing`
  return wrong === 0 ? part : `${part}, ${wrong} ${wrong === 1 ? 'has' : 'have'} to be corrected`
}
