import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { cardName } from '#renderer/components/data/card-face.tsx'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { shapeExpiry } from '#renderer/lib/card-expiry.ts'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { fieldProblem } from '#renderer/lib/field-problem.ts'
import { activationRefusal, digitsWanted, readActivation } from '../model/activate-entry.ts'
import { doneText } from '../model/final-acts.ts'
import type { CardDialogProps } from './card-dialogs.tsx'
import classes from './dialogs.module.css'

/** Proves that the card arrived: its last digits and its date, as printed. */
export function ActivateDialog({ detail, opened, isOffline, onClose }: CardDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={`Activate ${cardName(detail.card)}`}>
      <Form detail={detail} isOffline={isOffline} onClose={onClose} />
    </Modal>
  )
}

const EMPTY = { lastDigits: '', expiry: '' }

function Form({ detail: { card }, isOffline, onClose }: Omit<CardDialogProps, 'opened'>) {
  const toasts = useToasts()
  const activate = useEngineCommand((call) => call.cards.activate)
  const [entry, setEntry] = useState(EMPTY)
  const [problems, setProblems] = useState<{ readonly lastDigits?: string; readonly expiry?: string }>({})
  const digitsField = useRef<HTMLInputElement>(null)
  const expiryField = useRef<HTMLInputElement>(null)
  const wanted = digitsWanted(card)
  const refused = fieldProblem(activate.error)
  const refusedField = activationRefusal(refused?.field)
  const change = (part: Partial<typeof EMPTY>) => {
    setEntry({ ...entry, ...part })
    setProblems({})
    activate.reset()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const read = readActivation(entry, card)
    if ('problems' in read) {
      setProblems(read.problems)
      const first = read.problems.lastDigits === undefined ? expiryField : digitsField
      first.current?.focus()
      return
    }
    activate.run({ cardId: card.id, ...read.input }).then(() => {
      onClose()
      toasts.say(doneText('activate', cardName(card), isOffline))
    }, () => undefined)
  }
  const errorOf = (field: keyof typeof EMPTY) => problems[field] ?? (refusedField === field ? refused?.text : undefined)
  return (
    <form onSubmit={submit}>
      <p className={classes.dialogText}>With the card in hand, so that nobody activates one that is still on its way.</p>
      <div className={classes.pair}>
        <TextInput ref={digitsField} data-autofocus label={`Last ${wanted === 5 ? 'five' : 'four'} digits`} inputMode="numeric" autoComplete="off" maxLength={wanted + 2} value={entry.lastDigits} error={errorOf('lastDigits')} onChange={(event) => change({ lastDigits: event.currentTarget.value.replaceAll(/\D/g, '').slice(0, wanted) })} classNames={{ input: 'ck-figure' }} />
        <TextInput ref={expiryField} label="Expires" placeholder="MM/YY" inputMode="numeric" autoComplete="off" value={entry.expiry} error={errorOf('expiry')} onChange={(event) => change({ expiry: shapeExpiry(event.currentTarget.value) })} classNames={{ input: 'ck-figure' }} />
      </div>
      {isOffline && <p className={classes.dialogNote}>The issuer cannot be reached now: it is sent as soon as it can, and the card works from then on.</p>}
      {activate.error && refusedField === null && <ErrorState size="inline" error={activate.error} />}
      <div className={classes.dialogActions}>
        <Button variant="default" onClick={onClose}>Cancel</Button>
        <Button type="submit" loading={activate.isRunning}>Activate the card</Button>
      </div>
    </form>
  )
}
