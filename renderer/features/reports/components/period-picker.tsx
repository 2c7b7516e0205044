import { Popover, Select } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { IsoMonth } from '#shared/domain/time.ts'
import type { PeriodChoice } from '../model/address.ts'
import { choosableMonths, monthsLabel, PRESET_LABELS, presetMonths, presetOf, REPORT_PRESETS, type MonthRange } from '../model/period.ts'
import classes from './control-strip.module.css'

export interface PeriodPickerProps {
  readonly period: PeriodChoice
  readonly months: MonthRange
  readonly bounds: { readonly first: string | null; readonly last: string | null }
  readonly onPeriod: (period: PeriodChoice) => void
}

/** "Last 12 months · Dec 2025 – Nov 2026": what was asked, and what that is. */
export function PeriodPicker({ period, months, bounds, onPeriod }: PeriodPickerProps) {
  const [opened, setOpened] = useState(false)
  const { today, locale } = useFormats()
  const preset = period?.kind === 'preset' ? period.preset : presetOf(months, today)
  useShortcut('p', 'Choose the period', () => setOpened(true))
  const choose = (next: PeriodChoice) => {
    onPeriod(next)
    setOpened(false)
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={classes.period} aria-haspopup="dialog" aria-expanded={opened} onClick={() => setOpened((now) => !now)}>
          {preset && PRESET_LABELS[preset]}
          <span className={preset ? classes.exact : undefined}>{monthsLabel(months, locale)}</span>
          <IconChevronDown size={15} stroke={1.8} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={8} onKeyDown={keepEscape}>
        <div className={classes.options}>
          {REPORT_PRESETS.map((one) => (
            <button key={one} type="button" className={classes.option} aria-pressed={one === preset} data-autofocus={one === preset || undefined} onClick={() => choose({ kind: 'preset', preset: one })}>
              <span className={classes.optionName}>{PRESET_LABELS[one]}</span>
              <span className={classes.optionMonths}>{monthsLabel(presetMonths(one, today), locale)}</span>
              {one === preset && <IconCheck size={15} stroke={1.8} className={classes.tick} aria-hidden />}
            </button>
          ))}
          <div className={classes.divider} />
          <MonthFields months={months} bounds={bounds} onMonths={(next) => onPeriod({ kind: 'months', ...next })} />
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

interface MonthFieldsProps {
  readonly months: MonthRange
  readonly bounds: PeriodPickerProps['bounds']
  readonly onMonths: (months: MonthRange) => void
}

function MonthFields({ months, bounds, onMonths }: MonthFieldsProps) {
  const { today, locale } = useFormats()
  const all = [...new Set([...choosableMonths(bounds, today), months.from, months.to])].toSorted().toReversed()
  const data = all.map((month) => ({ value: month, label: monthsLabel({ from: month, to: month }, locale) }))
  // Choosing a start after the end (or the other way round) moves the other bound along instead of refusing.
  const setFrom = (from: IsoMonth) => onMonths({ from, to: from > months.to ? from : months.to })
  const setTo = (to: IsoMonth) => onMonths({ from: to < months.from ? to : months.from, to })
  const common = { size: 'xs', data, searchable: true, comboboxProps: { withinPortal: false } } as const
  return (
    <div className={classes.pair}>
      <Select label="From" value={months.from} onChange={(value) => value !== null && setFrom(value as IsoMonth)} {...common} />
      <Select label="To" value={months.to} onChange={(value) => value !== null && setTo(value as IsoMonth)} {...common} />
    </div>
  )
}

/** Esc closes the popover it was pressed in and nothing beneath. */
function keepEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape') event.stopPropagation()
}
