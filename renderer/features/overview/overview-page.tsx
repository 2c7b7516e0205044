import type { ReactNode } from 'react'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useScope } from '#renderer/lib/scope.tsx'
import { FirstFetch } from './components/first-fetch.tsx'
import { FirstStep } from './components/first-step.tsx'
import { Morning } from './components/morning.tsx'

/** A calm morning page: what needs you, then what was spent. `start`: the ways in, while there is nothing at all. */
export function OverviewPage({ start }: { readonly start: ReactNode }) {
  const { scope } = useScope()
  const overview = useEngineQuery((ask) => ask.reports.overview({ scope }), { keepPrevious: true })
  return (
    <PageFrame>
      <QueryView query={overview} skeleton={<Skeleton shape="block" />}>
        {(data) =>
          data.hasTransactions ? (
            <>
              <FirstFetch />
              <Morning overview={data} />
            </>
          ) : (
            <FirstStep start={start} />
          )
        }
      </QueryView>
    </PageFrame>
  )
}
