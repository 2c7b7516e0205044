import type { ReactNode } from 'react'
import { DataTable } from '#renderer/components/data/data-table.tsx'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { ChartFrame } from './chart-frame.tsx'
import { foldRest } from './chart-data.ts'
import classes from './charts.module.css'

export interface BarItem {
  readonly key: string | number
  readonly label: string
  /** Before the label: an avatar, a card. */
  readonly mark?: ReactNode
  /** Spend, positive. */
  readonly minor: number
  /** Drill-down. */
  readonly onOpen?: () => void
}

export interface HorizontalBarsProps {
  readonly label: string
  readonly sentence: ReactNode
  readonly items: readonly BarItem[]
  readonly currency: string
  /** Head of the label column in the table twin. */
  readonly noun: string
  /** Bars drawn; the rest becomes one grey bar. Default 8. */
  readonly limit?: number
}

/** Bars from zero with their names and figures written beside them, largest first; each opens what is behind it. */
export function HorizontalBars({ label, sentence, items, currency, noun, limit = 8 }: HorizontalBarsProps) {
  const { shown, rest } = foldRest(items, limit)
  const largest = Math.max(1, ...shown.map((item) => item.minor), rest?.minor ?? 0)
  const chart = (
    <ul className={classes.bars}>
      {shown.map((item) => (
        <li key={item.key}>
          <Bar item={item} currency={currency} share={item.minor / largest} />
        </li>
      ))}
      {rest && (
        <li>
          <Bar item={{ key: 'rest', label: `${rest.count} others`, minor: rest.minor }} currency={currency} share={rest.minor / largest} isRest />
        </li>
      )}
    </ul>
  )
  const table = (
    <DataTable
      caption={label}
      rows={items}
      getKey={(item) => item.key}
      onOpen={(item) => item.onOpen?.()}
      initialSort={{ key: 'spend', descending: true }}
      columns={[
        { key: 'name', header: noun, cell: (item) => item.label, sortBy: (item) => item.label },
        { key: 'spend', header: 'Spend', align: 'right', cell: (item) => <MoneyText minor={item.minor} currency={currency} />, sortBy: (item) => item.minor },
      ]}
    />
  )
  return <ChartFrame label={label} sentence={sentence} chart={chart} table={table} />
}

interface BarProps {
  readonly item: BarItem
  readonly currency: string
  readonly share: number
  readonly isRest?: boolean
}

function Bar({ item, currency, share, isRest = false }: BarProps) {
  const content = (
    <>
      <span className={classes.barLabel}>
        {item.mark}
        <span className={classes.barName}>{item.label}</span>
      </span>
      <span className={classes.barTrack} aria-hidden>
        <span className={classes.barFill} data-rest={isRest || undefined} style={{ width: `${Math.max(0, share) * 100}%` }} />
      </span>
      <span className={classes.barFigure}>
        <MoneyText minor={item.minor} currency={currency} />
      </span>
    </>
  )
  if (!item.onOpen) return <div className={classes.bar}>{content}</div>
  return (
    <button type="button" className={classes.bar} data-opens onClick={item.onOpen}>
      {content}
    </button>
  )
}
