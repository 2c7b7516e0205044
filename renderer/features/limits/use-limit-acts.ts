import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useEngine } from '#renderer/lib/services.tsx'
import type { Limit } from '#shared/rpc/contract/limits.contract.ts'
import { endWords } from './model/bar.ts'

export interface Raise {
  readonly minor: number
  readonly until: number
  readonly reason: string | null
}

export interface LimitActs {
  readonly isOffline: (limit: Pick<Limit, 'connectionId' | 'kept'>) => boolean
  /** Rejects with the engine's error: the dialog shows it in its place. */
  readonly raise: (limit: Limit, raise: Raise) => Promise<void>
  readonly endRaise: (limit: Limit) => void
  readonly remove: (limit: Limit) => void
}

/** What can be done to one limit from where it is shown; each can be taken back for ten seconds. */
export function useLimitActs(): LimitActs {
  const engine = useEngine()
  const toasts = useToasts()
  const formats = useFormats()
  const status = useEngineQuery((ask) => ask.sync.status({}))
  const { limits } = engine.call
  const isOffline: LimitActs['isOffline'] = ({ connectionId, kept }) => kept === 'issuer' && (status.data ?? []).some((one) => one.connectionId === connectionId && one.state === 'offline')
  const later = (limit: Limit) => (isOffline(limit) ? ' It is sent as soon as the issuer can be reached.' : '')
  const setRaise = (limit: Limit, { minor, until, reason }: Raise) => limits.raise({ key: limit.key, amount: { minor, currency: limit.amount.currency }, until, reason })

  return {
    isOffline,
    raise: async (limit, raise) => {
      const before = limit.raise
      const raised = await setRaise(limit, raise)
      toasts.undo(`Raised to ${formats.money(raised.inForce)} until ${endWords(raise.until, formats)}.${later(limit)}`, () =>
        before === null ? limits.endRaise({ key: raised.key }) : setRaise(raised, { minor: before.amount.minor, until: before.until, reason: before.reason }),
      )
    },
    endRaise: (limit) => {
      const before = limit.raise
      if (before === null) return
      limits.endRaise({ key: limit.key }).then(
        (ended) => toasts.undo(`Back to ${formats.money(ended.inForce)}.${later(limit)}`, () => setRaise(ended, { minor: before.amount.minor, until: before.until, reason: before.reason })),
        toasts.fail,
      )
    },
    remove: (limit) => {
      limits.remove({ key: limit.key }).then(() => {
        const { amount, interval, window, timeZone, weekStartsOn, countsRefunds, categories, mode } = limit
        const message = `Limit taken away: ${limit.who}.${later(limit)}`
        if (amount.minor < 1) return toasts.say(message)
        const rules = { amount, interval, window, timeZone, weekStartsOn, countsRefunds, categories, mode }
        return toasts.undo(message, () => limits.save({ targets: [limit.scope], plan: { limits: [rules], controls: null }, mode: 'merge' }))
      }, toasts.fail)
    },
  }
}
