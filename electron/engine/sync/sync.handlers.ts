import type { FeatureHandlers } from '../rpc/handlers.ts'
import { discard, dismiss, retry } from './outbox.ts'
import type { SyncScheduler } from './scheduler.ts'
import { dismissNotice, readStatus } from './sync.queries.ts'
import { syncReads } from './sync.reads.ts'

export function createSyncHandlers(scheduler: SyncScheduler): FeatureHandlers<'sync'> {
  return {
    ...syncReads,
    status: ({ db }) => readStatus(db, (connectionId) => scheduler.live(connectionId)),
    now: ({ signal, progress }, { connectionId }) => scheduler.now(connectionId, signal, (step) => progress({ ...step, label: '' })),
    async nudge(_context, { reason }) {
      await scheduler.nudge(reason)
      return {}
    },
    async cancel(_context, { connectionId }) {
      scheduler.cancel(connectionId)
      return {}
    },
    async retry(context, { outboxId }) {
      scheduler.outboxGrew(await retry(context, outboxId))
      return {}
    },
    async discard(context, { outboxId }) {
      await discard(context, outboxId)
      return {}
    },
    async dismiss(context, { outboxId }) {
      await dismiss(context, outboxId)
      return {}
    },
    async dismissNotice({ db, now, changed, audit }, { noticeId }) {
      await dismissNotice(db, noticeId, now)
      audit({ noticeId })
      changed('sync')
      return {}
    },
  }
}
