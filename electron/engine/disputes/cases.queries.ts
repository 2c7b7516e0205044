/** Disputes with everything that is known of them, put together when they are read. */
import { dayHere } from '#shared/domain/day-here.ts'
import type { IssuerForm } from '#shared/domain/disputes/catalogue.ts'
import { deadlinesOf, type DisputeDeadline } from '#shared/domain/disputes/deadline.ts'
import type { DisputeReason } from '#shared/domain/disputes/names.ts'
import type { IsoDate } from '#shared/domain/time.ts'
import type { Dispute } from '#shared/gateway/resources/disputes.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { readChanges, type Change } from './changes.queries.ts'
import { firstStatementOn } from './charges.queries.ts'
import { formOf, readForms, type IssuerForms } from './forms.queries.ts'
import { standingOf, type Standing } from './standing.ts'
import { readEvidence, readSteps, readStored, type Step, type StoredDispute, type StoredEvidence, type Which } from './stored.queries.ts'

type Db = ReadDb | WriteDb

/** `isUnsent`: the issuer has it not, and it does not wait to be sent. */
export interface CaseFile extends StoredEvidence {
  readonly isUnsent: boolean
}

export interface Case {
  readonly stored: StoredDispute
  readonly object: Dispute | undefined
  readonly standing: Standing
  readonly steps: readonly Step[]
  readonly files: readonly CaseFile[]
  readonly form: IssuerForm | null
  /** The earliest first. */
  readonly deadlines: readonly DisputeDeadline[]
  readonly today: IsoDate
}

/** Throws `not-found` (kind dispute). */
export async function readCase(db: Db, now: number, id: number): Promise<Case> {
  const [found] = await readCases(db, now, { id })
  if (!found) throw new AppError('not-found', { kind: 'dispute' })
  return found
}

export async function readCases(db: Db, now: number, which: Which): Promise<readonly Case[]> {
  const stored = await readStored(db, which)
  if (stored.length === 0) return []
  const ids = stored.map(({ id }) => id)
  const objects = await readObjects(db, stored)
  const changes = Map.groupBy(await readChanges(db, ids), ({ disputeId }) => disputeId)
  const steps = Map.groupBy(await readSteps(db, ids), ({ disputeId }) => disputeId)
  const files = Map.groupBy(await readEvidence(db, ids), ({ disputeId }) => disputeId)
  const forms = await readForms(db)
  const today = dayHere(now)
  return Promise.all(stored.map(async (one): Promise<Case> => {
    const object = objects.get(one.id)
    const own = changes.get(one.id) ?? []
    const known = { stored: one, object, changes: own, steps: steps.get(one.id) ?? [] }
    const standing = standingOf(known)
    return {
      stored: one, object, standing, steps: known.steps, today,
      files: filesOf(files.get(one.id) ?? [], standing.open),
      form: one.reason === null ? null : formOf(forms, one.connectionId, one.reason),
      deadlines: isUnsentStage(standing) ? await deadlinesFor(db, one, object, forms) : [],
    }
  }))
}

/** The newest dispute of a charge that was not put aside. */
export async function readDisputeOf(db: Db, transactionId: number): Promise<{ id: number; stage: Standing['stage'] } | null> {
  const [stored] = await readStored(db, { transactionIds: [transactionId] })
  if (stored === undefined) return null
  const object = (await readObjects(db, [stored])).get(stored.id)
  return { id: stored.id, stage: standingOf({ stored, object, changes: await readChanges(db, [stored.id]), steps: await readSteps(db, [stored.id]) }).stage }
}

const isUnsentStage = ({ stage }: Standing): boolean => stage === 'draft' || stage === 'queued' || stage === 'expired'

async function readObjects(db: Db, stored: readonly StoredDispute[]): Promise<ReadonlyMap<number, Dispute>> {
  const rows = await runSql<{ id: number; object: string }>(db, sqlText`
    SELECT d.id, o.object FROM disputes d CROSS JOIN issuer_objects o ON o.connection_id = d.connection_id AND o.type = 'dispute' AND o.external_id = d.external_id
    WHERE d.id IN (SELECT value FROM json_each(${JSON.stringify(stored.map(({ id }) => id))}))`)
  return new Map(rows.map(({ id, object }) => [id, JSON.parse(object) as Dispute]))
}

/** Without those that are to be taken off at the issuer. */
function filesOf(files: readonly StoredEvidence[], open: readonly Change[]): readonly CaseFile[] {
  const removed = new Set(open.flatMap(({ command }) => (command.name === 'disputes.removeEvidence' ? [command.evidenceId] : [])))
  const onTheirWay = new Set(open.flatMap(({ command }) => (command.name === 'disputes.addEvidence' ? [command.fileId] : [])))
  return files.filter(({ externalId }) => externalId === null || !removed.has(externalId)).map((file) => ({ ...file, isUnsent: file.externalId === null && file.by === 'you' && !onTheirWay.has(file.id) }))
}

async function deadlinesFor(db: Db, stored: StoredDispute, object: Dispute | undefined, forms: IssuerForms): Promise<readonly DisputeDeadline[]> {
  const { reason, charge, answers, connectionId, accountId } = stored
  return deadlinesOf({
    reason, network: charge.network, chargedOn: charge.on as IsoDate, postedOn: charge.postedOn as IsoDate, answers,
    firstStatementOn: (await firstStatementOn(db, accountId, charge.postedOn)) as IsoDate | null,
    issuerWindow: reason === null ? null : windowOf(forms, connectionId, reason),
    issuerSubmitBy: object?.status === 'draft' && object.reason === reason ? (object.submitBy as IsoDate) : null,
  })
}

function windowOf(forms: IssuerForms, connectionId: number, reason: DisputeReason) {
  const form = forms.get(connectionId)?.find((one) => one.reason === reason)
  return form === undefined ? null : { days: form.windowDays, anchor: ANCHORS.find((known) => known === form.anchor) ?? 'transaction-date' }
}

const ANCHORS = ['transaction-date', 'expected-date', 'cancellation-date', 'received-date'] as const
