import { useState } from 'react'
import { useSearch } from 'wouter'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { goTo } from '#renderer/lib/hash-location.ts'
import { itemHref, PATHS, readItem } from '#renderer/lib/links.ts'
import { useScope } from '#renderer/lib/scope.tsx'
import { NoStatements, StatementGone } from './components/no-statements.tsx'
import { StatementPaper } from './components/statement-paper.tsx'
import { StatementTable } from './components/statement-table.tsx'

/** Every statement, newest first; one of them as paper. */
export function StatementsPage() {
  const id = readItem(useSearch())
  const { scope } = useScope()
  const { data, error, refetch } = useEngineQuery((ask) => ask.statements.list({ scope }), { keepPrevious: true })
  const lastRead = useLast(id)
  const open = (next: number) => goTo(itemHref('statements', next), { replace: id !== null })
  const index = data?.findIndex((statement) => statement.id === id) ?? -1
  const statement = data?.[index]
  if (data && statement) {
    return (
      <StatementPaper
        key={statement.id}
        statement={statement}
        place={{ number: index + 1, of: data.length }}
        newer={data[index - 1]}
        older={data[index + 1]}
        onOpen={open}
        onBack={() => goTo(PATHS.statements)}
      />
    )
  }
  return (
    <PageFrame width="wide">
      {error && <ErrorState size={data ? 'inline' : 'page'} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton count={8} />}
      {data && id !== null && <StatementGone />}
      {data && (data.length === 0 ? <NoStatements /> : <StatementTable statements={data} lastRead={lastRead} onOpen={open} />)}
    </PageFrame>
  )
}

/** The last statement that was open, so that going back finds the place. */
function useLast(id: number | null): number | null {
  const [last, setLast] = useState(id)
  if (id !== null && id !== last) setLast(id)
  return last
}
