import { IconAlertTriangle, IconCircle } from '@tabler/icons-react'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { afterwards } from '#shared/domain/disputes/deadline.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { jumpTo } from '../jump.ts'
import type { MissingItem } from '../model/missing.ts'
import type { DraftEdit } from '../use-draft-edit.ts'
import type { SendFacts } from '../use-send-facts.ts'
import { LetterPart } from './letter-part.tsx'
import classes from './check.module.css'

export interface CheckAndSendProps {
  readonly detail: DisputeDetail
  readonly edit: DraftEdit
  readonly facts: SendFacts
  readonly open: readonly MissingItem[]
}

/** The third step: what is missing, and exactly what goes out. */
export function CheckAndSend({ detail, edit, facts, open }: CheckAndSendProps) {
  const formats = useFormats()
  const { sendBy, channel, reason } = detail
  const isLate = sendBy !== null && sendBy < formats.today
  return (
    <div className={classes.check}>
      {isLate && <Late sendBy={sendBy} reason={reason} />}
      {open.length > 0 && (
        <ul className={classes.missing} aria-label="What is missing">
          {open.map(({ key, text, isWrong }) => (
            <li key={`${key} ${text}`} data-wrong={isWrong}>
              {isWrong ? <IconAlertTriangle size={15} stroke={1.7} aria-label="To correct" /> : <IconCircle size={15} stroke={1.7} aria-hidden />}
              <button type="button" onClick={() => jumpTo(key)}>{text}</button>
            </li>
          ))}
        </ul>
      )}
      <dl className={classes.facts} aria-label={channel === 'letter' ? 'What the letter says' : 'What is sent'}>
        <div><dt>To</dt><dd>{facts.to}</dd></div>
        {facts.lines.map(({ key, label, value }) => <div key={key}><dt>{label}</dt><dd data-selectable>{value}</dd></div>)}
      </dl>
      {channel === 'letter' && <LetterPart detail={detail} edit={edit} />}
    </div>
  )
}

/** The last day has passed: said plainly, with what is left to do. */
function Late({ sendBy, reason }: { readonly sendBy: string } & Pick<DisputeDetail, 'reason'>) {
  const formats = useFormats()
  return (
    <div className={classes.late} role="note">
      <strong>The last day was {formats.dateLong(sendBy)}.</strong>
      <span>The issuer may not have to take it any more. What can still be done:</span>
      <ul>{afterwards(reason).map((text) => <li key={text}>{text}</li>)}</ul>
    </div>
  )
}
