import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { cardLabel } from '#renderer/components/data/card-face.tsx'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { PageFrame, Section } from '#renderer/components/page/page-frame.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { PATHS } from '#renderer/lib/links.ts'
import type { CardDetail } from '#shared/rpc/contract/cards.contract.ts'
import { AccountStatements } from './components/account-statements.tsx'
import { CardDialogs } from './components/card-dialogs.tsx'
import { CardSide } from './components/card-side.tsx'
import { Checklist } from './components/checklist.tsx'
import { CardHistory } from './components/card-history.tsx'
import { CardNotices } from './components/card-notices.tsx'
import { NumberList } from './components/number-list.tsx'
import { RecentCharges } from './components/recent-charges.tsx'
import { VirtualFacts } from './components/virtual-facts.tsx'
import type { CardDialog } from './model/card-dialog.ts'
import { useConnectionOf } from './use-connection.ts'
import classes from './card-page.module.css'

export interface CardPageProps {
  readonly id: number | null
  /** What other features know of a card, put together in the app. */
  readonly limits: (detail: CardDetail) => ReactNode
  readonly declines: (detail: CardDetail) => ReactNode
}

/** One card: its face, its state and what can be done about it; beside them what it may spend, what it spent, and what happened to it. */
export function CardPage({ id, limits, declines }: CardPageProps) {
  if (id === null) return <Gone />
  return <Known key={id} id={id} limits={limits} declines={declines} />
}

function Known({ id, limits, declines }: CardPageProps & { readonly id: number }) {
  const query = useEngineQuery((ask) => ask.cards.get({ cardId: id }))
  const [dialog, setDialog] = useState<CardDialog | null>(null)
  if (query.error?.code === 'not-found' && query.data === undefined) return <Gone />
  return (
    <PageFrame width="wide" toolbar={<Back name={query.data ? cardLabel(query.data.card) : null} />}>
      <QueryView query={query} skeleton={<Skeleton shape="cards" count={1} />}>
        {(detail) => (
          <div className={classes.columns}>
            <CardSide detail={detail} onDialog={setDialog} />
            <div className={classes.body}>
              <CardNotices detail={detail} onDialog={setDialog} />
              {detail.checklist && <Checklist detail={detail} steps={detail.checklist} onDialog={setDialog} />}
              {limits(detail)}
              {detail.virtual && <VirtualFacts virtual={detail.virtual} />}
              <RecentCharges detail={detail} />
              <Declined detail={detail}>{declines(detail)}</Declined>
              <AccountStatements detail={detail} />
              {detail.numbers.length > 1 && <NumberList detail={detail} />}
              <CardHistory detail={detail} />
            </div>
            <CardDialogs detail={detail} dialog={dialog} onClose={() => setDialog(null)} />
          </div>
        )}
      </QueryView>
    </PageFrame>
  )
}

/** Only an issuer tells of what it declined. */
function Declined({ detail, children }: { readonly detail: CardDetail; readonly children: ReactNode }) {
  const isIssued = useConnectionOf(detail.card) !== undefined
  return isIssued ? <Section title="Declined">{children}</Section> : null
}

function Back({ name }: { readonly name: string | null }) {
  return (
    <nav className={classes.back} aria-label="Where you are">
      <Link href={PATHS.cards} className={classes.backLink}><IconArrowLeft size={16} stroke={1.7} aria-hidden /> Cards</Link>
      {name !== null && <span className={classes.here}>{name}</span>}
    </nav>
  )
}

function Gone() {
  return (
    <PageFrame>
      <EmptyState title="That card is not here any more" action={<Button component={Link} href={PATHS.cards} variant="default" leftSection={<IconArrowLeft size={16} stroke={1.6} />}>All cards</Button>}>
        What it came from was removed: its connection, or the import of its file.
      </EmptyState>
    </PageFrame>
  )
}
