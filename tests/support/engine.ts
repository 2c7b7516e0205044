import { MessageChannel } from 'node:worker_threads'
import { onTestFinished } from 'vitest'
import { createEngine, type Engine } from '#engine/engine.ts'
import type { Timing } from '#engine/sync/timing.ts'
import type { HostApi, KeychainState, SandboxApi } from '#shared/rpc/control.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { createEngineClient, type EngineClient } from '#shared/rpc/client.ts'
import { temporaryFolder, TEST_NOW } from './store.ts'
import { nodeWire } from './wire.ts'

export const TEST_PASSPHRASE = 'seven quiet herons over the weir'
export const TEST_BUSINESS = 'Harbour & Finch LLC'

export interface TestEngine {
  readonly engine: Engine
  /** The same typed client that a window uses, over a real MessageChannel. */
  readonly client: EngineClient
  readonly call: EngineClient['call']
  readonly folder: string
}

export interface TestEngineOptions {
  readonly folder?: string
  readonly host?: HostApi
  readonly now?: () => number
  /** Milliseconds that the wall clock cannot move. */
  readonly monotonic?: () => number
  /** Takes what the engine would write to its local log. */
  readonly log?: (line: string) => void
  /** Timers of what runs by itself; the machine's own unless given. */
  readonly setTimer?: Timing['setTimer']
  /** False leaves the vault missing. */
  readonly unlocked?: boolean
}

/** The whole engine with a client at its other end; the vault is made and open unless `unlocked` is false. */
export async function startTestEngine(options: TestEngineOptions = {}): Promise<TestEngine> {
  const folder = options.folder ?? (await temporaryFolder())
  const engine = createEngine({
    folder,
    host: options.host ?? memoryHost('available'),
    now: options.now ?? (() => TEST_NOW),
    monotonic: options.monotonic ?? (() => performance.now()),
    checkOutputs: true,
    log: options.log ?? (() => {}),
    ...(options.setTimer === undefined ? {} : { setTimer: options.setTimer }),
  })
  const client = createEngineClient()
  const { port1, port2 } = new MessageChannel()
  engine.server.attach(nodeWire(port1))
  client.attach(nodeWire(port2))
  onTestFinished(async () => {
    client.detach()
    await engine.close()
  })
  if (options.unlocked !== false) await client.call.vault.create({ passphrase: TEST_PASSPHRASE, businessName: TEST_BUSINESS })
  return { engine, client, call: client.call, folder }
}

/** Lets the engine read a file as if a person had picked it; returns the token. */
export function grantFile(engine: Engine, path: string, mode: 'read' | 'write' = 'read'): string {
  const token = `token-${path.length}-${Math.abs(hash(path + mode))}`
  engine.files.grant({ token, path, name: path.split('/').at(-1) ?? path, mode })
  return token
}

/** A machine on which the sandbox issuer does not start. */
const withoutSandbox: SandboxApi = {
  sandboxStart: async () => {
    throw new AppError('sandbox.failed', {})
  },
  sandboxStop: async () => {},
  sandboxState: async () => 'stopped',
  sandboxProgress: async () => 0,
}

/** A keychain in memory in any of the states a real one can be in; a test that needs the sandbox issuer gives its own. */
export function memoryHost(state: KeychainState, items = new Map<string, string>(), sandbox: SandboxApi = withoutSandbox): HostApi {
  return {
    ...sandbox,
    lockAfter: async () => {},
    lockNow: async () => {},
    keychainState: async () => state,
    keychainGet: async (id) => items.get(id) ?? null,
    keychainSet: async (id, secret) => void items.set(id, secret),
    keychainDelete: async (id) => items.delete(id),
  }
}

function hash(text: string): number {
  let value = 0
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) | 0
  return value
}
