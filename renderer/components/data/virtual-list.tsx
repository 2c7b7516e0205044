import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useId, useMemo, useRef } from 'react'
import classes from './virtual-list.module.css'
import { useActiveInSight, useListFocus } from './use-list-focus.ts'
import { useListKeys } from './use-list-keys.ts'

export interface VirtualListProps<T> {
  /** What the list is, for screen readers. */
  readonly label: string
  readonly items: readonly T[]
  readonly getKey: (item: T) => string | number
  readonly renderItem: (item: T, state: { readonly isActive: boolean; readonly index: number }) => ReactNode
  /** Heading above `item`, given the one before it; null for none (day headers). */
  readonly header?: (item: T, previous: T | undefined) => ReactNode
  /** Height of a row; density's own when left out. */
  readonly rowHeight?: number
  readonly headerHeight?: number
  /** The row that the keyboard is on. Controlled, so that a drawer can walk it. */
  readonly activeKey: string | number | null
  readonly onActiveChange: (key: string | number | null, item: T | null) => void
  /** Enter or a click. */
  readonly onOpen: (item: T) => void
  /** More pages: asked for when the end comes near. */
  readonly hasMore?: boolean
  readonly isLoadingMore?: boolean
  readonly onLoadMore?: () => void
  /** Takes the focus when it appears, so that ↑ ↓ work at once. */
  readonly autoFocus?: boolean
}

type Line<T> = { readonly kind: 'header'; readonly key: string; readonly content: ReactNode } | { readonly kind: 'item'; readonly key: string | number; readonly item: T; readonly index: number }

const OVERSCAN = 12

/** A long list: only what is seen is drawn; ↑ ↓ j k Home End PageUp PageDown walk it, Enter opens. */
export function VirtualList<T>(props: VirtualListProps<T>) {
  const { items, getKey, header, headerHeight = 36, activeKey, hasMore = false, onLoadMore, isLoadingMore = false } = props
  const scroller = useRef<HTMLDivElement>(null)
  const listId = useId()
  const rowHeight = useRowHeight(props.rowHeight)
  const lines = useMemo(() => withHeaders(items, getKey, header), [items, getKey, header])
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === 'header' ? headerHeight : rowHeight),
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: OVERSCAN,
  })
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight, lines])

  const drawn = virtualizer.getVirtualItems()
  const lastDrawn = drawn.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && !isLoadingMore && lastDrawn >= lines.length - OVERSCAN * 2) onLoadMore?.()
  }, [hasMore, isLoadingMore, lastDrawn, lines.length, onLoadMore])

  const lineOf = (key: string | number | null) => lines.findIndex((line) => line.kind === 'item' && line.key === key)
  const onKeyDown = useListKeys({
    items, getKey, activeKey, onOpen: props.onOpen, onActiveChange: props.onActiveChange,
    pageSize: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 1),
    reveal: (key) => virtualizer.scrollToIndex(lineOf(key), { align: 'auto' }),
  })
  const activeIndex = lineOf(activeKey)
  useListFocus(scroller, props.autoFocus ?? false)
  useActiveInSight(activeIndex, (index) => virtualizer.scrollToIndex(index, { align: 'auto' }))
  const activeDrawn = drawn.some((row) => row.index === activeIndex)

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={hasMore ? -1 : items.length}
      aria-activedescendant={activeDrawn ? `${listId}-${activeKey}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={classes.body} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        {drawn.map((row) => {
          const line = lines[row.index]
          if (!line) return null
          const style = { height: row.size, transform: `translateY(${row.start}px)` }
          if (line.kind === 'header')
            return (
              <div key={row.key} role="row" className={classes.header} style={style}>
                <div role="gridcell" className={classes.headerCell}>{line.content}</div>
              </div>
            )
          const isActive = line.key === activeKey
          return (
            <div
              key={row.key}
              id={`${listId}-${line.key}`}
              role="row"
              aria-rowindex={line.index + 1}
              aria-selected={isActive}
              className={classes.row}
              data-active={isActive || undefined}
              style={style}
              onClick={() => {
                props.onActiveChange(line.key, line.item)
                props.onOpen(line.item)
              }}
            >
              <div role="gridcell" className={classes.cell}>{props.renderItem(line.item, { isActive, index: line.index })}</div>
            </div>
          )
        })}
      </div>
      {isLoadingMore && <div className={classes.more}>Loading more…</div>}
    </div>
  )
}

function withHeaders<T>(items: readonly T[], getKey: (item: T) => string | number, header: VirtualListProps<T>['header']): readonly Line<T>[] {
  const lines: Line<T>[] = []
  for (const [index, item] of items.entries()) {
    const content = header?.(item, items[index - 1])
    if (content !== null && content !== undefined) lines.push({ kind: 'header', key: `header-${getKey(item)}`, content })
    lines.push({ kind: 'item', key: getKey(item), item, index })
  }
  return lines
}

/** The density's row height, read from the page (theme/global.css). */
export function useRowHeight(given?: number): number {
  if (given !== undefined) return given
  return document.documentElement.dataset['density'] === 'compact' ? 32 : 44
}
