import { Button } from '@mantine/core'
import { IconSnowflake } from '@tabler/icons-react'
import { useState } from 'react'
import { CardDialogs } from '#renderer/features/cards/components/card-dialogs.tsx'
import { standingOf } from '#renderer/features/cards/model/standing.ts'
import { useFreeze } from '#renderer/features/cards/use-freeze.ts'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import classes from './dispute-card-acts.module.css'

/** Before a claim of fraud: the card that was charged, frozen or replaced from where one reads that it should be. */
export function DisputeCardActs({ cardId }: { readonly cardId: number }) {
  const query = useEngineQuery((ask) => ask.cards.get({ cardId }))
  const { toggle, isRunning, connectionOf } = useFreeze()
  const [isReporting, setReporting] = useState(false)
  const detail = query.data
  if (detail === undefined) return null
  const { card } = detail
  const { word, note, verb } = standingOf(card, { isOffline: connectionOf(card)?.state === 'offline', change: undefined })
  const hasActs = verb !== null || card.can.report
  return (
    <span className={classes.acts}>
      <span className={classes.state}>{card.name}: {word.toLowerCase()}{note === null || note.kind === 'why' ? '' : `. ${note.text}`}</span>
      {verb !== null && <Button size="compact-sm" variant="default" loading={isRunning} leftSection={<IconSnowflake size={14} stroke={1.7} aria-hidden />} onClick={() => toggle(card)}>{verb === 'freeze' ? 'Freeze it' : 'Unfreeze it'}</Button>}
      {card.can.report && <Button size="compact-sm" variant="default" onClick={() => setReporting(true)}>Report and replace it…</Button>}
      {!hasActs && card.status !== 'closed' && <span className={classes.state}>Do it with its issuer, by phone or on its site.</span>}
      <CardDialogs detail={detail} dialog={isReporting ? 'report' : null} onClose={() => setReporting(false)} />
    </span>
  )
}
