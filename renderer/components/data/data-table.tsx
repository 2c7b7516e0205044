import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react'
import classes from './data-table.module.css'

export interface Column<T> {
  readonly key: string
  readonly header: ReactNode
  readonly cell: (row: T) => ReactNode
  /** Right for figures. */
  readonly align?: 'left' | 'right'
  readonly width?: number | string
  /** Makes the head sort by it. */
  readonly sortBy?: (row: T) => number | string
  /** Under the column: a total. */
  readonly footer?: ReactNode
}

export interface DataTableProps<T> {
  /** What the table is, for screen readers. */
  readonly caption: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  readonly getKey: (row: T) => string | number
  /** Makes each row open something, by click or Enter. */
  readonly onOpen?: (row: T) => void
  readonly activeKey?: string | number | null
  readonly initialSort?: { readonly key: string; readonly descending: boolean }
  /** Keeps the first column in sight while the rest scrolls sideways. Default true. */
  readonly stickyFirst?: boolean
}

interface Sort {
  readonly key: string
  readonly descending: boolean
}

/** A real table: sticky head and first column, tabular figures, hairlines, sortable where it makes sense. */
export function DataTable<T>({ caption, columns, rows, getKey, onOpen, activeKey, initialSort, stickyFirst = true }: DataTableProps<T>) {
  const [sort, setSort] = useState<Sort | null>(initialSort ?? null)
  const sorted = useMemo(() => sortRows(rows, columns, sort), [rows, columns, sort])
  const hasFooter = columns.some((column) => column.footer !== undefined)
  const toggle = (key: string) => setSort((now) => ({ key, descending: now?.key === key ? !now.descending : true }))
  return (
    <div className={classes.scroller} tabIndex={0} role="group" aria-label={caption}>
      <table className={classes.table} data-sticky={stickyFirst || undefined}>
        <caption className="ck-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={sort} onSort={toggle} />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr
              key={getKey(row)}
              data-active={activeKey === getKey(row) || undefined}
              {...(onOpen ? { tabIndex: 0, 'data-opens': true, onClick: () => onOpen(row), onKeyDown: (event: KeyboardEvent) => rowKey(event, () => onOpen(row)) } : {})}
            >
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.key} scope="row" data-align={column.align}>{column.cell(row)}</th>
                ) : (
                  <td key={column.key} data-align={column.align}>{column.cell(row)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {hasFooter && (
          <tfoot>
            <tr>
              {columns.map((column) => (
                <td key={column.key} data-align={column.align}>{column.footer}</td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

function HeadCell<T>({ column, sort, onSort }: { readonly column: Column<T>; readonly sort: Sort | null; readonly onSort: (key: string) => void }) {
  const isSorted = sort?.key === column.key
  const Arrow = sort?.descending ? IconChevronDown : IconChevronUp
  return (
    <th scope="col" data-align={column.align} style={{ width: column.width }} aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : undefined}>
      {column.sortBy ? (
        <button type="button" className={classes.sort} onClick={() => onSort(column.key)}>
          {column.header}
          {isSorted && <Arrow size={14} stroke={1.8} aria-hidden />}
        </button>
      ) : (
        column.header
      )}
    </th>
  )
}

/** Rows in the order the head asks for; the given order where it asks for none. */
export function sortRows<T>(rows: readonly T[], columns: readonly Column<T>[], sort: Sort | null): readonly T[] {
  const sortBy = columns.find((column) => column.key === sort?.key)?.sortBy
  if (!sort || !sortBy) return rows
  const direction = sort.descending ? -1 : 1
  return [...rows].sort((a, b) => {
    const left = sortBy(a)
    const right = sortBy(b)
    if (typeof left === 'string' && typeof right === 'string') return direction * left.localeCompare(right)
    return direction * (Number(left) - Number(right))
  })
}

function rowKey(event: KeyboardEvent, open: () => void): void {
  if (event.target !== event.currentTarget) return
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault()
    open()
    return
  }
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const row = event.currentTarget
  const next = event.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling
  if (next instanceof HTMLElement) {
    event.preventDefault()
    next.focus()
  }
}
