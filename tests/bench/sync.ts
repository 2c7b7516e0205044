/**
 * A first pull of 1,000,000 charges into an empty encrypted database, page by page with its cursor, against the insert of the very same rows by
 * a bare prepared statement into the same schema with its triggers; then what is asked of the app meanwhile, and a small pull at that size.
 *
 * The pull runs in the product's working thread behind the product's front, which a window's channel asks for pages: idle and during the pull
 * alike. The feed is made up in the working thread: what a network and an issuer take is no part of it, what checking a page takes (zod) is no
 * part of it either, because the connector does that.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { fileWorkHere } from '#engine/backups/file-work-here.ts'
import { Front } from '#engine/front/front.ts'
import { openReading } from '#engine/front/reading.ts'
import { startThread } from '#engine/front/working-thread.ts'
import { portWire } from '#engine/transport/port-wire.ts'
import type { EngineMessage } from '#shared/rpc/protocol.ts'
import type { BenchRow } from './bench-row.ts'
import { median, p95 } from './measure.ts'
import type { Cost } from './pulling-thread.ts'

const CHARGES = 1_000_000
const SMALL = 50
const TARGET = 0.4
const MEMORY_MB = 400
const SMALL_MS = 300
const MOST_OVER_IDLE = 3
const IDLE_PAGES = 200

export async function benchSync(charges = Number(process.env['CARDKEEP_BENCH_CHARGES'] ?? CHARGES)): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'cardkeep-bench-'))
  process.env['CARDKEEP_VAULT_DIR'] = join(folder, 'vault')
  try {
    const { ask, close } = await openApp(join(folder, 'vault'))
    try {
      const first = await firstPull(ask, charges)
      const idle = await askForPages(ask, { over: false }, IDLE_PAGES)
      const small = await smallPulls(ask)
      const bare = (await ask('bench.bare', null)) as Cost
      const [value, baseline] = [Math.round((charges / first.took) * 1_000), Math.round((charges / bare.took) * 1_000)]
      const rows: readonly BenchRow[] = [
        { name: 'first pull, charges', value, unit: 'rows/s', baseline, ratio: value / baseline, target: `>= ${TARGET} of a bare insert of the same rows`, ok: value >= baseline * TARGET },
        { name: 'first pull, charges a second of processor time', value: Math.round(charges / first.cpu), unit: 'rows/s', baseline: Math.round(charges / bare.cpu), ratio: bare.cpu / first.cpu, target: 'the same on a machine that others use as well', ok: bare.cpu / first.cpu >= TARGET },
        { name: 'first pull, memory at its most', value: first.mostMb, unit: 'MB', baseline: first.beforeMb, ratio: first.mostMb / first.beforeMb, target: `<= ${MEMORY_MB} MB (baseline: before it)`, ok: first.mostMb <= MEMORY_MB },
        row('list page during it, median', median(first.pages), median(idle), 'the same when idle', () => true),
        row('list page during it, p95', p95(first.pages), p95(idle), `<= ${MOST_OVER_IDLE} of the same when idle`, (mine, other) => mine <= other * MOST_OVER_IDLE),
        row(`pull of ${SMALL} changes`, median(small), SMALL_MS, `<= ${SMALL_MS} ms (baseline)`, (mine) => mine <= SMALL_MS),
      ]
      return rows
    } finally {
      await close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const row = (name: string, value: number, baseline: number, target: string, ok: (value: number, baseline: number) => boolean): BenchRow => ({ name, value, unit: 'ms', baseline, ratio: value / baseline, target, ok: ok(value, baseline) })

type Ask = (name: string, input: unknown) => Promise<unknown>

const noSandbox = () => Promise.reject(new Error('There is no sandbox here'))

/** The product's front with an open vault, and a window that asks it. */
async function openApp(folder: string): Promise<{ readonly ask: Ask; close(): Promise<void> }> {
  const front = new Front({
    fileWork: fileWorkHere,
    folder,
    host: {
      keychainState: async () => 'absent', keychainGet: async () => null, keychainSet: async () => {}, keychainDelete: async () => false,
      sandboxStart: noSandbox, sandboxStop: noSandbox, sandboxState: noSandbox, sandboxProgress: noSandbox,
      lockAfter: async () => {},
      lockNow: async () => {},
    },
    now: Date.now,
    monotonic: () => performance.now(),
    checkOutputs: false,
    log: console.error,
    refusals: { callNames: async () => new Set(), tell: () => {} },
    startThread: () => startThread(new URL('./pulling-thread.ts', import.meta.url), () => {}),
    openReading: async (options) => openReading(options),
    readAfterMs: 0,
  })
  const { port1: window, port2 } = new MessageChannel()
  front.attach(portWire(port2))
  const waiting = new Map<number, (message: EngineMessage) => void>()
  window.on('message', (message: EngineMessage) => {
    if (message.t !== 'event') waiting.get(message.id)?.(message)
  })
  let asked = 0
  const ask: Ask = async (name, input) => {
    asked += 1
    const id = asked
    const answer = await new Promise<EngineMessage>((resolve) => {
      waiting.set(id, resolve)
      window.postMessage({ t: 'call', id, name, input })
    })
    waiting.delete(id)
    if (answer.t === 'ok') return answer.value
    throw new Error(answer.t === 'fail' ? answer.error.code : answer.t)
  }
  await ask('vault.create', { passphrase: 'seven quiet herons over the weir', businessName: 'Bench' })
  // Until then the working thread is asked, and this one has no answer.
  while (!(await ask('transactions.list', PAGE).then(() => true, () => false))) await rest(10)
  return {
    ask,
    async close() {
      window.close()
      await front.close()
    },
  }
}

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

interface FirstPull extends Cost {
  readonly mostMb: number
  readonly beforeMb: number
  /** Times of list pages asked for meanwhile. */
  readonly pages: readonly number[]
}

async function firstPull(ask: Ask, charges: number): Promise<FirstPull> {
  const beforeMb = residentMb()
  const state = { over: false, mostMb: beforeMb }
  const memory = setInterval(() => {
    state.mostMb = Math.max(state.mostMb, residentMb())
  }, 100)
  const asking = askForPages(ask, state)
  const cost = (await ask('bench.pull', charges)) as Cost
  state.over = true
  clearInterval(memory)
  return { ...cost, mostMb: state.mostMb, beforeMb, pages: await asking }
}

/** Of the whole process, all threads. */
const residentMb = () => Math.round(process.memoryUsage.rss() / 2 ** 20)

const EVERY_MS = 40
const PAGE = { filter: {}, sort: 'newest', cursor: null, limit: 50 }

/** A page now and then, timed from when it was wanted: what it waits for others is part of it. */
async function askForPages(ask: Ask, state: { readonly over: boolean }, most = Number.POSITIVE_INFINITY): Promise<readonly number[]> {
  const times: number[] = []
  while (!state.over && times.length < most) {
    const wanted = performance.now() + EVERY_MS
    await rest(EVERY_MS)
    await ask('transactions.list', PAGE)
    times.push(performance.now() - wanted)
  }
  return times
}

/** What comes every few minutes: some charges more. */
async function smallPulls(ask: Ask): Promise<readonly number[]> {
  const times: number[] = []
  for (let round = 0; round < 7; round += 1) times.push(((await ask('bench.pull', SMALL)) as Cost).took)
  return times
}
