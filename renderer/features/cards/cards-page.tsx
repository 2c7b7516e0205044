import { Button } from '@mantine/core'
import { IconCards } from '@tabler/icons-react'
import { useSearch } from 'wouter'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { PageFrame, Section } from '#renderer/components/page/page-frame.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { readItem } from '#renderer/lib/links.ts'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import { CardTile } from './components/card-tile.tsx'
import { PeopleTable } from './components/people-table.tsx'
import { plural } from '#renderer/lib/formats.ts'
import classes from './cards.module.css'

/** Every card with its holder and last month, and every person with their cards. The address may point at one card. */
export function CardsPage() {
  const wantedId = readItem(useSearch())
  const cards = useEngineQuery((ask) => ask.cards.list({}))
  const people = useEngineQuery((ask) => ask.employees.list({}))
  return (
    <PageFrame width="wide">
      <QueryView query={cards} skeleton={<Skeleton shape="cards" count={8} />}>
        {(list) =>
          list.length === 0 ? (
            <NoCards />
          ) : (
            <div className={classes.page}>
              <CardsSentence cards={list} />
              <ul className={classes.grid} aria-label="Cards">
                {list.map((card) => (
                  <li key={card.id}>
                    <CardTile card={card} people={people.data ?? []} isWanted={card.id === wantedId} />
                  </li>
                ))}
              </ul>
              <Section title="Employees">
                <QueryView query={people}>{(all) => <PeopleTable people={all} />}</QueryView>
              </Section>
            </div>
          )
        }
      </QueryView>
    </PageFrame>
  )
}

function CardsSentence({ cards }: { readonly cards: readonly Card[] }) {
  const formats = useFormats()
  const without = cards.filter((card) => card.kind === 'card' && card.cardholder === null).length
  const status = useEngineQuery((ask) => ask.sync.status({}))
  const issuers = (status.data ?? []).map((one) => one.connectionId)
  const isMixed = issuers.length > 0 && cards.some((card) => !issuers.includes(card.connectionId))
  const count = plural(cards.length, 'card', 'cards', formats.count(cards.length))
  return (
    <p className={classes.sentence}>
      {without === 0 ? count : `${count}, ${without} without a cardholder`}. Click one to see only its charges.
      {isMixed && ' Cards of statement files can be read; freezing needs a connection to their issuer.'}
    </p>
  )
}

function NoCards() {
  const { pick } = useImportRequest()
  return (
    <EmptyState icon={IconCards} title="No cards yet" action={<Button onClick={() => void pick()}>Open statement files</Button>}>
      Cards appear by themselves from the statement files you open: each account number and each card member named in them becomes one.
    </EmptyState>
  )
}
