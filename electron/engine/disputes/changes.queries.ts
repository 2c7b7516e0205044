/** What was asked of issuers about disputes, as the outbox keeps it: what waits, and what became of the rest. */
import { runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import type { IssuerCommand } from '../issuers/command.ts'
import { readAttempt, type FailedAttempt } from '../sync/failed-attempt.ts'
import { disputeIdOf, disputeSubject } from '../sync/subjects.ts'

export interface Change {
  readonly id: number
  readonly disputeId: number
  readonly command: Extract<IssuerCommand, { readonly name: `disputes.${string}` }>
  readonly state: 'queued' | 'sending' | 'confirmed' | 'rejected' | 'needs-attention' | 'discarded'
  readonly attempts: number
  readonly failed: FailedAttempt | undefined
  readonly createdAt: number
}

interface Row extends Pick<Change, 'id' | 'state' | 'attempts' | 'createdAt'> {
  readonly subject: string
  readonly payload: string
  readonly error: string | null
}

/** Of these disputes, the oldest first. */
export async function readChanges(db: ReadDb | WriteDb, disputeIds: readonly number[]): Promise<readonly Change[]> {
  const rows = await runSql<Row>(db, sqlText`
    SELECT id, subject, payload, state, attempts, error, created_at AS createdAt FROM outbox
    WHERE subject IN (SELECT value FROM json_each(${JSON.stringify(disputeIds.map(disputeSubject))})) ORDER BY id`)
  return rows.map(({ subject, payload, error, ...row }) => ({ ...row, disputeId: disputeIdOf(subject) ?? 0, command: JSON.parse(payload) as Change['command'], failed: readAttempt(error) }))
}
