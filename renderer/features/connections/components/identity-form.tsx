import { Button, TextInput } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { Connection } from '#shared/rpc/contract/connections.contract.ts'
import type { TaskOptions } from '#shared/rpc/define.ts'
import type { EngineClient } from '#shared/rpc/client.ts'
import type { Identity } from '#shared/gateway/resources/identity.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useCountdown, waitText } from '#renderer/lib/use-countdown.ts'
import { viewHref } from '../model/address.ts'
import { shapeExpiry } from '#renderer/lib/card-expiry.ts'
import { readIdentity, type IdentityProblems } from '../model/identity-entry.ts'
import { useAttempt } from '../use-attempt.ts'
import { CardNumberField, type CardNumberHandle } from './card-number-field.tsx'
import { FormFrame } from './form-frame.tsx'
import { FormProblem } from './form-problem.tsx'
import { MadeUpPeople } from './made-up-people.tsx'
import classes from './connections.module.css'

export interface IdentityFormProps<O> {
  readonly connection: Connection
  readonly title: string
  readonly lead: ReactNode
  readonly step: string | null
  readonly send: (call: EngineClient['call']) => (input: { readonly connectionId: number; readonly identity: Identity }, options?: TaskOptions) => Promise<O>
  readonly onBack: () => void
  readonly onKnown: (answer: O) => void
}

interface Details {
  readonly expiry: string
  readonly taxIdLast4: string
  readonly billingZip: string
  readonly dateOfBirth: string
}

const EMPTY: Details = { expiry: '', taxIdLast4: '', billingZip: '', dateOfBirth: '' }
const ORDER = ['cardNumber', 'expiry', 'taxIdLast4', 'billingZip', 'dateOfBirth'] as const

/** Who somebody is, by a card of theirs. What is wrong is said in its place; what was typed stays until it was right. */
export function IdentityForm<O>({ connection, title, lead, step, send, onBack, onKnown }: IdentityFormProps<O>) {
  const { today } = useFormats()
  const number = useRef<CardNumberHandle>(null)
  const form = useRef<HTMLDivElement>(null)
  const [details, setDetails] = useState(EMPTY)
  const [problems, setProblems] = useState<IdentityProblems>({})
  const attempt = useAttempt(send)
  const seconds = useCountdown(attempt.until)
  useEffect(() => {
    if (attempt.error) form.current?.querySelector('input')?.focus()
  }, [attempt.error])

  const change = (field: keyof Details, value: string) => {
    setDetails((now) => ({ ...now, [field]: value }))
    forget(field)
  }
  const forget = (field: keyof IdentityProblems) => setProblems(({ [field]: _gone, ...rest }) => rest)
  const fill = (identity: Identity) => {
    number.current?.fill(identity.cardNumber)
    const { taxIdLast4, billingZip, dateOfBirth } = identity
    setDetails({ expiry: `${String(identity.expiryMonth).padStart(2, '0')}/${String(identity.expiryYear % 100).padStart(2, '0')}`, taxIdLast4, billingZip, dateOfBirth })
    setProblems({})
  }
  const submit = async () => {
    if (attempt.isRunning || seconds > 0) return
    const reading = readIdentity({ cardNumber: number.current?.read() ?? '', ...details }, today)
    if ('problems' in reading) {
      setProblems(reading.problems)
      const first = ORDER.findIndex((field) => reading.problems[field] !== undefined)
      form.current?.querySelectorAll('input')[first]?.focus()
      return
    }
    const answer = await attempt.run({ connectionId: connection.id, identity: reading.identity })
    if (answer === undefined) return
    number.current?.clear()
    setDetails(EMPTY)
    onKnown(answer)
  }
  const field = (name: keyof Details) => ({ value: details[name], error: problems[name] })
  return (
    <FormFrame title={title} lead={lead} step={step} onBack={onBack} onSubmit={() => void submit()}>
      {connection.environment === 'sandbox' && <MadeUpPeople connectionId={connection.id} onPick={fill} />}
      <div ref={form} className={classes.fields}>
        <CardNumberField ref={number} autoFocus error={problems.cardNumber} onTyped={() => forget('cardNumber')} />
        <div className={classes.pair}>
          <TextInput label="Expires" placeholder="MM/YY" inputMode="numeric" autoComplete="cc-exp" {...field('expiry')} onChange={(event) => change('expiry', shapeExpiry(event.currentTarget.value))} />
          <TextInput label="Tax ID, last four" placeholder="0000" inputMode="numeric" autoComplete="off" maxLength={4} {...field('taxIdLast4')} onChange={(event) => change('taxIdLast4', event.currentTarget.value.replaceAll(/\D/g, ''))} />
        </div>
        <div className={classes.pair}>
          <TextInput label="Billing ZIP" autoComplete="postal-code" maxLength={12} {...field('billingZip')} onChange={(event) => change('billingZip', event.currentTarget.value)} />
          <TextInput type="date" label="Date of birth" autoComplete="bday" min="1900-01-01" max={today} {...field('dateOfBirth')} onChange={(event) => change('dateOfBirth', event.currentTarget.value)} />
        </div>
      </div>
      <FormProblem error={attempt.error} until={attempt.until} />
      <Button type="submit" loading={attempt.isRunning} disabled={seconds > 0}>{seconds > 0 ? `Try again in ${waitText(seconds)}` : 'Continue'}</Button>
      <div className={classes.ways}>
        <Link href={viewHref(connection.id, 'sign-in')}>Sign in instead</Link>
      </div>
    </FormFrame>
  )
}
