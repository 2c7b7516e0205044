/** Tells a person that a limit or a set of controls is no longer what they had asked for and got. */
import { runSql, sqlText } from '../../db/sql-text.ts'
import type { WriteDb } from '../../db/store.ts'
import type { IssuerCommand, IssuerRef } from '../../issuers/command.ts'
import { readAnswers, readOpenChanges } from '../outbox.queries.ts'
import { addNotice } from '../sync.queries.ts'
import { isOnlyCounted, isOverruled, type LimitChange, type LimitObject, type OwnChange } from './limit-overruled.ts'
import type { PageScope } from './scope.ts'

/** Enough to find who set each part of a limit. */
const LOOKED_AT = 20

export async function tellOfLimits(db: WriteDb, { connectionId, now, tally }: PageScope, changes: readonly LimitChange[]): Promise<void> {
  for (const change of changes) {
    const before = JSON.parse(change.before) as LimitObject
    const after = change.after === null ? null : (JSON.parse(change.after) as LimitObject)
    if (isOnlyCounted(before, after)) continue
    const own = await readOwn(db, connectionId, change.id)
    if (own.length === 0 || (await isStillAsked(db, connectionId, change))) continue
    if (!isOverruled({ own, approvedBy: await newestApproval(db, connectionId, change.id), before, after, now })) continue
    await addNotice(db, { connectionId, at: now, kind: 'limit-changed-elsewhere', details: { ...(await whoseIs(db, connectionId, before.scope)), ...factsOf(change, after ?? before) } })
    tally.touched('sync')
  }
}

function factsOf({ type, after }: LimitChange, shown: LimitObject): Readonly<Record<string, string | number>> {
  const what = after === null ? 'removed' : type
  if (!('amount' in shown)) return { what }
  const { amountMinor: minor, currency } = shown.amount
  return { what, minor, currency, interval: shown.interval }
}

/** What a person here did with it and the issuer confirmed, the newest first. */
async function readOwn(db: WriteDb, connectionId: number, id: string): Promise<readonly OwnChange[]> {
  const rows = await runSql<{ id: number; payload: string }>(db, sqlText`
    SELECT id, payload FROM outbox WHERE connection_id = ${connectionId} AND answer_id = ${id} AND state = 'confirmed'
      AND command IN ('limits.create', 'limits.update', 'limits.raise', 'limits.endRaise', 'controls.set') ORDER BY id DESC LIMIT ${LOOKED_AT}`)
  return rows.map((row) => ({ outboxId: row.id, command: JSON.parse(row.payload) as IssuerCommand }))
}

/** Something about it waits to be answered: what the feed brings may be just that. */
async function isStillAsked(db: WriteDb, connectionId: number, { id, before }: LimitChange): Promise<boolean> {
  const open = (await readOpenChanges(db)).filter((row) => row.connectionId === connectionId).map(({ payload }) => JSON.parse(payload) as IssuerCommand)
  const answers = await readAnswers(db, open.flatMap((command) => refOf(command) ?? []))
  const requests = await readRequestLimits(db, connectionId)
  const { scope } = JSON.parse(before) as LimitObject
  return open.some((command) => {
    if (command.name === 'limitRequests.approve') return requests.get(command.requestId) === id
    if (command.name === 'controls.set') return command.scope.kind === scope.kind && command.scope.id === scope.id
    if (!('limitId' in command)) return false
    return typeof command.limitId === 'string' ? command.limitId === id : answers.get(command.limitId.answerOf) === id
  })
}

function refOf(command: IssuerCommand): number | undefined {
  const ref: IssuerRef | undefined = 'limitId' in command ? command.limitId : undefined
  return typeof ref === 'object' ? ref.answerOf : undefined
}

/** Which limit each request asks to raise. */
async function readRequestLimits(db: WriteDb, connectionId: number): Promise<ReadonlyMap<string, string>> {
  const rows = await runSql<{ id: string; limitId: string }>(db, sqlText`
    SELECT external_id AS id, json_extract(object, '$.limitId') AS limitId FROM issuer_objects
    WHERE connection_id = ${connectionId} AND type = 'limitRequest' AND json_extract(object, '$.limitId') IS NOT NULL`)
  return new Map(rows.map((row) => [row.id, row.limitId]))
}

async function newestApproval(db: WriteDb, connectionId: number, limitId: string): Promise<number> {
  const [row] = await runSql<{ id: number | null }>(db, sqlText`
    SELECT max(b.id) AS id FROM issuer_objects r JOIN outbox b ON b.connection_id = r.connection_id AND b.answer_id = r.external_id AND b.command = 'limitRequests.approve'
    WHERE r.connection_id = ${connectionId} AND r.type = 'limitRequest' AND json_extract(r.object, '$.limitId') = ${limitId}`)
  return row?.id ?? 0
}

async function whoseIs(db: WriteDb, connectionId: number, { kind, id }: LimitObject['scope']): Promise<{ readonly cardId?: number; readonly cardholderId?: number }> {
  if (kind === 'card') {
    const [card] = await runSql<{ id: number }>(db, sqlText`SELECT c.id FROM cards c JOIN accounts a ON a.id = c.account_id WHERE a.connection_id = ${connectionId} AND c.external_key = ${id}`)
    return card ? { cardId: card.id } : {}
  }
  const [link] = await runSql<{ id: number }>(db, sqlText`SELECT cardholder_id AS id FROM cardholder_links WHERE connection_id = ${connectionId} AND external_id = ${id}`)
  return link ? { cardholderId: link.id } : {}
}
