/**
 * What a person did and an issuer has yet to hear.
 *
 * The row here, the value shown and the audit are one transaction, so nothing that was acknowledged can be lost. Changes of one subject are
 * sent in the order they were made; what has not been sent can be taken back, what may have arrived cannot.
 */
import { v7 } from 'uuid'
import { AppError } from '#shared/rpc/errors.ts'
import type { Topic } from '#shared/rpc/contract/events.contract.ts'
import { issuerCommand, type IssuerCommand, type IssuerCommandName } from '../issuers/command.ts'
import type { CommandContext } from '../rpc/handlers.ts'
import { readAttempt, type FailedAttempt } from './failed-attempt.ts'
import { actionsFor, isUnsent, type Action } from './outbox-actions.ts'
import { insertOutbox, lastOpen, makeDue, markSeen, readDependants, readOutbox, settle, type OutboxRow } from './outbox.queries.ts'
import { dropInvited, showSubject } from './subject.queries.ts'

export interface Enqueued {
  readonly connectionId: number
  readonly subject: string
  readonly command: IssuerCommand
}

/**
 * Queues a change and shows its value. The key is made here and goes with every attempt. Returns its outbox id, by which later changes of the
 * same subject can name what its answer will bring.
 *
 * Throws `validation.failed` (the body's field) for what the issuer's API would not take.
 */
export async function enqueue({ db, now, changed, audit }: CommandContext, { connectionId, subject, command }: Enqueued): Promise<number> {
  const checked = issuerCommand.safeParse(command)
  if (!checked.success) throw new AppError('validation.failed', { field: String(checked.error.issues[0]?.path.at(-1) ?? 'command'), reason: 'The issuer does not take this value.' })
  const outboxId = await insertOutbox(db, { connectionId, key: v7({ msecs: now }), subject, command: command.name, payload: JSON.stringify(checked.data), now })
  await showSubject(db, connectionId, subject)
  audit({ outboxId })
  changed('sync', ...topicsOf(command.name))
  return outboxId
}

/** Takes the newest change of a subject back where it is one of `commands` and the issuer has not seen it; false where there is none such. */
export async function takeBack({ db, now, changed, audit }: CommandContext, connectionId: number, subject: string, commands: readonly IssuerCommandName[]): Promise<boolean> {
  const last = await lastOpen(db, connectionId, subject)
  if (last === undefined || !commands.some((name) => name === last.command) || last.state !== 'queued' || !isUnsent(factsOf(last))) return false
  await comeToNothing({ db, now, changed }, last, 'discarded')
  audit({ tookBack: last.id })
  return true
}

/** What is shown otherwise while such a change waits, or when it is settled. */
export function topicsOf(command: string): readonly Topic[] {
  if (command === 'cards.order') return ['cards', 'employees']
  if (command.startsWith('cardholders.')) return ['employees', 'cards']
  if (command.startsWith('limits.') || command.startsWith('controls.')) return ['limits']
  if (command.startsWith('limitRequests.')) return ['requests', 'employees']
  if (command.startsWith('disputes.')) return ['disputes', 'transactions']
  return ['cards']
}

/** Throws `not-found`, `validation.failed` (field state) where the change cannot be tried. Returns its connection. */
export async function retry(context: CommandContext, id: number): Promise<number> {
  const row = await allowed(context, id, 'retry', 'It is settled, or on its way already.')
  await makeDue(context.db, id, context.now)
  return row.connection_id
}

/** Throws `not-found`, `validation.failed` (field state) where the issuer may have it. */
export async function discard(context: CommandContext, id: number): Promise<void> {
  const row = await allowed(context, id, 'discard', 'The issuer may have received it already, and is asked as soon as it can be reached.')
  await comeToNothing(context, row, 'discarded')
}

/**
 * A change was refused or given up: what is shown is without it. What builds on it can come to nothing either and is refused too, without being
 * sent; who is here only because they were invited by it goes.
 */
export async function comeToNothing({ db, now, changed }: Pick<CommandContext, 'db' | 'now' | 'changed'>, row: OutboxRow, state: 'rejected' | 'discarded', failed?: FailedAttempt): Promise<void> {
  const dependants = await readDependants(db, row.connection_id, row.id)
  await settle(db, row.id, state, failed === undefined ? { now } : { failed, now })
  await showSubject(db, row.connection_id, row.subject)
  if (row.command === 'cardholders.invite') await dropInvited(db, row)
  changed('sync', ...topicsOf(row.command))
  for (const dependant of dependants) await comeToNothing({ db, now, changed }, dependant, 'rejected', BUILT_ON_REFUSED)
}

/** The issuer was not asked. */
export const BUILT_ON_REFUSED: FailedAttempt = { code: 'issuer.rejected', details: { code: 'depends-on-refused', reason: 'depends-on-refused', field: null }, times: 0, mayHaveArrived: false }

/** Throws `not-found`, `validation.failed` (field state) for a change that is not settled. */
export async function dismiss(context: CommandContext, id: number): Promise<void> {
  await allowed(context, id, 'dismiss', 'It is not settled yet.')
  await markSeen(context.db, id, context.now)
}

async function allowed({ db, changed, audit }: CommandContext, id: number, action: Action, reason: string): Promise<OutboxRow> {
  const row = await readOutbox(db, id)
  if (!actionsFor(row.state, row.attempts, readAttempt(row.error)).includes(action)) throw new AppError('validation.failed', { field: 'state', reason })
  audit({ outboxId: id })
  changed('sync')
  return row
}

const factsOf = (row: OutboxRow) => ({ attempts: row.attempts, failed: readAttempt(row.error) })
