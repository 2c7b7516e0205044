/**
 * Limits in the books of a large business: 1,000,000 charges of one year on 150 cards of an issuer, three limits on each.
 *
 * A what-if replays them all against a plan; the list counts what is used of 450 limits. Each is held against the very statements behind it run
 * bare on a connection to the same encrypted file.
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contract } from '#shared/rpc/contract/index.ts'
import type { LimitRules, WhatIf } from '#shared/rpc/contract/limits.contract.ts'
import type { Limit } from '#shared/gateway/resources/limits.ts'
import { openStore, type ReadDb, type Store } from '#engine/db/store.ts'
import { createLimitsHandlers } from '#engine/limits/limits.handlers.ts'
import { fillBooks } from '#tests/support/books.ts'
import { taskContext } from '#tests/support/calls.ts'
import type { BenchRow } from './bench-row.ts'
import { inTurns, median, type Pair } from './measure.ts'
import { openRecorder } from './recorded-sql.ts'

const CHARGES = 1_000_000
const NOW = Date.UTC(2026, 10, 24, 12)
const WHAT_IF_MS = 1_000
const MOST_OVER_RAW = 1.3
/** A page that is asked for meanwhile waits no longer. */
const LONGEST_HOLD_MS = 60

/** `charges` fewer than a million are for trying the benchmark itself. */
export async function benchLimits(charges = CHARGES): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'cardkeep-bench-'))
  const [file, key] = [join(folder, 'limits.db'), randomBytes(32)]
  try {
    const store = await openStore({ file, key: Buffer.from(key), now: NOW })
    const { cards } = await fillBooks(store, { transactions: charges, cards: 150, people: 60, merchants: 4_000, months: 12, instants: true })
    await issueLimits(store)
    const recorder = openRecorder({ file, key })
    try {
      return [...(await benchWhatIf(store, cards, recorder)), ...(await benchUsed(store, recorder))]
    } finally {
      recorder.close()
      await store.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type Recorder = ReturnType<typeof openRecorder>
const handlers = createLimitsHandlers({ outboxGrew: () => {} })

const base = { window: 'calendar', timeZone: 'America/New_York', weekStartsOn: 1, countsRefunds: false, categories: null, mode: 'decline' } as const
// Enough for most of the months of most cards.
const PLAN: readonly LimitRules[] = [
  { ...base, amount: { minor: 60_000_000, currency: 'USD' }, interval: 'month' },
  { ...base, amount: { minor: 380_000, currency: 'USD' }, interval: 'per-charge' },
  { ...base, amount: { minor: 2_500_000, currency: 'USD' }, interval: 'week', window: 'rolling', categories: ['fuel', 'dining'] },
]

async function benchWhatIf(store: Store, cards: readonly number[], recorder: Recorder): Promise<readonly BenchRow[]> {
  const controls = { allowedCategories: null, blockedCategories: ['gambling', 'cash'], blockedMccs: ['5813'], allowedCountries: null, blockedCountries: [], online: true, inPerson: true, cashMachines: false, merchantLock: null, validFrom: null, validUntil: null }
  const input = contract.limits.whatIf.input.parse({ targets: cards.map((id) => ({ kind: 'card', id })), plan: { limits: PLAN, controls }, mode: 'merge', days: 365 })
  const ask = (db: ReadDb): Promise<WhatIf> => handlers.whatIf({ ...taskContext(store, '').context, db, now: NOW }, input)
  const bare = await recorder.record(ask)
  const holds = new Holds()
  const cpu = { ours: [] as number[], baseline: [] as number[] }
  const times = await inTurns(5, () => asProcessorTime(cpu.ours, () => holds.during(() => ask(store.read))), () => asProcessorTime(cpu.baseline, bare), 1)
  const { replayed, declined } = await ask(store.read)
  const within = (value: number) => value <= WHAT_IF_MS
  return [
    row(`what-if of a year, ${thousands(replayed)} charges replayed, ${thousands(declined.count)} of them declined`, times, `<= ${WHAT_IF_MS} ms`, within),
    row('what-if of a year, as processor time', cpu, `<= ${WHAT_IF_MS} ms`, within),
    { name: 'what-if: longest that a read had to wait', value: round(holds.longest), unit: 'ms', baseline: round(median(times.ours)), ratio: round(holds.longest / median(times.ours)), target: `<= ${LONGEST_HOLD_MS} ms`, ok: holds.longest <= LONGEST_HOLD_MS },
  ]
}

async function benchUsed(store: Store, recorder: Recorder): Promise<readonly BenchRow[]> {
  const ask = (db: ReadDb) => handlers.list({ db, now: NOW }, { scope: null })
  const bare = await recorder.record(ask)
  const times = await inTurns(15, () => ask(store.read), bare, 2)
  const limits = await ask(store.read)
  return [row(`"used" of ${limits.length} limits on 150 cards`, times, `<= ${MOST_OVER_RAW} of the same statements run bare`, (value, baseline) => value <= baseline * MOST_OVER_RAW)]
}

/** What the work itself took, however busy the machine is. */
async function asProcessorTime(times: number[], work: () => unknown): Promise<void> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  times.push((user + system) / 1_000)
}

/** How long the event loop was held while something ran. */
class Holds {
  longest = 0

  async during<T>(work: () => Promise<T>): Promise<T> {
    let last = performance.now()
    let timer: NodeJS.Immediate | undefined
    const beat = () => {
      const now = performance.now()
      this.longest = Math.max(this.longest, now - last)
      last = now
      timer = setImmediate(beat)
    }
    timer = setImmediate(beat)
    try {
      return await work()
    } finally {
      clearImmediate(timer)
    }
  }
}

/** The books become an issuer's: each card with a limit for the month, for the year and for each charge. */
function issueLimits(store: Store): Promise<void> {
  return store.transaction(async (_db, sqlite) => {
    sqlite.prepare(`INSERT INTO gateway_connections (connection_id, base_url, environment, device_id, state, capabilities) VALUES (1, 'https://issuer.example', 'production', 'device', 'signed-in', '["limits","controls","temporary-raises"]')`).run()
    const insert = sqlite.prepare('INSERT INTO issuer_objects (connection_id, type, external_id, version, generation, object) VALUES (1, ?, ?, 1, 1, ?)')
    insert.run('company', 'company', JSON.stringify({ id: 'company', timeZone: 'America/New_York' }))
    for (const { key } of sqlite.prepare<[], { key: string }>('SELECT external_key AS key FROM cards').all()) {
      for (const interval of ['month', 'year', 'per-charge'] as const) {
        const limit: Limit = {
          id: `lim_${key}_${interval}`, version: 1, scope: { kind: 'card', id: key }, amount: { amountMinor: 5_000_000, currency: 'USD' }, interval, window: 'calendar', timeZone: 'America/New_York', weekStartsOn: 1,
          countsRefunds: false, countsPending: true, categories: null, mode: 'decline', raise: null, used: { amountMinor: 0, currency: 'USD' }, resetsAt: null, createdAt: 0,
        }
        insert.run('limit', limit.id, JSON.stringify(limit))
      }
    }
  })
}

function row(name: string, { ours, baseline }: Pair, target: string, ok: (value: number, baseline: number) => boolean): BenchRow {
  const [value, base] = [median(ours), median(baseline)]
  return { name: `${name} (1,000,000 charges)`, value: round(value), unit: 'ms', baseline: round(base), ratio: round(value / base), target, ok: ok(value, base) }
}

const round = (value: number): number => Number(value.toPrecision(4))
const thousands = (count: number): string => new Intl.NumberFormat('en').format(count)
