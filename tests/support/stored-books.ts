/** Books in a vault's folder as they lie on the disk when nobody has them open, and ways to look into them. */
import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { databaseFile } from '#engine/db/database-file.ts'
import { openSqlite } from '#engine/db/sqlite.ts'
import { openStore, type Store } from '#engine/db/store.ts'
import { fillBooks } from './books.ts'
import { temporaryFolder, TEST_NOW } from './store.ts'

export interface StoredBooks {
  /** The vault's folder. */
  readonly folder: string
  readonly file: string
  readonly key: Buffer
}

/** `fill` writes into them before they are closed. */
export async function storeBooks(fill: (store: Store) => Promise<unknown>): Promise<StoredBooks> {
  const folder = join(await temporaryFolder(), 'vault')
  await mkdir(folder, { mode: 0o700 })
  const books = { folder, file: databaseFile(folder), key: randomBytes(32) }
  await changeBooks(books, fill)
  return books
}

export async function changeBooks({ file, key }: StoredBooks, change: (store: Store) => Promise<unknown>): Promise<void> {
  const store = await openStore({ file, key: Buffer.from(key), now: TEST_NOW })
  try {
    await change(store)
  } finally {
    await store.close()
  }
}

/** Charges with notes, drafts, and changes that wait for an issuer: what a person made here stands beside what can be fetched again. */
export async function fillWithWork(store: Store, charges = 1_500): Promise<void> {
  await fillBooks(store, { transactions: charges, cards: 12, people: 6, merchants: 80 })
  await store.transaction(async (db, sqlite) => {
    const { id } = await db.insertInto('connections').values({ kind: 'gateway', name: 'Harbour Bank', created_at: TEST_NOW }).returning('id').executeTakeFirstOrThrow()
    await db
      .insertInto('gateway_connections')
      .values({ connection_id: id, base_url: 'http://127.0.0.1:9', environment: 'sandbox', device_id: 'device-1', state: 'signed-in', refresh_token: 'rt-1', session_id: 's-1', trust_token: 'trust-1', capabilities: '[]' })
      .execute()
    sqlite.prepare("INSERT INTO sync_state (connection_id, cursor, generation) VALUES (?, 'c-7', 3)").run(id)
    const put = sqlite.prepare("INSERT INTO outbox (connection_id, idempotency_key, subject, command, payload, state, next_attempt_at, created_at, updated_at) VALUES (?, ?, ?, 'cards.freeze', ?, ?, 0, 1, 1)")
    for (let index = 0; index < 40; index += 1) {
      const cardId = (index % 12) + 1
      put.run(id, `key-${index}`, `card:${cardId}`, JSON.stringify({ name: 'cards.freeze', cardId: `card_${cardId}` }), index < 30 ? 'confirmed' : 'queued')
    }
    for (let index = 0; index < 20; index += 1) sqlite.prepare('INSERT INTO drafts (key, address, value, kept_at) VALUES (?, ?, ?, ?)').run(`note:${index}`, '/transactions', `begun ${index} ${'x'.repeat(300)}`, index)
    sqlite.prepare("UPDATE transactions SET note = 'checked ' || id WHERE id % 10 = 0").run()
  })
}

/** What a query finds in a closed database. */
export function look<T>({ file, key }: Pick<StoredBooks, 'file' | 'key'>, sql: string): readonly T[] {
  const sqlite = openSqlite({ file, key, readonly: true, isCopy: true })
  try {
    return sqlite.prepare(sql).all() as T[]
  } finally {
    sqlite.close()
  }
}

export const lookAtOne = <T>(books: Pick<StoredBooks, 'file' | 'key'>, sql: string): T => {
  const [row] = look<{ readonly value: T }>(books, sql)
  if (row === undefined) throw new Error('nothing found')
  return row.value
}
