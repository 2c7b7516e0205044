import { useCallback, useMemo } from 'react'
import { VirtualList } from '#renderer/components/data/virtual-list.tsx'
import { MoneyTotals } from '#renderer/components/money/money-text.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plural } from '#renderer/lib/formats.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { TransactionRow, TransactionSort } from '#shared/rpc/contract/transactions.contract.ts'
import { dayGroups } from '../model/day-groups.ts'
import { extendSelection, toggleSelected, type Selection } from '../model/selection.ts'
import type { Charges } from '../use-charges.ts'
import { ChargeRow } from './charge-row.tsx'
import { useCategoryKeys } from './use-category-keys.ts'
import classes from './charge-list.module.css'

export interface ChargeListProps {
  readonly charges: Charges
  readonly sort: TransactionSort
  readonly activeId: number | null
  readonly onActiveChange: (row: TransactionRow | null) => void
  readonly onOpen: (row: TransactionRow) => void
  readonly selection: Selection
  readonly onSelect: (selection: Selection) => void
}

const idOf = (row: TransactionRow) => row.id

export function ChargeList({ charges, sort, activeId, onActiveChange, onOpen, selection, onSelect }: ChargeListProps) {
  const formats = useFormats()
  const keyOf = useCategoryKeys()
  const byDate = sort === 'newest' || sort === 'oldest'
  const { rows, isComplete } = charges
  const groups = useMemo(() => dayGroups(byDate ? rows : [], isComplete), [byDate, rows, isComplete])
  const header = useCallback(
    (row: TransactionRow, previous: TransactionRow | undefined) => {
      if (previous?.postedOn === row.postedOn) return null
      const group = groups.get(row.postedOn)
      return (
        <span className={classes.day}>
          <time dateTime={row.postedOn} title={formats.dateLong(row.postedOn)}>{formats.day(row.postedOn)}</time>
          {group?.totals && (
            <span className={classes.dayTotal} title={plural(group.count, 'charge', 'charges')}>
              <MoneyTotals totals={group.totals} size="sm" muted />
            </span>
          )}
        </span>
      )
    },
    [groups, formats],
  )
  const toggle = (row: TransactionRow, withShift: boolean) => onSelect(withShift ? extendSelection(selection, row, rows) : toggleSelected(selection, row))
  const active = rows.find((row) => row.id === activeId)
  useShortcut('x', 'Select the charge', () => active && toggle(active, false), { enabled: active !== undefined })
  useShortcut('shift+x', 'Select up to this charge', () => active && toggle(active, true), { enabled: active !== undefined })

  return (
    <div className={classes.frame}>
    <VirtualList
      label="Charges"
      items={rows}
      getKey={idOf}
      {...(byDate ? { header } : {})}
      activeKey={activeId}
      onActiveChange={(_key, row) => onActiveChange(row)}
      onOpen={onOpen}
      hasMore={!isComplete}
      isLoadingMore={charges.isLoadingMore}
      onLoadMore={charges.loadMore}
      autoFocus
      renderItem={(row) => (
        <ChargeRow
          row={row}
          categoryKey={keyOf(row.categoryId)}
          showsDate={!byDate}
          isSelected={selection.rows.has(row.id)}
          isSelecting={selection.rows.size > 0}
          onToggle={(withShift) => toggle(row, withShift)}
        />
      )}
    />
    </div>
  )
}
