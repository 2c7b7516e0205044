/** Keeping in step with issuers: what came in, what waits to go out, and what to do about it. */
import { z } from 'zod'
import { epochMs, id, none } from './common.ts'
import { command, query, task } from '../define.ts'

/** An AppError as it is kept: the window rebuilds it for its words. */
export const keptError = z.strictObject({ code: z.string(), details: z.record(z.string(), z.unknown()) })
export type KeptError = z.infer<typeof keptError>

export const syncReason = z.enum(['start', 'focus', 'network', 'timer', 'person', 'change', 'sign-in'])

export const connectionSync = z.strictObject({
  connectionId: id,
  name: z.string(),
  /** `offline`: the issuer cannot be reached, everything cached stays readable. `failed`: it can, but the last run did not end well. */
  state: z.enum(['never', 'up-to-date', 'syncing', 'offline', 'signed-out', 'failed']),
  /** When everything was last known to be in step. */
  asOf: epochMs.nullable(),
  /** Objects taken in and, where the issuer says, how many at most there are. Only while `syncing`. */
  progress: z.strictObject({ done: z.number().int(), total: z.number().int().nullable() }).nullable(),
  error: keptError.nullable(),
  /** When it is tried again by itself. */
  nextAt: epochMs.nullable(),
  waiting: z.number().int().nonnegative(),
  needsAttention: z.number().int().nonnegative(),
})
export type ConnectionSync = z.infer<typeof connectionSync>

export const syncRun = z.strictObject({
  id,
  connectionId: id,
  connectionName: z.string(),
  reason: syncReason,
  startedAt: epochMs,
  endedAt: epochMs.nullable(),
  /** `interrupted`: the engine ended in the middle; the next run went on from there. */
  outcome: z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']),
  error: keptError.nullable(),
  received: z.number().int().nonnegative(),
  added: z.number().int().nonnegative(),
  updated: z.number().int().nonnegative(),
  removed: z.number().int().nonnegative(),
  sent: z.number().int().nonnegative(),
})
export type SyncRun = z.infer<typeof syncRun>

export const outboxItem = z.strictObject({
  id,
  connectionId: id,
  connectionName: z.string(),
  /** The Gateway API's name of what is asked. */
  command: z.enum([
    'cards.freeze', 'cards.unfreeze', 'cards.activate', 'cards.report', 'cards.replace', 'cards.cancel', 'cards.changeProduct', 'cards.cancelProductChange', 'cards.order',
    'cardholders.invite', 'cardholders.update', 'cardholders.deactivate', 'cardholders.reactivate',
    'limits.create', 'limits.update', 'limits.remove', 'limits.raise', 'limits.endRaise', 'controls.set', 'limitRequests.approve', 'limitRequests.decline',
    'disputes.create', 'disputes.update', 'disputes.addEvidence', 'disputes.removeEvidence', 'disputes.submit', 'disputes.withdraw', 'disputes.respond', 'disputes.discard',
  ]),
  card: z.strictObject({ id, name: z.string() }).nullable(),
  person: z.strictObject({ id, name: z.string() }).nullable(),
  /** What else its words need: amounts (`minor`, `currency`), `interval`, `until`, `reason`, as far as the command has them. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** `needs-attention`: it cannot go on by itself. `rejected`: the issuer said no, its value is shown again. */
  state: z.enum(['queued', 'sending', 'confirmed', 'rejected', 'needs-attention', 'discarded']),
  attempts: z.number().int().nonnegative(),
  nextAttemptAt: epochMs.nullable(),
  error: keptError.nullable(),
  createdAt: epochMs,
  updatedAt: epochMs,
  /** What a person can do about it now. */
  actions: z.array(z.enum(['retry', 'discard', 'dismiss'])),
})
export type OutboxItem = z.infer<typeof outboxItem>

/** What the issuer says against what was shown. */
export const syncNotice = z.strictObject({
  id,
  at: epochMs,
  kind: z.enum(['card-status-overruled', 'change-rejected', 'session-ended', 'full-refresh', 'request-approved-by-rule', 'limit-changed-elsewhere', 'card-data-left-out']),
  connectionName: z.string(),
  card: z.strictObject({ id, name: z.string() }).nullable(),
  person: z.strictObject({ id, name: z.string() }).nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
})
export type SyncNotice = z.infer<typeof syncNotice>

export const syncContract = {
  /** Every connection to an issuer. */
  status: query({ input: none, output: z.array(connectionSync) }),
  /** One whole run by hand, of one connection or of all: sends what waits, then takes in what changed. */
  now: task({ input: z.strictObject({ connectionId: id.nullable() }), output: z.strictObject({ received: z.number().int(), added: z.number().int(), updated: z.number().int(), removed: z.number().int(), sent: z.number().int() }) }),
  /** The window says that it has the focus or that the network is back: runs in the background where one is due. */
  nudge: task({ input: z.strictObject({ reason: z.enum(['focus', 'network']) }), output: none }),
  /** Stops a background run after the page it is at. */
  cancel: task({ input: z.strictObject({ connectionId: id }), output: none }),
  /** Newest first; `before` is the smallest id of the last page. */
  runs: query({ input: z.strictObject({ before: id.nullable(), limit: z.number().int().min(1).max(100) }), output: z.array(syncRun) }),
  /** Everything that is not confirmed or discarded, oldest first, then what was settled in the last day. */
  outbox: query({ input: none, output: z.array(outboxItem) }),
  retry: command({ input: z.strictObject({ outboxId: id }), output: none }),
  /** Gives a change up: the issuer's value is shown again. Refused for one that may have reached the issuer and is being asked about. */
  discard: command({ input: z.strictObject({ outboxId: id }), output: none }),
  dismiss: command({ input: z.strictObject({ outboxId: id }), output: none }),
  notices: query({ input: none, output: z.array(syncNotice) }),
  dismissNotice: command({ input: z.strictObject({ noticeId: id }), output: none }),
}
