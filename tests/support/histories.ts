/** What can happen to a business, its issuer, its network and its computer, and what has to be true when it is quiet again. */
import assert from 'node:assert/strict'
import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { AppError } from '#shared/rpc/errors.ts'
import { closeCard, freezeCard } from '#sandbox/issuer/card-state.ts'
import { readCases } from '#engine/disputes/cases.queries.ts'
import { readShownCardholders, readShownControls, readShownLimits } from '#engine/sync/shown/shown.queries.ts'
import { askFor, ASKS } from '#tests/support/asks.ts'
import { putLimit } from '#sandbox/issuer/limits.ts'
import { ManualTime } from '#tests/support/manual-time.ts'
import { openTestSandbox, register, signIn, type TestSandbox } from '#tests/support/sandbox.ts'
import { openRig, type RigOptions, type SyncRig } from '#tests/support/sync-rig.ts'
import { randomFrom } from '#tests/support/books.ts'
import { TEST_NOW } from '#tests/support/store.ts'

type OutboxState = 'queued' | 'sending' | 'confirmed' | 'rejected' | 'needs-attention' | 'discarded'

/** One thing that happens. `card` picks among the cards, whatever their number. */
export type Step =
  | { readonly do: 'freeze' | 'unfreeze'; readonly card: number }
  | { readonly do: 'ask'; readonly what: (typeof ASKS)[number]; readonly which: number }
  | { readonly do: 'note'; readonly charge: number }
  | AtTheIssuer
  | { readonly do: 'sync' | 'sync-cut-short' | 'rest' | 'power-fails' | 'session-ends' | 'issuer-restarts' }
  | { readonly do: 'clock'; readonly by: number }
  | { readonly do: 'fault'; readonly fault: (typeof FAULTS)[number]; readonly operation: (typeof OPERATIONS)[number]; readonly times: number; readonly skip: number }

type AtTheIssuer = { readonly do: 'issuer-freezes' | 'desk-freezes' | 'desk-unfreezes' | 'desk-closes' | 'desk-limits' | 'desk-drops-limit' | 'charge'; readonly card: number } | { readonly do: 'next-day' }

const OPERATIONS = ['cards.freeze', 'cards.unfreeze', 'limits.create', 'limits.update', 'limits.remove', 'controls.set', 'cardholders.invite', 'cards.order', 'cards.report', 'disputes.create', 'disputes.addEvidence', 'disputes.submit', 'disputes.withdraw', 'commands.get', 'changes.list'] as const
const FAULTS = [
  { kind: 'reset', stage: 'before' }, { kind: 'reset', stage: 'after' }, { kind: 'reset', stage: 'during' }, { kind: 'status', status: 500, stage: 'after' }, { kind: 'status', status: 503, retryAfterSeconds: 2 },
  { kind: 'status', status: 429, retryAfterSeconds: 1 }, { kind: 'status', status: 502, page: true, stage: 'after' }, { kind: 'truncate' }, { kind: 'truncate', announced: true }, { kind: 'malformed', how: 'not-json' },
  { kind: 'malformed', how: 'empty' },
] as const

const card = fc.nat(1_000)
const arbitraryStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('freeze', 'unfreeze'), card: fc.nat(2) }) },
  { weight: 7, arbitrary: fc.record({ do: fc.constant('ask'), what: fc.constantFrom(...ASKS), which: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('note'), charge: fc.nat(1_000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('issuer-freezes', 'desk-freezes', 'desk-unfreezes', 'desk-closes', 'desk-limits', 'desk-drops-limit'), card: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('charge'), card }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('sync', 'sync', 'sync', 'sync-cut-short', 'rest', 'rest', 'power-fails', 'power-fails', 'next-day', 'session-ends', 'issuer-restarts') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clock'), by: fc.constantFrom(-400 * 86_400_000, -3_600_000, 45_000, 3_600_000, 40 * 86_400_000) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('fault'), fault: fc.constantFrom(...FAULTS), operation: fc.constantFrom(...OPERATIONS), times: fc.integer({ min: 1, max: 3 }), skip: fc.nat(1) }) },
)
export const arbitraryHistory: fc.Arbitrary<readonly Step[]> = fc.array(arbitraryStep, { minLength: 1, maxLength: 30, size: 'max' })

/** A sandbox and a database that is in step with it, to be copied for each history. */
export interface Beginning {
  readonly sandboxFolder: string
  readonly folder: string
  readonly key: Buffer
}

const SCALE = 1_300

export async function makeBeginning(root: string, key: Buffer): Promise<Beginning> {
  const [sandboxFolder, folder] = [join(root, 'sandbox'), join(root, 'books')]
  await mkdir(folder, { recursive: true })
  const sandbox = await openTestSandbox({ folder: sandboxFolder, scale: SCALE })
  await register(sandbox)
  const { session, deviceId } = await signIn(sandbox)
  const rig = await openRig({ folder, key, time: new ManualTime(TEST_NOW), random: () => 0.5 })
  await rig.useSession(sandbox.url, session, deviceId)
  await rig.sync()
  await rig.close()
  await sandbox.close()
  return { sandboxFolder, folder, key }
}

export interface Continued {
  readonly sandbox: TestSandbox
  readonly rig: SyncRig
  readonly time: ManualTime
  readonly connectionId: number
}

/** The beginning once more, for a test of its own: the caller closes both. Runs only start when the test says so. */
export async function continueFrom(beginning: Beginning, folder: string, broken?: RigOptions['break']): Promise<Continued> {
  await cp(beginning.sandboxFolder, join(folder, 'sandbox'), { recursive: true })
  await cp(beginning.folder, join(folder, 'books'), { recursive: true })
  const sandbox = await openTestSandbox({ folder: join(folder, 'sandbox'), scale: SCALE })
  const time = new ManualTime(TEST_NOW)
  const rig = await openRig({ folder: join(folder, 'books'), key: beginning.key, time, random: () => 0.5, ...(broken ? { break: broken } : {}) })
  await rig.pointTo(sandbox.url)
  const { connection_id: connectionId } = await rig.store.read.selectFrom('gateway_connections').select('connection_id').executeTakeFirstOrThrow()
  return { sandbox, rig, time, connectionId }
}

/** What a negative control does to the program. */
export type Harm = Pick<RigOptions, 'break' | 'afterOpen'>

export interface HistoryOptions {
  readonly beginning: Beginning
  /** An empty folder. */
  readonly folder: string
  readonly harm?: Harm
}

export async function liveThrough(steps: readonly Step[], options: HistoryOptions): Promise<void> {
  const life = await Life.begin(options)
  try {
    for (const step of steps) await life.take(step)
    await life.becomeQuiet()
    await life.check()
  } finally {
    await life.end()
  }
}

/** Errors that are part of living with a network. */
const EXPECTED = /^(issuer|auth|task|validation)\./

class Life {
  readonly #options: HistoryOptions
  readonly #time = new ManualTime(TEST_NOW)
  readonly #random = randomFrom(7)
  readonly #deviceId = '5f1de6bc-3d0e-4c6e-9d0b-6c8f30ed4a01'
  #sandbox: TestSandbox
  #rig: SyncRig
  #folders = 0
  /** Keys of changes that were acknowledged. */
  readonly #acknowledged = new Set<string>()
  readonly #notes = new Map<number, string>()
  #people = 0

  private constructor(options: HistoryOptions, sandbox: TestSandbox, rig: SyncRig) {
    this.#options = options
    this.#sandbox = sandbox
    this.#rig = rig
  }

  static async begin(options: HistoryOptions): Promise<Life> {
    const { beginning, folder } = options
    await cp(beginning.sandboxFolder, join(folder, 'sandbox'), { recursive: true })
    await cp(beginning.folder, join(folder, 'books-0'), { recursive: true })
    const sandbox = await openTestSandbox({ folder: join(folder, 'sandbox'), scale: SCALE, checkEverything: false })
    const life = new Life(options, sandbox, await openRig({ folder: join(folder, 'books-0'), key: beginning.key, time: new ManualTime(TEST_NOW), random: () => 0 }))
    await life.#rig.pointTo(sandbox.url)
    await life.#rig.close()
    await life.#open()
    return life
  }

  async end(): Promise<void> {
    await this.#rig.close()
    await this.#sandbox.close()
  }

  async #open(): Promise<void> {
    const { beginning, folder, harm } = this.#options
    this.#rig = await openRig({ folder: join(folder, `books-${this.#folders}`), key: beginning.key, time: this.#time, random: this.#random, ...harm })
    await this.#rig.scheduler.start()
  }

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'freeze':
      case 'unfreeze':
        return this.#act(step.do, step.card)
      case 'ask':
        return this.#ask(step.what, step.which)
      case 'note':
        return this.#note(step.charge)
      case 'issuer-freezes':
      case 'desk-freezes':
      case 'desk-unfreezes':
      case 'desk-closes':
      case 'desk-limits':
      case 'desk-drops-limit':
      case 'charge':
      case 'next-day':
        return this.#atTheIssuer(step)
      case 'fault':
        return this.#sandbox.fault({ ...step.fault, operation: step.operation, times: step.times, skip: step.skip })
      case 'clock':
        this.#time.wall += step.by
        return
      default:
        return this.#onThisComputer(step.do)
    }
  }

  async #act(change: 'freeze' | 'unfreeze', index: number): Promise<void> {
    const cardId = await this.#cardId(index)
    if (cardId === 0) return
    try {
      await this.#rig[change](cardId)
    } catch (error) {
      if (AppError.is(error, 'validation.failed')) return
      throw error
    }
    const last = await this.#rig.store.read.selectFrom('outbox').select('idempotency_key').orderBy('id', 'desc').limit(1).executeTakeFirst()
    if (last) this.#acknowledged.add(last.idempotency_key)
  }

  async #ask(what: (typeof ASKS)[number], which: number): Promise<void> {
    const asked = await askFor(this.#rig, { what, which, people: (this.#people += 1) })
    const keys = await this.#rig.store.read.selectFrom('outbox').select('idempotency_key').where('id', 'in', asked).execute()
    for (const row of keys) this.#acknowledged.add(row.idempotency_key)
  }

  async #note(index: number): Promise<void> {
    const charges = await this.#rig.store.read.selectFrom('transactions').select('id').orderBy('id').execute()
    const id = charges[index % charges.length]?.id
    if (id === undefined) throw new Error('no charges')
    const note = `note ${this.#notes.size}`
    await this.#rig.note(id, note)
    this.#notes.set(id, note)
  }

  async #atTheIssuer(step: AtTheIssuer): Promise<void> {
    const { world, travel } = this.#sandbox
    if (step.do === 'next-day') return travel.nextDay()
    if (step.do === 'desk-limits' || step.do === 'desk-drops-limit') {
      // The newest ones: those that were asked for here.
      const limit = world.objects.all('limit').toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))[step.card]
      if (limit) world.store.write(() => (step.do === 'desk-limits' ? void putLimit(world, { ...limit, amount: { ...limit.amount, amountMinor: 4_200 } }) : world.objects.remove('limit', limit.id)))
      return
    }
    const cards = world.objects.all('card')
    const which = cards[step.card % cards.length]
    if (!which) throw new Error('no cards')
    if (step.do === 'charge') {
      if (which.status !== 'closed') travel.makeCharge({ cardId: which.id })
      return
    }
    const card = await this.#sandboxCard(step.card)
    if (!card) return
    if (card.status !== 'active' && card.status !== 'frozen') return
    world.store.write(() => {
      if (step.do === 'desk-unfreezes') world.objects.update('card', card.id, { status: 'active', frozenBy: null })
      else if (step.do === 'desk-closes') closeCard(world, card, 'cancelled')
      else freezeCard(world, card, step.do === 'issuer-freezes' ? 'issuer' : 'you')
    })
  }

  async #onThisComputer(what: 'sync' | 'sync-cut-short' | 'rest' | 'power-fails' | 'session-ends' | 'issuer-restarts'): Promise<void> {
    switch (what) {
      case 'sync':
        return this.#sync()
      case 'sync-cut-short': {
        const controller = new AbortController()
        const running = this.#sync(controller.signal)
        await restless(this.#random())
        controller.abort()
        return running
      }
      case 'rest':
        return this.#time.pass(20_000)
      case 'power-fails': {
        void this.#sync()
        await restless(this.#random())
        this.#folders += 1
        await this.#rig.cutOff(join(this.#options.folder, `books-${this.#folders}`))
        return this.#open()
      }
      case 'session-ends':
        return this.#sandbox.fault({ kind: 'revoke', operation: 'changes.list' })
      case 'issuer-restarts':
        this.#sandbox = await this.#sandbox.restart()
    }
  }

  async #sync(signal?: AbortSignal): Promise<void> {
    try {
      await this.#rig.sync(signal)
    } catch (error) {
      if (error instanceof AppError && EXPECTED.test(error.code)) return
      if (error instanceof Error && error.message === 'cut off') return
      throw error
    }
  }

  /** The network works, somebody is signed in, and time passes until nothing waits. */
  async becomeQuiet(): Promise<void> {
    await fetch(`${this.#sandbox.url}/sandbox/faults`, { method: 'DELETE' })
    for (let round = 0; round < 12; round += 1) {
      if (await this.#signedOut()) {
        const { session } = await signIn(this.#sandbox, { deviceId: this.#deviceId })
        const connectionId = await this.#rig.useSession(this.#sandbox.url, session, this.#deviceId)
        this.#rig.scheduler.signedIn(connectionId)
      }
      for (const row of await this.#outbox()) if (row.state === 'needs-attention') await this.#rig.retry(row.id)
      this.#time.wall += 10 * 60_000
      await this.#sync()
      const waiting = (await this.#outbox()).filter(({ state }) => OPEN.has(state))
      if (round > 0 && waiting.length === 0 && !(await this.#signedOut())) return
    }
    throw new Error(`never quiet: ${JSON.stringify(await this.#outbox())}`)
  }

  async check(): Promise<void> {
    const outbox = await this.#outbox()
    assert.deepEqual(this.#rig.logged, [])
    assert.deepEqual(this.#sandbox.problems, [])

    const shown = await this.#rig.store.read.selectFrom('cards').innerJoin('accounts', 'accounts.id', 'cards.account_id').select(['cards.external_key', 'cards.status', 'cards.awaits_activation']).where('accounts.connection_id', '>', 1).where('cards.external_key', '<>', '').execute()
    const byKey = (a: readonly [string, string], b: readonly [string, string]) => (a[0] < b[0] ? -1 : 1)
    assert.deepEqual(
      shown.map((row): [string, string] => [row.external_key, row.awaits_activation === 1 ? 'inactive' : row.status]).toSorted(byKey),
      this.#sandbox.world.objects.all('card').map((item): [string, string] => [item.id, item.status]).toSorted(byKey),
    )

    // Nothing that was acknowledged is lost, and the issuer has seen exactly what is here as answered, each once.
    const keys = new Set(outbox.map((row) => row.idempotency_key))
    assert.deepEqual([...this.#acknowledged].filter((key) => !keys.has(key)), [])
    const answered = outbox.filter(({ state, error }) => state === 'confirmed' || (state === 'rejected' && error?.includes('depends-on-refused') !== true))
    assert.deepEqual(this.#commandLog(), answered.map((row) => row.idempotency_key).toSorted())
    await this.#checkObjects()

    for (const [id, note] of this.#notes) {
      const charge = await this.#rig.store.read.selectFrom('transactions').select('note').where('id', '=', id).executeTakeFirst()
      const aside = await this.#rig.store.read.selectFrom('set_aside').select('note').where('note', '=', note).execute()
      assert.ok(charge?.note === note || aside.length === 1, `${note} is lost`)
    }
    const charges = await this.#rig.store.read.selectFrom('transactions').select('external_id').where('pending', '=', 0).execute()
    const posted = this.#sandbox.world.store.sql(`SELECT id FROM objects WHERE type = 'transaction' AND body IS NOT NULL ORDER BY id`).all() as { id: string }[]
    assert.deepEqual(charges.map((charge) => String(charge.external_id)).toSorted(), posted.map(({ id }) => id).toSorted())
  }

  /** Limits, controls and people are as the issuer has them, shown as it has them, and nobody is here whom it did not take. */
  async #checkObjects(): Promise<void> {
    const { read } = this.#rig.store
    for (const type of ['limit', 'controls', 'cardholder', 'card', 'dispute'] as const) {
      const rows = await read.selectFrom('issuer_objects').select(['external_id', 'object']).where('type', '=', type).orderBy('external_id').execute()
      assert.deepEqual(rows.map((row) => JSON.parse(row.object) as object), this.#sandbox.world.objects.all(type).toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    }
    const shown = [...(await readShownLimits(read)), ...(await readShownControls(read)), ...(await readShownCardholders(read))]
    assert.deepEqual(shown.filter(({ externalId, waitingFor }) => externalId === null || waitingFor !== null), [])
    // Every dispute of there is one row here, sent once at most; nothing of here seems to be on its way.
    const disputes = this.#sandbox.world.objects.all('dispute')
    const rows = await read.selectFrom('disputes').select('external_id').where('external_id', 'is not', null).execute()
    assert.deepEqual(rows.map((row) => row.external_id).toSorted(), disputes.map(({ id }) => id).toSorted())
    assert.deepEqual(disputes.filter(({ timeline }) => timeline.filter(({ status }) => status === 'submitted').length > 1), [])
    const cases = await readCases(read, TEST_NOW, 'all')
    assert.deepEqual(cases.filter(({ object, standing }) => standing.open.length > 0 || standing.stage !== (object?.status ?? 'draft')).map(({ stored }) => stored.id), [])
    const unlinked = await read.selectFrom('cardholders').select('name').where('id', 'not in', read.selectFrom('cardholder_links').select('cardholder_id')).execute()
    assert.deepEqual(unlinked, [])
  }

  #commandLog(): string[] {
    const rows = this.#sandbox.world.store.sql(`SELECT key FROM commands WHERE operation LIKE 'cards.%' OR operation LIKE 'limits.%' OR operation LIKE 'controls.%' OR operation LIKE 'cardholders.%' OR operation LIKE 'disputes.%' ORDER BY key`).all() as { key: string }[]
    return rows.map(({ key }) => key)
  }

  #outbox() {
    return this.#rig.store.read.selectFrom('outbox').select(['id', 'idempotency_key', 'state', 'error', 'command']).orderBy('id').execute()
  }

  async #signedOut(): Promise<boolean> {
    return (await this.#rig.store.read.selectFrom('gateway_connections').select('state').executeTakeFirstOrThrow()).state !== 'signed-in'
  }

  /** The same few cards for both sides. */
  async #cardId(index: number): Promise<number> {
    const cards = await this.#rig.store.read.selectFrom('cards').select('id').where('status', 'in', ['active', 'frozen']).orderBy('external_key').execute()
    return cards[index % 3]?.id ?? 0
  }

  async #sandboxCard(index: number) {
    const row = await this.#rig.store.read.selectFrom('cards').select('external_key').where('id', '=', await this.#cardId(index)).executeTakeFirst()
    return row && this.#sandbox.world.objects.get('card', row.external_key)
  }
}

const OPEN: ReadonlySet<OutboxState> = new Set<OutboxState>(['queued', 'sending', 'needs-attention'])

/** Somewhere in the middle of what goes on: a request takes a few milliseconds, a run some ten. */
const restless = (random: number): Promise<void> => sleep(random * random * 60)
