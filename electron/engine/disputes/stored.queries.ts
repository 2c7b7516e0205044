/** Rows of `disputes`, `dispute_steps` and `dispute_evidence`, as they are kept. */
import type { DisputeReason, DisputeStage } from '#shared/domain/disputes/names.ts'
import { DISPUTE_REASONS } from '#shared/domain/disputes/names.ts'
import type { Money } from '#shared/domain/money.ts'
import type { DisputeAnswer, DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { runSql, sqlText, type SqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import type { DisputeEvidenceTable, DisputesTable } from '../db/tables/disputes.table.ts'

type Db = ReadDb | WriteDb

/** The charge as it was when the dispute was begun. */
export interface KeptCharge extends Omit<DisputeDetail['charge'], 'transactionId'> {
  readonly postedOn: string
  readonly network: 'amex' | 'visa' | 'mastercard' | 'discover' | null
}

export interface StoredDispute {
  readonly id: number
  readonly connectionId: number
  readonly channel: DisputesTable['channel']
  /** The issuer's id; null while it has none. */
  readonly externalId: string | null
  readonly origin: DisputesTable['origin']
  readonly transactionId: number | null
  readonly accountId: number | null
  readonly charge: KeptCharge
  /** The issuer's id of the charge. */
  readonly chargeRef: string | null
  readonly reason: DisputeReason | null
  readonly amount: Money
  readonly explanation: string
  readonly answers: readonly DisputeAnswer[]
  readonly createdAt: number
  readonly sentAt: number | null
  readonly discardedAt: number | null
}

type Row = Omit<DisputesTable, 'id'> & { readonly id: number }

export type Which = { readonly id: number } | { readonly transactionIds: readonly number[] } | 'all'

/** Those that were put aside too, where one is asked for by its id. The newest first, at most 1,000. */
export async function readStored(db: Db, which: Which): Promise<readonly StoredDispute[]> {
  const rows = await runSql<Row>(db, sqlText`SELECT * FROM disputes WHERE ${conditionOf(which)} ORDER BY id DESC LIMIT 1000`)
  return rows.map(storedOf)
}

function conditionOf(which: Which): SqlText {
  if (which === 'all') return sqlText`discarded_at IS NULL`
  if ('id' in which) return sqlText`id = ${which.id}`
  return sqlText`discarded_at IS NULL AND transaction_id IN (SELECT value FROM json_each(${JSON.stringify(which.transactionIds)}))`
}

/** Throws `not-found` (kind dispute). */
export async function readOneStored(db: Db, id: number): Promise<StoredDispute> {
  const [row] = await readStored(db, { id })
  if (!row) throw new AppError('not-found', { kind: 'dispute' })
  return row
}

function storedOf(row: Row): StoredDispute {
  return {
    id: row.id, connectionId: row.connection_id, channel: row.channel, externalId: row.external_id, origin: row.origin, transactionId: row.transaction_id, accountId: row.account_id,
    charge: JSON.parse(row.charge) as KeptCharge, chargeRef: row.charge_ref, reason: DISPUTE_REASONS.find((known) => known === row.reason) ?? null,
    amount: { minor: row.amount_minor, currency: row.currency }, explanation: row.explanation, answers: JSON.parse(row.answers) as DisputeAnswer[],
    createdAt: row.created_at, sentAt: row.sent_at, discardedAt: row.discarded_at,
  }
}

export interface NewDispute extends Pick<StoredDispute, 'connectionId' | 'channel' | 'transactionId' | 'accountId' | 'charge' | 'chargeRef' | 'amount'> {
  readonly now: number
}

/** An empty draft that a person begins. */
export async function insertDraft(db: WriteDb, draft: NewDispute): Promise<number> {
  const { connectionId, channel, transactionId, accountId, charge, chargeRef, amount, now } = draft
  const { id } = await db
    .insertInto('disputes')
    .values({
      connection_id: connectionId, channel, external_id: null, origin: 'here', transaction_id: transactionId, account_id: accountId, charge: JSON.stringify(charge), charge_ref: chargeRef,
      reason: null, amount_minor: amount.minor, currency: amount.currency, explanation: '', answers: '[]', created_at: now, updated_at: now, sent_at: null, discarded_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export interface DraftPatch {
  readonly reason?: DisputeReason | null | undefined
  readonly amount?: Money | undefined
  readonly explanation?: string | undefined
  readonly answers?: readonly DisputeAnswer[] | undefined
}

export async function updateDraft(db: WriteDb, id: number, { reason, amount, explanation, answers }: DraftPatch, now: number): Promise<void> {
  await db
    .updateTable('disputes')
    .set({
      updated_at: now,
      ...(reason === undefined ? {} : { reason }),
      ...(amount === undefined ? {} : { amount_minor: amount.minor }),
      ...(explanation === undefined ? {} : { explanation }),
      ...(answers === undefined ? {} : { answers: JSON.stringify(answers) }),
    })
    .where('id', '=', id)
    .execute()
}

export async function setDiscarded(db: WriteDb, id: number, at: number | null, now: number): Promise<void> {
  await db.updateTable('disputes').set({ discarded_at: at, updated_at: now }).where('id', '=', id).execute()
}

export interface Step {
  readonly disputeId: number
  readonly stage: DisputeStage
  readonly at: number
  readonly note: string
  readonly wonMinor: number | null
}

/** The oldest first. */
export function readSteps(db: Db, disputeIds: readonly number[]): Promise<readonly Step[]> {
  return runSql<Step>(db, sqlText`
    SELECT dispute_id AS disputeId, stage, at, note, won_minor AS wonMinor FROM dispute_steps WHERE dispute_id IN (SELECT value FROM json_each(${JSON.stringify(disputeIds)})) ORDER BY at, id`)
}

export async function insertStep(db: WriteDb, { disputeId, stage, at, note, wonMinor }: Step): Promise<void> {
  await db.insertInto('dispute_steps').values({ dispute_id: disputeId, stage, at, note, won_minor: wonMinor }).execute()
}

export async function setSent(db: WriteDb, id: number, at: number): Promise<void> {
  await db.updateTable('disputes').set({ sent_at: at }).where('id', '=', id).where('sent_at', 'is', null).execute()
}

/** A file without its bytes. */
export interface StoredEvidence {
  readonly id: number
  readonly disputeId: number
  readonly externalId: string | null
  readonly kind: string
  readonly fileName: string
  readonly contentType: string
  readonly bytes: number
  readonly sha256: string
  readonly pages: number | null
  readonly by: DisputeEvidenceTable['by']
  readonly addedAt: number
  readonly isHere: 0 | 1
}

const EVIDENCE = sqlText`id, dispute_id AS disputeId, external_id AS externalId, kind, file_name AS fileName, content_type AS contentType, bytes, sha256, pages, by, added_at AS addedAt, content IS NOT NULL AS isHere`

/** In the order in which they were added. */
export function readEvidence(db: Db, disputeIds: readonly number[]): Promise<readonly StoredEvidence[]> {
  return runSql<StoredEvidence>(db, sqlText`SELECT ${EVIDENCE} FROM dispute_evidence WHERE dispute_id IN (SELECT value FROM json_each(${JSON.stringify(disputeIds)})) ORDER BY added_at, id`)
}

/** Throws `not-found` (kind file). */
export async function readOneEvidence(db: Db, disputeId: number, id: number): Promise<StoredEvidence> {
  const [row] = await runSql<StoredEvidence>(db, sqlText`SELECT ${EVIDENCE} FROM dispute_evidence WHERE id = ${id} AND dispute_id = ${disputeId}`)
  if (!row) throw new AppError('not-found', { kind: 'file' })
  return row
}

/** The bytes. Throws `not-found` (kind file) for one that is not here. */
export async function readContent(db: Db, id: number): Promise<Uint8Array<ArrayBuffer>> {
  const row = await db.selectFrom('dispute_evidence').select('content').where('id', '=', id).executeTakeFirst()
  if (!row?.content) throw new AppError('not-found', { kind: 'file' })
  return new Uint8Array(row.content)
}

export interface NewEvidence extends Pick<StoredEvidence, 'disputeId' | 'kind' | 'fileName' | 'contentType' | 'sha256' | 'pages'> {
  readonly content: Uint8Array
  readonly now: number
}

export async function insertEvidence(db: WriteDb, { disputeId, kind, fileName, contentType, sha256, pages, content, now }: NewEvidence): Promise<number> {
  const { id } = await db
    .insertInto('dispute_evidence')
    .values({ dispute_id: disputeId, external_id: null, kind, file_name: fileName, content_type: contentType, bytes: content.byteLength, sha256, pages, by: 'you', added_at: now, content: Buffer.from(content) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function deleteEvidence(db: WriteDb, id: number): Promise<void> {
  await db.deleteFrom('dispute_evidence').where('id', '=', id).execute()
}

/** A file that was fetched. */
export async function keepContent(db: WriteDb, id: number, { content, pages }: { readonly content: Uint8Array; readonly pages: number | null }): Promise<void> {
  await db.updateTable('dispute_evidence').set({ content: Buffer.from(content), pages }).where('id', '=', id).execute()
}

/** The files of one draft for another that has none of these yet. */
export async function copyEvidence(db: WriteDb, from: number, to: number, now: number): Promise<void> {
  await db
    .insertInto('dispute_evidence')
    .columns(['dispute_id', 'external_id', 'kind', 'file_name', 'content_type', 'bytes', 'sha256', 'pages', 'by', 'added_at', 'content'])
    .expression((eb) =>
      eb
        .selectFrom('dispute_evidence as file')
        .select(({ val }) => [val(to).as('dispute_id'), val(null).as('external_id'), 'file.kind', 'file.file_name', 'file.content_type', 'file.bytes', 'file.sha256', 'file.pages', val('you').as('by'), val(now).as('added_at'), 'file.content'])
        .where('file.dispute_id', '=', from)
        .where('file.by', '=', 'you')
        .where('file.content', 'is not', null)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('dispute_evidence as there').select('there.id').where('there.dispute_id', '=', to).whereRef('there.sha256', '=', 'file.sha256').whereRef('there.kind', '=', 'file.kind'))))
        .orderBy('file.id'),
    )
    .execute()
}
