/** Disputes as files that a person chose: one file of the evidence, the letter, the case file, the board. */
import type { OutputOf, ParsedInputOf } from '#shared/rpc/define.ts'
import type { DisputeDetail, disputesContract } from '#shared/rpc/contract/disputes.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { csvText } from '../exports/csv.ts'
import { writeWhole } from '../exports/write-file.ts'
import type { TaskContext } from '../rpc/handlers.ts'
import { readSettings } from '../settings/settings.queries.ts'
import { readBoard } from './board.queries.ts'
import { boardRows } from './board-rows.ts'
import { readCharges } from './charges.queries.ts'
import { readDetail } from './details.queries.ts'
import { broughtHere, type ConnectorOf } from './fetch-evidence.ts'
import type { AttachedFile } from './files/case-file.ts'
import type { LetterHead } from './files/letter.ts'

type Calls = typeof disputesContract
type In<N extends keyof Calls> = ParsedInputOf<Calls[N]>
type Out<N extends keyof Calls> = OutputOf<Calls[N]>

/** Throws `not-found` (dispute, file), what the network brings, `file.not-writable`, `db.disk-full`. */
export async function saveEvidence(context: TaskContext, { target, ...which }: In<'saveEvidence'>, connectorOf: ConnectorOf): Promise<Out<'saveEvidence'>> {
  const file = context.files.writable(target)
  const { content } = await broughtHere(context, which, connectorOf)
  const bytes = await writeWhole(file, content, context.signal)
  await context.write(async ({ audit }) => audit({ ...which, bytes }))
  return { bytes }
}

/** Throws `not-found` (file), `export.empty`, `file.not-writable`, `db.disk-full`. */
export async function exportBoard(context: TaskContext, { scope, target }: In<'exportBoard'>): Promise<Out<'exportBoard'>> {
  const file = context.files.writable(target)
  const { rows } = await readBoard(context.db, context.now, scope)
  if (rows.length === 0) throw new AppError('export.empty', {})
  const bytes = await writeWhole(file, csvText(boardRows(rows)), context.signal)
  await context.write(async ({ audit }) => audit({ rows: rows.length, bytes }))
  return { bytes, rows: rows.length }
}

/** Throws `not-found` (dispute, file), `file.not-writable`, `db.disk-full`. */
export async function exportLetter(context: TaskContext, { disputeId, target }: In<'exportLetter'>): Promise<Out<'exportLetter'>> {
  const file = context.files.writable(target)
  const detail = await readDetail(context.db, context.now, disputeId)
  const head = await headOf(context, detail)
  // Loaded when a PDF is wanted, as in the reports.
  const { renderLetter } = await import('./files/letter.ts')
  const { bytes: content, pages } = await renderLetter(detail, head)
  const bytes = await writeWhole(file, content, context.signal)
  await context.write(async ({ audit }) => audit({ disputeId, pages, bytes }))
  return { bytes, pages }
}

/** Files that are not here are fetched where the issuer can be reached; the others are named. Throws what `exportLetter` throws. */
export async function exportCase(context: TaskContext, { disputeId, target }: In<'exportCase'>, connectorOf: ConnectorOf): Promise<Out<'exportCase'>> {
  const file = context.files.writable(target)
  const first = await readDetail(context.db, context.now, disputeId)
  const attached: AttachedFile[] = []
  for (const { id, kind, fileName, contentType } of first.evidence) attached.push({ kind, fileName, contentType, content: await contentOf(context, { disputeId, evidenceId: id }, connectorOf) })
  const detail = await readDetail(context.db, context.now, disputeId)
  const { renderCase } = await import('./files/case-file.ts')
  const { bytes: content, pages, leftOut } = await renderCase(detail, attached, { ...(await headOf(context, detail)), parts: 'case', signal: context.signal, progress: context.progress })
  const bytes = await writeWhole(file, content, context.signal)
  await context.write(async ({ audit }) => audit({ disputeId, pages, bytes, leftOut: leftOut.length }))
  return { bytes, pages, leftOut: [...leftOut] }
}

/** null: it is not here and cannot be brought here now. */
async function contentOf(context: TaskContext, which: { readonly disputeId: number; readonly evidenceId: number }, connectorOf: ConnectorOf): Promise<Uint8Array | null> {
  try {
    return (await broughtHere(context, which, connectorOf)).content
  } catch (error) {
    if (!(error instanceof AppError) || AppError.is(error, 'task.cancelled') || error.code.startsWith('db.')) throw error
    return null
  }
}

async function headOf({ db, now }: TaskContext, { answers }: DisputeDetail): Promise<LetterHead> {
  const ids = answers.flatMap(({ value }) => (typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : []))
  const charges = await readCharges(db, ids)
  return { businessName: (await readSettings(db)).businessName, createdAt: now, charges: new Map([...charges].map(([id, { kept: { merchant, on, amount } }]) => [id, { merchant, on, amount }])) }
}
