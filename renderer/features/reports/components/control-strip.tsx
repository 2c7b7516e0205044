import { SegmentedControl, Switch } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { Avatar } from '#renderer/components/data/avatar.tsx'
import type { Scope } from '#shared/rpc/contract/common.ts'
import type { ReportView } from '../model/address.ts'
import type { MonthRange } from '../model/period.ts'
import { ExportMenu } from './export-menu.tsx'
import { PeriodPicker } from './period-picker.tsx'
import classes from './control-strip.module.css'

export interface ControlStripProps {
  readonly view: ReportView
  readonly months: MonthRange
  readonly bounds: { readonly first: string | null; readonly last: string | null }
  readonly scope: Scope
  readonly person: { readonly id: number; readonly name: string } | null
  readonly canExport: boolean
  readonly onChange: (next: Partial<ReportView>) => void
}

export function ControlStrip({ view, months, bounds, scope, person, canExport, onChange }: ControlStripProps) {
  return (
    <div className={classes.strip}>
      <PeriodPicker period={view.period} months={months} bounds={bounds} onPeriod={(period) => onChange({ period })} />
      {person && (
        <span className={classes.person}>
          <Avatar name={person.name} size="sm" />
          {person.name}
          <button type="button" className={classes.remove} aria-label="Show everyone" onClick={() => onChange({ personId: null })}>
            <IconX size={12} stroke={2} aria-hidden />
          </button>
        </span>
      )}
      {!person && (
        <SegmentedControl
          size="xs"
          aria-label="Rows of the report"
          value={view.by}
          onChange={(by) => onChange({ by: by === 'category' ? 'category' : 'person' })}
          data={[{ value: 'person', label: 'By person' }, { value: 'category', label: 'By category' }]}
        />
      )}
      <Switch label="Compare" checked={view.compare} onChange={(event) => onChange({ compare: event.currentTarget.checked })} />
      <span className={classes.end}>
        <ExportMenu months={months} scope={scope} person={person} isEnabled={canExport} />
      </span>
    </div>
  )
}
