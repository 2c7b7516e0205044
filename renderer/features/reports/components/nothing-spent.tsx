import { Button } from '@mantine/core'
import { IconChartBar } from '@tabler/icons-react'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import { useScope } from '#renderer/lib/scope.tsx'
import type { IsoMonth } from '#shared/domain/time.ts'
import { firstLook, monthsLabel, type MonthRange } from '../model/period.ts'

export interface NothingSpentProps {
  readonly bounds: { readonly first: string | null; readonly last: string | null }
  readonly person: { readonly name: string } | null
  readonly onMonths: (months: MonthRange) => void
  readonly onEveryone: () => void
}

/** Why the report is empty: no books at all, or none in these months, of this person, on these cards. */
export function NothingSpent({ bounds, person, onMonths, onEveryone }: NothingSpentProps) {
  const { today, locale } = useFormats()
  const { cardIds, label, setScope } = useScope()
  const { pick } = useImportRequest()
  if (bounds.first === null || bounds.last === null) {
    return (
      <EmptyState icon={IconChartBar} title="No spend to report yet" action={<Button onClick={() => void pick()}>Open statement files</Button>}>
        Once statement files are in, this page shows what each cardholder spent, on what, month by month.
      </EmptyState>
    )
  }
  const books = { from: bounds.first as IsoMonth, to: bounds.last as IsoMonth }
  const action = (
    <>
      <Button variant="default" onClick={() => onMonths(firstLook(bounds, today))}>Show the latest year</Button>
      {person && <Button variant="subtle" color="gray" onClick={onEveryone}>Everyone</Button>}
      {cardIds !== null && <Button variant="subtle" color="gray" onClick={() => setScope(null)}>All cards</Button>}
    </>
  )
  const whose = person ? `${person.name} spent nothing in these months` : cardIds === null ? 'Nothing was spent in these months' : `Nothing was spent on ${label} in these months`
  return (
    <EmptyState icon={IconChartBar} title={whose} action={action}>
      The books run from {monthsLabel(books, locale)}. Pending charges count once they post.
    </EmptyState>
  )
}
