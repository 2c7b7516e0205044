/** What a person writes into a draft, and what of it has not been kept yet. */
import type { DisputeReason } from '#shared/domain/disputes/names.ts'
import type { DisputeAnswer, DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import type { Contract } from '#shared/rpc/contract/index.ts'
import type { InputOf } from '#shared/rpc/define.ts'

export type AnswerValue = DisputeAnswer['value']
export type Answers = Readonly<Record<string, AnswerValue>>

export interface DraftFields {
  readonly reason: DisputeReason | null
  /** null: what stands in the field is no amount that could be kept. */
  readonly amountMinor: number | null
  readonly explanation: string
  readonly answers: Answers
}
export type DraftChange = Partial<DraftFields>

type Kept = Pick<DisputeDetail, 'id' | 'reason' | 'amount' | 'explanation' | 'answers'>
export type SaveInput = InputOf<Contract['disputes']['save']>

export function fieldsOf({ reason, amount, explanation, answers }: Kept): DraftFields {
  return { reason, amountMinor: amount.minor, explanation, answers: Object.fromEntries(answers.map(({ key, value }) => [key, value])) }
}

/** The answers with one given, or taken back (null, or a text of nothing). */
export function answered(answers: Answers, key: string, value: AnswerValue | null): Answers {
  const { [key]: _before, ...others } = answers
  return value === null || value === '' ? others : { ...others, [key]: value }
}

/** What is asked of the engine; null where there is nothing that could be kept. */
export function saveInput({ id, amount }: Pick<Kept, 'id' | 'amount'>, change: DraftChange): SaveInput | null {
  const { reason, amountMinor, explanation, answers } = change
  const input: SaveInput = {
    disputeId: id,
    ...(reason === undefined ? {} : { reason }),
    ...(amountMinor === undefined || amountMinor === null ? {} : { amount: { minor: amountMinor, currency: amount.currency } }),
    ...(explanation === undefined ? {} : { explanation }),
    ...(answers === undefined ? {} : { answers: Object.entries(answers).map(([key, value]) => ({ key, value })) }),
  }
  return Object.keys(input).length === 1 ? null : input
}

/** What was written since `sent` went out, and what could not go with it. */
export function unsentAfter(change: DraftChange, sent: DraftChange): DraftChange {
  return Object.fromEntries(Object.entries(change).filter(([name, value]) => value === null && name === 'amountMinor' ? true : sent[name as keyof DraftChange] !== value))
}
