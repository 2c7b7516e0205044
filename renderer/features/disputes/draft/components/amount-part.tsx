import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { AmountField } from '#renderer/components/forms/amount-field.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import type { DraftEdit } from '../use-draft-edit.ts'
import { differenceOf } from '../model/summary.ts'
import { fieldId } from '../model/missing.ts'
import { Broken } from './question-field.tsx'
import classes from './amount-part.module.css'

/** All that is left of the charge, or a part of it. What the merchant gave back is taken off first, and shown. */
export function AmountPart({ detail, edit: { fields, edit } }: { readonly detail: DisputeDetail; readonly edit: DraftEdit }) {
  const formats = useFormats()
  const { charge, disputable, refunds } = detail
  const { currency } = disputable
  const { amountMinor } = fields
  const isAll = amountMinor === disputable.minor
  const [isPart, setPart] = useState(!isAll)
  const all = formats.money(disputable)
  const difference = differenceOf(fields.reason, fields.answers, charge.amount)
  const suggested = difference === null ? null : Math.min(difference, disputable.minor)
  const choose = (next: string) => {
    setPart(next === 'part')
    if (next === 'all') edit({ amountMinor: disputable.minor })
  }
  return (
    <div id={fieldId('amount')} className={classes.amount}>
      <span className={classes.label} id="dispute-amount-label">How much of it?</span>
      <div className={classes.line}>
        <SegmentedControl size="xs" aria-labelledby="dispute-amount-label" value={isPart ? 'part' : 'all'} data={[{ value: 'all', label: refunds.length > 0 ? `All that is left, ${all}` : `All of it, ${all}` }, { value: 'part', label: 'A part' }]} onChange={choose} />
        {isPart && <AmountField aria-label="Disputed amount" size="xs" width={150} currency={currency} minor={amountMinor} max={disputable.minor} onAmount={(minor) => edit({ amountMinor: minor }, 'typed')} />}
      </div>
      {refunds.length > 0 && (
        <p className={classes.hint}>
          {formats.money(charge.amount)} was charged; {refunds.map(({ amount, on }) => `${formats.money(amount)} came back on ${formats.date(on)}`).join(', ')}.
        </p>
      )}
      {detail.contradictions.filter(({ key }) => key === 'amount').map(({ rule }) => <Broken key={rule} rule={rule} />)}
      {suggested !== null && suggested > 0 && suggested !== amountMinor && (
        <Button className={classes.suggest ?? ''} size="compact-sm" variant="default" onClick={() => { setPart(suggested !== disputable.minor); edit({ amountMinor: suggested }) }}>
          Dispute the difference, {formats.money({ minor: suggested, currency })}
        </Button>
      )}
    </div>
  )
}
