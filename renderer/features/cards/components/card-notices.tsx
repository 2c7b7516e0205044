import { Button } from '@mantine/core'
import { IconArrowsExchange, IconCreditCardOff, IconTruckDelivery } from '@tabler/icons-react'
import type { ComponentType, ReactNode } from 'react'
import { Link } from 'wouter'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { itemHref, transactionsHref } from '#renderer/lib/links.ts'
import { closedText, shippingText } from '../model/history.ts'
import type { CardSideProps } from './card-side.tsx'
import classes from '../card-page.module.css'

/** What one should know before anything else: that this number is closed, that another product comes, where the card is. */
export function CardNotices({ detail, onDialog }: CardSideProps) {
  const formats = useFormats()
  const { card, pendingProduct, shipping, account, numbers } = detail
  const isArriving = shipping !== null && card.status === 'inactive'
  const next = card.replacedById
  const nextNumber = numbers.find((number) => number.cardId === next)?.lastDigits
  return (
    <>
      {card.status === 'closed' && (
        <Notice icon={IconCreditCardOff} action={next !== null && <Button component={Link} href={itemHref('card', next)} size="compact-sm" variant="default">Open {nextNumber ? `·· ${nextNumber}` : 'the new card'}</Button>}>
          {closedText(card.closedReason)}.{(card.closedReason === 'stolen' || card.closedReason === 'lost') && <> Look through <Link href={transactionsHref({ cardIds: [card.id] })}>its charges</Link>: what nobody of yours made can be disputed.</>}{next !== null && ' History, limits and reports continue under the new number.'}
        </Notice>
      )}
      {pendingProduct && (
        <Notice icon={IconArrowsExchange} action={<Button size="compact-sm" variant="default" onClick={() => onDialog('product')}>Keep the present one…</Button>}>
          Becomes {pendingProduct.name} {account.nextCloseOn ? `on ${formats.date(account.nextCloseOn)}` : 'at the next close'}, with a new number.
        </Notice>
      )}
      {isArriving && <Notice icon={IconTruckDelivery}>{shippingText(shipping, formats.date(shipping.expectedOn))}.</Notice>}
    </>
  )
}

interface NoticeProps {
  readonly icon: ComponentType<{ readonly size?: number; readonly stroke?: number; readonly 'aria-hidden'?: boolean }>
  readonly action?: ReactNode
  readonly children: ReactNode
}

function Notice({ icon: Icon, action, children }: NoticeProps) {
  return (
    <div className={classes.notice} role="note">
      <Icon size={18} stroke={1.6} aria-hidden />
      <span className={classes.noticeText}>{children}</span>
      {action}
    </div>
  )
}
