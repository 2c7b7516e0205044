/** Answers to a reason's questions, and what it takes for one to count. */
import { parseIsoDate, type IsoDate } from '../time.ts'
import type { Question } from './questions.ts'

export type AnswerValue = string | number | boolean
export interface Answer {
  readonly key: string
  readonly value: AnswerValue
}

/** The first answer to each question. */
export function answersByKey(answers: readonly Answer[]): ReadonlyMap<string, AnswerValue> {
  return new Map(answers.toReversed().map(({ key, value }) => [key, value]))
}

/** The day of an answer; undefined where there is none or it is not an existing day. */
export function dayOf(value: AnswerValue | undefined): IsoDate | undefined {
  return typeof value === 'string' ? parseIsoDate(value) : undefined
}

/** Whether an issuer could use this answer: of the question's kind, not blank, one of its choices. */
export function isAnswered({ kind, choices }: Pick<Question, 'kind' | 'choices'>, value: AnswerValue | undefined): boolean {
  switch (kind) {
    case 'text': return typeof value === 'string' && value.trim() !== ''
    case 'date': return dayOf(value) !== undefined
    case 'yes-no': return typeof value === 'boolean'
    case 'amount': return typeof value === 'number' && value >= 0
    case 'transaction': return typeof value === 'number' && value > 0
    case 'choice': return choices.some(({ key }) => key === value)
  }
}
