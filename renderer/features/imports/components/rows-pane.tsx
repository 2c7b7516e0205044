import { type KeyboardEvent, useCallback, useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { VirtualList } from '#renderer/components/data/virtual-list.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import { AppError } from '#shared/rpc/errors.ts'
import type { ImportPreview, PreviewRow, RowChoice, RowStatus } from '#shared/rpc/contract/imports.contract.ts'
import { CHOICE_LABELS } from '../model/words.ts'
import type { Choices } from '../use-choices.ts'
import { usePreviewRows } from '../use-preview-rows.ts'
import { PreviewRowView } from './preview-row.tsx'
import { StaleBar } from './stale-bar.tsx'
import { StatusTabs } from './status-tabs.tsx'
import classes from './rows-pane.module.css'

export interface RowsPaneProps {
  readonly preview: ImportPreview
  readonly accountIndex: number | null
  readonly choices: Choices
  readonly onImport: () => void
  /** Reads the files again; null when that is not possible any more. */
  readonly onAgain: (() => void) | null
  /** The page already says that the preview no longer holds. */
  readonly isStale: boolean
}

const ROW_HEIGHT = 52
/** Some dates are written with their year and need the room. */
const spansYears = (preview: ImportPreview, today: string) => preview.accounts.some((account) => account.firstOn !== null && !account.firstOn.startsWith(today.slice(0, 4)))
const rowKey = (row: PreviewRow) => row.row

/** Every row with what happens to it. */
export function RowsPane({ preview, accountIndex, choices, onImport, onAgain, isStale }: RowsPaneProps) {
  const { today } = useFormats()
  const [status, setStatus] = useState<RowStatus | null>(() => (preview.counts.conflict > 0 ? 'conflict' : null))
  const [activeRow, setActiveRow] = useState<number | null>(null)
  const { rows, hasMore, isLoadingMore, loadMore, error, retry, isReady } = usePreviewRows({ previewId: preview.previewId, status, accountIndex })
  const index = rows.findIndex((row) => row.row === activeRow)
  const active = rows[index]
  const choose = useCallback((row: PreviewRow, choice: RowChoice) => choices.choose([row], choice), [choices])
  // A decision moves on to the next row: a whole list is decided with one finger.
  const decide = (choice: RowChoice) => {
    if (!active?.choices.includes(choice)) return
    choose(active, choice)
    setActiveRow(rows[index + 1]?.row ?? active.row)
  }
  const hasActive = active !== undefined
  useShortcut('a', CHOICE_LABELS.add, () => decide('add'), { enabled: hasActive, group: 'The row' })
  useShortcut('u', CHOICE_LABELS.update, () => decide('update'), { enabled: hasActive, group: 'The row' })
  useShortcut('s', CHOICE_LABELS.skip, () => decide('skip'), { enabled: hasActive, group: 'The row' })
  const step = (by: number) => setActiveRow(rows[Math.max(0, Math.min(rows.length - 1, index + by))]?.row ?? null)
  // The list does this itself while it has the focus; these are for everywhere else on the page.
  useShortcut('j', 'Next row', () => step(1), { group: 'The row' })
  useShortcut('k', 'Previous row', () => step(-1), { group: 'The row' })
  const onEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement) || event.target.role !== 'grid') return
    event.preventDefault()
    event.stopPropagation()
    onImport()
  }
  return (
    <section className={classes.pane} aria-label="Rows">
      <StatusTabs
        preview={preview}
        status={status}
        onStatus={(next) => {
          setStatus(next)
          setActiveRow(null)
        }}
        onChooseAll={choices.chooseAll}
      />
      {error && !isStale && (AppError.is(error, 'not-found') ? <StaleBar reason="gone" onAgain={onAgain} /> : <ErrorState size="inline" error={error} onRetry={retry} />)}
      {!isReady && !error && <div className={classes.waiting}><Skeleton count={8} /></div>}
      {isReady && rows.length === 0 && <p className={classes.none}>{accountIndex === null ? 'No row has this status.' : 'No row of this account has this status.'}</p>}
      {rows.length > 0 && (
        <div className={classes.list} data-years={spansYears(preview, today) || undefined} onKeyDownCapture={onEnter}>
          <VirtualList
            // Another list starts at its top.
            key={`${status} ${accountIndex}`}
            label="Rows of the files"
            items={rows}
            getKey={rowKey}
            rowHeight={ROW_HEIGHT}
            activeKey={activeRow}
            onActiveChange={(_key, row) => setActiveRow(row?.row ?? null)}
            onOpen={() => undefined}
            hasMore={hasMore}
            isLoadingMore={isLoadingMore}
            onLoadMore={loadMore}
            autoFocus
            renderItem={(row) => <PreviewRowView row={row} showsStatus={status === null} onChoose={(choice) => choose(row, choice)} />}
          />
        </div>
      )}
    </section>
  )
}
