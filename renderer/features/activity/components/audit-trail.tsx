import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react'
import { Fragment, useMemo } from 'react'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { MoreRows } from '#renderer/components/data/more-rows.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { useEnginePages } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { auditDays, timesOf, type AuditLine } from '../model/audit-lines.ts'
import { momentOf } from '#renderer/lib/moments.ts'
import { useChainCheck } from '../use-chain-check.ts'
import { VerifyChain } from './verify-chain.tsx'
import classes from './activity.module.css'

const PAGE_SIZE = 100

/** Everything that was done here, newest first, as it was recorded. */
export function AuditTrail() {
  const formats = useFormats()
  const [check, verify] = useChainCheck()
  const pages = useEnginePages({
    page: (ask, before: number | null) => ask.audit.list({ before, limit: PAGE_SIZE }),
    first: null,
    next: (last) => (last.length < PAGE_SIZE ? null : (last.at(-1)?.id ?? null)),
  })
  const days = useMemo(() => auditDays(pages.data?.pages.flat() ?? []), [pages.data])
  if (pages.error && !pages.data) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
  if (!pages.data) return <Skeleton count={10} />
  if (days.length === 0) {
    return <EmptyState icon={IconShieldCheck} title="Nothing is recorded yet">Every change made here is written down and sealed together with the one before it, so that none can be altered unseen.</EmptyState>
  }
  const brokenAt = check.state === 'done' ? check.brokenAt : null
  return (
    <>
      <VerifyChain check={check} onVerify={verify} />
      {pages.error && !pages.isFetchNextPageError && <ErrorState size="inline" error={pages.error} onRetry={() => void pages.refetch()} />}
      <table className={classes.trail}>
        <caption className="ck-hidden">Audit trail, newest first</caption>
        <thead className="ck-hidden">
          <tr>
            <th scope="col">Time</th>
            <th scope="col">What was done</th>
            <th scope="col">Number</th>
          </tr>
        </thead>
        {days.map(({ key, day, lines }) => (
          <Fragment key={key}>
            <tbody>
              <tr>
                <th scope="rowgroup" colSpan={3}><time dateTime={day} title={formats.dateLong(day)}>{formats.day(day)}</time></th>
              </tr>
              {lines.map((line) => <Line key={line.lastId} line={line} isBroken={brokenAt !== null && line.firstId <= brokenAt && brokenAt <= line.lastId} />)}
            </tbody>
          </Fragment>
        ))}
      </table>
      <MoreRows pages={pages} />
    </>
  )
}

function Line({ line, isBroken }: { readonly line: AuditLine; readonly isBroken: boolean }) {
  const formats = useFormats()
  const times = timesOf(line)
  return (
    <tr data-selectable data-broken={isBroken || undefined}>
      <td className={classes.time}><time dateTime={new Date(line.lastAt).toISOString()} title={formats.instant(line.lastAt)}>{momentOf(line.lastAt).exactTime}</time></td>
      <td>
        {isBroken && <IconAlertTriangle size={16} stroke={1.8} aria-label="Does not fit" />}
        {line.text}
        {times > 1 && <span className={classes.fact}>{formats.count(times)} times since {momentOf(line.firstAt).exactTime}</span>}
        {line.facts !== '' && <span className={classes.fact}>{line.facts}</span>}
      </td>
      <td className={classes.number}>{times > 1 ? `${formats.count(line.firstId)} – ${formats.count(line.lastId)}` : formats.count(line.lastId)}</td>
    </tr>
  )
}
