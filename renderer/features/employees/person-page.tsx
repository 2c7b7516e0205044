import { Button } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link, useSearch } from 'wouter'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { PageFrame, Section } from '#renderer/components/page/page-frame.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { PATHS, readItem } from '#renderer/lib/links.ts'
import type { Cardholder, CardholderDetail } from '#shared/rpc/contract/employees.contract.ts'
import { PersonCards } from './components/person-cards.tsx'
import { PersonContact } from './components/person-contact.tsx'
import { PersonHead } from './components/person-head.tsx'
import { PersonHistory } from './components/person-history.tsx'
import { PersonSpend } from './components/person-spend.tsx'

/** What other features know of a person; put together in the frame. */
export interface PersonParts {
  readonly limits: (person: Cardholder) => ReactNode
  readonly requests: (person: Cardholder) => ReactNode
  readonly declines: (person: Cardholder) => ReactNode
}

/** One person: who, what they spent, with which cards, under which limits, and what was asked for and refused. */
export function PersonPage({ parts }: { readonly parts: PersonParts }) {
  const cardholderId = readItem(useSearch())
  return <PageFrame>{cardholderId === null ? <Nobody /> : <Person key={cardholderId} cardholderId={cardholderId} parts={parts} />}</PageFrame>
}

function Person({ cardholderId, parts }: { readonly cardholderId: number; readonly parts: PersonParts }) {
  const detail = useEngineQuery((ask) => ask.employees.get({ cardholderId }))
  return (
    <QueryView query={detail} skeleton={<Skeleton count={8} />}>
      {(data) => <Sections detail={data} parts={parts} />}
    </QueryView>
  )
}

function Sections({ detail, parts }: { readonly detail: CardholderDetail; readonly parts: PersonParts }) {
  const { person } = detail
  // Requests and declines come from issuers only.
  const isKnown = detail.details.length > 0
  return (
    <>
      <PersonHead detail={detail} />
      <PersonContact detail={detail} />
      <Section title="Spend"><PersonSpend detail={detail} /></Section>
      <Section title="Cards"><PersonCards person={person} /></Section>
      {parts.limits(person)}
      {isKnown && <Section title="Requests">{parts.requests(person)}</Section>}
      {isKnown && person.cards.length > 0 && <Section title="Declines">{parts.declines(person)}</Section>}
      <Section title="History"><PersonHistory history={detail.history} /></Section>
    </>
  )
}

function Nobody() {
  return (
    <EmptyState icon={IconUsers} title="Nobody is chosen" action={<Button component={Link} href={PATHS.employees}>Show all employees</Button>}>
      This address names no employee.
    </EmptyState>
  )
}
