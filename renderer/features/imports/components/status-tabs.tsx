import { Button } from '@mantine/core'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { ImportPreview, RowChoice, RowStatus } from '#shared/rpc/contract/imports.contract.ts'
import { BULK_CHOICES } from '../model/row-choices.ts'
import { CHOICE_LABELS, STATUS_LABELS, STATUS_MEANING, STATUS_ORDER } from '../model/words.ts'
import classes from './rows-pane.module.css'

export interface StatusTabsProps {
  readonly preview: ImportPreview
  readonly status: RowStatus | null
  readonly onStatus: (status: RowStatus | null) => void
  readonly onChooseAll: (status: RowStatus, choice: RowChoice) => void
}

/** How many rows are what; under them what that means, and one choice for all of them. */
export function StatusTabs({ preview, status, onStatus, onChooseAll }: StatusTabsProps) {
  const formats = useFormats()
  const { counts } = preview
  const all = counts.new + counts.changed + counts.conflict + counts.duplicate
  return (
    <header className={classes.head}>
      <div className={classes.tabs} role="group" aria-label="Rows by status">
        <Tab label="All" count={formats.count(all)} isOn={status === null} onChoose={() => onStatus(null)} />
        {STATUS_ORDER.filter((one) => counts[one] > 0 || one === status).map((one) => (
          <Tab key={one} label={STATUS_LABELS[one]} status={one} count={formats.count(counts[one])} isOn={one === status} onChoose={() => onStatus(one)} />
        ))}
      </div>
      {status !== null && (
        <div className={classes.meaning}>
          <span>{STATUS_MEANING[status]}</span>
          <span className={classes.bulk}>
            {BULK_CHOICES[status].map((choice) => (
              <Button key={choice} size="compact-xs" variant="default" disabled={counts[status] === 0} onClick={() => onChooseAll(status, choice)}>
                {CHOICE_LABELS[choice]} all
              </Button>
            ))}
          </span>
        </div>
      )}
    </header>
  )
}

interface TabProps {
  readonly label: string
  readonly count: string
  readonly status?: RowStatus
  readonly isOn: boolean
  readonly onChoose: () => void
}

function Tab({ label, count, status, isOn, onChoose }: TabProps) {
  return (
    <button type="button" className={classes.tab} aria-pressed={isOn} data-status={status} onClick={onChoose}>
      {label} <span className={`ck-figure ${classes.count}`}>{count}</span>
    </button>
  )
}
