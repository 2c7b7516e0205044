import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import type { AppError } from '#shared/rpc/errors.ts'
import type { Money } from '#shared/domain/money.ts'
import type { LimitRequest } from '#shared/rpc/contract/requests.contract.ts'

export interface Approval {
  readonly amount: Money
  readonly until: number | null
  readonly note: string | null
}

export interface Decisions {
  /** Resolves to whether it was taken; what keeps it from being is in `error`. */
  readonly approve: (request: LimitRequest, approval: Approval) => Promise<boolean>
  readonly decline: (request: LimitRequest, note: string | null) => Promise<boolean>
  readonly isRunning: boolean
  readonly error: AppError | null
  readonly reset: () => void
}

/** Decides one request: shown at once, sent as soon as the issuer can be reached. */
export function useDecisions(): Decisions {
  const toasts = useToasts()
  const status = useEngineQuery((ask) => ask.sync.status({}))
  const approving = useEngineCommand((call) => call.requests.approve)
  const declining = useEngineCommand((call) => call.requests.decline)
  const isOffline = ({ connectionId }: LimitRequest) => (status.data ?? []).some((one) => one.connectionId === connectionId && one.state === 'offline')
  const end = async (request: LimitRequest, run: Promise<unknown>, word: string): Promise<boolean> => {
    try {
      await run
    } catch {
      return false
    }
    const who = request.person === null ? 'The request' : `The request of ${request.person.name}`
    toasts.say(isOffline(request) ? `${who} is ${word} here. It is sent as soon as the issuer can be reached.` : `${who} is ${word}`)
    return true
  }
  return {
    approve: (request, approval) => end(request, approving.run({ connectionId: request.connectionId, requestId: request.requestId, ...approval }), 'approved'),
    decline: (request, note) => end(request, declining.run({ connectionId: request.connectionId, requestId: request.requestId, note }), 'declined'),
    isRunning: approving.isRunning || declining.isRunning,
    error: approving.error ?? declining.error,
    reset: () => {
      approving.reset()
      declining.reset()
    },
  }
}
