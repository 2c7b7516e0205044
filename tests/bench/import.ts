/**
 * Import of a generated OFX of 100,000 transactions, from the file on disk to the commit (read, parse, compare, store), against the
 * insert of the same rows by bare prepared statements into the same encrypted schema with its triggers, in one transaction.
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type Store } from '#engine/db/store.ts'
import { GrantedFiles } from '#engine/files.ts'
import { createImportsHandlers } from '#engine/imports/imports.handlers.ts'
import type { TaskContext } from '#engine/rpc/handlers.ts'
import type { BenchRow } from './bench-row.ts'
import { generatedOfx } from './generated-ofx.ts'

const ROWS = 100_000
const ROUNDS = 2
const TARGET = 0.5

export async function benchImport(): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'cardkeep-bench-'))
  try {
    const path = join(folder, 'statement.ofx')
    await writeFile(path, generatedOfx(ROWS))
    let imported = Number.POSITIVE_INFINITY
    let inserted = Number.POSITIVE_INFINITY
    for (let round = 0; round < ROUNDS; round++) {
      const full = await withStore(folder, `import-${round}.db`, async (store) => {
        const took = await timed(() => importFile(store, path))
        return { took, rows: await storedRows(store) }
      })
      imported = Math.min(imported, full.took)
      inserted = Math.min(inserted, await withStore(folder, `bare-${round}.db`, (store) => timed(() => insertBare(store, full.rows))))
    }
    const value = Math.round((ROWS / imported) * 1000)
    const baseline = Math.round((ROWS / inserted) * 1000)
    return [{ name: 'import of 100,000 transactions, end to end', value, unit: 'rows/s', baseline, ratio: value / baseline, target: `>= ${TARGET} of a bare prepared-statement insert of the same rows`, ok: value >= baseline * TARGET }]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function withStore<T>(folder: string, name: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ file: join(folder, name), key: randomBytes(32), now: Date.now() })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function importFile(store: Store, path: string): Promise<void> {
  const handlers = createImportsHandlers()
  const files = new GrantedFiles()
  files.grant({ token: 'file', path, name: 'statement.ofx', mode: 'read' })
  const context: TaskContext = {
    db: store.read,
    now: Date.now(),
    files,
    signal: new AbortController().signal,
    progress: () => {},
    write: (work) => store.transaction((db, sqlite) => work({ db, sqlite, now: Date.now(), changed: () => {}, audit: () => {} })),
  }
  const { previewId } = await handlers.preview(context, { files: ['file'] })
  const record = await handlers.apply(context, { previewId })
  if (record.added !== ROWS) throw new Error(`Imported ${record.added} rows`)
}

/** Everything an import stores, table by table, parents before children. */
const TABLES = ['imports', 'import_files', 'accounts', 'cards', 'merchants', 'transactions', 'transaction_sources'] as const

type StoredRows = readonly { readonly table: string; readonly columns: readonly string[]; readonly rows: readonly (readonly unknown[])[] }[]

function storedRows(store: Store): Promise<StoredRows> {
  return store.transaction(async (_db, sqlite) =>
    TABLES.map((table) => {
      const columns = sqlite.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all()
      return { table, columns, rows: sqlite.prepare(`SELECT ${columns.join(', ')} FROM ${table} ORDER BY 1`).raw().all() as unknown[][] }
    }),
  )
}

function insertBare(store: Store, stored: StoredRows): Promise<void> {
  return store.transaction(async (_db, sqlite) => {
    for (const { table, columns, rows } of stored.filter((each) => each.table !== 'transaction_sources' && each.table !== 'transactions')) {
      const insert = sqlite.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
      for (const row of rows) insert.run(...row)
    }
    // Charge and source side by side, as they come in.
    const [charges, sources] = ['transactions', 'transaction_sources'].map((name) => stored.find(({ table }) => table === name))
    if (!charges || !sources) throw new Error('Nothing to insert')
    const charge = sqlite.prepare(`INSERT INTO transactions (${charges.columns.join(', ')}) VALUES (${charges.columns.map(() => '?').join(', ')})`)
    const source = sqlite.prepare(`INSERT INTO transaction_sources (${sources.columns.join(', ')}) VALUES (${sources.columns.map(() => '?').join(', ')})`)
    for (const [index, row] of charges.rows.entries()) {
      charge.run(...row)
      source.run(...(sources.rows[index] ?? []))
    }
  })
}
