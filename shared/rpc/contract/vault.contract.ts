import { z } from 'zod'
import { none } from './common.ts'
import { session } from '../define.ts'

export const keychainState = z.enum(['available', 'locked', 'absent'])
/** What it takes to open the vault: both the keychain's secret and the passphrase, or the passphrase alone. */
export const protection = z.enum(['keychain-and-passphrase', 'passphrase-only'])

export const vaultStatus = z.strictObject({
  state: z.enum(['missing', 'locked', 'unlocked']),
  businessName: z.string().nullable(),
  protection: protection.nullable(),
  keychain: keychainState,
  failedAttempts: z.number().int().nonnegative(),
  /** Milliseconds until the next attempt is taken; 0 when one may be made now. */
  waitMs: z.number().int().nonnegative(),
})
export type VaultStatus = z.infer<typeof vaultStatus>

const passphrase = z.string().max(1_024)

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
}
