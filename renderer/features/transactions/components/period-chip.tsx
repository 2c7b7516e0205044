import { TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { IsoDate } from '#shared/domain/time.ts'
import { parseIsoDate } from '#shared/domain/time.ts'
import { PERIOD_LABELS, PERIOD_PRESETS, periodLabel, presetOf, presetRange, type DayRange } from '../model/periods.ts'
import { FilterChip } from '#renderer/components/forms/filter-chip.tsx'
import classes from '#renderer/components/forms/filter-editor.module.css'

export interface PeriodChipProps {
  readonly range: DayRange
  readonly today: IsoDate
  readonly onRange: (range: DayRange) => void
}

export function PeriodChip({ range, today, onRange }: PeriodChipProps) {
  const formats = useFormats()
  const chosen = presetOf(range, today)
  return (
    <FilterChip
      name="Period"
      value={periodLabel(range, today, formats)}
      removeLabel="Any period"
      onRemove={() => onRange({})}
      editor={(close) => (
        <div className={classes.options}>
          {PERIOD_PRESETS.map((preset) => (
            <button
              key={preset}
              type="button"
              className={classes.option}
              aria-pressed={chosen === preset}
              data-autofocus={chosen === preset || undefined}
              onClick={() => {
                onRange(presetRange(preset, today))
                close()
              }}
            >
              <span className={classes.optionName}>{PERIOD_LABELS[preset]}</span>
              {chosen === preset && <IconCheck size={15} stroke={1.8} className={classes.tick} aria-hidden />}
            </button>
          ))}
          <div className={classes.divider} />
          <div className={classes.pair}>
            <DayField label="From" value={range.from} max={range.to} onDay={(from) => onRange({ ...range, from })} />
            <DayField label="To" value={range.to} min={range.from} onDay={(to) => onRange({ ...range, to })} />
          </div>
        </div>
      )}
    />
  )
}

interface DayFieldProps {
  readonly label: string
  readonly value: string | undefined
  readonly min?: string | undefined
  readonly max?: string | undefined
  readonly onDay: (day: string | undefined) => void
}

/** A whole, existing day within its bounds, or none; a half-typed one changes nothing yet. */
function DayField({ label, value, min, max, onDay }: DayFieldProps) {
  return (
    <TextInput
      type="date"
      size="xs"
      label={label}
      defaultValue={value ?? ''}
      key={value ?? 'none'}
      min={min ?? '1900-01-01'}
      max={max ?? '2199-12-31'}
      onBlur={(event) => take(event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take(event.currentTarget)
      }}
    />
  )

  function take(field: HTMLInputElement): void {
    const day = parseIsoDate(field.value)
    if (field.value === '' && value !== undefined && !field.validity.badInput) onDay(undefined)
    else if (day !== undefined && day !== value && field.validity.valid) onDay(day)
    else field.value = value ?? ''
  }
}
