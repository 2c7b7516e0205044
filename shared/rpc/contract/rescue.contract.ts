/**
 * What is done about books that cannot be opened as they are, and about those that are to go: answered without the database, and mostly while the vault
 * is locked.
 */
import { z } from 'zod'
import { automaticCopy } from './backups.contract.ts'
import { epochMs, none } from './common.ts'
import { session } from '../define.ts'

export const rescueStatus = z.strictObject({
  /** The database does not read as it should, or is not there. It is not opened before something was done about it. */
  isDamaged: z.boolean(),
  /** The passphrase was right: copies can be put in place, and what reads be rescued. */
  isProven: z.boolean(),
  /** The newest first. */
  copies: z.array(automaticCopy),
  /** The folder lies on a drive of another computer, where a database is not safe. */
  isOnNetwork: z.boolean(),
})
export type RescueStatus = z.infer<typeof rescueStatus>

export const salvaged = z.strictObject({
  kept: z.strictObject({ changes: z.number().int(), drafts: z.number().int(), notes: z.number().int(), charges: z.number().int(), cards: z.number().int() }),
  /** Some of the rows could not be read; with an issuer they are fetched again. */
  isIncomplete: z.boolean(),
  /** Rows that could not be read and came from the newest automatic copy. */
  fromCopy: z.number().int(),
})
export type Salvaged = z.infer<typeof salvaged>

export const restored = z.strictObject({
  madeAt: epochMs,
  /** Changes that waited to be sent then: the issuer is asked about each before it is sent. */
  asked: z.number().int(),
  /** Changes that waited until now and are not in this state of the books. */
  leftBehind: z.number().int(),
})
export type Restored = z.infer<typeof restored>

const file = z.string().max(64)
const passphrase = z.string().max(1_024)

export const rescueContract = {
  status: session({ input: none, output: rescueStatus }),
  /** The right passphrase opens no books here, only the ways below. Counted and slowed down like `vault.unlock`. */
  prove: session({ input: z.strictObject({ passphrase }), output: none }),
  /** The books as they were when this copy was made; what was there is set aside. Fails with `backup.other-books`. */
  fromCopy: session({ input: z.strictObject({ copy: automaticCopy.shape.id }), output: restored }),
  /** Everything that reads goes into new books; what was there is set aside. */
  salvage: session({ input: none, output: salvaged }),
  /** What a backup says about itself. Fails with `backup.unreadable`. */
  inspect: session({ input: z.strictObject({ file }), output: z.strictObject({ businessName: z.string(), madeAt: epochMs, bytes: z.number().int() }) }),
  /**
   * The books as they are in a backup: as the vault of this computer where it has none or one whose key file is damaged, otherwise in the place of the
   * same books. Fails with `backup.unreadable`, `backup.other-books`, `vault.wrong-passphrase`, `vault.wrong-recovery-key`, `vault.no-recovery-key`.
   */
  fromFile: session({
    input: z.strictObject({ file, with: z.union([z.strictObject({ passphrase }), z.strictObject({ recoveryKey: z.string().max(120), newPassphrase: passphrase })]) }),
    output: restored,
  }),
  /** Everything of this vault is gone from this computer, for good. Only while it is open, with its passphrase and the name of the business as it is written. */
  wipe: session({ input: z.strictObject({ businessName: z.string().max(120), passphrase }), output: none }),
}
