import { Button } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import { type ReactNode, useRef } from 'react'
import { Link, useSearch } from 'wouter'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { movedFocus } from '#renderer/components/data/walk-items.ts'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { goTo } from '#renderer/lib/hash-location.ts'
import { PATHS } from '#renderer/lib/links.ts'
import { useScope } from '#renderer/lib/scope.tsx'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { DisputeBoard } from '#shared/rpc/contract/disputes.contract.ts'
import { cardText, reasonTitle } from '../model/dispute-words.ts'
import { stageLabel } from '../model/stage-words.ts'
import { useDisputeWords } from '../use-dispute-words.ts'
import { useSaving } from '../use-saving.ts'
import { BoardFilters } from './components/board-filters.tsx'
import { DisputeGroup } from './components/dispute-list.tsx'
import { OutcomesSection } from './components/outcomes-section.tsx'
import { boardGroups, boardSentence } from './model/groups.ts'
import { boardHref, conditionCount, readBoard, shownDisputes, type BoardView } from './model/view.ts'
import classes from './components/board.module.css'

/** Every dispute of the chosen cards: what needs somebody first, what is at stake, how they ended. */
export function BoardPage() {
  const view = readBoard(useSearch())
  const { scope, cardIds, setScope } = useScope()
  const board = useEngineQuery((ask) => ask.disputes.board({ scope }), { keepPrevious: true })
  const words = useDisputeWords()
  const exporting = useSaving((call) => call.disputes.exportBoard)
  const rows = board.data?.rows ?? []
  const change = (part: Partial<BoardView>, replace = false) => goTo(boardHref({ ...view, ...part }), { replace })
  const run = () => void exporting.save({ scope }, { name: `Disputes ${words.today}.csv`, kind: 'csv' })
  return (
    <PageFrame width="wide" toolbar={<BoardFilters view={view} rows={rows} onView={change} onExport={rows.length === 0 || exporting.state.status === 'running' ? null : run} />}>
      <QueryView query={board} skeleton={<Skeleton count={8} />}>
        {(data) => (data.rows.length === 0 ? <NoDisputes onAllCards={cardIds === null ? null : () => setScope(null)} /> : <Board board={data} view={view} onView={change} />)}
      </QueryView>
    </PageFrame>
  )
}

interface BoardProps {
  readonly board: DisputeBoard
  readonly view: BoardView
  readonly onView: (part: Partial<BoardView>) => void
}

function Board({ board, view, onView }: BoardProps) {
  const words = useDisputeWords()
  const list = useRef<HTMLDivElement>(null)
  useShortcut(['j', 'ArrowDown'], 'Next dispute', () => movedFocus(list.current, 1))
  useShortcut(['k', 'ArrowUp'], 'Previous dispute', () => movedFocus(list.current, -1))
  const shown = shownDisputes(board.rows, view, board.today, (row) => `${row.charge.merchant} ${cardText(row.charge)} ${reasonTitle(row.reason)} ${stageLabel(row.stage)} ${words.money(row.amount)}`)
  return (
    <div className={classes.page}>
      <p className={classes.sentence}>{boardSentence(board, words)}</p>
      <Found isEmpty={shown.length === 0} onAll={() => onView({ text: '', state: null, reason: null, merchant: null })}>
        <div ref={list}>
          {boardGroups(shown, board.today).map((group) => <DisputeGroup key={`${group.id} ${boardHref(view)}`} group={group} />)}
        </div>
      </Found>
      {conditionCount(view) === 0 && <OutcomesSection board={board} onView={onView} />}
    </div>
  )
}

function Found({ isEmpty, onAll, children }: { readonly isEmpty: boolean; readonly onAll: () => void; readonly children: ReactNode }) {
  if (!isEmpty) return children
  return (
    <EmptyState size="inline" icon={IconScale} title="No dispute fits" action={<Button size="sm" variant="default" onClick={onAll}>Show all disputes</Button>}>
      Look for another word, or take a condition away.
    </EmptyState>
  )
}

function NoDisputes({ onAllCards }: { readonly onAllCards: (() => void) | null }) {
  const charges = <Button component={Link} href={PATHS.transactions}>Find the charge</Button>
  if (onAllCards === null) {
    return (
      <EmptyState icon={IconScale} title="No disputes" action={charges}>
        When a charge is wrong, open it among the transactions and choose Dispute. You see what is needed and until when, and it is sent once, complete.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={IconScale} title="No disputes on these cards" action={<><Button variant="default" onClick={onAllCards}>Show all cards</Button>{charges}</>}>
      Other cards may have some.
    </EmptyState>
  )
}
