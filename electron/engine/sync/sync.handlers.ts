import type { FeatureHandlers } from '../rpc/handlers.ts'
import { discard, dismiss, retry } from './outbox.ts'
import { listRuns } from './runs.queries.ts'
import type { SyncScheduler } from './scheduler.ts'
import { dismissNotice, readNotices, readOutboxItems, readStatus } from './sync.queries.ts'

export function createSyncHandlers(scheduler: SyncScheduler): FeatureHandlers<'sync'> {
  return {
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
    runs: ({ db }, input) => listRuns(db, input),
    outbox: ({ db, now }) => readOutboxItems(db, now),
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
    notices: ({ db }) => readNotices(db),
    async dismissNotice({ db, now, changed, audit }, { noticeId }) {
      await dismissNotice(db, noticeId, now)
      audit({ noticeId })
      changed('sync')
      return {}
    },
  }
}
