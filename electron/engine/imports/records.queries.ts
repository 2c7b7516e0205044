/** The imports that were made, as people see them. */
import type { ImportRecord } from '#shared/rpc/contract/imports.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
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

function toRecord(row: ImportRow, files: readonly { readonly name: string; readonly format: string }[]): ImportRecord {
  return {
    id: row.id,
    appliedAt: row.applied_at,
    undoneAt: row.undone_at,
    files: files.map(({ name, format }) => ({ name, format })),
    added: row.added,
    updated: row.updated,
    skipped: row.skipped,
    statements: row.statements,
    firstOn: row.first_on,
    lastOn: row.last_on,
  }
}
