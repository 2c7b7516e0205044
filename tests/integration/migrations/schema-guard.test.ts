import { readFile, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Sqlite } from '#engine/db/sqlite.ts'
import { secondConnection } from '#tests/support/query-plan.ts'
import { openTestStore } from '#tests/support/store.ts'

const SNAPSHOT = new URL('../../../electron/engine/db/schema.snapshot.sql', import.meta.url)
const COMMAND = 'UPDATE_SCHEMA_SNAPSHOT=1 npx vitest run --project integration tests/integration/migrations/schema-guard.test.ts'
const HEAD = `-- The schema after all migrations, for reading and for review. Written by a test; do not edit.\n-- ${COMMAND}\n`

/** Everything that the migrations made, by kind and name, as SQLite keeps it. */
function schemaOf(sqlite: Sqlite): string {
  const rows = sqlite
    .prepare<[], { sql: string }>(
      `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'transaction_search_%'
       ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, name`,
    )
    .all()
  return `${HEAD}\n-- user_version ${String(sqlite.pragma('user_version', { simple: true }))}\n\n${rows.map(({ sql }) => `${sql};\n`).join('\n')}`
}

test('the migrations make exactly the schema that was reviewed', async () => {
  const schema = schemaOf(secondConnection(await openTestStore()))
  if (process.env['UPDATE_SCHEMA_SNAPSHOT'] === '1') await writeFile(SNAPSHOT, schema)
  const snapshot = await readFile(SNAPSHOT, 'utf8').catch(() => '')
  expect(
    schema,
    `The migrations no longer make the schema in electron/engine/db/schema.snapshot.sql.
A released migration is frozen: if you changed one, put it back and write the next one instead.
If the change is meant, write the snapshot anew and commit it with the migration:

  ${COMMAND}
`,
  ).toBe(snapshot)
})
