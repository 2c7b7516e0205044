import { Switch, TextInput } from '@mantine/core'
import { AmountField } from '#renderer/components/forms/amount-field.tsx'
import { DateField } from '#renderer/components/forms/date-field.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { virtualSentence, type OrderEntry, type OrderPlace, type OrderProblems } from '../model/order-entry.ts'
import classes from './dialogs.module.css'

interface FieldsProps {
  readonly entry: OrderEntry
  readonly onChange: (part: Partial<OrderEntry>) => void
}

export function CardNameField({ entry, onChange }: FieldsProps) {
  return <TextInput label="Nickname" description="What you call it. Not needed." maxLength={40} value={entry.nickname} onChange={(event) => onChange({ nickname: event.currentTarget.value })} />
}

export interface VirtualFieldsProps extends FieldsProps {
  readonly place: OrderPlace | undefined
  readonly problems: OrderProblems
}

/** What a virtual card is for, where it works, how much and until when; what that comes to in one sentence. */
export function VirtualFields({ entry, place, problems, onChange }: VirtualFieldsProps) {
  const formats = useFormats()
  const currency = place?.currency ?? 'USD'
  const filled = (kind: 'empty' | 'problem' | 'amount' | 'date') => (kind === 'empty' || kind === 'problem' ? kind : 'filled')
  return (
    <>
      <TextInput label="What it is for" placeholder="Website hosting" maxLength={80} required withAsterisk={false} value={entry.purpose} error={problems.purpose} onChange={(event) => onChange({ purpose: event.currentTarget.value })} />
      <TextInput label="Only at this merchant" description="Part of its name as it stands on statements. Empty: anywhere." maxLength={80} value={entry.merchantLock} onChange={(event) => onChange({ merchantLock: event.currentTarget.value })} />
      <div className={classes.pair}>
        <AmountField label="At most in all" currency={currency} minor={entry.total.value} error={problems.totalLimit} placeholder="no amount of its own" onAmount={(value, kind) => onChange({ total: { value, kind: filled(kind) } })} />
        <DateField label="Until" date={entry.until.value} min={formats.today} error={problems.validUntil} onDate={(value, kind) => onChange({ until: { value, kind: filled(kind) } })} />
      </div>
      <Switch label="For one charge only" description="It closes after the first that goes through." checked={entry.singleUse} onChange={(event) => onChange({ singleUse: event.currentTarget.checked })} />
      <p className={classes.dialogNote} aria-live="polite">{virtualSentence(entry, (minor) => formats.money({ minor, currency }), formats.date)}</p>
    </>
  )
}
