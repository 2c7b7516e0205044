import { Button } from '@mantine/core'
import { useReducer } from 'react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useBridge } from '#renderer/lib/services.tsx'
import { goTo } from '#renderer/lib/hash-location.ts'
import { PATHS } from '#renderer/lib/links.ts'
import type { Connection } from '#shared/rpc/contract/connections.contract.ts'
import { viewHref } from '../model/address.ts'
import { isFirstStep, nextFlow, startOf, stepText, type EntryView, type Flow, type FlowEvent } from '../model/flow.ts'
import { useAttempt } from '../use-attempt.ts'
import { ChooseForm } from './choose-form.tsx'
import { CodeForm } from './code-form.tsx'
import type { CodeResult } from '../use-code.ts'
import { FormFrame } from './form-frame.tsx'
import { IdentityForm } from './identity-form.tsx'
import { NewPasswordForm } from './new-password-form.tsx'
import { SignInForm, type Prefill } from './sign-in-form.tsx'
import classes from './connections.module.css'

export interface EntryScreenProps {
  readonly connection: Connection
  readonly view: EntryView
  readonly prefill: Prefill | null
  /** Back to the sign-in, with what is known by now. */
  readonly onSignIn: (prefill: Prefill) => void
}

const IDENTITY_WORDS = {
  register: { title: 'Register', lead: 'The issuer finds you by a card of yours and a few details. It takes a minute, once.' },
  'recover-user-id': { title: 'Recover your user ID', lead: 'Say who you are; a code to your phone or e-mail then confirms it.' },
  'recover-password': { title: 'Recover your password', lead: 'Say who you are; after a code you choose a new password. It also opens a locked sign-in.' },
} as const

/** The ways into an issuer: sign in, register, recover. One step at a time. */
export function EntryScreen(props: EntryScreenProps) {
  const [flow, dispatch] = useReducer(nextFlow, props.view, startOf)
  const leave = () => (isFirstStep(flow) ? goTo(viewHref(props.connection.id, 'sign-in')) : dispatch({ type: 'start-over' }))
  return <CurrentStep {...props} flow={flow} dispatch={dispatch} leave={leave} />
}

interface StepProps extends EntryScreenProps {
  readonly flow: Flow
  readonly dispatch: (event: FlowEvent) => void
  readonly leave: () => void
}

function CurrentStep(props: StepProps) {
  const { connection, prefill, flow, dispatch, leave, onSignIn } = props
  const welcome = useWelcome()
  const { step } = flow
  switch (step.at) {
    case 'credentials':
      return <SignInForm connection={connection} prefill={prefill} onResult={(result) => (result.outcome === 'signed-in' ? welcome(result.connection) : dispatch({ type: 'code-needed', challenge: result.challenge }))} />
    case 'identity':
      return <Identity {...props} />
    case 'choose':
      return <ChooseForm connectionId={connection.id} firstName={step.firstName} companyName={step.companyName} step={stepText(flow)} onStartOver={leave} onRegistered={(userId) => onSignIn({ identifier: userId, note: 'You are registered. Sign in with the password you just chose.' })} />
    case 'code':
      return <Code {...props} onSignedIn={welcome} />
    case 'user-id':
      return <FoundUserId userId={step.userId} step={stepText(flow)} onBack={leave} onSignIn={onSignIn} />
    case 'new-password':
      return <ResetPassword {...props} />
  }
}

function Identity({ connection, flow, dispatch, leave }: StepProps) {
  const { view } = flow
  if (view === 'sign-in') return null
  const shared = { connection, ...IDENTITY_WORDS[view], step: stepText(flow), onBack: leave }
  if (view === 'register') return <IdentityForm key={view} {...shared} send={(call) => call.connections.registerVerify} onKnown={(known) => dispatch({ type: 'identity-known', ...known })} />
  return <IdentityForm key={view} {...shared} send={(call) => (view === 'recover-user-id' ? call.connections.recoverUserId : call.connections.recoverPassword)} onKnown={(challenge) => dispatch({ type: 'code-needed', challenge })} />
}

function Code({ connection, flow, dispatch, leave, onSignedIn }: StepProps & { readonly onSignedIn: (connection: Connection) => void }) {
  if (flow.step.at !== 'code') return null
  const isSignIn = flow.view === 'sign-in'
  const take = (result: CodeResult) => {
    if (result.outcome === 'signed-in') onSignedIn(result.connection)
    if (result.outcome === 'user-id-recovered') dispatch({ type: 'user-id-found', userId: result.userId })
    if (result.outcome === 'password-reset-allowed') dispatch({ type: 'reset-allowed', expiresAt: result.expiresAt })
  }
  return (
    <CodeForm
      title="Confirm that it is you"
      lead={isSignIn ? 'The issuer does not know this computer yet, so it sends a one-time code.' : 'The issuer sends a one-time code to an address it knows.'}
      step={stepText(flow)}
      connectionId={connection.id}
      challenge={flow.step.challenge}
      verb={isSignIn ? 'Sign in' : 'Continue'}
      canTrust={isSignIn}
      onBack={leave}
      onVerified={take}
      onStartOver={() => dispatch({ type: 'start-over' })}
      onNotAsked={isSignIn ? () => goTo(viewHref(connection.id, 'recover-password')) : undefined}
    />
  )
}

function FoundUserId({ userId, step, onBack, onSignIn }: { readonly userId: string; readonly step: string | null; readonly onBack: () => void; readonly onSignIn: (prefill: Prefill) => void }) {
  const bridge = useBridge()
  const toasts = useToasts()
  const copy = () => void bridge.copyText({ text: userId }).then((copied) => copied && toasts.say('User ID copied'))
  return (
    <FormFrame title="This is your user ID" step={step} onBack={onBack} onSubmit={() => onSignIn({ identifier: userId, note: 'This is the user ID you recovered.' })}>
      <p data-selectable className={classes.found}>{userId}</p>
      <div className={classes.buttons}>
        <Button type="submit" autoFocus>Sign in with it</Button>
        <Button variant="default" onClick={copy}>Copy</Button>
      </div>
    </FormFrame>
  )
}

function ResetPassword({ connection, flow, dispatch, leave, onSignIn }: StepProps) {
  const attempt = useAttempt((call) => call.connections.completeRecovery)
  const send = async ({ next }: { readonly next: string }) => {
    const done = await attempt.run({ connectionId: connection.id, newPassword: next })
    if (done) onSignIn({ identifier: done.userId, note: `Your password is changed${done.sessionsEnded > 0 ? ', and every session with the old one has ended' : ''}. Sign in with the new one.` })
    return done !== undefined
  }
  return (
    <NewPasswordForm
      title="Choose a new password"
      lead="Every computer signed in with the old one is signed out."
      step={stepText(flow)}
      verb="Set the new password"
      context={connection.name}
      asksCurrent={false}
      attempt={attempt}
      onBack={leave}
      onStartOver={() => dispatch({ type: 'start-over' })}
      onSend={send}
    />
  )
}

/** Signed in: the first fetch runs by itself, and the pages fill as it comes. */
function useWelcome() {
  const toasts = useToasts()
  return (connection: Connection) => {
    toasts.say(connection.person === null ? `Signed in to ${connection.name}` : `Signed in as ${connection.person.name}`)
    goTo(connection.state === 'password-change-required' ? viewHref(connection.id, 'security') : PATHS.overview)
  }
}
