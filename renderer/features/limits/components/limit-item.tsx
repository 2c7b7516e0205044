import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconArrowBigUpLines, IconClock, IconDots, IconInfoCircle } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { PATHS } from '#renderer/lib/links.ts'
import { useDelayed } from '#renderer/lib/use-delayed.ts'
import type { Limit } from '#shared/rpc/contract/limits.contract.ts'
import { endWords, waitingWords } from '../model/bar.ts'
import { countingWords, limitName, limitTitle, type Naming } from '../model/words.ts'
import type { LimitActs } from '../use-limit-acts.ts'
import { LimitBar } from './limit-bar.tsx'
import classes from './limits.module.css'

export interface LimitItemProps {
  readonly limit: Limit
  readonly naming: Naming
  readonly acts: LimitActs
  /** It is set on the person, and shown on one of their cards. */
  readonly isOfPerson: boolean
  readonly onRaise: (limit: Limit) => void
}

/** What is confirmed sooner never waited. */
const WAITING_SHOWS_AFTER_MS = 600

/** One limit: how full, until when, what is going on with it, and what can be done. */
export function LimitItem({ limit, naming, acts, isOfPerson, onRaise }: LimitItemProps) {
  const formats = useFormats()
  const title = limitTitle(limit, naming)
  return (
    <article className={classes.limit} aria-label={`${title}, ${limit.who}`}>
      <div className={classes.head}>
        <span className={classes.title} title={countingWords(limit)}>{title}</span>
        {isOfPerson && <span className={classes.tag}>all cards of {limit.who}</span>}
        {limit.mode === 'warn' && <span className={classes.tag}>{limit.kept === 'here' ? 'watched here' : 'told, not stopped'}</span>}
        <span className={classes.space} />
        {limit.can.raise && <Button size="compact-sm" variant="default" aria-label={`Raise the ${limitName(limit, naming)} of ${limit.who}`} onClick={() => onRaise(limit)}>Raise…</Button>}
        {(limit.can.change || limit.raise !== null) && <More limit={limit} title={title} acts={acts} />}
      </div>
      <LimitBar limit={limit} />
      <div className={classes.notes}>
        {limit.raise !== null && (
          <span className={classes.note} data-kind="raised">
            <IconArrowBigUpLines size={14} stroke={1.7} aria-hidden />
            <span>
              Raised from {formats.money(limit.amount)} until <time dateTime={new Date(limit.raise.until).toISOString()} title={formats.instant(limit.raise.until)}>{endWords(limit.raise.until, formats)}</time>
              {limit.raise.reason !== null && `: ${limit.raise.reason}`}
            </span>
          </span>
        )}
        {limit.issuerCount !== null && (
          <span className={classes.note}>
            <IconInfoCircle size={14} stroke={1.7} aria-hidden /> The issuer counts {formats.money(limit.issuerCount.used)}.
          </span>
        )}
        <Waiting limit={limit} acts={acts} />
      </div>
    </article>
  )
}

function Waiting({ limit, acts }: Pick<LimitItemProps, 'limit' | 'acts'>) {
  const isLong = useDelayed(limit.waitingFor !== null, WAITING_SHOWS_AFTER_MS)
  const words = waitingWords(limit.waitingFor, acts.isOffline(limit))
  if (words === null || !isLong) return null
  return (
    <Link className={classes.note ?? ''} data-kind="waiting" href={`${PATHS.activity}?tab=changes`}>
      <IconClock size={14} stroke={1.8} aria-hidden /> {words}
    </Link>
  )
}

function More({ limit, title, acts }: Pick<LimitItemProps, 'limit' | 'acts'> & { readonly title: string }) {
  return (
    <Menu position="bottom-end" width={200} returnFocus withinPortal>
      <Menu.Target>
        <ActionIcon aria-label={`More for ${title} of ${limit.who}`}><IconDots size={16} stroke={1.7} /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {limit.raise !== null && limit.can.raise && <Menu.Item onClick={() => acts.endRaise(limit)}>End the raise now</Menu.Item>}
        {limit.can.change && <Menu.Item color="red" onClick={() => acts.remove(limit)}>Take this limit away</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}
