import { SegmentedControl, Select } from '@mantine/core'
import { SearchField } from '#renderer/components/forms/search-field.tsx'
import { PERSON_STATUSES, type PeopleView } from '../model/address.ts'
import { statusWord } from '../model/people.ts'

export interface PeopleFiltersProps {
  readonly view: PeopleView
  readonly departments: readonly string[]
  /** `replace`: while somebody types. */
  readonly onView: (view: PeopleView, replace?: boolean) => void
}

const ANY = 'any'
const NO_DEPARTMENT = 'none'

export function PeopleFilters({ view, departments, onView }: PeopleFiltersProps) {
  const data = [
    { value: ANY, label: 'All departments' },
    ...departments.map((name) => ({ value: `d ${name}`, label: name })),
    { value: NO_DEPARTMENT, label: 'No department' },
  ]
  const chosen = view.department === null ? ANY : view.department === '' ? NO_DEPARTMENT : `d ${view.department}`
  const choose = (value: string | null) => onView({ ...view, department: value === null || value === ANY ? null : value === NO_DEPARTMENT ? '' : value.slice(2) })
  return (
    <>
      <SearchField label="Find employees" text={view.text} onText={(text) => onView({ ...view, text }, true)} />
      <Select size="xs" w={168} aria-label="Department" data={data} value={chosen} onChange={choose} />
      <SegmentedControl
        size="xs"
        aria-label="Status"
        value={view.status ?? ANY}
        onChange={(value) => onView({ ...view, status: PERSON_STATUSES.find((one) => one === value) ?? null })}
        data={[{ value: ANY, label: 'All' }, ...PERSON_STATUSES.map((one) => ({ value: one, label: statusWord(one) }))]}
      />
    </>
  )
}
