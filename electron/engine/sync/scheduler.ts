/** Keeps every connection in step: starts runs when there is a reason, and knows how each is doing. */
import type { Topic } from '#shared/rpc/contract/events.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { IssuerConnector } from '../issuers/connector.ts'
import type { Store } from '../db/store.ts'
import type { WriteAs } from '../rpc/transaction.ts'
import { ConnectionRunner } from './connection-runner.ts'
import { nextDueAt, recoverSending } from './outbox.queries.ts'
import { createRun, type RunProgress, type RunTotals } from './run.ts'
import { recoverRuns, type SyncReason } from './runs.queries.ts'
import { OutboxSender } from './send-outbox.ts'
import { readSyncedConnections, type LiveSync } from './sync.queries.ts'
import { throttled, type Timing } from './timing.ts'

const PROGRESS_EVERY_MS = 250

export interface SchedulerDeps extends Timing {
  /** The open store; throws while the vault is locked. */
  readonly store: () => Store
  readonly write: WriteAs
  readonly connectorOf: (connectionId: number) => Promise<IssuerConnector>
  readonly emit: (topics: readonly Topic[]) => void
  /** After each pull, before the run ends. */
  readonly afterPull?: ((connectionId: number, signal: AbortSignal) => Promise<void>) | undefined
  /** From 0 to below 1. */
  readonly random: () => number
  /** Takes one line for the local log, without content. */
  readonly log: (line: string) => void
}

export interface SyncScheduler {
  /** After unlocking: what an earlier engine left in the middle is put right, then every connection is synced. */
  start(): Promise<void>
  /** Ends what is under way; nothing starts any more. */
  stop(): Promise<void>
  nudge(reason: 'focus' | 'network'): Promise<void>
  signedIn(connectionId: number): void
  /** Something waits to be sent; may be called before the commit. */
  outboxGrew(connectionId: number): void
  /** One run of a connection, or of all that are signed in; joins those under way. Throws the first failure when all have ended. */
  now(connectionId: number | null, signal: AbortSignal, onProgress: (progress: RunProgress) => void): Promise<RunTotals>
  cancel(connectionId: number): void
  /** Ends its run; to be called before the connection is removed. */
  forget(connectionId: number): Promise<void>
  live(connectionId: number): LiveSync
}

const RESTING: LiveSync = { syncing: false, progress: null, error: null, nextAt: null }

export function createSyncScheduler(deps: SchedulerDeps): SyncScheduler {
  const runners = new Map<number, ConnectionRunner>()
  const lifetime = { stopped: false }
  const emitProgress = throttled(() => deps.emit(['sync']), PROGRESS_EVERY_MS, deps.setTimer)
  const connections = async () => readSyncedConnections(deps.store().read)
  const runnerOf = (connectionId: number): ConnectionRunner => {
    const known = runners.get(connectionId)
    if (known) return known
    const made = makeRunner(deps, connectionId, emitProgress)
    if (!lifetime.stopped) runners.set(connectionId, made)
    return made
  }
  const requestAll = async (reason: SyncReason) => {
    for (const { connectionId, signedIn } of await connections()) if (signedIn && !lifetime.stopped) runnerOf(connectionId).request(reason)
  }

  return {
    async start() {
      await deps.store().transaction(async (db) => {
        await recoverRuns(db, deps.now())
        await recoverSending(db, deps.now())
      })
      await requestAll('start')
    },
    async stop() {
      lifetime.stopped = true
      await Promise.all([...runners.values()].map((runner) => runner.stop()))
      runners.clear()
      emitProgress.stop()
    },
    nudge: (reason) => requestAll(reason),
    signedIn: (connectionId) => runnerOf(connectionId).request('sign-in'),
    outboxGrew: (connectionId) => runnerOf(connectionId).request('change'),
    async now(connectionId, signal, onProgress) {
      const all = await connections()
      if (connectionId !== null && !all.some((connection) => connection.connectionId === connectionId)) throw new AppError('not-found', { kind: 'connection' })
      const wanted = all.filter((connection) => (connectionId === null ? connection.signedIn : connection.connectionId === connectionId)).map((connection) => runnerOf(connection.connectionId))
      return joinAll(wanted, signal, onProgress)
    },
    cancel: (connectionId) => runners.get(connectionId)?.cancel(),
    async forget(connectionId) {
      await runners.get(connectionId)?.stop()
      runners.delete(connectionId)
    },
    live: (connectionId) => runners.get(connectionId)?.live ?? RESTING,
  }
}

function makeRunner(deps: SchedulerDeps, connectionId: number, emitProgress: () => void): ConnectionRunner {
  const connector = () => deps.connectorOf(connectionId)
  const report = (error: unknown) => deps.log(`sync of ${connectionId}: ${error instanceof AppError ? error.code : error instanceof Error ? error.name : typeof error}`)
  const sender = new OutboxSender({ ...deps, connectionId, connector, changed: emitProgress })
  return new ConnectionRunner({
    ...deps,
    signedIn: async () => (await readSyncedConnections(deps.store().read)).some((connection) => connection.connectionId === connectionId && connection.signedIn),
    run: createRun({ ...deps, connectionId, connector, sender }),
    // The run under way meets the same failure by itself and tells of it.
    sendWaiting: (signal) =>
      sender.send({ signal, evenUnreached: false }).then(
        () => true,
        (error: unknown) => {
          if (!(error instanceof AppError)) report(error)
          return false
        },
      ),
    outboxDueAt: () => nextDueAt(deps.store().read, connectionId),
    stateChanged: () => deps.emit(['sync', 'connections']),
    progressed: emitProgress,
    report,
  })
}

async function joinAll(runners: readonly ConnectionRunner[], signal: AbortSignal, onProgress: (progress: RunProgress) => void): Promise<RunTotals> {
  const newest = runners.map((): RunProgress => ({ done: 0, total: null }))
  const results = await Promise.allSettled(runners.map((runner, index) => runner.join(signal, (progress) => {
    newest[index] = progress
    onProgress(newest.reduce((sum, { done, total }) => ({ done: sum.done + done, total: sum.total === null || total === null ? null : sum.total + total }), { done: 0, total: 0 }))
  })))
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
  return results.flatMap((result) => (result.status === 'fulfilled' ? result.value : [])).reduce(addTotals, { received: 0, added: 0, updated: 0, removed: 0, sent: 0 })
}

const addTotals = (a: RunTotals, b: RunTotals): RunTotals => ({ received: a.received + b.received, added: a.added + b.added, updated: a.updated + b.updated, removed: a.removed + b.removed, sent: a.sent + b.sent })
