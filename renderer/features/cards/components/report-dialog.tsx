import { Radio, Switch, Textarea } from '@mantine/core'
import { useState } from 'react'
import { cardName } from '#renderer/components/data/card-face.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { goTo } from '#renderer/lib/hash-location.ts'
import { transactionsHref } from '#renderer/lib/links.ts'
import { doneText, reportAct, type ReportChoice } from '../model/final-acts.ts'
import { ActSummary } from './act-summary.tsx'
import type { CardDialogProps } from './card-dialogs.tsx'
import classes from './dialogs.module.css'

const START: ReportChoice & { readonly note: string } = { reason: 'lost', replace: true, note: '' }

/** Lost or stolen: the number dies, so everything that follows is said before. */
export function ReportDialog({ detail: { card }, opened, isOffline, onClose }: CardDialogProps) {
  const toasts = useToasts()
  const report = useEngineCommand((call) => call.cards.report)
  const [choice, setChoice] = useState(START)
  const close = () => {
    onClose()
    report.reset()
    setChoice(START)
  }
  const said = (done: string) => {
    // Somebody used it: what nobody of theirs made can be disputed from there.
    if (choice.reason === 'stolen') toasts.offer(done, 'Look through its charges', () => goTo(transactionsHref({ cardIds: [card.id] })))
    else toasts.say(done)
  }
  const confirm = () => {
    const note = choice.note.trim() === '' ? null : choice.note.trim()
    report.run({ cardId: card.id, reason: choice.reason, replace: choice.replace, note }).then(() => {
      close()
      said(doneText('report', cardName(card), isOffline))
    }, () => undefined)
  }
  return (
    <ActSummary opened={opened} title="Report lost or stolen" act={reportAct(card, choice, isOffline)} tone="danger" isRunning={report.isRunning} error={report.error} onConfirm={confirm} onClose={close}>
      <div className={classes.choices}>
        <Radio.Group label="What happened" value={choice.reason} onChange={(reason) => setChoice({ ...choice, reason: reason === 'stolen' ? 'stolen' : 'lost' })}>
          <div className={classes.radios}>
            <Radio data-autofocus value="lost" label="It is lost" />
            <Radio value="stolen" label="It was stolen, or somebody else used it" />
          </div>
        </Radio.Group>
        <Switch label="Order a new card" checked={choice.replace} onChange={(event) => setChoice({ ...choice, replace: event.currentTarget.checked })} />
        <Textarea label="Note for the issuer" description="Where it was last seen, for instance. Not needed." autosize minRows={2} maxLength={500} value={choice.note} onChange={(event) => setChoice({ ...choice, note: event.currentTarget.value })} />
      </div>
    </ActSummary>
  )
}
