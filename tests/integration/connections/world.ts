/** A whole engine beside a real sandbox issuer, and the steps of signing in that every test here begins with. */
import { vi } from 'vitest'
import type { EngineClient } from '#shared/rpc/client.ts'
import type { Challenge, Connection } from '#shared/rpc/contract/connections.contract.ts'
import type { HostApi } from '#shared/rpc/control.ts'
import { openSqlite, type Sqlite } from '#engine/db/sqlite.ts'
import { createVaultKeeper } from '#engine/vault/vault-keeper.ts'
import { memoryHost, startTestEngine, TEST_PASSPHRASE, type TestEngine } from '#tests/support/engine.ts'
import { SANDBOX_PASSWORD, SANDBOX_USER, startTestSandbox, type TestSandbox } from '#tests/support/sandbox.ts'
import { TEST_NOW } from '#tests/support/store.ts'

export const USER = SANDBOX_USER
export const PASSWORD = SANDBOX_PASSWORD
export const MINUTE = 60_000

export interface World {
  readonly sandbox: TestSandbox
  readonly host: HostApi
  readonly engine: TestEngine
  readonly call: EngineClient['call']
  readonly connectionId: number
  /** Lines of the engine's log. */
  readonly log: string[]
  /** The same vault in a new engine, as after a start of the app. */
  reopen(): Promise<World>
  /** What the encrypted database holds, read with its key. */
  database(): Promise<Sqlite>
  /** Both clocks pass: the sandbox's wall and the engine's. */
  later(ms: number): void
  /** Main says that the sandbox listens elsewhere by now. */
  moveTo(url: string): void
}

/** Nothing happens by itself: a run begins when somebody signs in or asks for one. */
const noTimers = () => () => {}

interface WorldOptions {
  /** True where the company's charges matter; they take seconds to come in. */
  readonly syncs?: boolean
}

/** The company's sandbox, connected; nobody is registered yet. */
export async function connectedWorld({ syncs = false }: WorldOptions = {}): Promise<World> {
  const sandbox = await startTestSandbox()
  if (!syncs) await sandbox.fault({ kind: 'status', operation: 'changes.list', status: 503, times: null })
  const address = { url: sandbox.url }
  const host = hostOf(address)
  const clock = { now: TEST_NOW }
  const log: string[] = []
  const engine = await startTestEngine({ host, now: () => clock.now, setTimer: noTimers, log: (line) => log.push(line) })
  const { id } = await engine.call.connections.startSandbox({})
  return worldOf({ sandbox, address, host, engine, clock, log, connectionId: id })
}

interface Parts {
  readonly sandbox: TestSandbox
  readonly address: { url: string }
  readonly host: HostApi
  readonly engine: TestEngine
  readonly clock: { now: number }
  readonly log: string[]
  readonly connectionId: number
}

function worldOf(parts: Parts): World {
  const { sandbox, address, host, engine, clock, log, connectionId } = parts
  return {
    sandbox, host, engine, log, connectionId, call: engine.call,
    async reopen() {
      await engine.engine.close()
      const next = await startTestEngine({ folder: engine.folder, host, now: () => clock.now, setTimer: noTimers, log: (line) => log.push(line), unlocked: false })
      await next.call.vault.unlock({ passphrase: TEST_PASSPHRASE })
      return atRest(worldOf({ ...parts, engine: next }))
    },
    async database() {
      const key = await createVaultKeeper({ folder: engine.folder, host, now: () => clock.now, monotonic: () => performance.now() }).unlock({ passphrase: TEST_PASSPHRASE })
      return openSqlite({ file: `${engine.folder}/cardkeep.db`, key })
    },
    later(ms) {
      clock.now += ms
      sandbox.world.clocks.advanceWall(ms)
    },
    moveTo(url) {
      address.url = url
    },
  }
}

function hostOf(address: { readonly url: string }): HostApi {
  const power = { state: 'stopped' as 'stopped' | 'running' }
  return memoryHost('available', new Map(), {
    sandboxStart: async () => {
      power.state = 'running'
      return { url: address.url }
    },
    sandboxStop: async () => {
      power.state = 'stopped'
    },
    sandboxState: async () => power.state,
    sandboxProgress: async () => 100,
  })
}

/** Registers one of the company's administrators with the facts that the sandbox tells. */
export async function register({ call, connectionId }: World, { who = 0, userId = USER, password = PASSWORD } = {}): Promise<void> {
  const people = await call.connections.sandboxIdentities({ connectionId })
  await call.connections.registerVerify({ connectionId, identity: people[who]!.identity })
  await call.connections.registerComplete({ connectionId, userId, password })
}

export async function newestCode({ call, connectionId }: World): Promise<string> {
  const messages = await call.connections.sandboxInbox({ connectionId, limit: 5 })
  return messages.find(({ code }) => code !== null)?.code ?? 'no code'
}

/** Sign-in up to the question for a code. */
export async function askedForCode({ call, connectionId }: World, { identifier = USER, password = PASSWORD, remember = false } = {}): Promise<Challenge> {
  const answer = await call.connections.signIn({ connectionId, identifier, password, remember })
  if (answer.outcome !== 'code-required') throw new Error('a code was expected')
  return answer.challenge
}

/** Sends a code and answers with it. */
export async function answerWithCode(world: World, challenge: Pick<Challenge, 'id'>, { to = 'sms', trust = false } = {}) {
  const { call, connectionId } = world
  await call.connections.sendCode({ connectionId, challengeId: challenge.id, destinationId: to })
  return call.connections.verifyCode({ connectionId, challengeId: challenge.id, code: await newestCode(world), trust })
}

export async function signIn(world: World, { trust = false, ...who }: { readonly identifier?: string; readonly password?: string; readonly remember?: boolean; readonly trust?: boolean } = {}): Promise<Connection> {
  const answer = await answerWithCode(world, await askedForCode(world, who), { trust })
  if (answer.outcome !== 'signed-in') throw new Error('a session was expected')
  return answer.connection
}

/** The connection as it is listed now. */
export async function listed({ call, connectionId }: World): Promise<Connection> {
  const found = (await call.connections.list({})).find(({ id }) => id === connectionId)
  if (!found) throw new Error('the connection is gone')
  return found
}

/** When no run is under way. */
export async function atRest(world: World): Promise<World> {
  const rests = async () => (await world.call.sync.status({})).every(({ state }) => state !== 'syncing')
  await vi.waitUntil(rests, { timeout: 60_000, interval: 20 })
  return world
}

/** Connected, registered and signed in, and at rest. */
export async function signedInWorld(options: WorldOptions = {}): Promise<World> {
  const world = await connectedWorld(options)
  await register(world)
  await signIn(world)
  return atRest(world)
}
