import { Button, SegmentedControl, VisuallyHidden } from '@mantine/core'
import { IconLayoutGrid, IconList, IconPlus } from '@tabler/icons-react'
import { FilterChip } from '#renderer/components/forms/filter-chip.tsx'
import { MultiPick, type PickOption } from '#renderer/components/forms/multi-pick.tsx'
import { FilterLine } from '#renderer/components/forms/filter-line.tsx'
import { SearchField } from '#renderer/components/forms/search-field.tsx'
import { namesLabel } from '#renderer/lib/formats.ts'
import type { Settings } from '#shared/rpc/contract/settings.contract.ts'
import { isFiltering, NO_FILTER, type CardsFilter, type FilterChoices } from '../model/find-cards.ts'
import classes from './cards-toolbar.module.css'

export interface CardsToolbarProps {
  readonly filter: CardsFilter
  readonly choices: FilterChoices
  /** `replace`: without a step back, while somebody types. */
  readonly onFilter: (filter: CardsFilter, replace?: boolean) => void
  readonly look: Settings['cardsView']
  readonly onLook: (look: Settings['cardsView']) => void
  /** Opens the groups; left out while there are none. */
  readonly onGroups: (() => void) | null
  /** Left out where no connection takes orders. */
  readonly onOrder: (() => void) | null
}

export function CardsToolbar({ filter, choices, onFilter, look, onLook, onGroups, onOrder }: CardsToolbarProps) {
  const set = (part: Partial<CardsFilter>) => onFilter({ ...filter, ...part })
  return (
    <FilterLine
      search={<SearchField label="Find cards" text={filter.text} onText={(text) => onFilter({ ...filter, text }, true)} />}
      onClear={isFiltering(filter) ? () => onFilter(NO_FILTER) : null}
      end={
        <>
          <SegmentedControl size="xs" aria-label="How cards are shown" value={look} onChange={(value) => onLook(value === 'list' ? 'list' : 'grid')} data={LOOKS} className={classes.looks ?? ''} />
          {onOrder && <Button size="xs" className={classes.order ?? ''} leftSection={<IconPlus size={15} stroke={1.8} />} onClick={onOrder}>New card…</Button>}
        </>
      }
    >
      <PickChip name="Status" plural="Statuses" options={choices.statuses} ids={filter.statuses} onIds={(statuses) => set({ statuses })} />
      <PickChip name="Product" plural="Products" options={choices.products} ids={filter.products} onIds={(products) => set({ products })} />
      <PickChip name="Cardholder" plural="Cardholders" options={choices.holders} ids={filter.holderIds} onIds={(holderIds) => set({ holderIds })} />
      {choices.groups.length > 0 && (
        <PickChip name="Group" plural="Groups" options={choices.groups} ids={filter.groups} onIds={(groups) => set({ groups })} foot={onGroups === null ? null : { label: 'Manage groups…', run: onGroups }} />
      )}
    </FilterLine>
  )
}

const LOOKS = [
  { value: 'grid', label: <><IconLayoutGrid size={16} stroke={1.6} aria-hidden /><VisuallyHidden>Drawn cards</VisuallyHidden></> },
  { value: 'list', label: <><IconList size={16} stroke={1.6} aria-hidden /><VisuallyHidden>List</VisuallyHidden></> },
]

interface PickChipProps<T extends string | number | null> {
  readonly name: string
  readonly plural: string
  readonly options: readonly PickOption<T>[]
  readonly ids: readonly T[]
  readonly onIds: (ids: readonly T[]) => void
  readonly foot?: { readonly label: string; readonly run: () => void } | null
}

function PickChip<T extends string | number | null>({ name, plural, options, ids, onIds, foot = null }: PickChipProps<T>) {
  const names = options.filter((option) => ids.includes(option.id)).map((option) => option.name)
  const unknown = Array.from({ length: Math.max(0, ids.length - names.length) }, () => '…')
  return (
    <FilterChip
      name={name}
      value={namesLabel([...names, ...unknown])}
      removeLabel={`Any ${name.toLowerCase()}`}
      onRemove={() => onIds([])}
      editor={(close) => (
        <>
          <MultiPick label={plural} options={options} chosen={ids} onChosen={onIds} />
          {foot && <Button mt={6} fullWidth size="compact-sm" variant="subtle" color="gray" onClick={() => { close(); foot.run() }}>{foot.label}</Button>}
        </>
      )}
    />
  )
}
