/**
 * Makes and opens the vault: hands out the database key, and only to the right passphrase.
 *
 * Plain Node, no database, nothing from Electron. See README.md beside this file for the key hierarchy and for
 * what exists in memory when.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { AppError } from '#shared/rpc/errors.ts'
import type { KeychainApi } from '#shared/rpc/control.ts'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import { createAttemptsStore, type AttemptsMirror } from './attempts-store.ts'
import { ensurePrivateFolder } from './durable-file.ts'
import type { Envelope } from './envelope.ts'
import { argon2id, checkKdfParameters, keychainFingerprint, newKdfParameters, sealingKey, type PassphraseHash, type Protection } from './key-derivation.ts'
import { loadPassphrasePolicy, type PassphrasePolicy, type PassphraseRating } from './passphrase-policy.ts'
import { openKey, sealKey } from './sealed-key.ts'
import { remainingWait, waitAfter } from './throttle.ts'
import { createVaultFiles, type StoredEnvelope } from './vault-files.ts'

export interface VaultKeeperDeps {
  /** The vault's folder; made with mode 0700 when the vault is. */
  readonly folder: string
  readonly host: KeychainApi
  /** Wall clock, epoch ms. */
  readonly now: () => number
  /** Milliseconds since the machine started (`machineUptimeMs`): unmoved by the wall clock, going on across restarts of the app. */
  readonly monotonic: () => number
  /** Argon2id unless a test counts the runs. */
  readonly hash?: PassphraseHash
}

export interface VaultKeeper {
  status(): Promise<Omit<VaultStatus, 'state'> & { readonly exists: boolean }>
  /** Strength of a passphrase and whether `create` takes it. */
  rate(input: { readonly passphrase: string; readonly businessName: string }): Promise<PassphraseRating>
  /**
   * Makes the vault and returns the new database key (32 bytes).
   *
   * Throws `vault.exists`, `vault.weak-passphrase`, `vault.keychain-unavailable` (it was there and then did not keep
   * the secret), `db.disk-full`, `db.read-only`.
   */
  create(input: { readonly passphrase: string; readonly businessName: string }): Promise<Buffer>
  /**
   * Returns the database key (32 bytes).
   *
   * Throws `vault.missing`, `vault.damaged`, `db.newer-version`, `vault.keychain-unavailable`,
   * `vault.keychain-mismatch`, `vault.throttled` (nothing was tried) and `vault.wrong-passphrase`.
   */
  unlock(input: { readonly passphrase: string }): Promise<Buffer>
  /** Changes the name on the unlock screen. Throws `vault.locked` unless this keeper has opened or made the vault. */
  rename(input: { readonly businessName: string }): Promise<void>
}

const SECRET_BYTES = 32

export function createVaultKeeper(deps: VaultKeeperDeps): VaultKeeper {
  const keeper = new Keeper(deps)
  // One at a time: two attempts side by side would share one count.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
  return {
    status: () => inTurn(() => keeper.status()),
    rate: (input) => keeper.rate(input),
    create: (input) => inTurn(() => keeper.create(input)),
    unlock: (input) => inTurn(() => keeper.unlock(input)),
    rename: (input) => inTurn(() => keeper.rename(input)),
  }
}

interface Opened {
  readonly envelope: Envelope
  readonly databaseKey: Buffer
  readonly sealing: Buffer
}

class Keeper {
  readonly #deps: VaultKeeperDeps
  readonly #hash: PassphraseHash
  readonly #files
  readonly #attempts
  #policy: Promise<PassphrasePolicy> | undefined
  /** Cleared by ending the process: that is what locking is. */
  #opened: Opened | undefined

  constructor(deps: VaultKeeperDeps) {
    this.#deps = deps
    this.#hash = deps.hash ?? argon2id
    this.#files = createVaultFiles(deps.folder)
    this.#attempts = createAttemptsStore(deps.folder, this.#clock)
  }

  readonly #clock = () => ({ wall: this.#deps.now(), uptime: this.#deps.monotonic() })

  async status() {
    const stored = await this.#files.read()
    const keychain = await this.#deps.host.keychainState()
    const empty = { businessName: null, protection: null, keychain, failedAttempts: 0, waitMs: 0 }
    if (stored.kind !== 'found') return { exists: stored.kind !== 'missing', ...empty }
    const { envelope } = stored
    // The mirror is asked only where the keychain answers: a status must come in every state of it.
    const mirror = keychain === 'available' ? this.#mirrorOf(envelope) : undefined
    const attempts = await this.#attempts.load(mirror)
    return {
      exists: true,
      businessName: envelope.businessName,
      protection: envelope.protection,
      keychain,
      failedAttempts: attempts.failures,
      waitMs: remainingWait(attempts, this.#clock()),
    }
  }

  async rate(input: { readonly passphrase: string; readonly businessName: string }): Promise<PassphraseRating> {
    this.#policy ??= loadPassphrasePolicy()
    return (await this.#policy).rate(input)
  }

  async create({ passphrase, businessName }: { readonly passphrase: string; readonly businessName: string }): Promise<Buffer> {
    if ((await this.#files.read()).kind !== 'missing') throw new AppError('vault.exists', {})
    const { problem, minLength } = await this.rate({ passphrase, businessName })
    if (problem) throw new AppError('vault.weak-passphrase', { reason: problem, minLength })
    const withKeychain = (await this.#deps.host.keychainState()) === 'available'
    const protection: Protection = withKeychain ? 'keychain-and-passphrase' : 'passphrase-only'
    const vaultId = randomUUID()
    const secret = withKeychain ? await this.#newKeychainSecret(vaultId) : undefined
    const kdf = newKdfParameters(protection)
    const hash = await this.#hash(passphrase, kdf)
    const sealing = sealingKey(hash, secret, vaultId)
    hash.fill(0)
    const keychainCheck = secret ? keychainFingerprint(secret, vaultId) : null
    const databaseKey = randomBytes(SECRET_BYTES)
    const envelope = sealKey({ version: 1, vaultId, createdAt: this.#deps.now(), businessName, protection, kdf, keychainCheck }, databaseKey, sealing)
    await ensurePrivateFolder(this.#deps.folder)
    await this.#attempts.save({ failures: 0, ...this.#clock() }, this.#mirrorOf(envelope))
    // Last: from here on the vault exists.
    await this.#files.write(envelope)
    this.#opened = { envelope, databaseKey: Buffer.from(databaseKey), sealing }
    return databaseKey
  }

  async unlock({ passphrase }: { readonly passphrase: string }): Promise<Buffer> {
    const envelope = existing(await this.#files.read())
    checkKdfParameters(envelope.kdf, envelope.protection)
    const secret = await this.#keychainSecretOf(envelope)
    const mirror = this.#mirrorOf(envelope)
    const failures = await this.#countAttempt(mirror)
    const hash = await this.#hash(passphrase, envelope.kdf)
    const sealing = sealingKey(hash, secret, envelope.vaultId)
    hash.fill(0)
    const databaseKey = openKey(envelope, sealing)
    if (!databaseKey) throw new AppError('vault.wrong-passphrase', { failedAttempts: failures, waitMs: waitAfter(failures) })
    await this.#attempts.save({ failures: 0, ...this.#clock() }, mirror)
    // A repair that fails leaves what was there, and what was there has just opened.
    await this.#files.heal(envelope).catch(() => undefined)
    this.#opened = { envelope, databaseKey: Buffer.from(databaseKey), sealing }
    return databaseKey
  }

  async rename({ businessName }: { readonly businessName: string }): Promise<void> {
    if (!this.#opened) throw new AppError('vault.locked', {})
    const { envelope, databaseKey, sealing } = this.#opened
    const renamed = sealKey({ ...envelope, businessName }, databaseKey, sealing)
    await this.#files.write(renamed)
    this.#opened = { envelope: renamed, databaseKey, sealing }
  }

  /** Counts the coming attempt as a failure, durably, and returns the new count. Throws `vault.throttled`. */
  async #countAttempt(mirror: AttemptsMirror | undefined): Promise<number> {
    const attempts = await this.#attempts.load(mirror)
    const clock = this.#clock()
    const waitMs = remainingWait(attempts, clock)
    if (waitMs > 0) throw new AppError('vault.throttled', { waitMs, failedAttempts: attempts.failures })
    const failures = attempts.failures + 1
    await this.#attempts.save({ failures, ...clock }, mirror)
    return failures
  }

  async #newKeychainSecret(vaultId: string): Promise<Buffer> {
    const secret = randomBytes(SECRET_BYTES)
    await this.#deps.host.keychainSet(vaultId, secret.toString('base64'))
    // Some services take an item and do not keep it; better to learn that now than at the first unlock.
    const kept = await this.#deps.host.keychainGet(vaultId)
    if (kept !== secret.toString('base64')) throw new AppError('vault.keychain-unavailable', { state: 'failed' })
    return secret
  }

  async #keychainSecretOf(envelope: Envelope): Promise<Buffer | undefined> {
    if (envelope.keychainCheck === null) return undefined
    const stored = await this.#deps.host.keychainGet(envelope.vaultId)
    const secret = Buffer.from(stored ?? '', 'base64')
    const fits = secret.length === SECRET_BYTES && keychainFingerprint(secret, envelope.vaultId) === envelope.keychainCheck
    if (!fits) throw new AppError('vault.keychain-mismatch', {})
    return secret
  }

  #mirrorOf(envelope: Envelope): AttemptsMirror | undefined {
    if (envelope.protection === 'passphrase-only') return undefined
    const item = `${envelope.vaultId}.attempts`
    return { read: () => this.#deps.host.keychainGet(item), write: (text) => this.#deps.host.keychainSet(item, text) }
  }
}

function existing(stored: StoredEnvelope): Envelope {
  if (stored.kind === 'missing') throw new AppError('vault.missing', {})
  if (stored.kind === 'damaged') throw new AppError('vault.damaged', {})
  return stored.envelope
}
