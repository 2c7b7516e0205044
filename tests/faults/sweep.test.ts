/**
 * The engine's work stopped at its writes: killed in the middle of one, or told by the system that there is no room for it.
 *
 * Each third write in every run, all of them with CARDKEEP_SWEEP=all. A write is found by its place in SQLite's log (support/limited.ts).
 */
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { verifyAudit } from '#engine/audit/audit.queries.ts'
import { openStore } from '#engine/db/store.ts'
import { look, lookAtOne, storeBooks, type StoredBooks } from '#tests/support/stored-books.ts'
import { runLimited } from './support/limited.ts'
import { IMPORTED, WORK, type WorkName } from './support/sweep-work.ts'

/** One page of the database in the log: its own head, and the page. */
const FRAME = 4_120
const STEP = process.env['CARDKEEP_SWEEP'] === 'all' ? 1 : Number(process.env['CARDKEEP_SWEEP_STEP'] ?? 3)
const WHICH = STEP === 1 ? 'every write' : STEP === 3 ? 'every third write' : `one in ${STEP} writes`
const AT_ONCE = 2

const TABLES = ['transactions', 'cards', 'accounts', 'cardholders', 'daily_spend', 'monthly_spend', 'imports', 'sync_state', 'issuer_objects']
const stateOf = (books: StoredBooks) => Object.fromEntries(TABLES.map((table) => [table, look<object>(books, `SELECT * FROM ${table} ORDER BY 1, 2, 3`)]))
const fillers = (books: StoredBooks) => lookAtOne<number>(books, "SELECT count(*) AS value FROM drafts WHERE key LIKE 'filler:%'")

interface Reference {
  readonly books: StoredBooks
  readonly limits: readonly number[]
  readonly state: ReturnType<typeof stateOf>
  readonly fillers: number
}

async function copyOf(books: StoredBooks, name: string): Promise<StoredBooks> {
  const folder = `${books.folder}-${name}`
  await cp(books.folder, folder, { recursive: true })
  return { ...books, folder, file: join(folder, 'cardkeep.db') }
}

const run = (books: StoredBooks, work: WorkName, atLimit: 'die' | 'fail', bytes?: number) =>
  runLimited({ program: 'sweep-program.ts', args: [books.folder, books.key.toString('hex'), work, atLimit], ...(bytes === undefined ? {} : { bytes }) })

/** Without a limit: where its writes are, and what the books are afterwards. */
async function reference(work: WorkName, step = STEP): Promise<Reference> {
  const books = await storeBooks(async () => {})
  const whole = await copyOf(books, 'whole')
  const { lines, errors } = await run(whole, work, 'die')
  const [ready, done] = [/^ready (\d+)$/.exec(lines[0] ?? '')?.[1], /^done (\d+)$/.exec(lines[1] ?? '')?.[1]]
  if (ready === undefined || done === undefined) throw new Error(`The work did not come to its end: ${lines.join(' ')} ${errors}`)
  const frames = Math.ceil((Number(done) - Number(ready)) / FRAME)
  // Half a frame: the limit is in the middle of a write.
  const limits = Array.from({ length: Math.ceil(frames / step) }, (_, index) => Number(ready) + index * step * FRAME + FRAME / 2)
  await reopened(whole, work)
  return { books, limits, state: stateOf(whole), fillers: fillers(whole) }
}

/** Opens the books again as the next start would, and does the rest of the work. Returns how long opening took, in ms. */
async function reopened(books: StoredBooks, rest?: WorkName): Promise<number> {
  const begun = performance.now()
  const store = await openStore({ file: books.file, key: Buffer.from(books.key), now: 2 })
  const took = performance.now() - begun
  if (rest === 'page') await WORK.page(store)
  expect(await verifyAudit(store.read)).toMatchObject({ brokenAt: null })
  await store.close()
  return took
}

function expectSound(books: StoredBooks, { fillers: acknowledged }: Reference): void {
  expect(lookAtOne(books, 'SELECT integrity_check AS value FROM pragma_integrity_check')).toBe('ok')
  expect(look(books, 'SELECT * FROM pragma_foreign_key_check')).toEqual([])
  expect(fillers(books)).toBe(acknowledged)
}

async function sweep(of: Reference, each: (books: StoredBooks, limit: number) => Promise<void>): Promise<void> {
  const waiting = of.limits.entries()
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (const [index, limit] of waiting) await each(await copyOf(of.books, String(index)), limit)
  }))
}

describe('an import', () => {
  test(`killed at ${WHICH} is there as a whole or not at all`, { timeout: 600_000 }, async () => {
    const of = await reference('import')
    const found = new Set<number>()
    await sweep(of, async (books, limit) => {
      const { signal } = await run(books, 'import', 'die', limit)
      expect(signal).toBe('SIGXFSZ')
      expect(await reopened(books)).toBeLessThan(2_000)
      expectSound(books, of)
      const stored = lookAtOne<number>(books, 'SELECT count(*) AS value FROM transactions')
      expect([0, IMPORTED]).toContain(stored)
      expect(lookAtOne(books, 'SELECT count(*) AS value FROM imports')).toBe(stored / IMPORTED)
      expect(lookAtOne(books, 'SELECT coalesce(sum(transactions), 0) AS value FROM daily_spend')).toBe(stored)
      found.add(stored)
    })
    process.stdout.write(`import: killed at ${of.limits.length} writes\n`)
    expect(found.has(0)).toBe(true)
  })

  test(`for which there is no room at ${WHICH} says so, leaves nothing, and goes through once there is`, { timeout: 600_000 }, async () => {
    const of = await reference('import')
    await sweep(of, async (books, limit) => {
      const { lines, errors } = await run(books, 'import', 'fail', limit)
      expect(lines.slice(1, 2), errors).toEqual(['failed db.disk-full'])
      expect(lines[2]).toMatch(/^done /)
      await reopened(books)
      expectSound(books, of)
      expect(lookAtOne(books, 'SELECT count(*) AS value FROM transactions')).toBe(IMPORTED)
    })
    process.stdout.write(`import: no room at ${of.limits.length} writes\n`)
  })
})

test(`pages of a feed killed at ${WHICH}: the next start goes on from whole pages and ends where it would have`, { timeout: 600_000 }, async () => {
  const of = await reference('page')
  await sweep(of, async (books, limit) => {
    const { signal } = await run(books, 'page', 'die', limit)
    expect(signal).toBe('SIGXFSZ')
    await reopened(books, 'page')
    expectSound(books, of)
    const state = stateOf(books)
    for (const table of TABLES) expect(state[table], table).toEqual(of.state[table])
  })
  process.stdout.write(`feed: killed at ${of.limits.length} writes\n`)
})

test('what is not one transaction is found in halves (the control)', { timeout: 600_000 }, async () => {
  const of = await reference('halves', 12)
  const found = new Set<number>()
  await sweep(of, async (books, limit) => {
    await run(books, 'halves', 'die', limit)
    found.add(lookAtOne<number>(books, "SELECT count(*) AS value FROM merchants WHERE name LIKE 'Half%'"))
  })
  expect([...found].toSorted((a, b) => a - b)).toContain(200)
})
