import { Checkbox } from '@mantine/core'
import { IconNote } from '@tabler/icons-react'
import type { MouseEvent } from 'react'
import { Avatar } from '#renderer/components/data/avatar.tsx'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { TransactionRow } from '#shared/rpc/contract/transactions.contract.ts'
import { typeText } from '../model/life.ts'
import { CategoryGlyph } from './category-glyph.tsx'
import classes from './charge-list.module.css'

export interface ChargeRowProps {
  readonly row: TransactionRow
  readonly categoryKey: string
  /** Where no day heading says it. */
  readonly showsDate: boolean
  readonly isSelected: boolean
  /** Something is selected: the boxes stay in sight. */
  readonly isSelecting: boolean
  readonly onToggle: (withShift: boolean) => void
}

/** Merchant first, money last, everything else quiet between; badges only when something is off. */
export function ChargeRow({ row, categoryKey, showsDate, isSelected, isSelecting, onToggle }: ChargeRowProps) {
  const formats = useFormats()
  const toggle = (event: MouseEvent) => {
    event.stopPropagation()
    event.preventDefault()
    onToggle(event.shiftKey)
  }
  const aside = row.note ?? row.memo
  return (
    <div className={classes.row} data-selected={isSelected || undefined}>
      <span className={classes.box} data-shown={isSelected || isSelecting || undefined} onClick={toggle}>
        <Checkbox size="xs" checked={isSelected} readOnly tabIndex={-1} aria-label={`Select ${row.merchant}`} />
      </span>
      <CategoryGlyph categoryKey={categoryKey} name={row.categoryName} />
      <span className={classes.merchant}>
        <span className={classes.name}>{row.merchant}</span>
        {aside !== null && (
          <span className={classes.memo}>
            {row.note !== null && <IconNote size={13} stroke={1.6} aria-label="Has a note" />}
            {aside}
          </span>
        )}
      </span>
      <span className={classes.tags}>
        {row.type !== 'charge' && row.type !== 'other' && <span className={classes.tag}>{typeText(row.type)}</span>}
        {showsDate && <time className={classes.date} dateTime={row.postedOn}>{formats.date(row.postedOn)}</time>}
      </span>
      <span className={classes.category} data-unknown={categoryKey === 'uncategorised' || undefined}>{row.categoryName}</span>
      <span className={classes.holder}>
        <Avatar name={row.cardholderName} size="sm" />
        <span className={classes.holderName} data-nobody={row.cardholderName === null || undefined}>{row.cardholderName ?? 'No cardholder'}</span>
        {row.cardLastDigits !== null && <span className={`ck-figure ${classes.digits}`}>{row.cardLastDigits}</span>}
      </span>
      <span className={classes.amount}>
        <MoneyText minor={row.amountMinor} currency={row.currency} kind="transaction" pending={row.pending} />
      </span>
    </div>
  )
}
