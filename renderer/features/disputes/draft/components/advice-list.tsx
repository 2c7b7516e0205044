import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { transactionsHref } from '#renderer/lib/links.ts'
import { useBridge } from '#renderer/lib/services.tsx'
import { ADVICE, REASONS, type Advice } from '#shared/domain/disputes/catalogue.ts'
import type { DisputeReason } from '#shared/domain/disputes/names.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { merchantMessage } from '../model/summary.ts'
import classes from './advice-list.module.css'

export interface AdviceListProps {
  readonly reason: DisputeReason
  readonly detail: DisputeDetail
  /** Freezing and replacing the card, by the feature that does it. */
  readonly cardActs: (cardId: number) => ReactNode
}

/** What helps before it is sent, done from here. */
export function AdviceList({ reason, detail, cardActs }: AdviceListProps) {
  const { advice } = REASONS[reason]
  if (advice.length === 0) return null
  const isAboutCard = (one: Advice) => one === 'freeze-card' || one === 'replace-card'
  const lastOfCard = advice.findLast(isAboutCard)
  return (
    <ul className={classes.list} aria-label="What to do first">
      {advice.map((one) => (
        <li key={one} className={classes.item}>
          <strong>{ADVICE[one].title}</strong>
          <span className={classes.text}>{ADVICE[one].text}</span>
          {one === 'contact-merchant' && <CopyMessage reason={reason} detail={detail} />}
          {one === 'check-descriptor' && detail.charge.transactionId !== null && (
            <Button component={Link} className={classes.act ?? ''} size="compact-sm" variant="default" href={transactionsHref({ text: detail.charge.merchant }, detail.charge.transactionId)}>See the charge</Button>
          )}
          {one === lastOfCard && detail.card !== null && <span className={classes.act}>{cardActs(detail.card.id)}</span>}
        </li>
      ))}
    </ul>
  )
}

function CopyMessage({ reason, detail: { charge } }: Pick<AdviceListProps, 'reason' | 'detail'>) {
  const bridge = useBridge()
  const formats = useFormats()
  const [isCopied, setCopied] = useState(false)
  const text = merchantMessage(reason, { merchant: charge.merchant, amount: formats.money(charge.amount), day: formats.dateLong(charge.on) })
  const copy = async () => setCopied(await bridge.copyText({ text }))
  return (
    <Button className={classes.act ?? ''} size="compact-sm" variant="default" leftSection={isCopied ? <IconCheck size={14} stroke={1.8} aria-hidden /> : <IconCopy size={14} stroke={1.7} aria-hidden />} onClick={() => void copy()}>
      {isCopied ? 'Copied: paste it into a message' : 'Copy a message to them'}
    </Button>
  )
}
