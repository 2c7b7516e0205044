/** What the vault tests share: a vault in a fresh folder, a keychain and two clocks that a test moves, a hash that is counted. */
import { createHash, hkdfSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createVaultKeeper, type VaultKeeper } from '#engine/vault/vault-keeper.ts'
import type { PassphraseHash } from '#engine/vault/key-derivation.ts'
import { loadPassphrasePolicy } from '#engine/vault/passphrase-policy.ts'
import { groupsOf } from '#shared/domain/recovery-key.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { KeychainApi, KeychainState } from '#shared/rpc/control.ts'

export const PASSPHRASE = 'violet otter canal ninety'
export const PIN = '493817'
export const BUSINESS = 'Hartmann & Sons'

/** A keychain in memory; `state` and `items` are the test's to change. */
export class FakeHost implements KeychainApi {
  state: KeychainState = 'available'
  readonly items = new Map<string, string>()
  /** Takes items and forgets them, as some services do. */
  forgetful = false

  #check(): void {
    if (this.state !== 'available') throw new AppError('vault.keychain-unavailable', { state: this.state })
  }

  async keychainState(): Promise<KeychainState> {
    return this.state
  }

  async keychainGet(vaultId: string): Promise<string | null> {
    this.#check()
    return this.items.get(vaultId) ?? null
  }

  async keychainSet(vaultId: string, secret: string): Promise<void> {
    this.#check()
    if (!this.forgetful) this.items.set(vaultId, secret)
  }

  async keychainDelete(vaultId: string): Promise<boolean> {
    this.#check()
    return this.items.delete(vaultId)
  }
}

export interface Bench {
  readonly folder: string
  readonly file: string
  readonly host: FakeHost
  /** Both clocks, in ms; `pass` moves both. */
  readonly clock: { wall: number; uptime: number }
  readonly hashed: { runs: number }
  /** A keeper as a freshly started engine has it. */
  start(): VaultKeeper
  pass(ms: number): void
  read(): Buffer
  /** Replaces the envelope and its copy. */
  overwrite(bytes: Buffer | string): void
  /** Replaces the envelope and leaves it without a copy. */
  replaceOnly(bytes: Buffer): void
  /** Both records of wrong attempts, as after a right one. */
  forgetAttempts(): void
  remove(): void
}

/** Once for all keepers: loading takes longer than most tests. */
const policy = loadPassphrasePolicy()
const loadPolicy = () => policy

/** Not Argon2id but as dependent on every input, and fast enough for thousands of runs. */
export const quickHash: PassphraseHash = async (passphrase, parameters) => Buffer.from(hkdfSync('sha256', passphrase, JSON.stringify(parameters), 'test', 32))

export function createBench(hash: PassphraseHash = quickHash): Bench {
  const root = mkdtempSync(join(tmpdir(), 'cardkeep-vault-'))
  const folder = join(root, 'vault')
  const file = join(folder, 'vault.json')
  const host = new FakeHost()
  const clock = { wall: 1_800_000_000_000, uptime: 500_000 }
  const hashed = { runs: 0 }
  const counted: PassphraseHash = (passphrase, parameters) => {
    hashed.runs += 1
    return hash(passphrase, parameters)
  }
  return {
    folder,
    file,
    host,
    clock,
    hashed,
    start: () => createVaultKeeper({ folder, host, now: () => clock.wall, monotonic: () => clock.uptime, hash: counted, loadPolicy }),
    pass: (ms) => {
      clock.wall += ms
      clock.uptime += ms
    },
    read: () => readFileSync(file),
    overwrite: (bytes) => {
      writeFileSync(file, bytes)
      writeFileSync(`${file}.bak`, bytes)
    },
    replaceOnly: (bytes) => {
      writeFileSync(file, bytes)
      rmSync(`${file}.bak`, { force: true })
    },
    forgetAttempts: () => {
      const record = JSON.stringify({ version: 1, failures: 0, pinFailures: 0, ...clock })
      writeFileSync(join(folder, 'attempts.json'), record)
      for (const name of host.items.keys()) if (name.endsWith('.attempts')) host.items.set(name, Buffer.from(record).toString('base64'))
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

/** Makes a recovery key and confirms it, as the set-up does. */
export async function withRecoveryKey(keeper: VaultKeeper): Promise<string> {
  const { recoveryKey, ask } = await keeper.newRecoveryKey()
  const groups = groupsOf(recoveryKey)
  await keeper.confirmRecoveryKey({ groups: ask.map((place) => groups[place] ?? '') })
  return recoveryKey
}

/** The envelope's text with a right check around it, as an attacker who knows the format would write it. */
export function withRightCheck(body: string): string {
  return `{"check":"${createHash('sha256').update(body).digest('hex')}","envelope":${body}}\n`
}

export function bodyOf(bytes: Buffer): string {
  return bytes.toString('utf8').slice('{"check":"","envelope":'.length + 64, -2)
}

/** The error's code, or 'opened' when there was none. */
export async function outcome(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'opened'
  } catch (error) {
    return error instanceof AppError ? error.code : `crash: ${String(error)}`
  }
}
