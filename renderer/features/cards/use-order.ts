import { useState } from 'react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { fieldProblem } from '#renderer/lib/field-problem.ts'
import type { AppError } from '#shared/rpc/errors.ts'
import { doneText } from './model/final-acts.ts'
import { EMPTY_ORDER, isOrderField, orderInput, orderProblems, type OrderEntry, type OrderPlace, type OrderProblems } from './model/order-entry.ts'

export interface Ordering {
  readonly entry: OrderEntry
  readonly change: (part: Partial<OrderEntry>) => void
  readonly place: OrderPlace | undefined
  /** Nothing before it was tried to be sent once; then as it is typed. */
  readonly problems: OrderProblems
  /** What no field can say. */
  readonly error: AppError | null
  readonly wasTried: boolean
  readonly isRunning: boolean
  readonly submit: () => void
}

/** The order of a card from its form to the issuer's queue. */
export function useOrder(places: readonly OrderPlace[], onDone: () => void): Ordering {
  const toasts = useToasts()
  const people = useEngineQuery((ask) => ask.employees.list({}))
  const status = useEngineQuery((ask) => ask.sync.status({}))
  const order = useEngineCommand((call) => call.cards.order)
  const [entry, setEntry] = useState<OrderEntry>(() => ({ ...EMPTY_ORDER, accountId: places.length === 1 ? (places[0]?.accountId ?? null) : null }))
  const [wasTried, setWasTried] = useState(false)
  const place = places.find(({ accountId }) => accountId === entry.accountId)
  const refused = fieldProblem(order.error)
  const refusal = refused !== null && isOrderField(refused.field) ? { [refused.field]: refused.text } : null
  const change = (part: Partial<OrderEntry>) => {
    setEntry({ ...entry, ...part })
    order.reset()
  }
  const submit = () => {
    setWasTried(true)
    const input = orderInput(entry, places)
    if (input === null) return
    const name = (people.data ?? []).find((one) => one.id === input.cardholderId)?.name ?? 'them'
    const isOffline = (status.data ?? []).some((one) => one.connectionId === place?.connectionId && one.state === 'offline')
    order.run(input).then(() => {
      onDone()
      toasts.say(doneText('order', `a ${entry.form === 'virtual' ? 'virtual ' : ''}card for ${name}`, isOffline))
    }, () => undefined)
  }
  return { entry, change, place, problems: { ...(wasTried ? orderProblems(entry, places) : {}), ...refusal }, error: refusal === null ? order.error : null, wasTried, isRunning: order.isRunning, submit }
}
