import { IconClock } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { PATHS } from '#renderer/lib/links.ts'
import { orderTitle, waitingOrdersText } from '../model/order-entry.ts'
import classes from '../cards.module.css'

/** Cards that are ordered and not made yet, with the way to what waits. */
export function WaitingOrders() {
  const orders = useEngineQuery((ask) => ask.cards.orders({}))
  const status = useEngineQuery((ask) => ask.sync.status({}))
  const waiting = orders.data ?? []
  if (waiting.length === 0) return null
  const isOffline = (status.data ?? []).some((one) => one.state === 'offline')
  return (
    <Link href={`${PATHS.activity}?tab=changes`} className={classes.waitingOrders} title={waiting.map(orderTitle).join('\n')}>
      <IconClock size={16} stroke={1.7} aria-hidden />
      <span>{waitingOrdersText(waiting, isOffline)}</span>
      <span className={classes.muted}>{waiting.slice(0, 2).map(orderTitle).join(' · ')}{waiting.length > 2 ? ` and ${waiting.length - 2} more` : ''}</span>
    </Link>
  )
}
