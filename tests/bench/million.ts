/**
 * A page of the list and a year's report in the books of a large business: 1,000,000 charges of 24 months on 150 cards.
 *
 * Each is measured as the engine answers it (input checked, statements made and run, rows given their shape) against the very
 * statements behind it run bare on a connection to the same encrypted file.
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contract } from '#shared/rpc/contract/index.ts'
import type { TransactionFilter, TransactionSort } from '#shared/rpc/contract/transactions.contract.ts'
import { openStore, type ReadDb } from '#engine/db/store.ts'
import { reportsHandlers } from '#engine/reports/reports.handlers.ts'
import { transactionsHandlers } from '#engine/transactions/transactions.handlers.ts'
import { fillBooks, randomFrom, type Books } from '#tests/support/books.ts'
import type { BenchRow } from './bench-row.ts'
import { inTurns, median, p95, type Pair } from './measure.ts'
import { openRecorder, type SqlRecorder } from './recorded-sql.ts'

const CHARGES = 1_000_000
const MOST_OVER_RAW = 1.3
const PAGE_MS = 5
const REPORT_MS = 40

interface Bench {
  readonly db: ReadDb
  readonly recorder: SqlRecorder
  readonly books: Books
}

/** `charges` fewer than a million are for trying the benchmark itself. */
export async function benchMillion(charges = CHARGES): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'cardkeep-bench-'))
  const [file, key] = [join(folder, 'million.db'), randomBytes(32)]
  try {
    const store = await openStore({ file, key: Buffer.from(key), now: Date.now() })
    const books = await fillBooks(store, { transactions: charges, cards: 150, people: 60, merchants: 4_000 })
    const recorder = openRecorder({ file, key })
    try {
      const bench = { db: store.read, recorder, books }
      return [...(await benchPages(bench)), ...(await benchSearch(bench)), ...(await benchReport(bench))]
    } finally {
      recorder.close()
      await store.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface PageInput {
  readonly filter: TransactionFilter
  readonly sort: TransactionSort
  readonly cursor: string | null
  readonly limit: number
}

const askPage = (db: ReadDb, input: PageInput) => transactionsHandlers.list({ db, now: 0 }, contract.transactions.list.input.parse(input))

/** Every order; all cards, one, several, a person, a category, a month, amounts; the first page and pages from deep within. */
async function benchPages(bench: Bench): Promise<readonly BenchRow[]> {
  const inputs = await pageInputs(bench)
  const times = await timePages(bench, inputs, 10)
  return [
    row('list page, median', times, median, `<= ${MOST_OVER_RAW} of the same statements run bare`, (value, baseline) => value <= baseline * MOST_OVER_RAW),
    row('list page, p95', times, p95, `<= ${PAGE_MS} ms`, (value) => value <= PAGE_MS),
  ]
}

async function pageInputs({ db, books }: Bench): Promise<readonly PageInput[]> {
  const category = async (key: string) => (await db.selectFrom('categories').select('id').where('key', '=', key).executeTakeFirstOrThrow()).id
  const [dining, fees] = [await category('dining'), await category('fees')]
  const random = randomFrom(11)
  const card = () => books.cards[Math.floor(random() * books.cards.length)] ?? 1
  const filters: readonly TransactionFilter[] = [
    {}, {}, { cardIds: [card()] }, { cardIds: [card(), card(), card()] }, { cardIds: books.cards.slice(0, 50) }, { cardholderIds: [books.people[3] ?? 1] }, { cardholderIds: [null] },
    { categoryIds: [dining] }, { categoryIds: [fees] }, { cardIds: [card()], categoryIds: [dining] }, { from: '2026-03-01', to: '2026-03-31' }, { cardIds: [card()], from: '2026-03-01', to: '2026-03-31', pending: false },
    { minMagnitude: 100_000 }, { minMagnitude: 41_210, maxMagnitude: 41_210 }, { types: ['refund'] }, { pending: true },
  ]
  const sorts = ['newest', 'oldest', 'largest', 'smallest'] as const
  const inputs: PageInput[] = []
  for (const filter of filters) {
    for (const sort of sorts) {
      const first = { filter, sort, cursor: null, limit: 50 }
      // As far as a person scrolls in one go.
      const { nextCursor } = await askPage(db, { ...first, limit: 500 })
      inputs.push(first, ...(nextCursor === null ? [] : [{ ...first, cursor: nextCursor }]))
    }
  }
  return inputs
}

/** What a person types: words that many, few or no charges have, and an amount. */
async function benchSearch(bench: Bench): Promise<readonly BenchRow[]> {
  const words = ['coffee', 'heron', 'coffee boston', 'client lunch', 'R00012', 'ada', '412.10', 'zzzz', 'co']
  const times = await timePages(bench, words.map((text) => ({ filter: { text }, sort: 'newest', cursor: null, limit: 50 })), 40)
  return [row('search, first page, median', times, median, `<= ${PAGE_MS} ms`, (value) => value <= PAGE_MS)]
}

async function timePages({ db, recorder }: Bench, inputs: readonly PageInput[], rounds: number): Promise<Pair> {
  const bare: (() => void)[] = []
  for (const input of inputs) bare.push(await recorder.record((recording) => askPage(recording, input)))
  const at = (round: number) => round % inputs.length
  return inTurns(
    inputs.length * rounds,
    (round) => askPage(db, inputs[at(round)] ?? { filter: {}, sort: 'newest', cursor: null, limit: 50 }),
    (round) => bare[at(round)]?.(),
    inputs.length * 2,
  )
}

async function benchReport({ db, recorder, books }: Bench): Promise<readonly BenchRow[]> {
  const input = contract.reports.perCardholder.input.parse({ from: '2025-12', to: '2026-11', scope: { cardIds: null } })
  const ask = (from: ReadDb) => reportsHandlers.perCardholder({ db: from, now: 0 }, input)
  const bare = await recorder.record(ask)
  const times = await inTurns(25, () => ask(db), bare, 3)
  const { cells } = await ask(db)
  return [
    row(`report of 12 months, ${books.cards.length} cards, ${cells.length} cells`, times, median, `<= ${REPORT_MS} ms and <= ${MOST_OVER_RAW} of the same statements run bare`, (value, baseline) => value <= REPORT_MS && value <= baseline * MOST_OVER_RAW),
  ]
}

function row(name: string, { ours, baseline }: Pair, pick: (times: readonly number[]) => number, target: string, ok: (value: number, baseline: number) => boolean): BenchRow {
  const [value, base] = [pick(ours), pick(baseline)]
  return { name: `${name} (1,000,000 charges)`, value: round(value), unit: 'ms', baseline: round(base), ratio: round(value / base), target, ok: ok(value, base) }
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}
