import { Button } from '@mantine/core'
import { IconCalendarDue, IconCards, IconCreditCardOff, IconHandStop, IconQuestionMark, IconScale } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plural } from '#renderer/lib/formats.ts'
import { itemHref, PATHS, transactionsHref } from '#renderer/lib/links.ts'
import type { Overview } from '#shared/rpc/contract/reports.contract.ts'
import { disputeNeed, type DisputeNeed } from '../model/dispute-needs.ts'
import { amountDue, dueText } from '../model/sentence.ts'
import type { SpendingNeed } from '../model/spending-needs.ts'
import { useSentenceWords } from './use-sentence-words.ts'
import classes from './overview.module.css'

type Need = Overview['needs'][number]

/** What waits for a person, the action in its row. */
export function Needs({ overview, spending }: { readonly overview: Overview; readonly spending: readonly SpendingNeed[] }) {
  return (
    <ul className={classes.needs} aria-label="Needs you">
      {spending.map(({ key, kind, ...row }) => {
        const Icon = kind === 'request' ? IconHandStop : IconCreditCardOff
        return <li key={key}><Row icon={<Icon size={18} stroke={1.6} />} {...row} /></li>
      })}
      {overview.needs.map((need) => (
        <li key={needKey(need)}>
          <NeedRow need={need} today={overview.today} />
        </li>
      ))}
    </ul>
  )
}

function needKey(need: Need): string {
  if (need.kind === 'statement-due') return `due ${need.statementId}`
  return 'disputeId' in need ? `${need.kind} ${need.disputeId}` : need.kind
}

function NeedRow({ need, today }: { readonly need: Need; readonly today: string }) {
  const formats = useFormats()
  switch (need.kind) {
    case 'cards-without-holder': {
      const [only] = need.cardIds
      return (
        <Row
          icon={<IconCards size={18} stroke={1.6} />}
          text={plural(need.count, 'card has no cardholder', 'cards have no cardholder', formats.count(need.count))}
          detail="Their spend belongs to nobody in the report."
          action={need.count === 1 && only !== undefined ? 'Assign the card' : 'Assign the cards'}
          href={need.count === 1 && only !== undefined ? itemHref('cards', only) : PATHS.cards}
        />
      )
    }
    case 'uncategorised':
      return (
        <Row
          icon={<IconQuestionMark size={18} stroke={1.6} />}
          text={plural(need.count, 'charge has no category', 'charges have no category', formats.count(need.count))}
          detail="One choice can cover every charge of a merchant."
          action="Sort them"
          href={transactionsHref({ categoryIds: [need.categoryId] })}
        />
      )
    case 'statement-due':
      return <DueRow need={need} today={today} />
    case 'dispute-draft':
    case 'dispute-answer':
    case 'dispute-refused':
      return <DisputeNeedRow need={need} today={today} />
  }
}

function DueRow({ need, today }: { readonly need: Extract<Need, { kind: 'statement-due' }>; readonly today: string }) {
  const formats = useFormats()
  const words = useSentenceWords()
  const isPast = need.dueOn < today
  const minimum = need.minimumMinor === null ? null : formats.money({ minor: Math.abs(need.minimumMinor), currency: need.currency })
  return (
    <Row
      icon={<IconCalendarDue size={18} stroke={1.6} />}
      tone={isPast ? 'danger' : undefined}
      text={`${formats.money({ minor: amountDue(need), currency: need.currency })} ${isPast ? 'was due' : 'is due'} ${isPast ? `on ${formats.date(need.dueOn)}` : dueText(need.dueOn, today, words)}`}
      detail={minimum === null ? need.cardName : `${need.cardName}, at least ${minimum}`}
      action="Read the statement"
      href={itemHref('statements', need.statementId)}
    />
  )
}

function DisputeNeedRow({ need, today }: { readonly need: DisputeNeed; readonly today: string }) {
  const formats = useFormats()
  const words = useSentenceWords()
  const row = disputeNeed(need, today, { money: (money) => formats.money(money), due: (day) => dueText(day, today, words) })
  return <Row icon={<IconScale size={18} stroke={1.6} />} {...row} href={itemHref('dispute', need.disputeId)} />
}

interface RowProps {
  readonly icon: ReactNode
  readonly text: string
  readonly detail: string
  readonly action: string
  readonly href: string
  readonly tone?: 'danger' | undefined
}

function Row({ icon, text, detail, action, href, tone }: RowProps) {
  return (
    <div className={classes.need}>
      <span className={classes.needIcon} data-tone={tone} aria-hidden>{icon}</span>
      <span className={classes.needText}>
        <span>{text}</span>
        <span className={classes.faint}>{detail}</span>
      </span>
      <Button component={Link} href={href} size="xs" variant="default">{action}</Button>
    </div>
  )
}
