import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { ANYWHERE, INTERVAL_ORDER, missingParts, type ControlPart, type ControlsDraft, type Interval, type PlanDraft } from '../model/draft.ts'
import { everyWords } from '../model/words.ts'
import classes from './sentence.module.css'

export interface AddBarProps {
  readonly draft: PlanDraft
  readonly hasControls: boolean
  readonly canLeaveControls: boolean
  readonly onLimit: (interval: Interval) => void
  readonly onPart: (part: ControlPart) => void
  readonly onControls: (controls: ControlsDraft | null) => void
}

const PART_NAMES: Readonly<Record<ControlPart, string>> = { categories: 'Categories', countries: 'Countries', merchant: 'One merchant', dates: 'Dates', mccs: 'Merchant codes (MCC)' }

/** What the sentence does not say yet. */
export function AddBar({ draft, hasControls, canLeaveControls, onLimit, onPart, onControls }: AddBarProps) {
  const used = draft.limits.filter(({ categories }) => categories === null).map(({ interval }) => interval)
  const fresh = INTERVAL_ORDER.filter((interval) => !used.includes(interval))
  const parts = missingParts(draft)
  return (
    <div className={classes.add}>
      <Menu position="bottom-start" width={200} withinPortal>
        <Menu.Target>
          <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} stroke={1.8} />}>Limit</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {fresh.map((interval) => (
            <Menu.Item key={interval} onClick={() => onLimit(interval)}>{everyWords({ interval, window: 'calendar' })}</Menu.Item>
          ))}
          {used.length > 0 && <Menu.Label>Beside one that is there, for some categories</Menu.Label>}
          {used.map((interval) => (
            <Menu.Item key={interval} onClick={() => onLimit(interval)}>another {everyWords({ interval, window: 'calendar' }).replace(/^an? /, '')}</Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {hasControls && parts.length > 0 && (
        <Menu position="bottom-start" width={220} withinPortal>
          <Menu.Target>
            <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} stroke={1.8} />}>Where it may be used</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {draft.controls === null && <Menu.Item onClick={() => onControls(ANYWHERE)}>Online, in person, cash machines</Menu.Item>}
            {parts.map((part) => (
              <Menu.Item key={part} onClick={() => onPart(part)}>{PART_NAMES[part]}</Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {hasControls && canLeaveControls && draft.controls !== null && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onControls(null)}>Leave where it may be used as it is</Button>
      )}
    </div>
  )
}
