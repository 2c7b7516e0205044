import { randomBytes } from 'node:crypto'
import { copyFile, readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openSqlite, type Sqlite } from '#engine/db/sqlite.ts'
import { openStore } from '#engine/db/store.ts'
import { BookKeeper } from '#tests/support/books.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { openTestStore, temporaryFolder, TEST_NOW } from '#tests/support/store.ts'

const MARKERS = Array.from({ length: 50 }, (_, index) => `MARKER-${index}-${randomBytes(6).toString('hex')}`)

/** Each marker somewhere else: in names, texts, notes, raw fields, settings, the audit, the search index. */
function writeMarkers(sqlite: Sqlite): void {
  const next = MARKERS[Symbol.iterator]()
  const marker = () => next.next().value ?? 'no marker left'
  const books = new BookKeeper(sqlite)
  const importId = books.import([marker(), marker()])
  const account = books.account({ label: marker(), issuer: marker() })
  const card = books.card({ account, holder: books.person(marker()), nickname: marker() })
  for (let row = 0; row < 5; row += 1) {
    const charge = books.charge({ card, on: '2026-11-01', minor: -5, merchant: marker(), descriptor: marker(), memo: marker(), note: marker(), reference: marker(), externalId: marker() })
    books.source(charge, importId, row, { NAME: marker(), MEMO: marker() })
  }
  sqlite.prepare('INSERT INTO settings (key, value) VALUES (?, ?)').run('businessName', JSON.stringify(marker()))
  sqlite.prepare(`INSERT INTO audit (at, action, details, hash) VALUES (0, 'x', ?, zeroblob(32))`).run(JSON.stringify({ note: marker() }))
  sqlite.prepare(`INSERT INTO categories (key, name, built_in, created_at) VALUES ('own', ?, 0, 0)`).run(marker())
  sqlite.prepare(`INSERT INTO outbox (connection_id, idempotency_key, subject, command, payload, state, next_attempt_at, created_at, updated_at) VALUES (1, 'k', 'card:1', 'c', ?, 'queued', 0, 0, 0)`).run(marker())
}

async function markersIn(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder)
  const bytes = Buffer.concat(await Promise.all(files.map((file) => readFile(join(folder, file)))))
  return MARKERS.filter((marker) => bytes.includes(marker) || bytes.includes(Buffer.from(marker, 'utf16le')))
}

describe('nothing that is stored can be read without the key', () => {
  test('neither in the database nor in its write-ahead log, while open and after', async () => {
    const folder = await temporaryFolder()
    const [file, key] = [join(folder, 'cardkeep.db'), randomBytes(32)]
    const store = await openStore({ file, key, now: TEST_NOW })
    await store.transaction(async (_db, sqlite) => writeMarkers(sqlite))
    expect((await readdir(folder)).toSorted()).toEqual(['cardkeep.db', 'cardkeep.db-shm', 'cardkeep.db-wal'])
    expect((await readFile(`${file}-wal`)).length).toBeGreaterThan(100_000)
    expect(await markersIn(folder)).toEqual([])
    await store.close()
    expect(await markersIn(folder)).toEqual([])

    // The same search finds them in the same database without encryption: it would see a leak.
    const plainFolder = await temporaryFolder()
    const plainFile = join(plainFolder, 'plain.db')
    await copyFile(file, plainFile)
    const plain = openSqlite({ file: plainFile, key })
    plain.pragma('journal_mode = DELETE')
    plain.pragma("rekey = ''")
    plain.close()
    const found = await markersIn(plainFolder)
    expect(MARKERS.filter((marker) => !found.includes(marker))).toEqual([])
  })

  test('and another key opens nothing', async () => {
    const { file } = await openTestStore()
    await expectAppError(openStore({ file, key: randomBytes(32), now: TEST_NOW }), 'db.damaged')
    expect(() => openSqlite({ file, key: Buffer.alloc(31) })).toThrow('32 bytes')
  })
})

test('every connection keeps temporary data in memory, commits durably, holds foreign keys, and the reading one cannot write', async () => {
  const { store } = await openTestStore()
  const pragmas = (sqlite: Sqlite) => Object.fromEntries(['temp_store', 'journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema', 'query_only'].map((name) => [name, sqlite.pragma(name, { simple: true })]))
  const safe = { temp_store: 2, journal_mode: 'wal', synchronous: 2, foreign_keys: 1, trusted_schema: 0 }
  await store.transaction(async (_db, sqlite) => expect(pragmas(sqlite)).toEqual({ ...safe, query_only: 0 }))
  const read = store.read as unknown as Parameters<Parameters<typeof store.transaction>[0]>[0]
  await expect(read.insertInto('settings').values({ key: 'x', value: '1' }).execute()).rejects.toThrow('readonly database')
})

/** Files that this process holds open though they have no name any more: what SQLite sorts in when it may not use memory. */
async function namelessFiles(): Promise<readonly string[]> {
  const handles = await readdir('/proc/self/fd')
  const links = await Promise.all(handles.map((handle) => readlink(`/proc/self/fd/${handle}`).catch(() => '')))
  return links.filter((link) => link.includes('etilqs_'))
}

describe.runIf(process.platform === 'linux')('a sort that is larger than the cache', () => {
  // 40 MB of rows in no order, sorted without an index, looked at while the sort is open.
  async function filesWhileSorting(tempStore: 'MEMORY' | 'FILE'): Promise<readonly string[]> {
    const sqlite = openSqlite({ file: join(await temporaryFolder(), 'sort.db'), key: randomBytes(32) })
    onTestFinished(() => void sqlite.close())
    if (tempStore === 'FILE') sqlite.pragma('temp_store = FILE')
    sqlite.pragma('cache_size = 50')
    const rows = sqlite.prepare(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40000) SELECT randomblob(1000) AS secret FROM n ORDER BY secret`).iterate()
    rows.next()
    const found = await namelessFiles()
    rows.return?.()
    return found
  }

  test('stays in memory', async () => {
    expect(await filesWhileSorting('MEMORY')).toEqual([])
    // With SQLite's own default the same look finds a file on disk, in plain text.
    expect(await filesWhileSorting('FILE')).not.toEqual([])
  })
})
