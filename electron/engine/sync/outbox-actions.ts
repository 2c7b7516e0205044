/** What a person can do about a change, by its state. Pure. */
import type { OutboxItem } from '#shared/rpc/contract/sync.contract.ts'
import type { FailedAttempt } from './failed-attempt.ts'

export type Action = OutboxItem['actions'][number]

/** What a person can do about a change in this state. */
export function actionsFor(state: OutboxItem['state'], attempts: number, failed: FailedAttempt | undefined): readonly Action[] {
  switch (state) {
    case 'queued':
      return isUnsent({ attempts, failed }) ? ['retry', 'discard'] : ['retry']
    case 'needs-attention':
      return ['retry', 'discard']
    case 'sending':
      return []
    case 'rejected':
    case 'confirmed':
    case 'discarded':
      return ['dismiss']
  }
}

/** True where the issuer is known not to have it. */
export const isUnsent = ({ attempts, failed }: { readonly attempts: number; readonly failed: FailedAttempt | undefined }): boolean => attempts === 0 || failed?.mayHaveArrived === false
