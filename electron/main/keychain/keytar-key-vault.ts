/**
 * The system's keychain through keytar: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.
 *
 * What state it is in is told by what works, never by the error's text: that comes in the person's language. Nothing can
 * be read: there is no service. It can be read but keeps nothing: it is locked (Linux answers "no such item" then, also
 * about an item that it has). `findCredentials` is never called: on a locked store it crashes (atom/node-keytar#477).
 */
import type { KeychainState } from '#shared/rpc/control.ts'
import { AppError } from '#shared/rpc/errors.ts'
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
  /** Whether this system can be without a keychain (Linux): elsewhere one that does not answer is locked. */
  readonly canBeAbsent: boolean
  /** How long a secret is waited for: long enough for a person to answer the system's own prompt. */
  readonly patienceMs?: number
  /** How long the question about the state may take: a window waits for it. */
  readonly probePatienceMs?: number
}

const PROBE_ACCOUNT = 'probe'
/** A "no" is believed this long, so that asking again and again does not prompt again and again. */
const REFUSAL_LASTS_MS = 30_000

export function createKeytarKeyVault(options: KeytarKeyVaultOptions): KeyVault {
  return new KeytarKeyVault(options)
}

class KeytarKeyVault implements KeyVault {
  readonly #options: KeytarKeyVaultOptions
  readonly #queue = createPatientQueue()
  #loading: Promise<Keytar> | undefined
  #known: { readonly state: KeychainState; readonly at: number } | undefined

  constructor(options: KeytarKeyVaultOptions) {
    this.#options = options
  }

  async state(): Promise<KeychainState> {
    const known = this.#known
    if (known && (known.state === 'available' || this.#options.now() - known.at < REFUSAL_LASTS_MS)) return known.state
    return this.#probe()
  }

  async get(account: string): Promise<string | null> {
    const secret = await this.#read(account, this.#patience)
    if (secret !== null) this.#learn('available')
    else await this.#insistOnKeeping()
    return secret
  }

  async set(account: string, secret: string): Promise<void> {
    await this.#change((keytar) => keytar.setPassword(this.#options.service, account, secret), this.#patience)
  }

  async delete(account: string): Promise<boolean> {
    const deleted = await this.#change((keytar) => keytar.deletePassword(this.#options.service, account), this.#patience)
    if (!deleted) await this.#insistOnKeeping()
    return deleted
  }

  get #patience(): number {
    return this.#options.patienceMs ?? 20_000
  }

  async #probe(): Promise<KeychainState> {
    const { service, probePatienceMs = 4_000 } = this.#options
    try {
      await this.#read(PROBE_ACCOUNT, probePatienceMs)
      await this.#change(async (keytar) => {
        await keytar.setPassword(service, PROBE_ACCOUNT, PROBE_ACCOUNT)
        await keytar.deletePassword(service, PROBE_ACCOUNT)
      }, probePatienceMs)
      return 'available'
    } catch {
      return this.#known?.state ?? 'locked'
    }
  }

  /** "There is none" is worth something only from a keychain that could have kept it. */
  async #insistOnKeeping(): Promise<void> {
    const state = await this.#probe()
    if (state !== 'available') throw new AppError('vault.keychain-unavailable', { state })
  }

  async #read(account: string, patienceMs: number): Promise<string | null> {
    try {
      return await this.#ask((keytar) => keytar.getPassword(this.#options.service, account), patienceMs)
    } catch (error) {
      throw this.#refusal(error instanceof OutOfPatience || !this.#options.canBeAbsent ? 'locked' : 'absent')
    }
  }

  async #change<T>(work: (keytar: Keytar) => Promise<T>, patienceMs: number): Promise<T> {
    try {
      const result = await this.#ask(work, patienceMs)
      this.#learn('available')
      return result
    } catch (error) {
      if (error instanceof OutOfPatience) throw this.#refusal('locked')
      await this.#read(PROBE_ACCOUNT, patienceMs)
      throw this.#refusal('locked')
    }
  }

  #ask<T>(work: (keytar: Keytar) => Promise<T>, patienceMs: number): Promise<T> {
    return this.#queue.run(async () => work(await (this.#loading ??= this.#options.load())), patienceMs)
  }

  /** Only the state: the system's own text can name accounts and paths. */
  #refusal(state: 'locked' | 'absent'): AppError {
    this.#learn(state)
    return new AppError('vault.keychain-unavailable', { state })
  }

  #learn(state: KeychainState): void {
    this.#known = { state, at: this.#options.now() }
  }
}
