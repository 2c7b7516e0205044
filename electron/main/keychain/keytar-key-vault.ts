/**
 * The system's keychain through keytar: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.
 *
 * The only native module that main loads, and only when it is first needed. `findCredentials` is never called: on a
 * locked store it crashes (atom/node-keytar#477).
 */
import type { KeychainState } from '#shared/rpc/control.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { classifyFailure } from './classify.ts'
import type { KeyVault } from './key-vault.ts'
import { createPatientQueue, OutOfPatience } from './patience.ts'

export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

export interface KeytarKeyVaultOptions {
  readonly service: string
  /** Loads keytar; rejects where its native part does not load. */
  readonly load: () => Promise<Keytar>
  readonly now: () => number
  /** How long a secret is waited for: long enough for a person to answer the system's own prompt. */
  readonly patienceMs?: number
  /** How long the question about the state may take: a window waits for it. */
  readonly probePatienceMs?: number
}

const PROBE_ACCOUNT = 'probe'
/** A "no" is believed this long, so that asking again and again does not prompt again and again. */
const REFUSAL_LASTS_MS = 30_000

export function createKeytarKeyVault(options: KeytarKeyVaultOptions): KeyVault {
  const { service, now, patienceMs = 20_000, probePatienceMs = 4_000 } = options
  const queue = createPatientQueue()
  let loading: Promise<Keytar> | undefined
  let known: { readonly state: KeychainState; readonly at: number } | undefined
  const keytar = () => (loading ??= options.load())
  const learn = (state: KeychainState): KeychainState => {
    known = { state, at: now() }
    return state
  }

  async function ask<T>(work: (keytar: Keytar) => Promise<T>, patience: number): Promise<T> {
    try {
      return await queue.run(async () => work(await keytar()), patience)
    } catch (error) {
      const failure = error instanceof OutOfPatience ? 'locked' : classifyFailure(error)
      if (failure !== 'failed') learn(failure)
      // The system's own text can name accounts and paths: its kind is enough.
      throw new AppError('vault.keychain-unavailable', { state: failure })
    }
  }

  /** Reading tells nothing on Linux, where a locked collection answers "no such item": only keeping something proves it. */
  async function probe(): Promise<KeychainState> {
    try {
      await ask(async (keychain) => {
        await keychain.setPassword(service, PROBE_ACCOUNT, PROBE_ACCOUNT)
        await keychain.deletePassword(service, PROBE_ACCOUNT)
      }, probePatienceMs)
      return learn('available')
    } catch (error) {
      const state = AppError.is(error, 'vault.keychain-unavailable') ? error.details.state : 'failed'
      // A service that answers with something else cannot be used either; "locked" asks the person to look at it.
      return state === 'failed' ? learn('locked') : state
    }
  }

  async function state(): Promise<KeychainState> {
    if (known && (known.state === 'available' || now() - known.at < REFUSAL_LASTS_MS)) return known.state
    return probe()
  }

  async function get(account: string): Promise<string | null> {
    const secret = await ask((keychain) => keychain.getPassword(service, account), patienceMs)
    if (secret !== null) {
      learn('available')
      return secret
    }
    const proven = await probe()
    if (proven !== 'available') throw new AppError('vault.keychain-unavailable', { state: proven })
    return null
  }

  async function set(account: string, secret: string): Promise<void> {
    await ask((keychain) => keychain.setPassword(service, account, secret), patienceMs)
    learn('available')
  }

  return { state, get, set, delete: (account) => ask((keychain) => keychain.deletePassword(service, account), patienceMs) }
}
