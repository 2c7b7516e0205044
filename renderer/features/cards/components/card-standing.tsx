import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleX, IconClock, IconHelpCircle, IconSnowflake, IconSnowflakeOff } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { Link } from 'wouter'
import { cardLabel } from '#renderer/components/data/card-face.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { PATHS } from '#renderer/lib/links.ts'
import { useDelayed } from '#renderer/lib/use-delayed.ts'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import { standingOf, type Standing } from '../model/standing.ts'
import { useConnectionOf } from '../use-connection.ts'
import { useFreeze } from '../use-freeze.ts'
import classes from '../cards.module.css'

type Icon = ComponentType<{ readonly size?: number; readonly stroke?: number; readonly 'aria-hidden'?: boolean }>

const STATUS_ICONS: Readonly<Record<Card['status'], Icon>> = { active: IconCircleCheck, frozen: IconSnowflake, closed: IconCircleX, inactive: IconCircleDashed, unknown: IconHelpCircle }
const VERBS = { freeze: { label: 'Freeze', icon: IconSnowflake }, unfreeze: { label: 'Unfreeze', icon: IconSnowflakeOff } } as const
/** What is confirmed sooner never waited. */
const WAITING_SHOWS_AFTER_MS = 600

/** State and verb of a card that an issuer keeps; a statement file says nothing of either. */
export function CardStanding({ card, isVerbElsewhere = false }: { readonly card: Card; readonly isVerbElsewhere?: boolean }) {
  const freezing = useFreeze()
  const standing = useStanding(card)
  if (standing === null) return null
  return (
    <div className={classes.standing}>
      <div className={classes.line}>
        <StatusWord standing={standing} />
        <span className={classes.space} />
        {standing.verb && !isVerbElsewhere && <Verb verb={standing.verb} card={card} isRunning={freezing.isRunning} onClick={() => freezing.toggle(card)} />}
      </div>
      {standing.note && <Note note={standing.note} />}
    </div>
  )
}

/** The same in one line of a table, to read. */
export function StandingLine({ card }: { readonly card: Card }) {
  const standing = useStanding(card)
  if (standing === null) return <span className={classes.none}>–</span>
  return (
    <span className={classes.standingLine}>
      <StatusWord standing={standing} />
      {standing.note && standing.note.kind !== 'why' && <Note note={standing.note} />}
    </span>
  )
}

/** null: no issuer says how the card stands. */
function useStanding(card: Card): Standing | null {
  const connection = useConnectionOf(card)
  const outbox = useEngineQuery((ask) => ask.sync.outbox({}))
  const isWaiting = useDelayed(card.waitingFor !== null, WAITING_SHOWS_AFTER_MS)
  if (connection === undefined) return null
  const change = (outbox.data ?? []).findLast((item) => item.card?.id === card.id && item.state !== 'confirmed' && item.state !== 'discarded' && item.state !== 'rejected')
  return standingOf(isWaiting ? card : { ...card, waitingFor: null }, { isOffline: connection.state === 'offline', change })
}

function StatusWord({ standing }: { readonly standing: Standing }) {
  const StatusIcon = STATUS_ICONS[standing.status]
  return <span className={classes.status} data-status={standing.status}><StatusIcon size={16} stroke={1.7} aria-hidden /> {standing.word}</span>
}

function Note({ note }: { readonly note: NonNullable<Standing['note']> }) {
  if (note.kind === 'why') return <span className={classes.note}>{note.text}</span>
  const NoteIcon = note.kind === 'needs-you' ? IconAlertTriangle : IconClock
  return (
    <Link href={`${PATHS.activity}?tab=changes`} className={classes.note} data-kind={note.kind}>
      <NoteIcon size={14} stroke={1.8} aria-hidden /> {note.text}
    </Link>
  )
}

interface VerbProps {
  readonly verb: 'freeze' | 'unfreeze'
  readonly card: Card
  readonly isRunning: boolean
  readonly onClick: () => void
}

function Verb({ verb, card, isRunning, onClick }: VerbProps) {
  const { label, icon: VerbIcon } = VERBS[verb]
  return (
    <Button size="compact-sm" variant="default" disabled={isRunning} leftSection={<VerbIcon size={14} stroke={1.7} />} aria-label={`${label} ${cardLabel(card)}`} onClick={onClick}>
      {label}
    </Button>
  )
}
