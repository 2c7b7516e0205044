import { Popover } from '@mantine/core'
import { IconAlertTriangle, IconCalendarDue } from '@tabler/icons-react'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { keepEscape } from '#renderer/lib/keep-escape.ts'
import { ANCHOR_WORDS, DEADLINE_RULES, urgencyOf } from '#shared/domain/disputes/deadline.ts'
import type { IsoDate } from '#shared/domain/time.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { leftText } from '../../model/next-words.ts'
import classes from './last-day.module.css'

type DisputeDeadline = DisputeDetail['deadlines'][number]

/** The last day, always in sight; behind it every rule that sets one, from what it is counted, and who says so. */
export function LastDay({ detail }: { readonly detail: DisputeDetail }) {
  const formats = useFormats()
  const { sendBy, deadlines } = detail
  if (sendBy === null) return null
  const urgency = urgencyOf(formats.today, sendBy as IsoDate)
  const Icon = urgency === 'calm' ? IconCalendarDue : IconAlertTriangle
  const verb = detail.channel === 'letter' ? 'Post it by' : 'Send by'
  return (
    <Popover position="bottom-end" width={420} trapFocus returnFocus offset={6}>
      <Popover.Target>
        <button type="button" className={classes.chip} data-urgency={urgency} title={formats.dateLong(sendBy)}>
          <Icon size={16} stroke={1.7} aria-hidden />
          <strong>{urgency === 'passed' ? 'Last day was' : verb} {formats.date(sendBy)}</strong>
          <span className={classes.left}>{leftText(sendBy, formats.today)}</span>
          <span className="ck-hidden">Why this day</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ''} onKeyDown={keepEscape} aria-label="Why this day">
        <p className={classes.lead}>{deadlines.length > 1 ? 'The earliest of these counts:' : 'This is what sets the last day:'}</p>
        <ol className={classes.rules} tabIndex={0} aria-label="What sets the last day">
          {deadlines.map((deadline, index) => <Rule key={deadline.rule} deadline={deadline} isFirst={index === 0} />)}
        </ol>
      </Popover.Dropdown>
    </Popover>
  )
}

function Rule({ deadline, isFirst }: { readonly deadline: DisputeDeadline; readonly isFirst: boolean }) {
  const formats = useFormats()
  const words = DEADLINE_RULES[deadline.rule]
  return (
    <li className={classes.rule} data-first={isFirst || undefined}>
      <span className={classes.ruleHead}>
        <strong>{words.title}</strong>
        <time dateTime={deadline.on}>{formats.date(deadline.on)}</time>
      </span>
      <span>{countedText(deadline, formats.date)}</span>
      <span className={classes.faint}>{words.text}</span>
      <span className={classes.source}>{words.source}</span>
    </li>
  )
}

/** "110 days from 3 Aug, the day of the charge". */
function countedText({ days, anchor, anchorOn }: DisputeDeadline, date: (day: string) => string): string {
  if (days === null) return anchor === 'issuer' ? 'The day the issuer named for its draft' : `Counted from ${ANCHOR_WORDS[anchor]}`
  return `${days} days from ${anchorOn === null ? '' : `${date(anchorOn)}, `}${ANCHOR_WORDS[anchor]}`
}
