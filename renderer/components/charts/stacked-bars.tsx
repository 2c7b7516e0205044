import { BarChart } from '@mantine/charts'
import type { ReactNode } from 'react'
import { type Column, DataTable } from '#renderer/components/data/data-table.tsx'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { chartColors, chartRest } from '#renderer/theme/tokens.ts'
import { ChartFrame } from './chart-frame.tsx'
import { ChartTip } from './chart-tip.tsx'
import { Legend } from './legend.tsx'
import { foldSeries, REST_KEY, type StackRow, type StackSeries } from './chart-data.ts'
import classes from './charts.module.css'

export interface StackedBarsProps {
  readonly label: string
  readonly sentence: ReactNode
  /** One bar each, in the order they are drawn. */
  readonly rows: readonly StackRow[]
  /** The pieces of each bar. Over five: the largest five keep a hue, the rest is one grey piece. */
  readonly series: readonly StackSeries[]
  readonly currency: string
  /** `columns` (months) or `bars` (people). */
  readonly orientation?: 'columns' | 'bars'
  /** Head of the label column in the table twin. */
  readonly noun: string
  /** Drill-down; `seriesKey` is null for the grey rest. */
  readonly onOpen?: (rowKey: string, seriesKey: string | null) => void
  readonly height?: number
}

const HUES = chartColors.length
/** A piece of nothing at the end of each bar, which carries the bar's sum. */
const END = 'end'

/** Bars from zero, stacked; a legend that names every colour, a tip with exact figures, click opens what is behind. */
export function StackedBars(props: StackedBarsProps) {
  const { label, sentence, currency, orientation = 'columns', onOpen } = props
  const formats = useFormats()
  const folded = foldSeries(props.rows, props.series, HUES)
  const series = folded.series.map((one, index) => ({ name: one.key, label: one.label, color: one.key === REST_KEY ? chartRest : (chartColors[index] ?? chartRest) }))
  const isBars = orientation === 'bars'
  const data = folded.rows.map((row) => ({ key: row.key, label: row.label, ...row.values, [END]: 0 }))
  const totals = folded.rows.map((row) => Object.values(row.values).reduce((sum, minor) => sum + minor, 0))
  const height = props.height ?? (isBars ? Math.max(160, data.length * 36 + 48) : 260)
  const open = (seriesKey: string, payload: unknown) => {
    const rowKey = keyOf(payload)
    if (rowKey !== null) onOpen?.(rowKey, seriesKey === REST_KEY ? null : seriesKey)
  }
  const chart = (
    <>
      {series.length > 1 && <Legend series={series} />}
      <BarChart
        // Bars are stacked in the order in which they were first drawn: other series, another chart.
        key={series.map((one) => one.name).join()}
        h={height}
        data={data}
        dataKey="label"
        type="stacked"
        series={isBars ? [...series, { name: END, label: '', color: 'transparent' }] : series}
        orientation={isBars ? 'vertical' : 'horizontal'}
        gridAxis={isBars ? 'y' : 'x'}
        tickLine="none"
        strokeDasharray="0"
        // A refund is a negative piece: it goes to the other side of zero instead of over its neighbours.
        barChartProps={{ stackOffset: 'sign', ...(isBars ? { margin: { right: 92 } } : {}) }}
        maxBarWidth={isBars ? 20 : 36}
        valueFormatter={(value) => formats.money({ minor: value, currency }, { whole: true })}
        yAxisProps={{ width: isBars ? 132 : 72 }}
        tooltipAnimationDuration={0}
        tooltipProps={{ content: ({ label: head, payload }) => <ChartTip head={String(head)} items={payload.map((item) => ({ name: String(item.name), color: item.color ?? chartRest, minor: Number(item.value) }))} series={series} currency={currency} /> }}
        barProps={(one) =>
          one.name === END
            ? { isAnimationActive: false, label: (at: LabelPlace) => <EndLabel at={at} text={formats.money({ minor: totals[at.index ?? -1] ?? 0, currency }, { whole: true })} /> }
            : { isAnimationActive: false, ...(onOpen ? { onClick: (payload: unknown) => open(one.name, payload) } : {}) }
        }
        data-opens={onOpen ? true : undefined}
        className={classes.plot}
      />
    </>
  )
  return <ChartFrame label={label} sentence={sentence} chart={chart} table={<StackTable {...props} />} />
}

interface LabelPlace {
  readonly x?: number | string | undefined
  readonly y?: number | string | undefined
  readonly width?: number | string | undefined
  readonly height?: number | string | undefined
  readonly index?: number | undefined
}

/** The sum of a bar, written where it ends. */
function EndLabel({ at, text }: { readonly at: LabelPlace; readonly text: string }) {
  return (
    <text x={Number(at.x) + Number(at.width) + 8} y={Number(at.y) + Number(at.height) / 2} dominantBaseline="central" className={classes.endLabel}>
      {text}
    </text>
  )
}

function keyOf(payload: unknown): string | null {
  if (typeof payload !== 'object' || payload === null || !('payload' in payload)) return null
  const row = payload.payload
  return typeof row === 'object' && row !== null && 'key' in row ? String(row.key) : null
}

/** All series, none folded: the table holds what the chart had no colour for. */
function StackTable({ label, rows, series, currency, noun, onOpen }: StackedBarsProps) {
  const sum = (row: StackRow) => series.reduce((total, one) => total + (row.values[one.key] ?? 0), 0)
  const columns: readonly Column<StackRow>[] = [
    { key: 'label', header: noun, cell: (row) => row.label },
    ...series.map((one): Column<StackRow> => ({
      key: one.key,
      header: one.label,
      align: 'right',
      cell: (row) => <Figure minor={row.values[one.key] ?? 0} currency={currency} {...(onOpen ? { onOpen: () => onOpen(row.key, one.key) } : {})} />,
    })),
    { key: 'total', header: 'Total', align: 'right', cell: (row) => <MoneyText minor={sum(row)} currency={currency} /> },
  ]
  return <DataTable caption={label} columns={columns} rows={rows} getKey={(row) => row.key} />
}

function Figure({ minor, currency, onOpen }: { readonly minor: number; readonly currency: string; readonly onOpen?: () => void }) {
  if (minor === 0) return <span className={classes.nothing}>–</span>
  if (!onOpen) return <MoneyText minor={minor} currency={currency} />
  return (
    <button type="button" className={classes.figureLink} onClick={onOpen}>
      <MoneyText minor={minor} currency={currency} />
    </button>
  )
}
