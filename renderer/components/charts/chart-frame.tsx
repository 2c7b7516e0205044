import { ActionIcon, Tooltip } from '@mantine/core'
import { IconChartBar, IconTable } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import classes from './charts.module.css'

export interface ChartFrameProps {
  /** What the chart shows, for screen readers: "Spend by person". */
  readonly label: string
  /** What the chart says: "Dana spent half of it." */
  readonly sentence: ReactNode
  readonly chart: ReactNode
  /** The same figures as a table. */
  readonly table: ReactNode
}

/** Every chart's frame: the sentence, the chart, and its table twin behind `T`. */
export function ChartFrame({ label, sentence, chart, table }: ChartFrameProps) {
  const [showsTable, setShowsTable] = useState(false)
  useShortcut('t', 'Charts as tables and back', () => setShowsTable((now) => !now), { broadcast: true })
  const toggleLabel = showsTable ? 'Show as a chart (T)' : 'Show as a table (T)'
  return (
    <figure className={classes.frame} aria-label={label}>
      <figcaption className={classes.head}>
        <span className={classes.sentence}>{sentence}</span>
        <Tooltip label={toggleLabel}>
          <ActionIcon aria-label={toggleLabel} aria-pressed={showsTable} onClick={() => setShowsTable((now) => !now)}>
            {showsTable ? <IconChartBar size={18} stroke={1.6} /> : <IconTable size={18} stroke={1.6} />}
          </ActionIcon>
        </Tooltip>
      </figcaption>
      {showsTable ? table : chart}
    </figure>
  )
}
