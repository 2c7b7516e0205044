import { z } from 'zod'
import { none } from './common.ts'
import { session } from '../define.ts'

/** `changed`: it answers, and holds another secret than this vault's, or none; only the recovery key binds the two together again. */
export const keychainState = z.enum(['available', 'locked', 'absent', 'changed'])
/** What it takes to open the vault: both the keychain's secret and the passphrase, or the passphrase alone. */
export const protection = z.enum(['keychain-and-passphrase', 'passphrase-only'])

export const vaultStatus = z.strictObject({
  /** `closed`: locked, and after ten wrong attempts only the recovery key opens it. Nothing is lost. A vault without a recovery key never closes. */
  state: z.enum(['missing', 'locked', 'closed', 'unlocked']),
  businessName: z.string().nullable(),
  protection: protection.nullable(),
  keychain: keychainState,
  /** Wrong passphrases and PINs in a row. */
  failedAttempts: z.number().int().nonnegative(),
  /** Milliseconds until the next attempt is taken; 0 when one may be made now. */
  waitMs: z.number().int().nonnegative(),
  /** `closed`: set, and after five wrong ones refused until the passphrase was given. Only a vault with the keychain can have one. */
  pin: z.enum(['none', 'set', 'closed']),
  hasRecoveryKey: z.boolean(),
})
export type VaultStatus = z.infer<typeof vaultStatus>

const passphrase = z.string().max(1_024)
const pin = z.string().regex(/^\d{1,12}$/)
/** As typed: any case, with or without hyphens and spaces (shared/domain/recovery-key.ts reads it). */
const recoveryKey = z.string().max(120)

/**
 * Calls that take a passphrase or PIN count it: they fail with `vault.wrong-passphrase` or `vault.wrong-pin`, with `vault.throttled` where it was too
 * early to try, with `vault.pin-closed` after five wrong PINs, and with `vault.closed` after ten wrong ones of either.
 */
export const vaultContract = {
  status: session({ input: none, output: vaultStatus }),
  /** Strength of a passphrase that is being typed, and whether `create` would take it. */
  ratePassphrase: session({
    input: z.strictObject({ passphrase, businessName: z.string().max(120) }),
    output: z.strictObject({
      score: z.number().int().min(0).max(4),
      acceptable: z.boolean(),
      problem: z.enum(['too-short', 'too-common', 'contains-context']).nullable(),
      /** Length asked for: NIST SP 800-63B-4, 15 where it is the only factor. */
      minLength: z.number().int(),
      hint: z.string(),
    }),
  }),
  create: session({ input: z.strictObject({ passphrase, businessName: z.string().trim().min(1).max(120) }), output: vaultStatus }),
  unlock: session({ input: z.strictObject({ passphrase }), output: vaultStatus }),
  unlockWithPin: session({ input: z.strictObject({ pin }), output: vaultStatus }),

  /** Somebody is there: for calls that were refused with `presence.required`. Unlocking counts as well, unless each call is to be confirmed. */
  confirmPresence: session({ input: z.union([z.strictObject({ passphrase }), z.strictObject({ pin })]), output: none }),

  /** The same key of the database under another passphrase. Fails with `vault.weak-passphrase`. */
  changePassphrase: session({ input: z.strictObject({ current: passphrase, next: passphrase }), output: vaultStatus }),
  /** Sets or replaces it. Fails with `vault.weak-pin`, and with `vault.pin-needs-keychain` where the passphrase protects the vault alone. */
  setPin: session({ input: z.strictObject({ pin }), output: vaultStatus, presence: true }),
  removePin: session({ input: none, output: vaultStatus }),

  /**
   * Makes a key and returns it this once. It is in force, and the one before it is not, when `confirmRecoveryKey` has proved that it was kept.
   * `ask`: the two groups to be typed again, counted from 0.
   */
  newRecoveryKey: session({ input: none, output: z.strictObject({ recoveryKey: z.string(), ask: z.tuple([z.number().int().min(0), z.number().int().min(0)]) }), presence: true }),
  /** A copy of it, with the words around it, in a file that a person chose (its grant). The engine writes it: main, which outlives a lock, never holds it. */
  saveRecoveryKey: session({ input: z.strictObject({ target: z.string().max(64), text: z.string().max(2_000) }), output: none }),
  /** In the order of `ask`. Fails with `validation.failed` (field `groups`), and with `vault.no-recovery-key` where none was made since the unlocking. */
  confirmRecoveryKey: session({ input: z.strictObject({ groups: z.array(z.string().max(20)).min(2).max(2) }), output: vaultStatus }),
  /**
   * Opens the vault, whatever state it and the keychain are in, under a new passphrase and bound to the keychain of now. The PIN is gone, the key stays.
   * Fails with `vault.wrong-recovery-key`, `vault.no-recovery-key`, `vault.weak-passphrase`.
   */
  recover: session({ input: z.strictObject({ recoveryKey, newPassphrase: passphrase }), output: vaultStatus }),

  /**
   * Encrypts everything anew under a new key of the database, on a copy that takes the place of the first; then the app locks. Whatever opened the old
   * key (recovery key, PIN) is gone, the passphrase stays. Tells progress. Stopped at any point, the vault is the old or the new one.
   */
  rekey: session({ input: z.strictObject({ passphrase }), output: none }),
}
