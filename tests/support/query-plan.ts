import { onTestFinished } from 'vitest'
import { openSqlite, type Sqlite } from '#engine/db/sqlite.ts'
import type { SqlText } from '#engine/db/sql-text.ts'
import type { TestStore } from './store.ts'

/** The steps by which SQLite runs a statement, in its own words, one a line. */
export function explain(sqlite: Sqlite, { text, values }: SqlText): string {
  const steps = sqlite.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`).all(...values)
  return steps.map((step) => step.detail).join('\n')
}

/** A connection of the test's own to the same file, closed when the test is over. */
export function secondConnection({ file, key }: TestStore): Sqlite {
  const sqlite = openSqlite({ file, key })
  onTestFinished(() => void sqlite.close())
  return sqlite
}
