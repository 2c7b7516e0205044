import { Button, Radio, SegmentedControl, Select, Switch } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useMemo } from 'react'
import { windowChoices, type LimitDraft } from '../model/draft.ts'
import { countingWords, everyWords, weekdayName } from '../model/words.ts'
import { zoneChoices, zoneCity } from '../model/zones.ts'
import classes from './sentence.module.css'

export interface LimitDetailsProps {
  readonly limit: LimitDraft
  readonly zonesInUse: readonly string[]
  readonly onChange: (change: Partial<Omit<LimitDraft, 'id'>>) => void
  readonly onRemove: () => void
  readonly onDone: () => void
}

const WINDOW_NAMES: Readonly<Record<LimitDraft['window'], string>> = { calendar: 'By the calendar', 'billing-cycle': 'By billing cycle', rolling: 'Always looking back' }
const MODES = [{ value: 'decline', label: 'Stop it' }, { value: 'warn', label: 'Only tell' }]

/** The finer choices of one limit: what window it counts in, whether refunds give back, whether it stops or only tells. */
export function LimitDetails({ limit, zonesInUse, onChange, onRemove, onDone }: LimitDetailsProps) {
  const windows = windowChoices(limit.interval)
  return (
    <div className={classes.form}>
      <p className={classes.fine} aria-live="polite">{countingWords(limit)}</p>
      {windows.length > 0 && (
        <Radio.Group label={`Counts what is spent ${everyWords({ ...limit, window: 'calendar' })}`} value={limit.window} onChange={(window) => onChange({ window: window as LimitDraft['window'] })}>
          <div className={classes.choices}>
            {windows.map((window) => (
              <Radio key={window} size="xs" value={window} label={WINDOW_NAMES[window]} data-autofocus={window === limit.window || undefined} />
            ))}
          </div>
        </Radio.Group>
      )}
      {windows.length > 0 && limit.window === 'calendar' && <Calendar limit={limit} zonesInUse={zonesInUse} onChange={onChange} />}
      {limit.interval !== 'per-charge' && (
        <Switch size="xs" label="Refunds give back what they return" checked={limit.countsRefunds} onChange={(event) => onChange({ countsRefunds: event.currentTarget.checked })} />
      )}
      <div>
        <div className={classes.label} id="limit-mode">A charge that passes it</div>
        <SegmentedControl size="xs" fullWidth aria-labelledby="limit-mode" value={limit.mode} data={MODES} onChange={(mode) => onChange({ mode: mode as LimitDraft['mode'] })} />
      </div>
      <div className={classes.formEnd}>
        <Button size="compact-sm" variant="subtle" color="red" leftSection={<IconTrash size={14} stroke={1.7} />} onClick={onRemove}>Take it away</Button>
        {limit.categories === null && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              onDone()
              onChange({ categories: [] })
            }}
          >
            Only some categories
          </Button>
        )}
      </div>
    </div>
  )
}

function Calendar({ limit, zonesInUse, onChange }: Pick<LimitDetailsProps, 'limit' | 'zonesInUse' | 'onChange'>) {
  const zones = useMemo(() => {
    const { near, rest } = zoneChoices([limit.timeZone, ...zonesInUse])
    const item = (zone: string) => ({ value: zone, label: zone.includes('/') ? `${zoneCity(zone)} (${zone.slice(0, zone.indexOf('/'))})` : zone })
    return [{ group: 'In use', items: near.map(item) }, { group: 'All', items: rest.map(item) }]
  }, [limit.timeZone, zonesInUse])
  return (
    <>
      <Select size="xs" label="Days begin at midnight in" searchable limit={60} nothingFoundMessage="No such place" data={zones} value={limit.timeZone} onChange={(timeZone) => timeZone !== null && onChange({ timeZone })} comboboxProps={{ withinPortal: false }} />
      {limit.interval === 'week' && (
        <Select
          size="xs"
          label="Weeks begin on"
          data={[0, 1, 2, 3, 4, 5, 6].map((day) => ({ value: String(day), label: weekdayName(day) }))}
          value={String(limit.weekStartsOn)}
          onChange={(day) => day !== null && onChange({ weekStartsOn: Number(day) })}
          comboboxProps={{ withinPortal: false }}
        />
      )}
    </>
  )
}
