/** The engine's two threads: the front answers, whatever the working thread does. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { AppError } from '#shared/rpc/errors.ts'
import { contract } from '#shared/rpc/contract/index.ts'
import { createEngineClient, type EngineClient } from '#shared/rpc/client.ts'
import { fileWorkHere } from '#engine/backups/file-work-here.ts'
import { databaseFile } from '#engine/db/database-file.ts'
import { Front, type FrontOptions } from '#engine/front/front.ts'
import { openReading } from '#engine/front/reading.ts'
import { reads } from '#engine/front/reads.ts'
import { startThread } from '#engine/front/working-thread.ts'
import { portWire } from '#engine/transport/port-wire.ts'
import { memoryHost, TEST_BUSINESS, TEST_PASSPHRASE } from '#tests/support/engine.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { forkEngine } from '#tests/support/forked-engine.ts'
import { temporaryFolder, TEST_NOW } from '#tests/support/store.ts'
import type { TestCalls } from './busy-thread.ts'

interface TestFront {
  readonly front: Front
  readonly call: EngineClient['call'] & TestCalls
  readonly folder: string
  readonly host: FrontOptions['host']
  readonly started: () => number
  readonly exits: number[]
  readonly logged: string[]
  readonly topics: string[]
  end(): Promise<void>
}

const PAGE = { filter: {}, sort: 'newest', cursor: null, limit: 50 } as const
const NEVER_MS = 2 ** 31 - 1

/** For one test. */
async function startFront(options: Partial<FrontOptions> = {}): Promise<TestFront> {
  const front = assembleFront(join(await temporaryFolder(), 'vault'), options)
  onTestFinished(() => front.end())
  return front
}

function assembleFront(freshFolder: string, options: Partial<FrontOptions> = {}): TestFront {
  const host = options.host ?? { ...memoryHost('available'), sandboxState: async () => 'preparing' as const }
  const folder = options.folder ?? freshFolder
  const counted = { started: 0 }
  const [exits, logged, topics]: [number[], string[], string[]] = [[], [], []]
  const front = new Front({
    folder,
    host,
    now: () => TEST_NOW,
    monotonic: () => performance.now(),
    checkOutputs: true,
    log: (line) => logged.push(line),
    refusals: { callNames: async () => new Set(), tell: () => {} },
    startThread: () => {
      counted.started += 1
      // A thread starts with the environment of this moment.
      process.env['CARDKEEP_VAULT_DIR'] = folder
      return startThread(new URL('./busy-thread.ts', import.meta.url), (code) => exits.push(code))
    },
    openReading: async (reading) => openReading(reading),
    fileWork: fileWorkHere,
    readAfterMs: 0,
    ...options,
  })
  const client = createEngineClient()
  client.on('changed', (changed) => topics.push(...changed.topics))
  const { port1, port2 } = new MessageChannel()
  front.attach(portWire(port1))
  client.attach(portWire(port2))
  const end = async () => {
    client.detach()
    if (exits.length === 0) await front.close()
  }
  return { front, end, call: client.call as TestFront['call'], folder, host, started: () => counted.started, exits, logged, topics }
}

const create = ({ call }: TestFront) => call.vault.create({ passphrase: TEST_PASSPHRASE, businessName: TEST_BUSINESS })

/** Until the front reads by itself: then a busy thread no longer holds a page up. */
async function reading(front: TestFront): Promise<TestFront> {
  await create(front)
  while (!(await answersWhileBusy(front, 150)).meanwhile);
  return front
}

async function answersWhileBusy({ call }: TestFront, ms: number): Promise<{ readonly meanwhile: boolean }> {
  const state = { busy: true }
  const spinning = call.test.spin(ms).then(() => void (state.busy = false))
  await call.transactions.list(PAGE)
  const meanwhile = state.busy
  await spinning
  return { meanwhile }
}

describe('a locked front', () => {
  test('answers for the vault alone and starts no thread for it', async () => {
    const { call, started } = await startFront()
    expect(await call.vault.status({})).toMatchObject({ state: 'missing' })
    await expectAppError(call.settings.get({}), 'vault.locked')
    await expectAppError(call.cards.freeze({ cardId: 1 }), 'vault.locked')
    expect(started()).toBe(0)
  })

  test('stays locked where the database does not open', async () => {
    const first = await startFront()
    await create(first)
    await first.front.close()
    await writeFile(databaseFile(first.folder), Buffer.alloc(8_192, 7))
    const { call } = await startFront({ folder: first.folder, host: first.host })
    await expectAppError(call.vault.unlock({ passphrase: TEST_PASSPHRASE }), 'db.damaged')
    expect(await call.vault.status({})).toMatchObject({ state: 'locked' })
  })
})

describe('an open front that reads', () => {
  const shared: { front?: TestFront; folder?: string } = {}
  const open = (): TestFront => {
    if (!shared.front) throw new Error('not open')
    return shared.front
  }

  beforeAll(async () => {
    shared.folder = await mkdtemp(join(tmpdir(), 'cardkeep-front-'))
    shared.front = await reading(assembleFront(join(shared.folder, 'vault')))
  })
  afterAll(async () => {
    await shared.front?.end()
    await rm(shared.folder ?? '', { recursive: true, force: true })
  })

  test('answers a page while the working thread is busy', async () => {
    expect(await answersWhileBusy(open(), 600)).toEqual({ meanwhile: true })
  })

  test('sees what a command has just committed, every time', async () => {
    const { call } = open()
    for (let round = 0; round < 60; round += 1) {
      const { id } = await call.transactions.createCategory({ name: `Category ${round}` })
      expect((await call.transactions.categories({})).find((category) => category.id === id)).toMatchObject({ name: `Category ${round}` })
    }
  })

  test('gives the errors of both threads as they are', async () => {
    const { call } = open()
    await expectAppError(call.transactions.get({ id: 4_711 }), 'not-found', { kind: 'transaction' })
    await expectAppError(call.transactions.get({ id: 'x' as unknown as number }), 'rpc.invalid-input')
    await expectAppError(call.cards.freeze({ cardId: 4_711 }), 'not-found', { kind: 'card' })
    await expect((call as unknown as { cards: { nothing(input: object): Promise<void> } }).cards.nothing({})).rejects.toMatchObject({ code: 'rpc.unknown-call', details: { name: 'cards.nothing' } })
  })

  test('carries changes, cancels, main\'s answers and the name on the unlock screen between window, thread and main', async () => {
    const { call, topics } = open()
    const cancel = new AbortController()
    const waiting = call.test.wait(null, { signal: cancel.signal })
    cancel.abort()
    await expectAppError(waiting, 'task.cancelled')
    expect(await call.connections.sandboxState({})).toEqual({ power: 'preparing' })
    await call.settings.update({ businessName: 'Finch & Sons' })
    expect(await call.vault.status({})).toMatchObject({ businessName: 'Finch & Sons', state: 'unlocked' })
    expect(topics).toContain('vault')
  })
})

describe('an open front', () => {
  test('would keep the page waiting without its own connection', async () => {
    const front = await startFront({ readAfterMs: NEVER_MS })
    await create(front)
    expect(await answersWhileBusy(front, 600)).toEqual({ meanwhile: false })
  })

  test('leaves everything to the working thread where its own connection does not open, and says so', async () => {
    const front = await startFront({ openReading: () => Promise.reject(new TypeError('a path that nobody may see')) })
    await create(front)
    await expect.poll(() => front.logged).toEqual(['the front does not read: TypeError'])
    expect(await front.call.transactions.list(PAGE)).toMatchObject({ rows: [] })
  })

  test('closes its connection before the last one, so that nothing of the log is left', async () => {
    const front = await reading(await startFront())
    await front.call.transactions.createCategory({ name: 'Kept' })
    const asked = front.call.transactions.list(PAGE).then(({ rows }) => rows, (error: unknown) => error)
    await front.front.close()
    // Whether it came before the end is not ours to say; that it is left hanging would be wrong.
    expect(await asked).toSatisfy((answer: unknown) => Array.isArray(answer) || AppError.is(answer, 'engine.unavailable'))
    expect(existsSync(`${databaseFile(front.folder)}-wal`)).toBe(false)
    expect(front.exits).toHaveLength(1)
  })

  test('hears of a thread that ends by itself', async () => {
    const front = await reading(await startFront())
    void front.call.test.end(3).catch(() => {})
    await expect.poll(() => front.exits).toEqual([3])
  })
})

test('an error that nobody catches in the working thread ends the engine, and the next one answers', async () => {
  const engine = forkEngine(join(await temporaryFolder(), 'vault'), join(import.meta.dirname, 'dying.ts'))
  onTestFinished(() => engine.stop())
  const { call } = engine.client
  await expectAppError(call.vault.create({ passphrase: TEST_PASSPHRASE, businessName: TEST_BUSINESS }), 'engine.unavailable')
  expect(await call.vault.status({})).toMatchObject({ state: 'locked', businessName: TEST_BUSINESS })
})

test('only queries are read by the front', () => {
  const kinds = Object.entries(reads).flatMap(([feature, handlers]) => Object.keys(handlers).map((name) => (contract as unknown as Record<string, Record<string, { kind: string }>>)[feature]?.[name]?.kind))
  expect(new Set(kinds)).toEqual(new Set(['query']))
})
