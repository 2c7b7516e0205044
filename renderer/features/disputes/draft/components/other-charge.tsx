import { Radio, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import type { TransactionRow } from '#shared/rpc/contract/transactions.contract.ts'
import { nearestCharges } from '../model/nearest-charges.ts'
import classes from './other-charge.module.css'

export interface OtherChargeProps {
  readonly label: ReactNode
  readonly description: ReactNode
  readonly error: ReactNode
  readonly detail: DisputeDetail
  readonly chosen: number | null
  readonly onChoose: (transactionId: number) => void
}

const ASKED = 50

/** The charge that this one repeats: those of the merchant nearest to it, and any other by typing. */
export function OtherCharge({ label, description, error, detail, chosen, onChoose }: OtherChargeProps) {
  const { charge } = detail
  const formats = useFormats()
  const [typed, setTyped] = useState('')
  const text = typed.trim() === '' ? charge.merchant : typed
  const found = useEngineQuery((ask) => ask.transactions.list({ filter: { text, types: ['charge', 'cash'] }, sort: 'newest', cursor: null, limit: ASKED }), { keepPrevious: true })
  const known = useEngineQuery((ask) => ask.transactions.get({ id: chosen ?? 0 }), { enabled: chosen !== null })
  const rows = nearestCharges(found.data?.rows ?? [], charge)
  const picked = known.data
  const shown: readonly TransactionRow[] = picked && !rows.some(({ id }) => id === picked.id) ? [picked, ...rows] : rows
  return (
    <Radio.Group label={label} description={description} error={error} value={chosen === null ? null : String(chosen)} onChange={(id) => onChoose(Number(id))}>
      <div className={classes.list}>
        {shown.map((row) => (
          <Radio
            key={row.id}
            value={String(row.id)}
            classNames={{ body: classes.body ?? '', labelWrapper: classes.label ?? '' }}
            label={
              <span className={classes.row}>
                <time dateTime={row.postedOn}>{formats.date(row.postedOn)}</time>
                <span className={classes.merchant}>{row.merchant}{row.cardLastDigits !== null && <span className={classes.card}> ·· {row.cardLastDigits}</span>}</span>
                <MoneyText minor={row.amountMinor} currency={row.currency} kind="transaction" pending={row.pending} />
              </span>
            }
          />
        ))}
        {found.data && rows.length === 0 && <p className={classes.none}>{typed.trim() === '' ? `There is no other charge of ${charge.merchant} here.` : 'No charge with these words.'}</p>}
      </div>
      <TextInput
        className={classes.search ?? ''}
        size="xs"
        aria-label="Find another charge"
        placeholder="Find another charge"
        maxLength={120}
        leftSection={<IconSearch size={14} stroke={1.6} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </Radio.Group>
  )
}
