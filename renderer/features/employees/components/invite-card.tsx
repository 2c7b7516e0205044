import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { useId } from 'react'
import { AmountField } from '#renderer/components/forms/amount-field.tsx'
import { accountsFor, LIMIT_INTERVALS, type InviteDraft, type InviteProblems, type OrderPlace } from '../model/invite-entry.ts'
import classes from '../employees.module.css'

export interface InviteCardProps {
  readonly draft: InviteDraft
  readonly account: OrderPlace | null
  readonly places: readonly OrderPlace[]
  readonly problems: InviteProblems
  readonly onDraft: (part: Partial<InviteDraft>) => void
}

const FORMS = [{ value: 'none', label: 'No card yet' }, { value: 'physical', label: 'Card by post' }, { value: 'virtual', label: 'Virtual card' }] as const

/** The first card of somebody new, and what it may spend. */
export function InviteCard({ draft, account, places, problems, onDraft }: InviteCardProps) {
  const labelId = useId()
  const choose = (value: string) => onDraft({ card: FORMS.find((form) => form.value === value)?.value ?? 'none' })
  return (
    <div className={classes.cardChoice}>
      <div>
        <div id={labelId} className={classes.fieldLabel}>Card</div>
        <SegmentedControl fullWidth size="xs" aria-labelledby={labelId} value={draft.card} onChange={choose} data={[...FORMS]} />
      </div>
      {draft.card !== 'none' && <CardFields draft={draft} account={account} places={places} problems={problems} onDraft={onDraft} />}
    </div>
  )
}

function CardFields({ draft, account, places, problems, onDraft }: InviteCardProps) {
  const fitting = accountsFor(places, draft)
  if (account === null) return <p className={classes.problem} role="alert">{problems.accountId ?? 'No account of this issuer takes orders for such a card.'}</p>
  const accountChoice = fitting.length > 1 && (
    <Select label="Account" data={fitting.map((place) => ({ value: String(place.accountId), label: place.product === place.label ? place.label : `${place.label}, ${place.product}` }))} value={String(account.accountId)} error={problems.accountId} onChange={(value) => onDraft({ accountId: Number(value) })} />
  )
  return (
    <>
      {accountChoice}
      {draft.card === 'virtual' && <TextInput label="What it is for" placeholder="Such as Software" maxLength={80} value={draft.purpose} error={problems.purpose} onChange={(event) => onDraft({ purpose: event.currentTarget.value })} />}
      <div className={classes.pair}>
        <AmountField
          label="It may spend"
          currency={account.currency}
          minor={draft.limitMinor}
          placeholder="No limit"
          {...(problems.limit ? { error: problems.limit } : {})}
          onAmount={(limitMinor, kind) => onDraft({ limitMinor, limitIsWrong: kind === 'problem' })}
        />
        <Select label="How often" data={LIMIT_INTERVALS.map((one) => ({ ...one }))} value={draft.interval} onChange={(value) => onDraft({ interval: LIMIT_INTERVALS.find((one) => one.value === value)?.value ?? 'month' })} />
      </div>
    </>
  )
}
