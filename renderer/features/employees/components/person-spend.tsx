import { StackedBars } from '#renderer/components/charts/stacked-bars.tsx'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { goTo } from '#renderer/lib/hash-location.ts'
import { transactionsHref } from '#renderer/lib/links.ts'
import { firstDayOf, lastDayOf, type IsoMonth } from '#shared/domain/time.ts'
import type { CardholderDetail } from '#shared/rpc/contract/employees.contract.ts'
import { mainCurrency, otherCurrencies, yearIn, yearSentence } from '../model/year.ts'

/** The last twelve months; each opens its charges. */
export function PersonSpend({ detail: { person, months } }: { readonly detail: CardholderDetail }) {
  const formats = useFormats()
  const currency = mainCurrency(months)
  if (currency === null) return <EmptyState size="inline" title="Nothing spent in twelve months">Their charges add up here, month by month.</EmptyState>
  const year = yearIn(months, currency)
  const open = (month: string) => goTo(transactionsHref({ cardholderIds: [person.id], from: firstDayOf(month as IsoMonth), to: lastDayOf(month as IsoMonth), pending: false }))
  return (
    <StackedBars
      label={`Spend of ${person.name} by month`}
      sentence={yearSentence(year, { money: (minor) => formats.money({ minor, currency }), monthLong: formats.monthLong }, otherCurrencies(months, currency))}
      rows={year.map(({ month, minor }) => ({ key: month, label: formats.month(month), values: { spend: minor } }))}
      series={[{ key: 'spend', label: 'Spend' }]}
      currency={currency}
      noun="Month"
      height={220}
      onOpen={open}
    />
  )
}
