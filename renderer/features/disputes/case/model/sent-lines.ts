/** The answers that went out, in words: also those that only the issuer asks for, or that came from elsewhere in another form. */
import { isAnswered } from '#shared/domain/disputes/answers.ts'
import { questionsFor } from '#shared/domain/disputes/catalogue.ts'
import { wordsOf } from '#shared/domain/disputes/questions.ts'
import type { DisputeAnswer, DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { fieldsOf } from '../../draft/model/fields.ts'
import { answerLines, type SummaryLine, type SummaryWords } from '../../draft/model/summary.ts'

type Sent = Pick<DisputeDetail, 'id' | 'reason' | 'form' | 'answers' | 'amount' | 'explanation'>

export function sentLines(dispute: Sent, words: SummaryWords): readonly SummaryLine[] {
  const { reason, form, answers, amount } = dispute
  const questions = reason === null ? [] : questionsFor(reason, form)
  const known = reason === null ? [] : answerLines(reason, form, fieldsOf(dispute).answers, amount.currency, words)
  const rest = answers.filter(({ key, value }) => {
    const question = questions.find((one) => one.key === key)
    return question === undefined || !isAnswered(question, value)
  })
  return [...known, ...rest.flatMap(({ key, value }) => plainLine(questions.find((one) => one.key === key)?.label ?? wordsOf(key), key, value))]
}

function plainLine(label: string, key: string, value: DisputeAnswer['value']): readonly SummaryLine[] {
  const text = typeof value === 'boolean' ? (value ? 'Yes' : 'No') : String(value).trim()
  return text === '' ? [] : [{ key, label, value: text }]
}
