import { AreaChart } from '@mantine/charts'
import type { ReactNode } from 'react'
import { DataTable } from '#renderer/components/data/data-table.tsx'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { chartColors, chartRest } from '#renderer/theme/tokens.ts'
import { ChartFrame } from './chart-frame.tsx'
import { ChartTip } from './chart-tip.tsx'
import { Legend } from './legend.tsx'
import classes from './charts.module.css'

export interface ComparePoint {
  readonly key: string | number
  readonly label: string
  /** null: not yet known (a day to come); the line ends. */
  readonly minor: number | null
  readonly previousMinor: number | null
}

export interface AreaCompareProps {
  readonly label: string
  readonly sentence: ReactNode
  readonly points: readonly ComparePoint[]
  readonly currency: string
  /** "November", and in grey "October". */
  readonly currentLabel: string
  readonly previousLabel: string
  /** Head of the label column in the table twin: "Day". */
  readonly noun: string
  readonly onOpen?: (key: string | number) => void
  readonly height?: number
}

/** This against before: one filled line in the accent, one grey line without fill. */
export function AreaCompare({ label, sentence, points, currency, currentLabel, previousLabel, noun, onOpen, height = 220 }: AreaCompareProps) {
  const formats = useFormats()
  const series = [
    { name: 'previousMinor', label: previousLabel, color: chartRest },
    { name: 'minor', label: currentLabel, color: chartColors[0] },
  ]
  const chart = (
    <>
      <Legend series={[...series].reverse()} />
      <AreaChart
        h={height}
        data={[...points]}
        dataKey="label"
        series={series}
        curveType="linear"
        withDots={false}
        withGradient={false}
        connectNulls={false}
        strokeWidth={2}
        tickLine="none"
        strokeDasharray="0"
        gridAxis="x"
        valueFormatter={(value) => formats.money({ minor: value, currency }, { whole: true })}
        yAxisProps={{ width: 72 }}
        xAxisProps={{ minTickGap: 40 }}
        tooltipAnimationDuration={0}
        tooltipProps={{ content: ({ label: head, payload }) => <ChartTip head={`${noun} ${String(head)}`} withTotal={false} items={uniqueByName(payload.map((item) => ({ name: String(item.dataKey), color: item.stroke ?? chartRest, minor: Number(item.value) }))).reverse()} series={series} currency={currency} /> }}
        areaProps={(one) => ({ isAnimationActive: false, fillOpacity: one.name === 'minor' ? 0.14 : 0 })}
        areaChartProps={onOpen ? { onClick: (state) => openAt(state.activeLabel, points, onOpen) } : {}}
        data-opens={onOpen ? true : undefined}
        className={classes.plot}
      />
    </>
  )
  const table = (
    <DataTable
      caption={label}
      rows={points}
      getKey={(point) => point.key}
      {...(onOpen ? { onOpen: (point: ComparePoint) => onOpen(point.key) } : {})}
      columns={[
        { key: 'label', header: noun, cell: (point) => point.label },
        { key: 'current', header: currentLabel, align: 'right', cell: (point) => (point.minor === null ? '–' : <MoneyText minor={point.minor} currency={currency} />) },
        { key: 'previous', header: previousLabel, align: 'right', cell: (point) => (point.previousMinor === null ? '–' : <MoneyText minor={point.previousMinor} currency={currency} />) },
      ]}
    />
  )
  return <ChartFrame label={label} sentence={sentence} chart={chart} table={table} />
}

function uniqueByName<T extends { readonly name: string }>(items: readonly T[]): T[] {
  return items.filter((item, index) => items.findIndex((other) => other.name === item.name) === index)
}

function openAt(activeLabel: unknown, points: readonly ComparePoint[], onOpen: (key: string | number) => void): void {
  const point = points.find((one) => one.label === String(activeLabel))
  if (point) onOpen(point.key)
}
