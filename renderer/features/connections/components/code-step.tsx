import { Button, Checkbox, Collapse, Radio, TextInput } from '@mantine/core'
import { type RefObject, useState } from 'react'
import type { Challenge } from '#shared/rpc/contract/connections.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { useCountdown } from '#renderer/lib/use-countdown.ts'
import { clockLeft, codeIn } from '../model/code-entry.ts'
import { destinationText } from '../model/words.ts'
import type { Code } from '../use-code.ts'
import { FormProblem, isOver } from './form-problem.tsx'
import classes from './connections.module.css'

export interface ChooseDestinationProps {
  readonly code: Code
  readonly onStartOver: () => void
}

/** Where the code is to go; the addresses are masked by the issuer. */
export function ChooseDestination({ code: { challenge, destination, setDestination, setIsChoosing, send }, onStartOver }: ChooseDestinationProps) {
  const over = send.error !== null && isOver(send.error)
  return (
    <>
      <Radio.Group label="Where should the code go?" value={destination} onChange={setDestination}>
        <div className={classes.choices}>
          {challenge.destinations.map((one, index) => <Radio key={one.id} value={one.id} label={destinationText(one)} autoFocus={index === 0} />)}
        </div>
      </Radio.Group>
      <FormProblem error={send.error} until={send.until} onStartOver={onStartOver} />
      <div className={classes.buttons}>
        <Button type="submit" loading={send.isRunning} disabled={over || destination === ''}>Send the code</Button>
        {challenge.sentTo !== null && <Button variant="subtle" color="gray" onClick={() => setIsChoosing(false)}>I have one already</Button>}
      </div>
    </>
  )
}

export interface EnterCodeProps {
  readonly code: Code
  readonly field: RefObject<HTMLInputElement | null>
  /** The button that sends the code back: "Sign in". */
  readonly verb: string
  readonly canTrust: boolean
  readonly onStartOver: () => void
  /** What to do where nobody here asked for a code. Left out where somebody certainly did. */
  readonly onNotAsked?: (() => void) | undefined
}

/** The code: how long it lives, when there can be another, how many tries are left. */
export function EnterCode({ code, field, verb, canTrust, onStartOver, onNotAsked }: EnterCodeProps) {
  const { challenge, send, verify, trust, setTrust, setIsChoosing } = code
  const error = verify.error ?? send.error
  const over = error !== null && isOver(error)
  const problem = codeProblem(verify.error)
  return (
    <>
      <SentTo challenge={challenge} />
      <TextInput
        ref={field}
        label="6-digit code"
        inputMode="numeric"
        autoComplete="one-time-code"
        spellCheck={false}
        autoFocus
        value={code.code}
        disabled={over}
        onChange={(event) => code.setCode(codeIn(event.currentTarget.value))}
        error={problem}
        classNames={{ input: classes.code ?? '' }}
      />
      {canTrust && <Checkbox label="Trust this computer" checked={trust} onChange={(event) => setTrust(event.currentTarget.checked)} description="No code is asked for here next time; your password still is. Only on a computer that is yours. You can take it back under Security." />}
      {problem === null && <FormProblem error={error} until={Math.max(send.until, verify.until)} onStartOver={onStartOver} />}
      <div className={classes.buttons}>
        <Button type="submit" loading={verify.isRunning} disabled={over}>{verb}</Button>
        <Resend challenge={challenge} isSending={send.isRunning} onSend={() => void code.sendTo()} isOver={over} />
        {challenge.destinations.length > 1 && <Button variant="subtle" color="gray" onClick={() => setIsChoosing(true)}>Send it elsewhere</Button>}
      </div>
      {onNotAsked && <NotAsked onChangePassword={onNotAsked} />}
    </>
  )
}

function codeProblem(error: AppError | null): string | null {
  if (AppError.is(error, 'auth.code-wrong')) {
    const { triesLeft } = error.details
    return triesLeft === 1 ? 'That is not the code. One more try.' : `That is not the code. ${triesLeft} more tries.`
  }
  return AppError.is(error, 'auth.code-expired') ? 'That code is too old or was used already. Send a new one.' : null
}

function SentTo({ challenge: { destinations, sentTo, codeExpiresAt } }: { readonly challenge: Challenge }) {
  const seconds = useCountdown(codeExpiresAt ?? 0)
  const where = destinations.find((one) => one.id === sentTo)
  return (
    <p className={classes.lead}>
      Sent {where ? destinationText(where).replace('By ', 'by ') : ''}.{' '}
      {seconds > 0 ? <span>It works for <span className="ck-figure">{clockLeft(seconds)}</span>.</span> : <strong>It is too old now. Send a new one.</strong>}
    </p>
  )
}

function Resend({ challenge: { resendAt }, isSending, onSend, isOver: over }: { readonly challenge: Challenge; readonly isSending: boolean; readonly onSend: () => void; readonly isOver: boolean }) {
  const seconds = useCountdown(resendAt ?? 0)
  return (
    <Button variant="default" loading={isSending} disabled={seconds > 0 || over} onClick={onSend}>
      {seconds > 0 ? <span className="ck-figure">New code in {clockLeft(seconds)}</span> : 'Send a new code'}
    </Button>
  )
}

function NotAsked({ onChangePassword }: { readonly onChangePassword: () => void }) {
  const [opened, setOpened] = useState(false)
  return (
    <div className={classes.notAsked}>
      <Button variant="subtle" color="gray" size="compact-sm" aria-expanded={opened} onClick={() => setOpened((now) => !now)}>I did not ask for this code</Button>
      <Collapse expanded={opened}>
        <div className={classes.warning} role={opened ? 'alert' : undefined}>
          <p><strong>Do not enter it, and tell it to nobody</strong>, whoever says they are from the issuer. A code goes out only after the right password, so somebody may know yours.</p>
          <Button size="xs" variant="default" onClick={onChangePassword}>Choose a new password now</Button>
        </div>
      </Collapse>
    </div>
  )
}
