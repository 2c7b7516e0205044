/** One bit of the database changed, anywhere, 400 times: each is noticed, none is read as if it were right. */
import Sqlite from 'better-sqlite3'
import { copyFile, open, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkDatabase } from '#engine/backups/copy.queries.ts'
import { randomFrom } from '#tests/support/books.ts'
import { fillWithWork, look, storeBooks } from '#tests/support/stored-books.ts'

const FLIPS = Number(process.env['CARDKEEP_FLIPS'] ?? 400)
const CHARGES = 400

/** Changes a bit, hands on, and changes it back. */
async function flipping(file: string, random: () => number, each: () => void): Promise<void> {
  const { size } = await stat(file)
  const handle = await open(file, 'r+')
  const byte = Buffer.alloc(1)
  try {
    for (let flip = 0; flip < FLIPS; flip += 1) {
      const at = Math.floor(random() * size)
      const bit = 1 << Math.floor(random() * 8)
      const turn = async () => {
        await handle.read(byte, 0, 1, at)
        byte[0] = (byte[0] ?? 0) ^ bit
        await handle.write(byte, 0, 1, at)
      }
      await turn()
      each()
      await turn()
    }
  } finally {
    await handle.close()
  }
}

test(`${FLIPS} flips in the encrypted database are noticed, every one`, { timeout: 300_000 }, async () => {
  const { file, key } = await storeBooks((store) => fillWithWork(store, CHARGES))
  const before = await readFile(file)
  const count = { noticed: 0 }
  await flipping(file, randomFrom(7), () => {
    if (!checkDatabase({ file, key, depth: 'quick' })) count.noticed += 1
  })
  process.stdout.write(`bit flips: ${count.noticed} of ${FLIPS} noticed\n`)
  expect(count.noticed).toBe(FLIPS)
  expect((await readFile(file)).equals(before)).toBe(true)
  expect(checkDatabase({ file, key, depth: 'full' })).toBe(true)
})

test('without the cipher some are read as if they were right (the control)', { timeout: 300_000 }, async () => {
  const books = await storeBooks((store) => fillWithWork(store, CHARGES))
  const plain = join(books.folder, 'plain.db')
  const rows = look<Record<string, unknown>>(books, 'SELECT id, descriptor, amount_minor FROM transactions')
  const made = new Sqlite(plain)
  made.exec('CREATE TABLE transactions (id INTEGER PRIMARY KEY, descriptor TEXT, amount_minor INTEGER)')
  const put = made.prepare('INSERT INTO transactions VALUES (?, ?, ?)')
  made.transaction(() => rows.forEach((row) => put.run(row['id'], row['descriptor'], row['amount_minor'])))()
  made.close()
  await copyFile(plain, `${plain}.kept`)
  const whole = JSON.stringify(rows)
  const count = { silent: 0 }
  await flipping(plain, randomFrom(7), () => {
    try {
      const sqlite = new Sqlite(plain, { readonly: true })
      try {
        const found = sqlite.pragma('quick_check(1)', { simple: true }) === 'ok' ? JSON.stringify(sqlite.prepare('SELECT id, descriptor, amount_minor FROM transactions').all()) : undefined
        if (found !== undefined && found !== whole) count.silent += 1
      } finally {
        sqlite.close()
      }
    } catch {
      // Noticed.
    }
  })
  expect(count.silent).toBeGreaterThan(0)
})
