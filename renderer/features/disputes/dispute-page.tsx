import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { PATHS } from '#renderer/lib/links.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
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
  if (query.data.stage === 'draft' && !query.data.can.edit) return <Discarded detail={query.data} />
  return query.data.can.edit ? <DisputeDraft detail={query.data} cardActs={cardActs} /> : <CasePage detail={query.data} />
}

/** Somebody came back to a draft that was put aside. */
function Discarded({ detail }: { readonly detail: DisputeDetail }) {
  const restore = useEngineCommand((call) => call.disputes.restore)
  const action = (
    <>
      <Button loading={restore.isRunning} onClick={() => void restore.run({ disputeId: detail.id }).catch(() => undefined)}>Bring it back</Button>
      <Button component={Link} href={PATHS.disputes} variant="default" leftSection={<IconArrowLeft size={16} stroke={1.6} />}>All disputes</Button>
    </>
  )
  return (
    <PageFrame>
      {restore.error && <ErrorState size="inline" error={restore.error} />}
      <EmptyState title="This draft was discarded" action={action}>It was about {detail.charge.merchant}. Nothing of it was sent, and everything you wrote is still here.</EmptyState>
    </PageFrame>
  )
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
