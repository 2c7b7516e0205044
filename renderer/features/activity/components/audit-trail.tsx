import { Button } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { useEnginePages } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { AuditEntry } from '#shared/rpc/contract/audit.contract.ts'
import { auditFacts, auditText } from '../model/audit-words.ts'
import { VerifyChain } from './verify-chain.tsx'
import classes from './activity.module.css'

const PAGE_SIZE = 100

/** Everything that was done here, newest first, as it was recorded. */
export function AuditTrail() {
  const pages = useEnginePages({
    page: (ask, before: number | null) => ask.audit.list({ before, limit: PAGE_SIZE }),
    first: null,
    next: (last) => (last.length < PAGE_SIZE ? null : (last.at(-1)?.id ?? null)),
  })
  if (pages.error && !pages.data) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
  if (!pages.data) return <Skeleton />
  const entries = pages.data.pages.flat()
  if (entries.length === 0) {
    return <EmptyState icon={IconShieldCheck} title="Nothing is recorded yet">Every change made here is written down and chained to the one before it, so that none can be altered unseen.</EmptyState>
  }
  return (
    <>
      <VerifyChain />
      <table className={classes.trail}>
        <caption className="ck-hidden">Audit trail, newest first</caption>
        <thead>
          <tr>
            <th scope="col">No.</th>
            <th scope="col">When</th>
            <th scope="col">What</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => <Entry key={entry.id} entry={entry} />)}
        </tbody>
      </table>
      {pages.hasNextPage && <Button mt="sm" size="xs" variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>Show earlier entries</Button>}
    </>
  )
}

function Entry({ entry }: { readonly entry: AuditEntry }) {
  const formats = useFormats()
  const facts = auditFacts(entry.details)
  return (
    <tr data-selectable>
      <td className="ck-figure">{formats.count(entry.id)}</td>
      <td><time dateTime={new Date(entry.at).toISOString()}>{formats.instant(entry.at)}</time></td>
      <td>
        {auditText(entry)}
        {facts !== '' && <span className={classes.facts}>{facts}</span>}
      </td>
    </tr>
  )
}
