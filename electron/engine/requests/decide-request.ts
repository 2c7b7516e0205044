/** Approving and declining: queued for the issuer, shown as on its way until it answers. */
import type { LimitRequest } from '#shared/rpc/contract/requests.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { CommandContext } from '../rpc/handlers.ts'
import { enqueue } from '../sync/outbox.ts'
import { requestSubject } from '../sync/subjects.ts'

export interface Approval {
  readonly amount: LimitRequest['amount']
  /** null: for good. */
  readonly until: number | null
  readonly note: string | null
}

/**
 * As asked, or changed.
 *
 * Throws `validation.failed`: `status` (decided already, or on its way), `amount` (not above what is in force), `until` (past).
 */
export async function approveRequest(context: CommandContext, request: LimitRequest, { amount, until, note }: Approval): Promise<void> {
  mustBeOpen(request)
  if (amount.currency !== request.amount.currency) throw invalid('amount', `The request is in ${request.amount.currency}.`)
  if (request.current !== null && amount.minor <= request.current.inForce.minor) throw invalid('amount', 'This is no more than is allowed already.')
  if (until !== null && until <= context.now) throw invalid('until', 'The raise would have ended already.')
  await send(context, request, { name: 'limitRequests.approve', requestId: request.requestId, body: { amount: { amountMinor: amount.minor, currency: amount.currency }, until, ...noted(note) } })
}

/** Throws `validation.failed` (field status). */
export async function declineRequest(context: CommandContext, request: LimitRequest, note: string | null): Promise<void> {
  mustBeOpen(request)
  await send(context, request, { name: 'limitRequests.decline', requestId: request.requestId, body: noted(note) })
}

async function send(context: CommandContext, { connectionId, requestId, person, card }: LimitRequest, command: Parameters<typeof enqueue>[1]['command']): Promise<void> {
  context.audit({ requestId, ...(person === null ? {} : { cardholderId: person.id }), ...(card === null ? {} : { cardId: card.id }) })
  await enqueue(context, { connectionId, subject: requestSubject(connectionId, requestId), command })
}

function mustBeOpen({ status, waitingFor }: LimitRequest): void {
  if (waitingFor !== null) throw invalid('status', 'A decision is on its way to the issuer already.')
  if (status !== 'pending') throw invalid('status', status === 'withdrawn' ? 'It was withdrawn.' : 'It has been decided already.')
}

const noted = (note: string | null) => (note === null || note === '' ? {} : { note })
const invalid = (field: string, reason: string) => new AppError('validation.failed', { field, reason })
