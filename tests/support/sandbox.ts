/**
 * The sandbox issuer for tests: in this process, on a free port, its world standing still at `SANDBOX_NOW`.
 *
 * Making the usual company takes a while, so it is made once, kept for the run, and copied for each test.
 */
import { randomUUID } from 'node:crypto'
import { access, cp, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject, onTestFinished } from 'vitest'
import { gatewayApi } from '#shared/gateway/api.ts'
import type { FaultSwitch } from '#sandbox/faults/fault.ts'
import type { Verified } from '#shared/gateway/resources/challenges.ts'
import type { Session } from '#shared/gateway/resources/sessions.ts'
import { startSandbox, type Sandbox, type SandboxOptions } from '#sandbox/sandbox.ts'
import { gatewayClient, type TestClient } from './gateway-client.ts'
import { TEST_NOW } from './store.ts'

/** The same day on which all tests live. Neither of its clocks passes by itself: `POST /sandbox/clock` moves them. */
export const SANDBOX_NOW = TEST_NOW
export const SANDBOX_USER = 'maren.finch'
export const SANDBOX_PASSWORD = 'nine herons walk at dawn'

export interface TestSandbox extends Sandbox {
  readonly folder: string
  /** What went wrong inside, which no test should see. */
  readonly problems: readonly unknown[]
  /** A client without a session. */
  client(): TestClient
  /** Switches faults on, as a test over HTTP would. */
  fault(...faults: readonly FaultSwitch[]): Promise<void>
  /** Stops it; `restart` starts it again on the same folder and port. */
  restart(): Promise<TestSandbox>
}

export interface TestSandboxOptions extends Partial<Omit<SandboxOptions, 'report'>> {
  /** Removes the folder at the end; true unless a folder is given. */
  readonly temporary?: boolean
}

/** One that is stopped and removed at the end of the test. */
export async function startTestSandbox(options: TestSandboxOptions = {}): Promise<TestSandbox> {
  const sandbox = await openTestSandbox(options)
  onTestFinished(() => sandbox.close())
  return sandbox
}

/** The same for `beforeAll`: the caller closes it. */
export async function openTestSandbox(options: TestSandboxOptions = {}): Promise<TestSandbox> {
  const usual = options.folder === undefined && options.seed === undefined && options.scale === undefined && options.machine === undefined
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'cardkeep-sandbox-')))
  if (usual) await cp(await usualCompany(), folder, { recursive: true })
  return open({ machine: () => SANDBOX_NOW, still: true, checkEverything: true, port: 0, ...options, folder, temporary: options.temporary ?? options.folder === undefined })
}

async function open(options: TestSandboxOptions & { readonly folder: string; readonly port: number }): Promise<TestSandbox> {
  const problems: unknown[] = []
  const sandbox = await startSandbox({ ...options, report: (error) => problems.push(error) })
  const close = async () => {
    await sandbox.close()
    if (options.temporary) await rm(options.folder, { recursive: true, force: true })
  }
  return {
    ...sandbox, folder: options.folder, problems, close,
    client: () => gatewayClient(sandbox.url),
    fault: async (...faults) => {
      const response = await fetch(`${sandbox.url}/sandbox/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(faults) })
      if (!response.ok) throw new Error(`faults refused: ${await response.text()}`)
    },
    restart: async () => {
      await sandbox.close()
      return open({ ...options, port: sandbox.port })
    },
  }
}

/** Made by the first who needs it. Two who begin at once both make it; the rename lets only a finished one be seen. */
async function usualCompany(): Promise<string> {
  const usual = join(inject('runFolder'), 'usual-company')
  if (await exists(usual)) return usual
  const making = await mkdtemp(`${usual}-`)
  const sandbox = await startSandbox({ folder: making, port: 0, still: true, machine: () => SANDBOX_NOW })
  await sandbox.close()
  try {
    await rename(making, usual)
  } catch (error) {
    if (!(await exists(usual))) throw error
  }
  return usual
}

const exists = (path: string) => access(path).then(() => true, () => false)

/** The newest code in the inbox. */
export function newestCode(sandbox: Sandbox): string {
  const code = sandbox.inbox.list(20).find((message) => message.code !== null)?.code
  if (code === null || code === undefined) throw new Error('no code in the inbox')
  return code
}

/** Registers the owner. */
export async function register(sandbox: Sandbox, { userId = SANDBOX_USER, password = SANDBOX_PASSWORD, who = 0 } = {}): Promise<void> {
  const client = gatewayClient(sandbox.url)
  const { registrationToken } = await client.call(gatewayApi.registration.verify, { body: sandbox.identities[who]!.identity })
  await client.call(gatewayApi.registration.complete, { body: { registrationToken, userId, password } })
}

export interface SignedIn {
  readonly client: TestClient
  readonly session: Session
  readonly deviceId: string
  readonly trustToken: string | null
}

export interface SignInOptions {
  readonly identifier?: string
  readonly password?: string
  readonly deviceId?: string
  readonly trustDevice?: boolean
}

/** Signs in with a code by text. */
export async function signIn(sandbox: Sandbox, { identifier = SANDBOX_USER, password = SANDBOX_PASSWORD, deviceId = randomUUID(), trustDevice = false }: SignInOptions = {}): Promise<SignedIn> {
  const client = gatewayClient(sandbox.url)
  const outcome = await client.call(gatewayApi.signIn.start, { body: { identifier, password, device: { id: deviceId, name: 'Test computer', platform: 'linux' } } })
  if (outcome.outcome !== 'code-required') throw new Error('a code was expected')
  const params = { challengeId: outcome.challenge.id }
  await client.call(gatewayApi.challenges.send, { params, body: { destinationId: 'sms' } })
  const verified: Verified = await client.call(gatewayApi.challenges.verify, { params, body: { code: newestCode(sandbox), trustDevice } })
  if (verified.outcome !== 'signed-in') throw new Error('a session was expected')
  client.use(verified.session)
  return { client, session: verified.session, deviceId, trustToken: verified.trustToken }
}

/** A sandbox with the owner registered and signed in. */
export async function signedInSandbox(options: TestSandboxOptions = {}): Promise<{ readonly sandbox: TestSandbox } & SignedIn> {
  const sandbox = await startTestSandbox(options)
  await register(sandbox)
  return { sandbox, ...(await signIn(sandbox)) }
}
