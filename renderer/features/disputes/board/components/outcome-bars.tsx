import { ChartFrame } from '#renderer/components/charts/chart-frame.tsx'
import { DataTable } from '#renderer/components/data/data-table.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { byDecided, decidedCount, outcomesSentence, outcomeText, winRate, type Outcome } from '../model/outcomes.ts'
import classes from './board.module.css'

export interface OutcomeBarsProps {
  /** "Outcomes by reason". */
  readonly label: string
  /** Head of the first column in the table twin. */
  readonly noun: string
  readonly outcomes: readonly Outcome[]
  readonly onOpen: (key: string) => void
}

const MOST = 6

/** How they ended: won, in part, lost; each bar as long as its number of decisions. */
export function OutcomeBars({ label, noun, outcomes, onOpen }: OutcomeBarsProps) {
  const formats = useFormats()
  const sorted = byDecided(outcomes)
  const shown = sorted.slice(0, MOST)
  const most = Math.max(1, ...shown.map(decidedCount))
  const chart = (
    <ul className={classes.bars}>
      {shown.map((outcome) => (
        <li key={outcome.key}>
          <button type="button" className={classes.bar} onClick={() => onOpen(outcome.key)}>
            <span className={classes.barName}>{outcome.label}</span>
            <span className={classes.track} aria-hidden>
              {(['won', 'partly', 'lost'] as const).map((part) => outcome[part] > 0 && <span key={part} className={classes.fill} data-part={part} style={{ width: `${(outcome[part] / most) * 100}%` }} />)}
            </span>
            <span className={classes.barFigure}>{outcomeText(outcome)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
  const table = (
    <DataTable
      caption={label}
      rows={sorted}
      getKey={({ key }) => key}
      onOpen={({ key }) => onOpen(key)}
      columns={[
        { key: 'name', header: noun, cell: (row) => row.label, sortBy: (row) => row.label },
        { key: 'won', header: 'Won', align: 'right', cell: (row) => formats.count(row.won), sortBy: (row) => row.won },
        { key: 'partly', header: 'In part', align: 'right', cell: (row) => formats.count(row.partly), sortBy: (row) => row.partly },
        { key: 'lost', header: 'Lost', align: 'right', cell: (row) => formats.count(row.lost), sortBy: (row) => row.lost },
        { key: 'rate', header: 'Rate', align: 'right', cell: (row) => formats.percent(winRate(row)), sortBy: winRate },
      ]}
    />
  )
  return <ChartFrame label={label} sentence={outcomesSentence(sorted, formats.count)} chart={chart} table={table} />
}
