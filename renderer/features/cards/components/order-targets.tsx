import { Select } from '@mantine/core'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { accountChoices, knownPeople, type OrderPlace } from '../model/order-entry.ts'
import type { Ordering } from '../use-order.ts'

export interface OrderTargetsProps {
  readonly order: Ordering
  readonly places: readonly OrderPlace[]
}

/** Who gets the card, and what it is billed to. */
export function OrderTargets({ order: { entry, place, problems, change }, places }: OrderTargetsProps) {
  const people = useEngineQuery((ask) => ask.employees.list({}))
  const known = knownPeople(places, place)
  const shown = (people.data ?? []).filter((person) => known.includes(person.id) || person.id === entry.cardholderId)
  return (
    <>
      <Select
        label="For"
        placeholder="Choose a person"
        searchable
        data-autofocus
        nothingFoundMessage="Nobody of that name at this issuer"
        data={shown.map((person) => ({ value: String(person.id), label: person.name }))}
        value={entry.cardholderId === null ? null : String(entry.cardholderId)}
        error={problems.cardholderId}
        onChange={(value) => change({ cardholderId: value === null ? null : Number(value) })}
      />
      <Select
        label="Billed to"
        placeholder="Choose an account"
        data={[...accountChoices(places, entry.form)]}
        value={entry.accountId === null ? null : String(entry.accountId)}
        error={problems.accountId}
        onChange={(value) => change({ accountId: value === null ? null : Number(value) })}
      />
    </>
  )
}
