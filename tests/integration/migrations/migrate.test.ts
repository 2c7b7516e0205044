import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, sql, SqliteDialect } from 'kysely'
import { describe, expect, test } from 'vitest'
import { MIGRATIONS, migrate } from '#engine/db/migrations/index.ts'
import type { Migration } from '#engine/db/migrations/migration.ts'
import { openStore } from '#engine/db/store.ts'
import { openSqlite } from '#engine/db/sqlite.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { secondConnection } from '#tests/support/query-plan.ts'
import { openTestStore, temporaryFolder, TEST_NOW } from '#tests/support/store.ts'

const sha256 = async (file: string) => createHash('sha256').update(await readFile(file)).digest('hex')

describe('migrations', () => {
  test('go up in tens from the first, each named once', () => {
    expect(MIGRATIONS.map((migration) => migration.version)).toEqual(MIGRATIONS.map((_, index) => (index + 1) * 10))
    expect(new Set(MIGRATIONS.map((migration) => migration.name)).size).toBe(MIGRATIONS.length)
  })

  test('stamp the database with the newest version', async () => {
    expect(secondConnection(await openTestStore()).pragma('user_version', { simple: true })).toBe(MIGRATIONS.at(-1)?.version)
  })

  test('a database of a newer app is refused before a byte of it is touched', async () => {
    const [file, key] = [join(await temporaryFolder(), 'cardkeep.db'), Buffer.alloc(32, 7)]
    await (await openStore({ file, key, now: TEST_NOW })).close()
    const newer = openSqlite({ file, key })
    newer.pragma('user_version = 9990')
    newer.close()
    const before = await sha256(file)
    await expectAppError(openStore({ file, key, now: TEST_NOW }), 'db.newer-version', { found: '9990', supported: String(MIGRATIONS.at(-1)?.version) })
    expect(await sha256(file)).toBe(before)
    const after = openSqlite({ file, key })
    expect(after.pragma('user_version', { simple: true })).toBe(9990)
    after.close()
  })

  test('one that fails half-way leaves the database at the version before it', async () => {
    const testStore = await openTestStore()
    const broken: Migration = {
      version: 99_990,
      name: 'broken',
      async up(db: Kysely<unknown>) {
        await sql`CREATE TABLE half_made (id INTEGER PRIMARY KEY) STRICT`.execute(db)
        await sql`CREATE TABLE half_made (id INTEGER PRIMARY KEY) STRICT`.execute(db)
      },
    }
    const sqlite = secondConnection(testStore)
    const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) })
    await expect(migrate(sqlite, db, TEST_NOW, [...MIGRATIONS, broken])).rejects.toThrow('half_made already exists')
    expect(sqlite.pragma('user_version', { simple: true })).toBe(MIGRATIONS.at(-1)?.version)
    expect(sqlite.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'half_made'`).pluck().get()).toBe(0)
  })
})
