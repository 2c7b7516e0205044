import { IconRefresh } from '@tabler/icons-react'
import { Fragment, useMemo } from 'react'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { MoreRows } from '#renderer/components/data/more-rows.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { useEnginePages } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { momentOf } from '#renderer/lib/moments.ts'
import { durationText, runDays, runEnding, runParts, runReason, type RunLine } from '../model/run-lines.ts'
import classes from './activity.module.css'

const PAGE_SIZE = 100

/** Every run, newest first: when, why, what came in and went out, how it ended. It takes the focus, so that keys scroll it. */
export function RunList() {
  const formats = useFormats()
  const pages = useEnginePages({
    page: (ask, before: number | null) => ask.sync.runs({ before, limit: PAGE_SIZE }),
    first: null,
    next: (last) => (last.length < PAGE_SIZE ? null : (last.at(-1)?.id ?? null)),
  })
  const runs = useMemo(() => pages.data?.pages.flat() ?? [], [pages.data])
  const days = useMemo(() => runDays(runs), [runs])
  const namesConnection = new Set(runs.map((run) => run.connectionId)).size > 1
  if (pages.error && !pages.data) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
  if (!pages.data) return <Skeleton count={10} />
  if (days.length === 0) return <EmptyState icon={IconRefresh} title="Nothing was synced yet">Once you are signed in to an issuer, every run stands here with what it brought and how it ended.</EmptyState>
  return (
    <section aria-label="Runs, newest first" tabIndex={0}>
      {pages.error && !pages.isFetchNextPageError && <ErrorState size="inline" error={pages.error} onRetry={() => void pages.refetch()} />}
      {days.map(({ key, day, lines }) => (
        <Fragment key={key}>
          <h2 className={classes.day}><time dateTime={day} title={formats.dateLong(day)}>{formats.day(day)}</time></h2>
          <ul className={classes.list} aria-label={`Runs of ${formats.dateLong(day)}`}>
            {lines.map((line) => <Line key={line.run.id} line={line} namesConnection={namesConnection} />)}
          </ul>
        </Fragment>
      ))}
      <MoreRows pages={pages} />
    </section>
  )
}

function Line({ line, namesConnection }: { readonly line: RunLine; readonly namesConnection: boolean }) {
  const formats = useFormats()
  const { run, times, firstAt } = line
  const ending = runEnding(run)
  const facts = [times > 1 ? `${formats.count(times)} times since ${momentOf(firstAt).time}` : null, runReason(line), times > 1 ? null : durationText(run), namesConnection ? run.connectionName : null].filter((fact) => fact !== null)
  const parts = runParts(run, formats.count)
  return (
    <li className={classes.item} data-outcome={run.outcome}>
      <time className={classes.when} dateTime={new Date(run.startedAt).toISOString()} title={formats.instant(run.startedAt)}>{momentOf(run.startedAt).time}</time>
      <div className={classes.text}>
        <span className={classes.parts}>
          {ending && <strong className={classes.ending}>{ending.title}</strong>}
          {parts.map((part) => <span key={part}>{part}</span>)}
        </span>
        {ending && <span className={classes.faint}>{ending.text}</span>}
      </div>
      <span className={classes.facts}>{facts.map((fact) => <span key={fact}>{fact}</span>)}</span>
    </li>
  )
}
