/** Exactly what is sent: every answer in words, in the order in which it was asked. */
import { isAnswered } from '#shared/domain/disputes/answers.ts'
import { questionsFor, REASONS, type IssuerForm } from '#shared/domain/disputes/catalogue.ts'
import type { DisputeReason } from '#shared/domain/disputes/names.ts'
import type { Question } from '#shared/domain/disputes/questions.ts'
import type { Money } from '#shared/domain/money.ts'
import type { AnswerValue, Answers } from './fields.ts'

export interface SummaryWords {
  readonly money: (money: Money) => string
  readonly dateLong: (day: string) => string
  /** "24 Nov, Lamb & Lantern, $40.00"; null while it is not known. */
  readonly charge: (transactionId: number) => string | null
}

export interface SummaryLine {
  readonly key: string
  readonly label: string
  readonly value: string
}

/** Those that count for this reason. */
export function answerLines(reason: DisputeReason, form: IssuerForm | null, answers: Answers, currency: string, words: SummaryWords): readonly SummaryLine[] {
  return questionsFor(reason, form).flatMap((question) => {
    const value = answers[question.key]
    return value === undefined || !isAnswered(question, value) ? [] : [{ key: question.key, label: question.label, value: answerText(question, value, currency, words) }]
  })
}

function answerText({ kind, choices }: Question, value: AnswerValue, currency: string, words: SummaryWords): string {
  switch (kind) {
    case 'yes-no':
      return value === true ? 'Yes' : 'No'
    case 'date':
      return words.dateLong(String(value))
    case 'amount':
      return words.money({ minor: Number(value), currency })
    case 'choice':
      return choices.find(({ key }) => key === value)?.label ?? String(value)
    case 'transaction':
      return words.charge(Number(value)) ?? 'Another charge'
    case 'text':
      return String(value)
  }
}

/** What was charged too much by the answers, where the reason is about that: all that can be disputed. null: the answers do not say. */
export function differenceOf(reason: DisputeReason | null, answers: Answers, charged: Money): number | null {
  const key = reason === 'incorrect-amount' ? 'right-amount' : reason === 'cash-not-dispensed' ? 'received-amount' : null
  const right = key === null ? undefined : answers[key]
  if (typeof right !== 'number' || right < 0 || right >= charged.minor) return null
  return charged.minor - right
}

/** For the clipboard: what to write to the merchant before anything else. */
export function merchantMessage(reason: DisputeReason, { merchant, amount, day }: { readonly merchant: string; readonly amount: string; readonly day: string }): string {
  return [
    `To ${merchant}`,
    '',
    `Our card was charged ${amount} by you on ${day}.`,
    `${REASONS[reason].title}. ${REASONS[reason].hint}`,
    '',
    'Please put this right, or tell us within seven days why it is due. Without an answer we dispute the charge with our card’s issuer.',
    '',
    'Thank you',
  ].join('\n')
}
