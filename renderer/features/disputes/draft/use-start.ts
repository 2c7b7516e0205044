import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { goTo } from '#renderer/lib/hash-location.ts'
import { draftHref } from './model/address.ts'

export interface Starting {
  /** A draft for each charge; then to the first of them. */
  readonly start: (transactionIds: readonly number[]) => void
  readonly isRunning: boolean
}

export function useStart(): Starting {
  const toasts = useToasts()
  const command = useEngineCommand((call) => call.disputes.start)
  const start = (transactionIds: readonly number[]) => {
    command.run({ transactionIds: [...transactionIds] }).then(({ disputeIds }) => {
      const href = draftHref(disputeIds)
      if (href !== null) goTo(href)
    }, toasts.fail)
  }
  return { start, isRunning: command.isRunning }
}
