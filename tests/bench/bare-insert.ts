/** The rows of one database into an empty one by a bare prepared statement: what a pull of them is measured against. */
import type { Store } from '#engine/db/store.ts'
import { cpuSince } from './measure.ts'
import type { Cost } from './pulling-thread.ts'

const CHUNK = 20_000

/** What it takes to insert the charges; what they refer to comes before them, and reading is not timed. */
export async function bareInsert(from: Store, to: Store): Promise<Cost> {
  await copyRows(from, to, ['connections', 'accounts', 'cardholders', 'cards', 'merchants'])
  return copyRows(from, to, ['transactions'])
}

async function copyRows(from: Store, to: Store, tables: readonly string[]): Promise<Cost> {
  const cost = { took: 0, cpu: 0 }
  for (const table of tables) {
    for (let after = 0; ; ) {
      const { columns, rows } = await readChunk(from, table, after)
      if (rows.length === 0) break
      after = Number(rows.at(-1)?.[0])
      const [start, before] = [performance.now(), process.cpuUsage()]
      await to.transaction(async (_db, sqlite) => {
        const insert = sqlite.prepare(`INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
        for (const each of rows) insert.run(...each)
      })
      cost.took += performance.now() - start
      cost.cpu += cpuSince(before)
    }
  }
  return cost
}

function readChunk(store: Store, table: string, after: number): Promise<{ readonly columns: readonly string[]; readonly rows: readonly (readonly unknown[])[] }> {
  return store.transaction(async (_db, sqlite) => {
    const columns = sqlite.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all()
    return { columns, rows: sqlite.prepare(`SELECT ${columns.join(', ')} FROM ${table} WHERE id > ? ORDER BY id LIMIT ${CHUNK}`).raw().all(after) as unknown[][] }
  })
}
