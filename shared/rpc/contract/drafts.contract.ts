/**
 * What somebody began to write and has not saved: kept in the vault, so that a lock or a crash loses no more than the last
 * moment. Never for a password, a code or a card number.
 */
import { z } from 'zod'
import { epochMs, none } from './common.ts'
import { query, unrecorded } from '../define.ts'

/** Names the form and what it is about. */
export const draftKey = z.string().max(60).regex(/^[a-z-]{1,40}(:\d{1,15})?$/)

export const keptDraft = z.strictObject({
  key: draftKey,
  /** Where in the window it was begun: path and search of a page. */
  address: z.string().startsWith('/').max(2_000),
  keptAt: epochMs,
})
export type KeptDraft = z.infer<typeof keptDraft>

export const draftsContract = {
  /** Newest first. */
  list: query({ input: none, output: z.array(keptDraft) }),
  /** As the form wrote it; null when there is none. */
  get: query({ input: z.strictObject({ key: draftKey }), output: z.string().nullable() }),
  keep: unrecorded({ input: z.strictObject({ key: draftKey, address: keptDraft.shape.address, value: z.string().max(16_384) }), output: z.null() }),
  drop: unrecorded({ input: z.strictObject({ key: draftKey }), output: z.null() }),
}
