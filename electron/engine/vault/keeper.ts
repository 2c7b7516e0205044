/** The order of everything that makes, opens and changes a vault. One call at a time: vault-keeper.ts sees to that. */
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { groupsOf, RECOVERY_GROUPS } from '#shared/domain/recovery-key.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { createAttemptsStore } from './attempts-store.ts'
import { ensurePrivateFolder, removeDurably } from './durable-file.ts'
import { authenticated, isAuthentic } from './envelope-mac.ts'
import type { Envelope, SealedKey } from './envelope-shape.ts'
import { serialiseEnvelope } from './envelope.ts'
import { createGate } from './gate.ts'
import { argon2id, checkKdfParameters, keychainFingerprint, protectionOf, type PassphraseHash } from './key-derivation.ts'
import { createKeychainSecrets } from './keychain-secret.ts'
import { loadPassphrasePolicy, type PassphrasePolicy, type PassphraseRating } from './passphrase-policy.ts'
import { MIN_PIN_LENGTH, pinProblem } from './pin-policy.ts'
import { openPortableEnvelope, portableEnvelopeOf, recoveredKey } from './portable.ts'
import { dropRekey } from './rekey-files.ts'
import { createVaultFiles, existing } from './vault-files.ts'
import type { AdoptingWay, DailyWay, KeeperStatus, NewRecoveryKey, PortableWay, Rekeying, VaultKeeperDeps } from './vault-keeper.ts'
import { derivedWay, newRecoveryKey, openDerivedWay, recoveryWay, type DerivedName } from './ways.ts'

const KEY_BYTES = 32

interface Opened {
  readonly envelope: Envelope
  readonly databaseKey: Buffer
}

/** What of a vault stays the same when its passphrase and keychain do not. */
type Lasting = Pick<Envelope, 'vaultId' | 'createdAt' | 'businessName'> & { readonly recovery: SealedKey | null }

export class Keeper {
  readonly #deps: VaultKeeperDeps
  readonly #hash: PassphraseHash
  readonly #files
  readonly #gate
  readonly #attemptsFile
  readonly #keychain
  #policy: Promise<PassphrasePolicy> | undefined
  /** Cleared by ending the process: that is what locking is. */
  #opened: Opened | undefined
  /** Made and not yet confirmed; cleared likewise. */
  #pending: NewRecoveryKey | undefined

  constructor(deps: VaultKeeperDeps) {
    const clock = () => ({ wall: deps.now(), uptime: deps.monotonic() })
    const attempts = createAttemptsStore(deps.folder, clock)
    this.#deps = deps
    this.#hash = deps.hash ?? argon2id
    this.#files = createVaultFiles(deps.folder)
    this.#gate = createGate(attempts, clock)
    this.#attemptsFile = attempts.path
    this.#keychain = createKeychainSecrets(deps.host)
  }

  async status(): Promise<KeeperStatus> {
    const stored = await this.#files.read()
    if (stored.kind !== 'found') {
      const keychain = await this.#keychain.state(undefined)
      return { exists: stored.kind !== 'missing', businessName: null, protection: null, keychain, failedAttempts: 0, waitMs: 0, isClosed: false, pin: 'none', hasRecoveryKey: false }
    }
    const { envelope } = stored
    const keychain = await this.#keychain.state(envelope)
    // The mirror is asked only where the keychain answers: a status must come in every state of it.
    const mirror = keychain === 'available' || keychain === 'changed' ? this.#keychain.mirrorOf(envelope) : undefined
    return {
      exists: true,
      businessName: envelope.businessName,
      protection: protectionOf(envelope.keychainCheck !== null),
      keychain,
      hasRecoveryKey: envelope.ways.recovery !== null,
      ...(await this.#gate.status(envelope, mirror)),
    }
  }

  async rate(input: { readonly passphrase: string; readonly businessName: string }): Promise<PassphraseRating> {
    this.#policy ??= (this.#deps.loadPolicy ?? loadPassphrasePolicy)()
    return (await this.#policy).rate(input)
  }

  async create({ passphrase, businessName }: { readonly passphrase: string; readonly businessName: string }): Promise<Buffer> {
    await this.#insistOnNone()
    await this.#insistOnStrength(passphrase, businessName)
    return this.#bind({ vaultId: randomUUID(), createdAt: this.#deps.now(), businessName, recovery: null }, passphrase, randomBytes(KEY_BYTES))
  }

  async unlock(way: DailyWay): Promise<Buffer> {
    const { envelope, databaseKey } = await this.#open(way)
    const current = await this.#inTodaysFormat(way, envelope, databaseKey)
    // A repair that fails leaves what was there, and what was there has just opened.
    await this.#files.heal(current).catch(() => undefined)
    this.#opened = { envelope: current, databaseKey: Buffer.from(databaseKey) }
    return databaseKey
  }

  async prove(way: DailyWay): Promise<void> {
    const { databaseKey } = await this.#open(way)
    databaseKey.fill(0)
  }

  async recover({ recoveryKey, newPassphrase }: { readonly recoveryKey: string; readonly newPassphrase: string }): Promise<Buffer> {
    const envelope = existing(await this.#files.read())
    const databaseKey = recoveredKey(envelope, recoveryKey)
    await this.#insistOnStrength(newPassphrase, envelope.businessName)
    return this.#bind(lastingOf(envelope), newPassphrase, databaseKey)
  }

  async rename({ businessName }: { readonly businessName: string }): Promise<void> {
    await this.#change(({ envelope }) => ({ ...envelope, businessName }))
  }

  async changePassphrase({ current, next }: { readonly current: string; readonly next: string }): Promise<void> {
    await this.#insistOnStrength(next, this.#mine.envelope.businessName)
    await this.prove({ passphrase: current })
    await this.#change(async ({ envelope, databaseKey }) => ({ ...envelope, ways: { ...envelope.ways, passphrase: await this.#way('passphrase', next, envelope, databaseKey) } }))
  }

  async setPin({ pin }: { readonly pin: string }): Promise<void> {
    const problem = pinProblem(pin)
    if (problem) throw new AppError('vault.weak-pin', { reason: problem, minLength: MIN_PIN_LENGTH })
    if (this.#mine.envelope.keychainCheck === null) throw new AppError('vault.pin-needs-keychain', {})
    await this.#change(async ({ envelope, databaseKey }) => ({ ...envelope, ways: { ...envelope.ways, pin: await this.#way('pin', pin, envelope, databaseKey) } }))
  }

  async removePin(): Promise<void> {
    await this.#change(({ envelope }) => ({ ...envelope, ways: { ...envelope.ways, pin: null } }))
  }

  async newRecoveryKey(): Promise<NewRecoveryKey> {
    if (!this.#opened) throw new AppError('vault.locked', {})
    const first = randomInt(RECOVERY_GROUPS)
    const second = (first + 1 + randomInt(RECOVERY_GROUPS - 1)) % RECOVERY_GROUPS
    this.#pending = { recoveryKey: newRecoveryKey(), ask: [first, second] }
    return this.#pending
  }

  async confirmRecoveryKey({ groups }: { readonly groups: readonly string[] }): Promise<void> {
    if (!this.#opened) throw new AppError('vault.locked', {})
    const pending = this.#pending
    if (!pending) throw new AppError('vault.no-recovery-key', {})
    const right = pending.ask.map((place) => groupsOf(pending.recoveryKey)[place])
    const typed = groups.map((group) => groupsOf(group).join(''))
    if (right.join() !== typed.join()) throw new AppError('validation.failed', { field: 'groups', reason: 'These are not those two groups of the key.' })
    await this.#change(({ envelope, databaseKey }) => ({ ...envelope, ways: { ...envelope.ways, recovery: recoveryWay(pending.recoveryKey, envelope.vaultId, databaseKey) } }))
    this.#pending = undefined
  }

  async beginRekey({ passphrase }: { readonly passphrase: string }): Promise<Rekeying> {
    const { envelope, databaseKey } = this.#mine
    await this.prove({ passphrase })
    const nextKey = randomBytes(KEY_BYTES)
    // What else opened the old key must not open the new one: a re-key is for when something may have leaked.
    const next = { ...envelope, ways: { passphrase: await this.#way('passphrase', passphrase, envelope, nextKey), pin: null, recovery: null } }
    return { key: Buffer.from(databaseKey), nextKey, envelope: serialiseEnvelope(authenticated(next, nextKey)) }
  }

  async portableEnvelope({ passphrase }: { readonly passphrase: string }): Promise<string> {
    const { envelope, databaseKey } = this.#mine
    await this.prove({ passphrase })
    return portableEnvelopeOf(envelope, databaseKey, passphrase, this.#hash)
  }

  async openPortable(text: string, way: PortableWay): Promise<Buffer> {
    return (await openPortableEnvelope(text, way, this.#hash)).databaseKey
  }

  async adopt({ envelope: text, with: way }: { readonly envelope: string; readonly with: AdoptingWay }): Promise<Buffer> {
    await this.#insistOnNone()
    const { envelope, databaseKey } = await openPortableEnvelope(text, way, this.#hash)
    if ('newPassphrase' in way) await this.#insistOnStrength(way.newPassphrase, envelope.businessName)
    return this.#bind(lastingOf(envelope), 'newPassphrase' in way ? way.newPassphrase : way.passphrase, databaseKey)
  }

  async erase(): Promise<void> {
    const stored = await this.#files.read()
    if (stored.kind === 'found') await this.#keychain.erase(stored.envelope.vaultId)
    await this.#files.erase()
    await dropRekey(this.#deps.folder)
    await removeDurably(this.#attemptsFile)
    this.#opened = undefined
  }

  get #mine(): Opened {
    if (!this.#opened) throw new AppError('vault.locked', {})
    return this.#opened
  }

  /** The stored envelope and its key, to whoever gives the right passphrase or PIN. */
  async #open(way: DailyWay): Promise<Opened> {
    // Once it is open, what lies on the disk is not asked again: another file may lie there by now.
    const envelope = this.#opened?.envelope ?? existing(await this.#files.read())
    const { name, given } = 'pin' in way ? { name: 'pin' as const, given: way.pin } : { name: 'passphrase' as const, given: way.passphrase }
    for (const derived of [envelope.ways.passphrase, envelope.ways.pin]) if (derived) checkKdfParameters(derived.kdf, protectionOf(envelope.keychainCheck !== null))
    const secret = await this.#keychain.secretOf(envelope)
    const databaseKey = await this.#gate.attempt(name, envelope, this.#keychain.mirrorOf(envelope), () => openDerivedWay({ name, given, secret, hash: this.#hash }, envelope))
    if (!isAuthentic(envelope, databaseKey)) throw new AppError('vault.damaged', {})
    return { envelope, databaseKey }
  }

  async #inTodaysFormat(way: DailyWay, envelope: Envelope, databaseKey: Buffer): Promise<Envelope> {
    if (envelope.version !== 1 || !('passphrase' in way)) return envelope
    return authenticated({ ...envelope, ways: { ...envelope.ways, passphrase: await this.#way('passphrase', way.passphrase, envelope, databaseKey) } }, databaseKey)
  }

  async #way(name: DerivedName, given: string, envelope: Envelope, databaseKey: Buffer) {
    return derivedWay({ name, given, secret: await this.#keychain.secretOf(envelope), hash: this.#hash }, envelope.vaultId, databaseKey)
  }

  /** Writes the open vault's envelope with a change. */
  async #change(change: (opened: Opened) => Omit<Envelope, 'mac' | 'version'> | Promise<Omit<Envelope, 'mac' | 'version'>>): Promise<void> {
    const { databaseKey } = this.#mine
    const envelope = authenticated(await change(this.#mine), databaseKey)
    await this.#files.write(envelope)
    this.#opened = { envelope, databaseKey }
  }

  /** Writes an envelope under this passphrase and the keychain of now, and has it open. */
  async #bind({ recovery, ...lasting }: Lasting, passphrase: string, databaseKey: Buffer): Promise<Buffer> {
    const secret = await this.#keychain.bind(lasting.vaultId)
    const keychainCheck = secret ? keychainFingerprint(secret, lasting.vaultId) : null
    const way = await derivedWay({ name: 'passphrase', given: passphrase, secret, hash: this.#hash }, lasting.vaultId, databaseKey)
    const envelope = authenticated({ ...lasting, keychainCheck, ways: { passphrase: way, pin: null, recovery } }, databaseKey)
    await ensurePrivateFolder(this.#deps.folder)
    await this.#gate.forget(this.#keychain.mirrorOf(envelope))
    // Last: from here on the vault is this one.
    await this.#files.write(envelope)
    this.#opened = { envelope, databaseKey: Buffer.from(databaseKey) }
    return databaseKey
  }

  async #insistOnNone(): Promise<void> {
    if ((await this.#files.read()).kind !== 'missing') throw new AppError('vault.exists', {})
  }

  async #insistOnStrength(passphrase: string, businessName: string): Promise<void> {
    const { problem, minLength } = await this.rate({ passphrase, businessName })
    if (problem) throw new AppError('vault.weak-passphrase', { reason: problem, minLength })
  }
}

function lastingOf({ vaultId, createdAt, businessName, ways }: Envelope): Lasting {
  return { vaultId, createdAt, businessName, recovery: ways.recovery }
}
