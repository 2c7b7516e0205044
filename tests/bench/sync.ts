/**
 * A first pull of 1,000,000 charges into an empty encrypted database, page by page with its cursor, against the insert of the very same rows by
 * a bare prepared statement into the same schema with its triggers; then what is asked of the app meanwhile, and a small pull at that size.
 *
 * The feed is made up in this process: what a network and an issuer take is no part of it, what checking a page takes (zod) is no part of it
 * either, because the connector does that.
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contract } from '#shared/rpc/contract/index.ts'
import { openStore, type Store } from '#engine/db/store.ts'
import { writerOf } from '#engine/rpc/transaction.ts'
import { pull } from '#engine/sync/pull/pull.ts'
import { transactionsHandlers } from '#engine/transactions/transactions.handlers.ts'
import type { BenchRow } from './bench-row.ts'
import { GeneratedFeed } from './generated-feed.ts'
import { median, p95 } from './measure.ts'

const CHARGES = 1_000_000
const SMALL = 50
const TARGET = 0.4
const MEMORY_MB = 400
const SMALL_MS = 300
const MOST_OVER_IDLE = 3

export async function benchSync(charges = Number(process.env['CARDKEEP_BENCH_CHARGES'] ?? CHARGES)): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'cardkeep-bench-'))
  try {
    const store = await openBench(folder, 'pulled.db')
    try {
      const connectionId = await addConnection(store)
      const feed = new GeneratedFeed(charges)
      const first = await firstPull(store, connectionId, feed)
      const idle = await pageTimes(store, 100)
      const small = await smallPulls(store, connectionId, feed)
      const bare = await bareInsert(store, folder)
      const [value, baseline] = [Math.round((charges / first.took) * 1_000), Math.round((charges / bare.took) * 1_000)]
      const rows: readonly BenchRow[] = [
        { name: 'first pull, charges', value, unit: 'rows/s', baseline, ratio: value / baseline, target: `>= ${TARGET} of a bare insert of the same rows`, ok: value >= baseline * TARGET },
        { name: 'first pull, charges a second of processor time', value: Math.round(charges / first.cpu), unit: 'rows/s', baseline: Math.round(charges / bare.cpu), ratio: bare.cpu / first.cpu, target: 'the same on a machine that others use as well', ok: bare.cpu / first.cpu >= TARGET },
        { name: 'first pull, memory at its most', value: first.mostMb, unit: 'MB', baseline: first.beforeMb, ratio: first.mostMb / first.beforeMb, target: `<= ${MEMORY_MB} MB (baseline: before it)`, ok: first.mostMb <= MEMORY_MB },
        row('list page during it, p95', p95(first.pages), p95(idle), `<= ${MOST_OVER_IDLE} of the same when idle`, (mine, other) => mine <= other * MOST_OVER_IDLE),
        row(`pull of ${SMALL} changes`, median(small), SMALL_MS, `<= ${SMALL_MS} ms (baseline)`, (mine) => mine <= SMALL_MS),
      ]
      return rows
    } finally {
      await store.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const row = (name: string, value: number, baseline: number, target: string, ok: (value: number, baseline: number) => boolean): BenchRow => ({ name, value, unit: 'ms', baseline, ratio: value / baseline, target, ok: ok(value, baseline) })

const openBench = (folder: string, name: string) => openStore({ file: join(folder, name), key: randomBytes(32), now: Date.now() })

async function addConnection(store: Store): Promise<number> {
  const { id } = await store.transaction((db) => db.insertInto('connections').values({ kind: 'gateway', name: 'Bench', created_at: Date.now() }).returning('id').executeTakeFirstOrThrow())
  return id
}

async function pullAll(store: Store, connectionId: number, feed: GeneratedFeed): Promise<number> {
  const { id: runId } = await store.transaction((db) => db.insertInto('sync_runs').values({ connection_id: connectionId, reason: 'person', started_at: Date.now(), outcome: 'running' }).returning('id').executeTakeFirstOrThrow())
  const start = performance.now()
  await pull({
    connectionId, runId, store: () => store, connector: feed, signal: new AbortController().signal, now: Date.now, onProgress: () => {},
    write: writerOf({ store: () => store, now: Date.now, emitChanged: () => {} }),
  })
  return performance.now() - start
}

interface FirstPull {
  readonly took: number
  /** Seconds of processor time. */
  readonly cpu: number
  readonly mostMb: number
  readonly beforeMb: number
  /** Times of list pages asked for meanwhile. */
  readonly pages: readonly number[]
}

async function firstPull(store: Store, connectionId: number, feed: GeneratedFeed): Promise<FirstPull> {
  const beforeMb = residentMb()
  const state = { over: false, mostMb: beforeMb }
  const memory = setInterval(() => {
    state.mostMb = Math.max(state.mostMb, residentMb())
  }, 100)
  const asking = askUntil(store, state)
  const before = process.cpuUsage()
  const took = await pullAll(store, connectionId, feed)
  const cpu = seconds(process.cpuUsage(before))
  state.over = true
  clearInterval(memory)
  return { took, cpu, mostMb: state.mostMb, beforeMb, pages: await asking }
}

const seconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1e6

const residentMb = () => Math.round(process.memoryUsage.rss() / 2 ** 20)

const EVERY_MS = 40

/** A page now and then, timed from when it was wanted: what it waits for others is part of it. */
async function askUntil(store: Store, state: { readonly over: boolean }, most = Number.POSITIVE_INFINITY): Promise<readonly number[]> {
  const times: number[] = []
  while (!state.over && times.length < most) {
    const wanted = performance.now() + EVERY_MS
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
    await transactionsHandlers.list({ db: store.read, now: 0 }, contract.transactions.list.input.parse({ filter: {}, sort: 'newest', cursor: null, limit: 50 }))
    times.push(performance.now() - wanted)
  }
  return times
}

const pageTimes = (store: Store, count: number) => askUntil(store, { over: false }, count)

/** What comes every few minutes: some charges more. */
async function smallPulls(store: Store, connectionId: number, feed: GeneratedFeed): Promise<readonly number[]> {
  const times: number[] = []
  for (let round = 0; round < 7; round += 1) {
    feed.addCharges(SMALL)
    times.push(await pullAll(store, connectionId, feed))
  }
  return times
}

const CHUNK = 20_000

interface Cost {
  /** Milliseconds. */
  readonly took: number
  /** Seconds of processor time. */
  readonly cpu: number
}

/** The rows that the pull made, inserted as they are; reading them is not timed. */
async function bareInsert(from: Store, folder: string): Promise<Cost> {
  const to = await openBench(folder, 'bare.db')
  try {
    await copyRows(from, to, ['connections', 'accounts', 'cardholders', 'cards', 'merchants'])
    return await copyRows(from, to, ['transactions'])
  } finally {
    await to.close()
  }
}

async function copyRows(from: Store, to: Store, tables: readonly string[]): Promise<Cost> {
  const cost = { took: 0, cpu: 0 }
  for (const table of tables) {
    for (let after = 0; ; ) {
      const { columns, rows } = await readChunk(from, table, after)
      if (rows.length === 0) break
      after = Number(rows.at(-1)?.[0])
      const [start, before] = [performance.now(), process.cpuUsage()]
      await to.transaction(async (_db, sqlite) => {
        const insert = sqlite.prepare(`INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
        for (const each of rows) insert.run(...each)
      })
      cost.took += performance.now() - start
      cost.cpu += seconds(process.cpuUsage(before))
    }
  }
  return cost
}

function readChunk(store: Store, table: string, after: number): Promise<{ readonly columns: readonly string[]; readonly rows: readonly (readonly unknown[])[] }> {
  return store.transaction(async (_db, sqlite) => {
    const columns = sqlite.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all()
    return { columns, rows: sqlite.prepare(`SELECT ${columns.join(', ')} FROM ${table} WHERE id > ? ORDER BY id LIMIT ${CHUNK}`).raw().all(after) as unknown[][] }
  })
}
