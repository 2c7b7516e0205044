/**
 * What a person did and an issuer has yet to hear.
 *
 * The row here, the value shown and the audit are one transaction, so nothing that was acknowledged can be lost. Changes of one subject are
 * sent in the order they were made; what has not been sent can be taken back, what may have arrived cannot.
 */
import { v7 } from 'uuid'
import { AppError } from '#shared/rpc/errors.ts'
import type { OutboxItem } from '#shared/rpc/contract/sync.contract.ts'
import type { IssuerCommand } from '../issuers/command.ts'
import type { CommandContext } from '../rpc/handlers.ts'
import { readAttempt, type FailedAttempt } from './failed-attempt.ts'
import { insertOutbox, lastOpen, makeDue, markSeen, readOutbox, settle, type OutboxRow } from './outbox.queries.ts'
import { showSubject } from './subject.queries.ts'

type Action = OutboxItem['actions'][number]

/** What a person can do about a change in this state. */
export function actionsFor(state: OutboxItem['state'], attempts: number, failed: FailedAttempt | undefined): readonly Action[] {
  switch (state) {
    case 'queued':
      return isUnsent({ attempts, failed }) ? ['retry', 'discard'] : ['retry']
    case 'needs-attention':
      return ['retry', 'discard']
    case 'sending':
      return []
    case 'rejected':
    case 'confirmed':
    case 'discarded':
      return ['dismiss']
  }
}

/** True where the issuer is known not to have it. */
const isUnsent = ({ attempts, failed }: { readonly attempts: number; readonly failed: FailedAttempt | undefined }): boolean => attempts === 0 || failed?.mayHaveArrived === false

export interface Enqueued {
  readonly connectionId: number
  readonly subject: string
  readonly command: IssuerCommand
}

/** Queues a change and shows its value. The key is made here and goes with every attempt. */
export async function enqueue({ db, now, changed, audit }: CommandContext, { connectionId, subject, command }: Enqueued): Promise<void> {
  const outboxId = await insertOutbox(db, { connectionId, key: v7({ msecs: now }), subject, command: command.name, payload: JSON.stringify(command), now })
  await showSubject(db, connectionId, subject)
  audit({ outboxId })
  changed('sync', 'cards')
}

/** Takes the newest change of a subject back where the issuer has not seen it; false where there is none such. */
export async function takeBack({ db, now, changed, audit }: CommandContext, connectionId: number, subject: string): Promise<boolean> {
  const last = await lastOpen(db, connectionId, subject)
  if (last === undefined || last.state !== 'queued' || !isUnsent(factsOf(last))) return false
  await settle(db, last.id, 'discarded', { now })
  await showSubject(db, connectionId, subject)
  audit({ tookBack: last.id })
  changed('sync', 'cards')
  return true
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
  await settle(context.db, id, 'discarded', { now: context.now })
  await showSubject(context.db, row.connection_id, row.subject)
  context.changed('cards')
}

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
