/** What of a damaged database is saved: every row that reads, none that is wrong, and what is lost is said. */
import { copyFile, open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { copyDatabase } from '#engine/backups/copy.queries.ts'
import { openSqlite } from '#engine/db/sqlite.ts'
import { salvageDatabase } from '#engine/rescue/salvage.queries.ts'
import { fillWithWork, look, lookAtOne, storeBooks, type StoredBooks } from '#tests/support/stored-books.ts'
import { TEST_NOW } from '#tests/support/store.ts'

const PAGE = 4_096

/** Spoils whole pages, counted from 1. */
async function spoil(file: string, pages: readonly number[]): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    for (const page of pages) await handle.write(Buffer.alloc(PAGE, 0x5a), 0, PAGE, (page - 1) * PAGE)
  } finally {
    await handle.close()
  }
}

function pagesOf({ file, key }: StoredBooks, table: string): readonly number[] {
  const sqlite = openSqlite({ file, key, readonly: true, isCopy: true })
  try {
    const root = Number(sqlite.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table))
    return [root]
  } finally {
    sqlite.close()
  }
}

async function salvage(books: StoredBooks, copy: string | null = null) {
  const to = join(books.folder, 'cardkeep.db.new')
  const report = await salvageDatabase({ file: books.file, key: books.key, to, copy, now: TEST_NOW })
  return { report, saved: { file: to, key: books.key } }
}

const WHOLE = "SELECT quick_check AS value FROM pragma_quick_check"
const everything = (books: Pick<StoredBooks, 'file' | 'key'>) => ({
  charges: look(books, 'SELECT id, amount_minor, note, descriptor FROM transactions ORDER BY id'),
  outbox: look(books, 'SELECT id, idempotency_key, state, payload FROM outbox ORDER BY id'),
  drafts: look(books, 'SELECT * FROM drafts ORDER BY key'),
  audit: look(books, 'SELECT id, action, hash FROM audit ORDER BY id'),
  spend: look(books, 'SELECT * FROM daily_spend ORDER BY card_id, day, category_id, currency'),
})

describe('a database', () => {
  test('that is whole comes through as it is, and everything is to be fetched again', async () => {
    const books = await storeBooks(fillWithWork)
    const before = everything(books)
    const { report, saved } = await salvage(books)
    expect(report).toEqual({ kept: { changes: 10, drafts: 20, notes: 150, charges: 1_500, cards: 12 }, unreadable: [], fromCopy: 0 })
    expect(everything(saved)).toEqual(before)
    expect(lookAtOne(saved, WHOLE)).toBe('ok')
    expect(look(saved, 'SELECT * FROM pragma_foreign_key_check')).toEqual([])
    expect(look(saved, 'SELECT cursor, full_pull, generation FROM sync_state')).toEqual([{ cursor: null, full_pull: 1, generation: 4 }])
    expect(lookAtOne(saved, "SELECT count(*) AS value FROM transaction_search('checked')")).toBe(150)
  })

  test('of which a tenth of the pages is spoiled gives what the others hold, and nothing that was not there', async () => {
    const books = await storeBooks(fillWithWork)
    const before = everything(books)
    const pages = Math.floor((await stat(books.file)).size / PAGE)
    await spoil(books.file, Array.from({ length: Math.floor(pages / 10) }, (_, index) => 130 + index * 10).filter((page) => page <= pages))
    const { report, saved } = await salvage(books)
    expect(report.unreadable.length).toBeGreaterThan(0)
    const after = everything(saved)
    for (const kind of ['charges', 'outbox', 'drafts'] as const) {
      const known = new Set(before[kind].map((row) => JSON.stringify(row)))
      if (kind !== 'charges') expect(after[kind].filter((row) => !known.has(JSON.stringify(row)))).toEqual([])
    }
    const charges = new Map(before.charges.map((row) => [(row as { id: number }).id, row]))
    for (const row of after.charges) expect(row).toEqual(charges.get((row as { id: number }).id))
    expect(after.charges.length).toBeGreaterThan(500)
    expect(lookAtOne(saved, WHOLE)).toBe('ok')
    expect(look(saved, 'SELECT * FROM pragma_foreign_key_check')).toEqual([])
  })

  test('is made whole again where a copy has what cannot be read, and nothing else is taken from the copy', async () => {
    const books = await storeBooks(fillWithWork)
    const copy = join(books.folder, 'copy.db')
    copyDatabase({ file: books.file, to: copy, key: books.key })
    const before = everything(books)
    const sqlite = openSqlite({ file: books.file, key: books.key })
    // Since the copy: a draft gone, a note changed.
    sqlite.exec("DELETE FROM drafts WHERE key = 'note:3'; UPDATE transactions SET note = 'later' WHERE id = 10")
    sqlite.close()
    await spoil(books.file, pagesOf(books, 'outbox'))
    const { report, saved } = await salvage(books, copy)
    expect(report).toMatchObject({ unreadable: ['outbox'], kept: { changes: 10, drafts: 19, notes: 150 }, fromCopy: 40 })
    const after = everything(saved)
    expect(after.outbox).toEqual(before.outbox)
    expect(after.drafts).toHaveLength(19)
    expect(after.charges.find((row) => (row as { id: number }).id === 10)).toMatchObject({ note: 'later' })
  })

  test('of which not even the first page reads is what the copy holds, or begins anew', async () => {
    const books = await storeBooks((store) => fillWithWork(store, 200))
    const copy = join(books.folder, 'copy.db')
    copyDatabase({ file: books.file, to: copy, key: books.key })
    const before = everything(books)
    await spoil(books.file, [1])
    const { report, saved } = await salvage(books, copy)
    expect(report.kept).toMatchObject({ changes: 10, charges: 200 })
    expect(everything(saved)).toEqual(before)

    const alone = { ...books, folder: join(books.folder, '..') }
    const empty = await salvage({ ...alone, file: books.file })
    expect(empty.report).toMatchObject({ kept: { changes: 0, drafts: 0, charges: 0 }, fromCopy: 0 })
    expect(lookAtOne(empty.saved, WHOLE)).toBe('ok')
  })

  test('is never written to: the damaged file is byte for byte what it was', async () => {
    const books = await storeBooks((store) => fillWithWork(store, 500))
    await spoil(books.file, [30])
    const kept = `${books.file}.kept`
    await copyFile(books.file, kept)
    await salvage(books)
    const [before, after] = await Promise.all([kept, books.file].map(async (file) => (await open(file)).readFile()))
    expect(after?.equals(before ?? Buffer.alloc(0))).toBe(true)
  })
})
