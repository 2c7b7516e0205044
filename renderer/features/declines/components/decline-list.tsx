import { IconCircleCheck } from '@tabler/icons-react'
import { useRef } from 'react'
import { Link } from 'wouter'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { MoreRows } from '#renderer/components/data/more-rows.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { movedFocus, pressIn } from '#renderer/components/data/walk-items.ts'
import { useEnginePages, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { limitsHref } from '#renderer/lib/links.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { Decline } from '#shared/rpc/contract/declines.contract.ts'
import { declineDays } from '../model/decline-days.ts'
import { declineKey } from '../model/decline-words.ts'
import { DeclineItem } from './decline-item.tsx'
import classes from '../declines.module.css'

export interface DeclineListProps {
  /** null: of every card. */
  readonly cardIds: readonly number[] | null
  /** Only the newest few, with a way to all of them; left out: all, page after page. */
  readonly limit?: number
}

const PAGE_SIZE = 50

/** Refused charges, newest first, each with what helps. */
export function DeclineList({ cardIds, limit }: DeclineListProps) {
  const size = limit ?? PAGE_SIZE
  const ids = cardIds === null ? null : [...cardIds]
  const pages = useEnginePages({
    page: (ask, before: { at: number; declineId: string } | null) => ask.declines.list({ cardIds: ids, before, limit: size }),
    first: null,
    next: (last) => {
      const end = last.declines.at(-1)
      return last.hasMore && end !== undefined ? { at: end.at, declineId: end.declineId } : null
    },
  })
  if (pages.error && !pages.data) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} size={limit === undefined ? 'page' : 'inline'} />
  if (!pages.data) return <Skeleton count={limit === undefined ? 8 : 3} />
  const declines = pages.data.pages.flatMap((page) => page.declines)
  if (declines.length === 0) {
    return (
      <EmptyState icon={IconCircleCheck} size={limit === undefined ? 'page' : 'inline'} title="Nothing was declined">
        A charge that an issuer refuses stands here with the reason, the rule that refused it, and what can be done at once.
      </EmptyState>
    )
  }
  return (
    <>
      {pages.error && !pages.isFetchNextPageError && <ErrorState size="inline" error={pages.error} onRetry={() => void pages.refetch()} />}
      <Days declines={limit === undefined ? declines : declines.slice(0, limit)} isPage={limit === undefined} />
      {limit === undefined ? <MoreRows pages={pages} /> : pages.hasNextPage && <Link className={classes.all} href={limitsHref('declines')}>All declines</Link>}
    </>
  )
}

function Days({ declines, isPage }: { readonly declines: readonly Decline[]; readonly isPage: boolean }) {
  const formats = useFormats()
  const list = useRef<HTMLDivElement>(null)
  const status = useEngineQuery((ask) => ask.sync.status({}))
  const offline = new Set((status.data ?? []).filter((one) => one.state === 'offline').map((one) => one.connectionId))
  useShortcut(['j', 'ArrowDown'], 'Next decline', () => movedFocus(list.current, 1), { enabled: isPage })
  useShortcut(['k', 'ArrowUp'], 'Previous decline', () => movedFocus(list.current, -1), { enabled: isPage })
  useShortcut('r', 'Do what helps', () => pressIn(list.current, 'remedy'), { enabled: isPage })
  useShortcut('w', 'What to tell them', () => pressIn(list.current, 'tell'), { enabled: isPage })
  useShortcut('y', 'Copy what to tell them', () => pressIn(list.current, 'copy'), { enabled: isPage })
  const items = (some: readonly Decline[]) => some.map((decline) => <li key={declineKey(decline)}><DeclineItem decline={decline} withDay={!isPage} isOffline={offline.has(decline.connectionId)} /></li>)
  if (!isPage) return <ul className={classes.list} aria-label="Declines">{items(declines)}</ul>
  return (
    <div ref={list}>
      {declineDays(declines).map(({ day, declines: some }) => (
        <section key={day} aria-label={formats.dateLong(day)}>
          <h2 className={classes.day}><time dateTime={day} title={formats.dateLong(day)}>{formats.day(day)}</time></h2>
          <ul className={classes.list} aria-label={`Declines, ${formats.day(day)}`}>{items(some)}</ul>
        </section>
      ))}
    </div>
  )
}
