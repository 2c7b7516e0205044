import { Button, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { Avatar } from '#renderer/components/data/avatar.tsx'
import { DataTable } from '#renderer/components/data/data-table.tsx'
import { MoneyTotals } from '#renderer/components/money/money-text.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useScope } from '#renderer/lib/scope.tsx'
import type { Cardholder } from '#shared/rpc/contract/employees.contract.ts'
import { InlineName } from '#renderer/components/forms/inline-name.tsx'
import classes from '../cards.module.css'

/** Everyone with a card, or who will get one: cards, newest spend, last charge. */
export function PeopleTable({ people }: { readonly people: readonly Cardholder[] }) {
  const formats = useFormats()
  return (
    <>
      {people.length > 0 && (
        <DataTable
          caption="Employees"
          rows={people}
          getKey={(person) => person.id}
          columns={[
            { key: 'name', header: 'Name', sortBy: (person) => person.name, cell: (person) => <PersonName person={person} /> },
            { key: 'cards', header: 'Cards', cell: (person) => <PersonCards person={person} /> },
            { key: 'last', header: 'Last charge', sortBy: (person) => person.lastOn ?? '', cell: (person) => (person.lastOn ? formats.date(person.lastOn) : <span className={classes.none}>–</span>) },
            { key: 'spend', header: 'Newest month', align: 'right', sortBy: (person) => person.latestMonthSpend[0]?.minor ?? 0, cell: (person) => <MoneyTotals totals={person.latestMonthSpend} /> },
          ]}
        />
      )}
      <AddPerson />
    </>
  )
}

function PersonName({ person }: { readonly person: Cardholder }) {
  const toasts = useToasts()
  const command = useEngineCommand((call) => call.employees.rename)
  const rename = (name: string) => {
    if (name === '') return
    command.run({ cardholderId: person.id, name }).then(() => toasts.undo(`Renamed to ${name}`, () => command.run({ cardholderId: person.id, name: person.name })), toasts.fail)
  }
  return (
    <span className={classes.personName}>
      <Avatar name={person.name} />
      {person.name}
      <InlineName label={`Rename ${person.name}`} value={person.name} placeholder="Name" maxLength={120} onSave={rename} />
    </span>
  )
}

function PersonCards({ person }: { readonly person: Cardholder }) {
  const { setScope } = useScope()
  if (person.cards.length === 0) return <span className={classes.none}>None</span>
  return (
    <span className={classes.personCards}>
      {person.cards.map((card) => (
        <button key={card.id} type="button" className={classes.cardLink} aria-label={`Show only ${card.name}`} onClick={() => setScope([card.id])}>
          {card.name}
        </button>
      ))}
    </span>
  )
}

function AddPerson() {
  const toasts = useToasts()
  const create = useEngineCommand((call) => call.employees.create)
  const [name, setName] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const text = name?.trim() ?? ''
    if (text === '') return
    create.run({ name: text }).then(() => setName(null), toasts.fail)
  }
  if (name === null)
    return (
      <Button mt={12} variant="subtle" color="gray" leftSection={<IconPlus size={16} stroke={1.8} />} onClick={() => setName('')}>
        Add an employee
      </Button>
    )
  return (
    <form onSubmit={submit} className={classes.line}>
      <TextInput aria-label="Name of the employee" placeholder="Name" value={name} maxLength={120} autoFocus onChange={(event) => setName(event.currentTarget.value)} />
      <Button type="submit" loading={create.isRunning} disabled={name.trim() === ''}>Add</Button>
      <Button variant="subtle" color="gray" onClick={() => setName(null)}>Cancel</Button>
    </form>
  )
}
