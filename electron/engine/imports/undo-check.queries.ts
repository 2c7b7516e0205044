/** Why an import cannot be taken back yet: later ones that rest on it. */
import { sql } from 'kysely'
import type { ReadDb, WriteDb } from '../db/store.ts'

interface Blocker {
  readonly importId: number
  readonly rows: number
}

export interface UndoBlocker {
  /** The newest import that rests on it: the first to take back. */
  readonly importId: number
  /** A sentence for the person. */
  readonly reason: string
}

/**
 * The import that has to be taken back first, or undefined.
 *
 * A later import (not taken back itself) blocks when it updated or took out what this one brought or updated, or when its files tell charges
 * that this one brought: those would vanish although a file that was imported has them. The same file a second time tells nothing new and
 * does not block.
 */
export async function whatBlocksUndo(db: ReadDb | WriteDb, importId: number): Promise<UndoBlocker | undefined> {
  const blockers = [...(await retold(db, importId)), ...(await rechanged(db, importId)), ...(await restated(db, importId)), ...(await takenOut(db, importId))]
  if (blockers.length === 0) return undefined
  const last = Math.max(...blockers.map((blocker) => blocker.importId))
  const rows = blockers.filter((blocker) => blocker.importId === last).reduce((sum, blocker) => sum + blocker.rows, 0)
  const file = await db.selectFrom('import_files').select('name').where('import_id', '=', last).orderBy('id').executeTakeFirst()
  const things = rows === 1 ? 'one entry' : `${rows} entries`
  return { importId: last, reason: `The later import of ${file?.name ?? 'another file'} builds on ${things} of this one. Undo that import first.` }
}

/** Charges of this import that files of later ones tell as well. */
async function retold(db: ReadDb | WriteDb, importId: number): Promise<readonly Blocker[]> {
  const { rows } = await sql<Blocker>`
    SELECT file.import_id AS importId, count(DISTINCT source.transaction_id) AS rows
    FROM import_files AS file
    JOIN transaction_sources AS source ON source.import_file_id = file.id
    JOIN transactions AS t ON t.id = source.transaction_id
    WHERE file.import_id > ${importId} AND t.import_id = ${importId}
    GROUP BY file.import_id`.execute(db)
  return rows
}

/** Charges that this import brought or updated and a later one updated. */
async function rechanged(db: ReadDb | WriteDb, importId: number): Promise<readonly Blocker[]> {
  const { rows } = await sql<Blocker>`
    SELECT later.import_id AS importId, count(*) AS rows
    FROM import_changes AS later
    JOIN transactions AS t ON t.id = later.transaction_id
    WHERE later.import_id > ${importId}
      AND (t.import_id = ${importId} OR EXISTS (SELECT 1 FROM import_changes AS own WHERE own.import_id = ${importId} AND own.transaction_id = t.id))
    GROUP BY later.import_id`.execute(db)
  return rows
}

/** Statements that this import brought or updated and a later one updated. */
async function restated(db: ReadDb | WriteDb, importId: number): Promise<readonly Blocker[]> {
  const { rows } = await sql<Blocker>`
    SELECT later.import_id AS importId, count(*) AS rows
    FROM import_replaced AS later
    JOIN statements ON statements.id = later.row_id
    WHERE later.kind = 'statement' AND later.import_id > ${importId}
      AND (statements.import_id = ${importId}
        OR EXISTS (SELECT 1 FROM import_replaced AS own WHERE own.import_id = ${importId} AND own.kind = 'statement' AND own.row_id = later.row_id))
    GROUP BY later.import_id`.execute(db)
  return rows
}

/** Charges that this import brought or updated and a later one took out. */
async function takenOut(db: ReadDb | WriteDb, importId: number): Promise<readonly Blocker[]> {
  const { rows } = await sql<Blocker>`
    SELECT later.import_id AS importId, count(*) AS rows
    FROM import_replaced AS later
    WHERE later.kind = 'charge' AND later.import_id > ${importId}
      AND (later.before ->> '$.row.import_id' = ${importId}
        OR EXISTS (SELECT 1 FROM json_each(later.before, '$.changes') AS change WHERE change.value ->> '$.import_id' = ${importId}))
    GROUP BY later.import_id`.execute(db)
  return rows
}
