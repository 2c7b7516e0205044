import { Button } from '@mantine/core'
import { IconChevronDown, IconChevronRight, IconUserPlus, IconUsers } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useSearch } from 'wouter'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plural } from '#renderer/lib/formats.ts'
import { goTo } from '#renderer/lib/hash-location.ts'
import { limitEditorHref, PATHS } from '#renderer/lib/links.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { Cardholder } from '#shared/rpc/contract/employees.contract.ts'
import { AddPerson } from './components/add-person.tsx'
import { InviteDialog } from './components/invite-dialog.tsx'
import { PeopleFilters } from './components/people-filters.tsx'
import { PeopleTable, type PeopleTableProps } from './components/people-table.tsx'
import { isFiltered, readView, viewHref, type PeopleView } from './model/address.ts'
import { departmentsOf, peopleSentence, shownPeople } from './model/people.ts'
import classes from './employees.module.css'

/** Everybody with a card: what they spent, how much of their limits is left, what waits. The address holds the filter. */
export function EmployeesPage() {
  const view = readView(useSearch())
  const people = useEngineQuery((ask) => ask.employees.list({}))
  const places = useEngineQuery((ask) => ask.employees.invitePlaces({}))
  const [isInviting, setInviting] = useState(false)
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const canInvite = (places.data ?? []).length > 0
  useShortcut('i', 'Invite an employee', () => setInviting(true), { enabled: canInvite })
  const onView = (next: PeopleView, replace = false) => goTo(viewHref(next), { replace })
  const invite = canInvite && <Button size="xs" leftSection={<IconUserPlus size={15} stroke={1.7} />} onClick={() => setInviting(true)}>Invite…</Button>
  const toolbar = (
    <>
      <PeopleFilters view={view} departments={departmentsOf(people.data ?? [])} onView={onView} />
      <span className={classes.space} />
      {invite}
    </>
  )
  const list = people.data ?? []
  const isEmpty = people.data !== undefined && list.length === 0
  const selected = list.filter((person) => chosen.has(person.id))
  return (
    <PageFrame width="wide" {...(isEmpty ? {} : { toolbar })} footer={selected.length > 0 && <Selection people={selected} all={shownPeople(list, view).present} onChosen={setChosen} />}>
      <QueryView query={people} skeleton={<Skeleton count={10} />}>
        {(all) => (all.length === 0 ? <Nobody invite={invite} /> : <People people={all} view={view} onView={onView} selected={chosen} onSelect={(id, isSelected) => setChosen((now) => withOne(now, id, isSelected))} />)}
      </QueryView>
      {canInvite && <InviteDialog opened={isInviting} places={places.data ?? []} onClose={() => setInviting(false)} />}
    </PageFrame>
  )
}

function withOne(ids: ReadonlySet<number>, id: number, isIn: boolean): ReadonlySet<number> {
  const next = new Set(ids)
  if (isIn) next.add(id)
  else next.delete(id)
  return next
}

interface PeopleProps extends Pick<PeopleTableProps, 'selected' | 'onSelect'> {
  readonly people: readonly Cardholder[]
  readonly view: PeopleView
  readonly onView: (view: PeopleView) => void
}

function People({ people, view, onView, selected, onSelect }: PeopleProps) {
  const formats = useFormats()
  const limits = useEngineQuery((ask) => ask.limits.list({ scope: null }))
  const { present, inactive } = shownPeople(people, view)
  const isNothing = present.length === 0 && inactive.length === 0
  const rest = { limits: limits.error ? [] : limits.data, selected, onSelect }
  return (
    <>
      <p className={classes.sentence}>{peopleSentence(people, formats.count)}</p>
      {isNothing && (
        <EmptyState icon={IconUsers} size="inline" title="Nobody fits" action={<Button size="xs" variant="default" onClick={() => onView({ text: '', department: null, status: null, showsInactive: view.showsInactive })}>Show everybody</Button>}>
          No employee has all of what you look for.
        </EmptyState>
      )}
      {present.length > 0 && <PeopleTable caption="Employees" people={present} {...rest} />}
      {inactive.length > 0 && (
        <section aria-label="Inactive employees" className={classes.inactive}>
          <Button variant="subtle" color="gray" size="xs" aria-expanded={view.showsInactive} leftSection={view.showsInactive ? <IconChevronDown size={15} /> : <IconChevronRight size={15} />} onClick={() => onView({ ...view, showsInactive: !view.showsInactive })}>
            Inactive ({formats.count(inactive.length)})
          </Button>
          {view.showsInactive && <PeopleTable caption="Inactive employees" people={inactive} {...rest} />}
        </section>
      )}
      {!isFiltered(view) && <div className={classes.add}><AddPerson /></div>}
    </>
  )
}

interface SelectionProps {
  readonly people: readonly Cardholder[]
  readonly all: readonly Cardholder[]
  readonly onChosen: (ids: ReadonlySet<number>) => void
}

/** What can be done with several at once. */
function Selection({ people, all, onChosen }: SelectionProps) {
  const edit = () => goTo(limitEditorHref({ personIds: people.map((person) => person.id) }))
  useShortcut('l', 'Edit the limits of those chosen', edit)
  useShortcut('Escape', 'Choose nobody', () => onChosen(new Set()))
  return (
    <>
      <span role="status">{plural(people.length, 'person', 'people')} chosen</span>
      <Button size="xs" onClick={edit}>Edit limits…</Button>
      {people.length < all.length && <Button size="xs" variant="default" onClick={() => onChosen(new Set(all.map((person) => person.id)))}>Choose all {all.length}</Button>}
      <Button size="xs" variant="subtle" color="gray" onClick={() => onChosen(new Set())}>Choose nobody</Button>
    </>
  )
}

function Nobody({ invite }: { readonly invite: ReactNode }) {
  return (
    <EmptyState icon={IconUsers} title="No employees yet" action={invite || <Button variant="default" onClick={() => goTo(PATHS.connections)}>Connect an issuer</Button>}>
      People come with the cards of an issuer, or from the names in statement files.
    </EmptyState>
  )
}
