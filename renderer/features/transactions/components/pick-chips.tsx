import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { namesLabel } from '#renderer/lib/formats.ts'
import { FilterChip } from '#renderer/components/forms/filter-chip.tsx'
import { MultiPick, type PickOption } from '#renderer/components/forms/multi-pick.tsx'

interface PickChipProps<T> {
  readonly ids: readonly T[] | undefined
  readonly onIds: (ids: T[]) => void
}

const NOBODY: PickOption<number | null> = { id: null, name: 'No cardholder' }

export function PersonChip({ ids = [], onIds }: PickChipProps<number | null>) {
  const people = useEngineQuery((ask) => ask.employees.list({}))
  const options = [...(people.data ?? []).map(({ id, name }): PickOption<number | null> => ({ id, name })), NOBODY]
  return (
    <FilterChip
      name="Person"
      value={chosenNames(ids, options)}
      removeLabel="Anyone"
      onRemove={() => onIds([])}
      editor={() => <MultiPick label="People" options={options} chosen={ids} onChosen={onIds} />}
    />
  )
}

export function CategoryChip({ ids = [], onIds }: PickChipProps<number>) {
  const categories = useEngineQuery((ask) => ask.transactions.categories({}))
  const options = (categories.data ?? []).map(({ id, name }) => ({ id, name }))
  return (
    <FilterChip
      name="Category"
      value={chosenNames(ids, options)}
      removeLabel="Any category"
      onRemove={() => onIds([])}
      editor={() => <MultiPick label="Categories" options={options} chosen={ids} onChosen={onIds} />}
    />
  )
}

/** Names in the order of the list; one that is not known (yet) is still a condition and must show. */
function chosenNames<T>(ids: readonly T[], options: readonly PickOption<T>[]): string | null {
  const names = options.filter((option) => ids.includes(option.id)).map((option) => option.name)
  const unknown = ids.length - names.length
  return namesLabel([...names, ...Array.from({ length: Math.max(0, unknown) }, () => '…')])
}
