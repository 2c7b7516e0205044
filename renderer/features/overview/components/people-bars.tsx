import { HorizontalBars } from '#renderer/components/charts/horizontal-bars.tsx'
import { Avatar } from '#renderer/components/data/avatar.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { goTo } from '#renderer/lib/hash-location.ts'
import { reportHref, transactionsHref } from '#renderer/lib/links.ts'
import { firstDayOf, lastDayOf, type IsoMonth } from '#shared/domain/time.ts'
import type { Overview } from '#shared/rpc/contract/reports.contract.ts'
import { peopleSentence } from '../model/sentence.ts'
import type { MonthPaceProps } from './month-pace.tsx'

/** Who spent it; each opens their report, cards without a holder their charges. */
export function PeopleBars({ overview, month, currency }: MonthPaceProps) {
  const formats = useFormats()
  const open = ({ cardholderId }: Overview['byPerson'][number]) => {
    if (cardholderId !== null) return goTo(reportHref({ personId: cardholderId }))
    const range = { from: firstDayOf(month as IsoMonth), to: lastDayOf(month as IsoMonth) }
    return goTo(transactionsHref({ cardholderIds: [null], ...range, pending: false }))
  }
  return (
    <HorizontalBars
      label="Spend by person"
      sentence={peopleSentence(overview.byPerson, formats.percent)}
      noun="Person"
      currency={currency}
      items={overview.byPerson.map((person) => ({
        key: person.cardholderId ?? 'none',
        label: person.name,
        mark: <Avatar name={person.cardholderId === null ? null : person.name} size="sm" />,
        minor: person.spendMinor,
        onOpen: () => open(person),
      }))}
    />
  )
}
