/** The limits and controls of a card that is only being ordered: they name it by the order. */
import { AppError } from '#shared/rpc/errors.ts'
import type { SpendingPlan } from '#shared/rpc/contract/limits.contract.ts'
import type { WriteDb } from '../db/store.ts'
import type { IssuerRef } from '../issuers/command.ts'
import { rulesBody } from '../limits/issuer-words.ts'
import { checkPlan } from '../limits/preview.queries.ts'
import type { CommandContext } from '../rpc/handlers.ts'
import { enqueue } from '../sync/outbox.ts'
import { cardholderSubject } from '../sync/subjects.ts'

/** Throws `validation.failed` (fields limits, controls). */
export async function checkFirstPlan(db: WriteDb, plan: SpendingPlan, { currency, capabilities }: { readonly currency: string; readonly capabilities: ReadonlySet<string> }): Promise<void> {
  const { limits, controls } = plan
  if (limits.length > 0 && !capabilities.has('limits')) throw refused('limits', 'This issuer keeps no limits.')
  if (controls !== null && !capabilities.has('controls')) throw refused('controls', 'This issuer keeps no controls.')
  if (limits.some(({ amount }) => amount.currency !== currency)) throw refused('limits', `This account is kept in ${currency}.`)
  await checkPlan(db, plan)
}

export interface FirstPlan {
  readonly connectionId: number
  readonly cardholderId: number
  readonly card: IssuerRef
  readonly plan: SpendingPlan
}

/** Behind the order of the card, in the same queue. */
export async function enqueueFirstPlan(context: CommandContext, { connectionId, cardholderId, card, plan }: FirstPlan): Promise<void> {
  const scope = { kind: 'card', id: card } as const
  const subject = cardholderSubject(cardholderId)
  for (const rules of plan.limits) await enqueue(context, { connectionId, subject, command: { name: 'limits.create', scope, rules: rulesBody(rules) } })
  if (plan.controls !== null) await enqueue(context, { connectionId, subject, command: { name: 'controls.set', scope, rules: plan.controls } })
}

const refused = (field: string, reason: string) => new AppError('validation.failed', { field, reason })
