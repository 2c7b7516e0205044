/** The imports that were made, as people see them. */
import type { ImportRecord } from '#shared/rpc/contract/imports.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { formatLabel } from './format-label.ts'
import type { ImportRow } from '../db/tables/imports.table.ts'

/** Newest first. */
export async function listImports(db: ReadDb | WriteDb): Promise<ImportRecord[]> {
  const imports = await db.selectFrom('imports').selectAll().orderBy('id', 'desc').execute()
  const files = await db.selectFrom('import_files').select(['import_id', 'name', 'format']).orderBy('id').execute()
  const filesOf = Map.groupBy(files, (file) => file.import_id)
  return imports.map((row) => toRecord(row, filesOf.get(row.id) ?? []))
}

/** Throws `not-found` (kind import). */
export async function readImport(db: ReadDb | WriteDb, id: number): Promise<ImportRecord> {
  const row = await db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not-found', { kind: 'import' })
  return toRecord(row, await db.selectFrom('import_files').select(['name', 'format']).where('import_id', '=', id).orderBy('id').execute())
}

/** Instant of the newest import, not taken back, that held a file of these very bytes. */
export async function importedBefore(db: ReadDb | WriteDb, sha256: string): Promise<number | null> {
  const row = await db
    .selectFrom('import_files')
    .innerJoin('imports', 'imports.id', 'import_files.import_id')
    .select((eb) => eb.fn.max<number | null>('imports.applied_at').as('at'))
    .where('import_files.sha256', '=', sha256)
    .where('imports.undone_at', 'is', null)
    .executeTakeFirst()
  return row?.at ?? null
}

function toRecord(row: ImportRow, files: readonly { readonly name: string; readonly format: string }[]): ImportRecord {
  return {
    id: row.id,
    appliedAt: row.applied_at,
    undoneAt: row.undone_at,
    files: files.map(({ name, format }) => ({ name, format: formatLabel(format) })),
    added: row.added,
    updated: row.updated,
    skipped: row.skipped,
    statements: row.statements,
    firstOn: row.first_on,
    lastOn: row.last_on,
  }
}
