import { useState } from 'react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { toAppError } from '#renderer/lib/query-client.ts'
import { useEngine } from '#renderer/lib/services.tsx'
import type { EngineClient } from '#shared/rpc/client.ts'
import type { Decline } from '#shared/rpc/contract/declines.contract.ts'
import type { AppError } from '#shared/rpc/errors.ts'
import { changedControls, changedRaises, rulesOf } from './model/undo-plan.ts'

type Calls = EngineClient['call']
type Offered = Decline['remedies'][number]
type Undo = () => Promise<unknown>

export interface Remedying {
  readonly run: (offered: Offered, said: string) => Promise<void>
  readonly isRunning: boolean
  readonly error: AppError | null
}

/** Does what helps against one decline, with ten seconds to take it back. `onDone(null)` after that. */
export function useRemedy(decline: Decline, onDone: (done: Offered | null) => void): Remedying {
  const { call } = useEngine()
  const toasts = useToasts()
  const [isRunning, setRunning] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const run = async (offered: Offered, said: string) => {
    setRunning(true)
    setError(null)
    try {
      const prepare = await beforeRemedy(call, decline, offered)
      await call.declines.remedy({ connectionId: decline.connectionId, declineId: decline.declineId, remedy: offered.remedy })
      const undo = await prepare()
      onDone(offered)
      if (undo === null) toasts.say(said)
      else toasts.undo(said, async () => {
        await undo()
        onDone(null)
      })
    } catch (failure) {
      setError(toAppError(failure))
    } finally {
      setRunning(false)
    }
  }
  return { run, isRunning, error }
}

/** What was before, asked now; the answer is asked again after the remedy and says how to take it back. */
async function beforeRemedy(call: Calls, decline: Decline, { remedy }: Offered): Promise<() => Promise<Undo | null>> {
  const { card, person } = decline
  if (remedy === 'unfreeze') return async () => () => call.cards.freeze({ cardId: card.id })
  if (remedy === 'reactivate') return async () => (person === null ? null : () => call.employees.deactivate({ cardholderId: person.id }))
  const scope = { kind: 'card', id: card.id } as const
  if (remedy === 'raise-today') {
    const before = await call.limits.list({ scope })
    return async () => undoRaises(call, changedRaises(before, await call.limits.list({ scope })))
  }
  const before = await call.limits.controls({ scope })
  return async () => undoControls(call, changedControls(before, await call.limits.controls({ scope })))
}

function undoRaises(call: Calls, raised: ReturnType<typeof changedRaises>): Undo | null {
  if (raised.length === 0) return null
  return () => Promise.all(raised.map(({ key, before }) => (before === null ? call.limits.endRaise({ key }) : call.limits.raise({ key, ...before }))))
}

function undoControls(call: Calls, changed: ReturnType<typeof changedControls>): Undo | null {
  if (changed.length === 0) return null
  return () => Promise.all(changed.map((set) => call.limits.save({ targets: [set.scope], plan: { limits: [], controls: rulesOf(set) }, mode: 'merge' })))
}
