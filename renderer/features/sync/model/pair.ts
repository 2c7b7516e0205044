/** A refused change and the notice that tells of it: two rows of the engine, one thing to a person. */
import type { OutboxItem, SyncNotice } from '#shared/rpc/contract/sync.contract.ts'

type Change = Pick<OutboxItem, 'id' | 'actions'>
type Notice = Pick<SyncNotice, 'id' | 'facts'>

export interface Pair {
  readonly notice: Notice | undefined
  /** Only one that may be dismissed. */
  readonly change: Change | undefined
}

export function pairOf(read: { readonly outboxId: number } | { readonly notice: Notice }, notices: readonly Notice[], changes: readonly Change[]): Pair {
  const outboxId = 'notice' in read ? read.notice.facts['outboxId'] : read.outboxId
  const about = outboxId === undefined ? undefined : notices.find((one) => one.facts['outboxId'] === outboxId)
  return {
    notice: 'notice' in read ? read.notice : about,
    change: changes.find((one) => one.id === outboxId && one.actions.includes('dismiss')),
  }
}
