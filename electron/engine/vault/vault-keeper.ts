/**
 * Makes and opens the vault: hands out the database key, and only to the right passphrase, PIN or recovery key.
 *
 * Plain Node, no database, nothing from Electron. See README.md beside this file for the key hierarchy and for
 * what exists in memory when.
 */
import type { KeychainApi } from '#shared/rpc/control.ts'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import { clearHalfWritten } from './durable-file.ts'
import type { PassphraseHash } from './key-derivation.ts'
import { Keeper } from './keeper.ts'
import type { PassphrasePolicy, PassphraseRating } from './passphrase-policy.ts'
import { finishRekey } from './rekey-files.ts'

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
  /** Loads the rules for passphrases; a test loads them once for many keepers. */
  readonly loadPolicy?: () => Promise<PassphrasePolicy>
}

export type KeeperStatus = Omit<VaultStatus, 'state'> & { readonly exists: boolean; readonly isClosed: boolean }
/** What a person unlocks with every day. */
export type DailyWay = { readonly passphrase: string } | { readonly pin: string }
/** What opens a vault of which there is nothing but an envelope. */
export type PortableWay = { readonly passphrase: string } | { readonly recoveryKey: string }
export type AdoptingWay = { readonly passphrase: string } | { readonly recoveryKey: string; readonly newPassphrase: string }

export interface NewRecoveryKey {
  readonly recoveryKey: string
  /** Places (from 0) of the groups that prove it was kept. */
  readonly ask: [number, number]
}

/** Keys are 32 bytes. */
export interface Rekeying {
  readonly key: Buffer
  readonly nextKey: Buffer
  /** Text of the envelope that opens the next key. */
  readonly envelope: string
}

export interface VaultKeeper {
  status(): Promise<KeeperStatus>
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
   * Throws `vault.missing`, `vault.damaged`, `db.newer-version`, `vault.keychain-unavailable`, `vault.keychain-mismatch`, `vault.closed`,
   * `vault.pin-closed`, `vault.throttled` (in all of which nothing was tried), `vault.wrong-passphrase` and `vault.wrong-pin`.
   */
  unlock(way: DailyWay): Promise<Buffer>
  /** The same check and the same count of attempts, and nothing opened. Throws what `unlock` throws. */
  prove(way: DailyWay): Promise<void>
  /**
   * Returns the database key, with the vault under a new passphrase, bound to the keychain of now and without a PIN.
   * Throws `vault.no-recovery-key`, `vault.wrong-recovery-key`, `vault.weak-passphrase`.
   */
  recover(input: { readonly recoveryKey: string; readonly newPassphrase: string }): Promise<Buffer>

  // All of the following throw `vault.locked` unless this keeper has opened or made the vault.

  /** Changes the name on the unlock screen. */
  rename(input: { readonly businessName: string }): Promise<void>
  /** Throws what `unlock` throws of the current one, and `vault.weak-passphrase` of the next. */
  changePassphrase(input: { readonly current: string; readonly next: string }): Promise<void>
  /** Throws `vault.weak-pin`, `vault.pin-needs-keychain`, and what the keychain throws. */
  setPin(input: { readonly pin: string }): Promise<void>
  removePin(): Promise<void>
  newRecoveryKey(): Promise<NewRecoveryKey>
  /** Throws `validation.failed` (field `groups`), `vault.no-recovery-key`. */
  confirmRecoveryKey(input: { readonly groups: readonly string[] }): Promise<void>
  /** What a re-key needs (rekey-files.ts): a new key, and the envelope of it, which has the passphrase as its only way. Throws what `unlock` throws. */
  beginRekey(input: { readonly passphrase: string }): Promise<Rekeying>
  /**
   * Text of an envelope that opens the same key on any computer: no keychain, the passphrase at four times the cost, the recovery key where there is
   * one. Checks the passphrase; throws what `unlock` throws.
   */
  portableEnvelope(input: { readonly passphrase: string }): Promise<string>

  /** The key in a portable envelope. Throws `vault.damaged`, `db.newer-version`, `vault.wrong-passphrase`, `vault.wrong-recovery-key`, `vault.no-recovery-key`. */
  openPortable(envelope: string, way: PortableWay): Promise<Buffer>
  /**
   * Makes this folder's vault out of a portable envelope and returns its key: the envelope is the last thing that is written. Throws `vault.exists` where
   * there is one, what `openPortable` throws, and `vault.weak-passphrase`.
   */
  adopt(input: { readonly envelope: string; readonly with: AdoptingWay }): Promise<Buffer>
  /** Everything by which this vault could be opened is gone: its items of the keychain, where that answers, the envelope and the count of attempts. */
  erase(): Promise<void>
}

export function createVaultKeeper(deps: VaultKeeperDeps): VaultKeeper {
  const keeper = new Keeper(deps)
  const begun: { finished?: Promise<void> | undefined } = {}
  // What a process that was ended has left to do, once, before anything is read: while this process runs, a re-key is its own.
  const ready = () =>
    (begun.finished ??= finishUp(deps.folder).catch((error: unknown) => {
      begun.finished = undefined
      throw error
    }))
  // One at a time: two attempts side by side would share one count.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(ready).then(work)
    last = mine.catch(() => undefined)
    return mine
  }
  return {
    status: () => inTurn(() => keeper.status()),
    rate: (input) => keeper.rate(input),
    create: (input) => inTurn(() => keeper.create(input)),
    unlock: (way) => inTurn(() => keeper.unlock(way)),
    prove: (way) => inTurn(() => keeper.prove(way)),
    recover: (input) => inTurn(() => keeper.recover(input)),
    rename: (input) => inTurn(() => keeper.rename(input)),
    changePassphrase: (input) => inTurn(() => keeper.changePassphrase(input)),
    setPin: (input) => inTurn(() => keeper.setPin(input)),
    removePin: () => inTurn(() => keeper.removePin()),
    newRecoveryKey: () => inTurn(() => keeper.newRecoveryKey()),
    confirmRecoveryKey: (input) => inTurn(() => keeper.confirmRecoveryKey(input)),
    beginRekey: (input) => inTurn(() => keeper.beginRekey(input)),
    portableEnvelope: (input) => inTurn(() => keeper.portableEnvelope(input)),
    openPortable: (envelope, way) => inTurn(() => keeper.openPortable(envelope, way)),
    adopt: (input) => inTurn(() => keeper.adopt(input)),
    erase: () => inTurn(() => keeper.erase()),
  }
}

async function finishUp(folder: string): Promise<void> {
  await clearHalfWritten(folder)
  await finishRekey(folder)
}
