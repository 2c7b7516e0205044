/** One run: what waits is sent, what changed is taken in, and what came to wait meanwhile is sent too. */
import type { IssuerConnector } from '../issuers/connector.ts'
import type { Store } from '../db/store.ts'
import type { WriteAs } from '../rpc/transaction.ts'
import { keptErrorOf } from './failed-attempt.ts'
import { pull, type PullTotals } from './pull/pull.ts'
import { beginRun, endRun, type SyncReason } from './runs.queries.ts'
import type { OutboxSender } from './send-outbox.ts'

export interface RunProgress {
  readonly done: number
  readonly total: number | null
}

export interface RunTotals {
  readonly received: number
  readonly added: number
  readonly updated: number
  readonly removed: number
  readonly sent: number
}

export interface RunDeps {
  readonly connectionId: number
  readonly store: () => Store
  readonly write: WriteAs
  readonly connector: () => Promise<IssuerConnector>
  readonly sender: OutboxSender
  readonly now: () => number
  /** What follows from what came in, such as rules that approve requests; what it queues is sent in the same run. */
  readonly afterPull?: ((connectionId: number, signal: AbortSignal) => Promise<void>) | undefined
}

/** Somebody who goes on making changes does not keep a run from ending: what follows from the last ones comes with the next. */
const MOST_PULLS = 5

/** These reasons say that the network may be back. */
const MAY_BE_BACK: ReadonlySet<SyncReason> = new Set<SyncReason>(['start', 'focus', 'network', 'person', 'sign-in'])

export function createRun(deps: RunDeps) {
  return async (reason: SyncReason, signal: AbortSignal, onProgress: (progress: RunProgress) => void): Promise<RunTotals> => {
    const { connectionId, store, sender, now } = deps
    const before = sender.confirmed
    const runId = await store().transaction((db) => beginRun(db, connectionId, reason, now()))
    const end = (outcome: 'done' | 'failed' | 'cancelled', error: unknown) =>
      store().transaction((db) => endRun(db, { runId, outcome, error: outcome === 'failed' ? keptErrorOf(error) : null, sent: sender.confirmed - before, now: now() }))
    try {
      await sender.send({ signal, evenUnreached: MAY_BE_BACK.has(reason) })
      const pulled = await pullAndSend(deps, { runId, signal, onProgress })
      await end('done', null)
      return { ...pulled, sent: sender.confirmed - before }
    } catch (error) {
      await end(signal.aborted ? 'cancelled' : 'failed', error)
      throw error
    }
  }
}

interface RunUnderWay {
  readonly runId: number
  readonly signal: AbortSignal
  readonly onProgress: (progress: RunProgress) => void
}

/** What a change that was just confirmed brings with it, such as the limit of a request that was approved, comes with the feed: until nothing is new. */
async function pullAndSend(deps: RunDeps, { runId, signal, onProgress }: RunUnderWay): Promise<PullTotals> {
  const { connectionId, sender } = deps
  const totals = { received: 0, added: 0, updated: 0, removed: 0 }
  for (let settled: number | undefined, round = 0; settled !== sender.confirmed && round < MOST_PULLS; round += 1) {
    settled = sender.confirmed
    const pulled = await pull({ ...deps, connector: await deps.connector(), runId, signal, onProgress })
    for (const figure of ['received', 'added', 'updated', 'removed'] as const) totals[figure] += pulled[figure]
    await deps.afterPull?.(connectionId, signal)
    // The issuer was just reached: what waits because it could not be need not wait any longer.
    await sender.send({ signal, evenUnreached: true })
  }
  return totals
}
