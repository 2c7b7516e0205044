import { Button } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { useRef } from 'react'
import { Link } from 'wouter'
import { Ago } from '#renderer/components/data/ago.tsx'
import { Avatar } from '#renderer/components/data/avatar.tsx'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { TaskProgress } from '#renderer/components/data/task-progress.tsx'
import { UsageBar } from '#renderer/components/data/usage-bar.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { itemHref } from '#renderer/lib/links.ts'
import { useDelayed } from '#renderer/lib/use-delayed.ts'
import type { LimitRequest } from '#shared/rpc/contract/requests.contract.ts'
import { approveLabel, bytesText, requestTerms, requestTitle, usedText } from '../model/request-words.ts'
import { useAttachment } from '../use-attachment.ts'
import { useDecisions } from '../use-decisions.ts'
import { useRequestWords } from '../use-request-words.ts'
import { ChangeForm } from './change-form.tsx'
import { DeclineForm } from './decline-form.tsx'
import classes from '../requests.module.css'

export type RequestForm = 'change' | 'decline'

export interface RequestItemProps {
  readonly request: LimitRequest
  /** The form that is open in it. */
  readonly form: RequestForm | null
  readonly onForm: (form: RequestForm | null) => void
}

/** One request that waits: who, how much, until when and why, what is left now, and the answers. */
export function RequestItem({ request, form, onForm }: RequestItemProps) {
  const words = useRequestWords()
  const decisions = useDecisions()
  const item = useRef<HTMLElement>(null)
  const { current } = request
  const close = () => {
    onForm(null)
    requestAnimationFrame(() => item.current?.focus())
  }
  const approve = async () => {
    // What is wrong with it can be put right where it is changed.
    const isDone = await decisions.approve(request, { amount: request.amount, until: request.until, note: null })
    if (!isDone) onForm('change')
  }
  return (
    <article ref={item} className={classes.request} data-item tabIndex={-1} aria-label={requestTitle(request, words)}>
      <Avatar name={request.person?.name ?? null} />
      <div className={classes.body}>
        <h3 className={classes.title}>{request.person ? <Link className={classes.link} href={itemHref('person', request.person.id)}>{requestTitle(request, words)}</Link> : requestTitle(request, words)}</h3>
        <div className={classes.terms}>
          <span>{requestTerms(request, words)}</span>
          <span className={classes.faint}><Ago at={request.requestedAt} /></span>
        </div>
        {request.reason !== '' && <blockquote className={classes.reason} data-selectable>{request.reason}</blockquote>}
        {current !== null && (
          <div className={classes.used}>
            <UsageBar label={usedText(current, words)} share={current.inForce.minor > 0 ? current.used.minor / current.inForce.minor : 1} width={200} />
            <span className={classes.faint}>{usedText(current, words)}</span>
          </div>
        )}
        {request.attachment !== null && <Attachment request={request} />}
        {form === 'change' && <ChangeForm request={request} decisions={decisions} onClose={close} />}
        {form === 'decline' && <DeclineForm request={request} decisions={decisions} onClose={close} />}
        {form === null && decisions.error && <ErrorState size="inline" error={decisions.error} />}
        {form === null && (
          <div className={classes.actions}>
            <Button size="xs" data-act="approve" loading={decisions.isRunning} onClick={() => void approve()}>{approveLabel(request.amount, request.until, words)}</Button>
            <Button size="xs" variant="default" data-act="change" onClick={() => onForm('change')}>Change…</Button>
            <Button size="xs" variant="subtle" color="gray" data-act="decline" onClick={() => onForm('decline')}>Decline…</Button>
          </div>
        )}
      </div>
    </article>
  )
}

function Attachment({ request }: { readonly request: LimitRequest }) {
  const formats = useFormats()
  const { save, state, cancel } = useAttachment(request)
  const isLong = useDelayed(state.status === 'running', 600)
  const { attachment } = request
  if (attachment === null) return null
  return (
    <>
      <div className={classes.attachment}>
        <IconPaperclip size={15} stroke={1.7} aria-hidden />
        <span className={classes.fileName}>{attachment.fileName}</span>
        <span className={classes.faint}>{bytesText(attachment.bytes, formats.count)}</span>
        <Button size="compact-xs" variant="subtle" disabled={state.status === 'running'} aria-label={`Save ${attachment.fileName}…`} onClick={() => void save()}>Save…</Button>
      </div>
      {state.status === 'running' && isLong && <TaskProgress progress={state.progress} label="Fetching it from the issuer" figure="share" onCancel={cancel} />}
      {state.status === 'failed' && <ErrorState size="inline" error={state.error} onRetry={() => void save()} />}
    </>
  )
}
