import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { PATHS } from '#renderer/lib/links.ts'
import { CasePage } from './case/case-page.tsx'
import { DisputeDraft } from './draft/dispute-draft.tsx'

export interface DisputePageProps {
  readonly id: number | null
  /** Freezing and replacing the card that was charged, put together in the app. */
  readonly cardActs: (cardId: number) => ReactNode
}

/** One dispute: the draft while it can be changed, the case from then on. */
export function DisputePage({ id, cardActs }: DisputePageProps) {
  if (id === null) return <Gone />
  return <Known key={id} id={id} cardActs={cardActs} />
}

function Known({ id, cardActs }: DisputePageProps & { readonly id: number }) {
  const query = useEngineQuery((ask) => ask.disputes.get({ disputeId: id }))
  if (query.error?.code === 'not-found') return <Gone />
  if (query.data === undefined) return <PageFrame><QueryView query={query}>{() => null}</QueryView></PageFrame>
  return query.data.can.edit ? <DisputeDraft detail={query.data} cardActs={cardActs} /> : <CasePage detail={query.data} />
}

function Gone() {
  return (
    <PageFrame>
      <EmptyState title="That dispute is not here any more" action={<Button component={Link} href={PATHS.disputes} variant="default" leftSection={<IconArrowLeft size={16} stroke={1.6} />}>All disputes</Button>}>
        Its draft was discarded, or its connection was removed.
      </EmptyState>
    </PageFrame>
  )
}
