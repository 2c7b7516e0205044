import { Select } from '@mantine/core'
import { FilterChip } from '#renderer/components/forms/filter-chip.tsx'
import { FilterLine } from '#renderer/components/forms/filter-line.tsx'
import { SearchField } from '#renderer/components/forms/search-field.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useScope } from '#renderer/lib/scope.tsx'
import type { TransactionFilter, TransactionSort } from '#shared/rpc/contract/transactions.contract.ts'
import { conditionCount } from '../model/filter-words.ts'
import { AmountChip } from './amount-chip.tsx'
import { CategoryChip, PersonChip } from './pick-chips.tsx'
import { KindChip } from './kind-chip.tsx'
import { PeriodChip } from './period-chip.tsx'
import { PlainChips } from './plain-chips.tsx'
import classes from './filter-bar.module.css'

export interface FilterBarProps {
  readonly filter: TransactionFilter
  readonly sort: TransactionSort
  /** `replace`: the address changes without a step back (while somebody types). */
  readonly onFilter: (filter: TransactionFilter, replace?: boolean) => void
  readonly onSort: (sort: TransactionSort) => void
}

const SORTS = [
  { value: 'newest', label: 'Newest first' },
  { value: 'oldest', label: 'Oldest first' },
  { value: 'largest', label: 'Largest first' },
  { value: 'smallest', label: 'Smallest first' },
] as const satisfies readonly { readonly value: TransactionSort; readonly label: string }[]

/** The filter as a sentence that is edited where it is read: "Dana Reyes · last 30 days · over $100". */
export function FilterBar({ filter, sort, onFilter, onSort }: FilterBarProps) {
  const { cardIds, label, setScope } = useScope()
  const today = useFormats().today
  const set = (part: TransactionFilter) => onFilter({ ...filter, ...part })
  return (
    <FilterLine
      search={<SearchField label="Find charges" text={filter.text ?? ''} onText={(text) => onFilter({ ...filter, text }, true)} />}
      onClear={conditionCount(filter) > 1 ? () => onFilter({}) : null}
      end={
        <Select
          className={classes.sort ?? ''}
          size="xs"
          variant="unstyled"
          aria-label="Order"
          data={SORTS}
          value={sort}
          onChange={(value) => onSort(SORTS.find((one) => one.value === value)?.value ?? 'newest')}
          comboboxProps={{ width: 160, position: 'bottom-end' }}
        />
      }
    >
      {cardIds !== null && !filter.cardIds && <FilterChip name="Cards" value={label} removeLabel="Show all cards" onRemove={() => setScope(null)} />}
      <PeriodChip range={filter} today={today} onRange={({ from, to }) => set({ from, to })} />
      <PersonChip ids={filter.cardholderIds} onIds={(cardholderIds) => set({ cardholderIds })} />
      <CategoryChip ids={filter.categoryIds} onIds={(categoryIds) => set({ categoryIds })} />
      <AmountChip filter={filter} onFilter={(part) => set(part)} />
      <KindChip filter={filter} onFilter={(part) => onFilter(part)} />
      <PlainChips filter={filter} onFilter={onFilter} />
    </FilterLine>
  )
}
