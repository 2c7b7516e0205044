import { Button, Textarea } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { DraftOffer } from '#renderer/components/forms/draft-offer.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { useKeptDraft } from '#renderer/lib/use-kept-draft.ts'
import { disputeAnswerDraft } from '#shared/domain/draft-key.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { useIsOffline } from '../use-is-offline.ts'
import { AnswerFiles } from './answer-files.tsx'
import classes from './case.module.css'

const LONGEST = 3_000

/** Your side against the merchant's, with what proves it. Kept while it is written, sent once. */
export function RespondForm({ detail, onClose }: { readonly detail: DisputeDetail; readonly onClose: () => void }) {
  const toasts = useToasts()
  const [text, setText] = useState('')
  const [isAsked, setAsked] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const respond = useEngineCommand((call) => call.disputes.respond)
  const isOffline = useIsOffline(detail)
  const kept = useKeptDraft(disputeAnswerDraft(detail.id), text.trim() === '' ? null : text)
  const isOffered = kept.kept !== null && kept.kept !== text && text === ''
  // What is written is kept, so leaving loses nothing.
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onClose()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (text.trim() === '') {
      field.current?.focus()
      return
    }
    respond.run({ disputeId: detail.id, explanation: text.trim() }).then(() => {
      kept.drop()
      onClose()
      toasts.say(isOffline ? 'Answered here. It is sent as soon as the issuer can be reached.' : 'Your answer is on its way')
    }, () => undefined)
  }
  return (
    <form className={classes.respond} aria-label="Answer the merchant" onSubmit={submit} onKeyDown={closeOnEscape} noValidate>
      {isOffered && (
        <DraftOffer
          text="You had begun an answer here."
          onTake={() => {
            setText(kept.kept ?? '')
            kept.take()
            field.current?.focus()
          }}
          onDrop={kept.drop}
        />
      )}
      <Textarea
        ref={field}
        label="Your answer"
        description="What is wrong in what the merchant says, and what proves it. It can be sent once."
        autosize
        minRows={4}
        maxRows={14}
        maxLength={LONGEST}
        autoFocus
        error={isAsked && text.trim() === '' ? 'Say what the merchant leaves out.' : null}
        value={text}
        onChange={(event) => {
          respond.reset()
          setText(event.currentTarget.value)
        }}
      />
      <AnswerFiles detail={detail} />
      {respond.error && <ErrorState size="inline" error={respond.error} />}
      <div className={classes.acts}>
        <Button type="submit" loading={respond.isRunning}>Send this answer, once</Button>
        <Button variant="default" onClick={onClose}>Not now</Button>
      </div>
    </form>
  )
}
