/** The statements behind a call, written down once and run again bare. */
import { Kysely, SqliteDialect } from 'kysely'
import type { Database } from '#engine/db/database.ts'
import { openSqlite, type OpenOptions, type Sqlite } from '#engine/db/sqlite.ts'
import type { ReadDb } from '#engine/db/store.ts'

export interface SqlRecorder {
  /** Runs `call` on a database that writes its statements down. Returns what runs them again, prepared, with nothing around them. */
  record(call: (db: ReadDb) => Promise<unknown>): Promise<() => void>
  close(): void
}

export function openRecorder(options: Omit<OpenOptions, 'readonly'>): SqlRecorder {
  const sqlite = openSqlite({ ...options, readonly: true })
  let heard: { readonly sql: string; readonly parameters: readonly unknown[] }[] = []
  const db = new Kysely<Database>({ dialect: new SqliteDialect({ database: sqlite }), log: ({ query }) => void heard.push(query) })
  return {
    async record(call) {
      heard = []
      await call(db)
      const statements = heard.map(({ sql, parameters }) => ({ prepared: prepare(sqlite, sql), parameters }))
      return () => {
        for (const { prepared, parameters } of statements) prepared.all(...parameters)
      }
    },
    close: () => sqlite.close(),
  }
}

function prepare(sqlite: Sqlite, source: string) {
  return sqlite.prepare<unknown[], unknown>(source)
}
