/** Copies of the books: those that are made by themselves on this computer, and the file that is kept elsewhere. */
import { z } from 'zod'
import { epochMs, none } from './common.ts'
import { keptError } from './sync.contract.ts'
import { query, task } from '../define.ts'

export const automaticCopy = z.strictObject({
  id: z.string().max(64),
  madeAt: epochMs,
  bytes: z.number().int().nonnegative(),
  /** `update`: before a newer Cardkeep changed the books' format. `person`: asked for. `restore`: what was there before a restore. */
  reason: z.enum(['daily', 'update', 'person', 'restore']),
})
export type AutomaticCopy = z.infer<typeof automaticCopy>

export const booksCheck = z.strictObject({ at: epochMs, depth: z.enum(['quick', 'full']), isSound: z.boolean() })
export type BooksCheck = z.infer<typeof booksCheck>

export const backupsStatus = z.strictObject({
  /** The newest first. */
  copies: z.array(automaticCopy),
  /** Why the last try to make one by itself failed; null where it did not. */
  failure: keptError.nullable(),
  /** The last check of the books since they were opened; null until it is done. */
  check: booksCheck.nullable(),
})
export type BackupsStatus = z.infer<typeof backupsStatus>

export const backupsContract = {
  status: query({ input: none, output: backupsStatus }),
  /** A copy on this computer, now. */
  copyNow: task({ input: none, output: automaticCopy }),
  /**
   * Everything in one file that a person chose (`target` is its grant), to be kept elsewhere: it opens on any computer with the passphrase or the recovery
   * key. Fails with what a wrong passphrase fails with, `db.disk-full`, `file.not-writable`.
   */
  export: task({ input: z.strictObject({ passphrase: z.string().max(1_024), target: z.string().max(64) }), output: z.strictObject({ file: z.string(), bytes: z.number().int() }) }),
  /** Reads everything there is and holds every index against its table. */
  check: task({ input: none, output: booksCheck }),
}
