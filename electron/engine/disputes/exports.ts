/** Disputes as files that a person chose: one file of the evidence, the letter, the case file, the board. */
import type { OutputOf, ParsedInputOf } from '#shared/rpc/define.ts'
import type { disputesContract } from '#shared/rpc/contract/disputes.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { csvText } from '../exports/csv.ts'
import { writeWhole } from '../exports/write-file.ts'
import type { TaskContext } from '../rpc/handlers.ts'
import { readBoard } from './board.queries.ts'
import { boardRows } from './board-rows.ts'
import { broughtHere, type ConnectorOf } from './fetch-evidence.ts'

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

export async function exportLetter({ files }: TaskContext, { target }: In<'exportLetter'>): Promise<Out<'exportLetter'>> {
  files.writable(target)
  throw new AppError('export.empty', {})
}

export async function exportCase({ files }: TaskContext, { target }: In<'exportCase'>, _connectorOf: ConnectorOf): Promise<Out<'exportCase'>> {
  files.writable(target)
  throw new AppError('export.empty', {})
}
