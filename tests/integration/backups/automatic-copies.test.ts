/** The copies that are made by themselves: whole, private, three, and never at the price of one that is there. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, SqliteDialect } from 'kysely'
import { describe, expect, test } from 'vitest'
import { COPIES_KEPT, listCopies, makeCopy } from '#engine/backups/copies.ts'
import { fileWorkHere } from '#engine/backups/file-work-here.ts'
import { fileWorkInThread, filesThreadBeside } from '#engine/backups/file-work.ts'
import { databaseFile } from '#engine/db/database-file.ts'
import { MIGRATIONS, migrate } from '#engine/db/migrations/index.ts'
import { openSqlite } from '#engine/db/sqlite.ts'
import { openStore, type Store } from '#engine/db/store.ts'
import { EngineSession } from '#engine/session.ts'
import { startTestEngine } from '#tests/support/engine.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { ManualTime } from '#tests/support/manual-time.ts'
import { temporaryFolder, TEST_NOW } from '#tests/support/store.ts'

const DAY_MS = 86_400_000
const MARKER = 'Ottilie Marketplace Lunch'

interface Books {
  readonly folder: string
  readonly key: Buffer
  readonly store: Store
}

async function withBooks<T>(work: (books: Books) => Promise<T>): Promise<T> {
  const folder = join(await temporaryFolder(), 'vault')
  await mkdir(folder)
  const key = randomBytes(32)
  const store = await openStore({ file: databaseFile(folder), key: Buffer.from(key), now: TEST_NOW })
  try {
    return await work({ folder, key, store })
  } finally {
    await store.close()
  }
}

const note = ({ store }: Books, value: string) => store.transaction((db) => db.insertInto('drafts').values({ key: value, address: '/', value: MARKER, kept_at: 1 }).execute())

const draftsOf = (file: string, key: Buffer): readonly unknown[] => {
  const sqlite = openSqlite({ file, key, readonly: true, isCopy: true })
  try {
    return sqlite.prepare('SELECT key FROM drafts ORDER BY key').pluck().all()
  } finally {
    sqlite.close()
  }
}

describe('a copy', () => {
  test('holds what was committed, is private, encrypted, and leaves the open books alone', () => withBooks(async (books) => {
    const { folder, key } = books
    await note(books, 'a')
    const made = await makeCopy({ vaultFolder: folder, key, reason: 'daily', now: TEST_NOW, work: fileWorkHere })
    await note(books, 'b')
    const file = join(folder, 'copies', made.id)
    expect(draftsOf(file, key)).toEqual(['a'])
    expect(draftsOf(databaseFile(folder), key)).toEqual(['a', 'b'])
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await stat(join(folder, 'copies'))).mode & 0o777).toBe(0o700)
    const bytes = await readFile(file)
    expect(bytes.includes(MARKER)).toBe(false)
    expect(bytes.subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
    // The search itself finds what is there: in the same file without a key it would.
    expect(Buffer.from(`x${MARKER}x`).includes(MARKER)).toBe(true)
  }))

  test('keeps the newest three, and the one just made even where the clock was set back', () => withBooks(async ({ folder, key }) => {
    for (let day = 0; day < 5; day += 1) await makeCopy({ vaultFolder: folder, key, reason: 'daily', now: TEST_NOW + day * DAY_MS, work: fileWorkHere })
    const made = await makeCopy({ vaultFolder: folder, key, reason: 'person', now: TEST_NOW - 400 * DAY_MS, work: fileWorkHere })
    const kept = await listCopies(folder)
    expect(kept).toHaveLength(COPIES_KEPT)
    expect(kept.map(({ madeAt }) => madeAt)).toEqual([TEST_NOW + 4 * DAY_MS, TEST_NOW + 3 * DAY_MS, made.madeAt])
  }))

  test('of a damaged database is not made, and none of those that are there is lost', async () => {
    const { folder, key } = await withBooks(async (books) => {
      for (let index = 0; index < 400; index += 1) await note(books, `draft-${index}`)
      await makeCopy({ vaultFolder: books.folder, key: books.key, reason: 'daily', now: TEST_NOW, work: fileWorkHere })
      return books
    })
    const before = await listCopies(folder)
    const file = await open(databaseFile(folder), 'r+')
    const { size } = await file.stat()
    await file.write(Buffer.alloc(200, 0x5a), 0, 200, size - 4_096 * 3)
    await file.close()
    await expectAppError(makeCopy({ vaultFolder: folder, key, reason: 'daily', now: TEST_NOW + DAY_MS, work: fileWorkHere }), 'db.damaged')
    expect(await listCopies(folder)).toEqual(before)
    expect((await readdir(join(folder, 'copies'))).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('sweeps away what an engine left that was ended in the middle of one', () => withBooks(async ({ folder, key }) => {
    await mkdir(join(folder, 'copies'))
    await writeFile(join(folder, 'copies', '1764000000000-daily.db.part'), 'half')
    await makeCopy({ vaultFolder: folder, key, reason: 'daily', now: TEST_NOW, work: fileWorkHere })
    expect(await readdir(join(folder, 'copies'))).toHaveLength(1)
  }))

  test('is made in a thread of its own, while the one that asked goes on', () => withBooks(async (books) => {
    const { folder, key } = books
    await note(books, 'a')
    const work = fileWorkInThread(filesThreadBeside(new URL('../../../electron/engine/index-thread.ts', import.meta.url).href))
    const ticks = { count: 0 }
    const until = { over: false }
    const ticking = (async () => {
      while (!until.over) {
        ticks.count += 1
        await sleep(1)
      }
    })()
    const made = await makeCopy({ vaultFolder: folder, key, reason: 'daily', now: TEST_NOW, work })
    until.over = true
    await ticking
    expect(ticks.count).toBeGreaterThan(5)
    expect(draftsOf(join(folder, 'copies', made.id), key)).toEqual(['a'])
    expect(await work.check({ file: databaseFile(folder), key, depth: 'full' })).toBe(true)
    await expectAppError(work.copy({ file: databaseFile(folder), to: join(folder, 'copies', 'x.db'), key: randomBytes(32) }), 'db.damaged')
    expect(key.some((byte) => byte !== 0)).toBe(true)
  }))
})

describe('by themselves', () => {
  test('once a day while the books are open, and not more often for opening them often', async () => {
    const time = new ManualTime(TEST_NOW)
    const { call, folder } = await startTestEngine({ now: time.now, setTimer: time.setTimer })
    const copies = async () => (await call.backups.status({})).copies
    expect(await copies()).toEqual([])
    await time.pass(61_000)
    await expect.poll(copies).toMatchObject([{ reason: 'daily' }])
    await time.pass(10 * 3_600_000)
    expect(await copies()).toHaveLength(1)
    await time.pass(14 * 3_600_000)
    await expect.poll(async () => (await copies()).length).toBe(2)
    expect(existsSync(join(folder, 'copies'))).toBe(true)
    expect((await call.audit.list({ before: null, limit: 10 })).filter(({ action }) => action === 'backups.copied')).toHaveLength(2)
    expect((await call.backups.status({})).check).toMatchObject({ isSound: true, depth: 'quick' })
  })

  test('before an older database is brought up to date; without room for it nothing is touched', async () => {
    const [folder, key] = [join(await temporaryFolder(), 'vault'), randomBytes(32)]
    await mkdir(folder)
    const older = openSqlite({ file: databaseFile(folder), key })
    await migrate(older, new Kysely<unknown>({ dialect: new SqliteDialect({ database: older }) }), TEST_NOW, MIGRATIONS.filter(({ version }) => version <= 30))
    older.close()
    const refusing = new EngineSession({ folder, now: () => TEST_NOW, beforeUpdate: async () => Promise.reject(new Error('no room')) })
    await expect(refusing.open({ key: Uint8Array.from(key), action: 'vault.unlock', details: {} })).rejects.toThrow('no room')
    const untouched = openSqlite({ file: databaseFile(folder), key, readonly: true })
    expect(untouched.pragma('user_version', { simple: true })).toBe(30)
    untouched.close()

    const session = new EngineSession({ folder, now: () => TEST_NOW, beforeUpdate: async (own) => void (await makeCopy({ vaultFolder: folder, key: own, reason: 'update', now: TEST_NOW, work: fileWorkHere })) })
    await session.open({ key: Uint8Array.from(key), action: 'vault.unlock', details: {} })
    await session.close()
    const [copy] = await listCopies(folder)
    expect(copy).toMatchObject({ reason: 'update' })
    const kept = openSqlite({ file: join(folder, 'copies', copy?.id ?? ''), key, readonly: true, isCopy: true })
    expect(kept.pragma('user_version', { simple: true })).toBe(30)
    kept.close()
  })

  test('asked for by a person, and checked in full', async () => {
    const { call } = await startTestEngine()
    expect(await call.backups.copyNow({})).toMatchObject({ reason: 'person' })
    expect(await call.backups.check({})).toMatchObject({ depth: 'full', isSound: true })
  })
})
