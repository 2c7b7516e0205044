import { useSearch } from 'wouter'
import { QueryView } from '#renderer/components/data/query-view.tsx'
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
  const statements = useEngineQuery((ask) => ask.statements.list({ scope }), { keepPrevious: true })
  const open = (next: number) => goTo(itemHref('statements', next), { replace: id !== null })
  return (
    <QueryView query={statements}>
      {(list) => {
        const index = list.findIndex((statement) => statement.id === id)
        const statement = list[index]
        if (statement) {
          const step = (by: number) => list[index + by]
          return <StatementPaper key={statement.id} statement={statement} newer={step(-1)} older={step(1)} onOpen={open} onBack={() => goTo(PATHS.statements)} />
        }
        return (
          <PageFrame width="wide">
            {id !== null && <StatementGone />}
            {list.length === 0 ? <NoStatements /> : <StatementTable statements={list} onOpen={open} />}
          </PageFrame>
        )
      }}
    </QueryView>
  )
}
