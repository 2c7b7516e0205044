import { Button, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type FormEvent, useRef, useState } from 'react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { momentOf } from '#renderer/lib/moments.ts'
import type { OutputOf } from '#shared/rpc/define.ts'
import type { connectionsContract } from '#shared/rpc/contract/connections.contract.ts'
import { problemOfContact, toPhone, type ContactKind } from '../model/contact-entry.ts'
import { useAsked } from '../use-asked.ts'
import { useAttempt } from '../use-attempt.ts'
import { AskedView } from './asked-view.tsx'
import { ContactCodes } from './contact-codes.tsx'
import { FormProblem } from './form-problem.tsx'
import classes from './connections.module.css'

type Contact = OutputOf<(typeof connectionsContract)['contact']>
export type ContactChangeBegun = OutputOf<(typeof connectionsContract)['changeContact']>

const LABELS: Readonly<Record<ContactKind, string>> = { email: 'E-mail', phone: 'Phone' }

/** Where the issuer reaches its person. A change takes a code to the old and one to the new address. */
export function ContactTab({ connectionId, onCode }: { readonly connectionId: number; readonly onCode: () => void }) {
  const contact = useAsked((call) => call.connections.contact, { connectionId })
  const [begun, setBegun] = useState<ContactChangeBegun | null>(null)
  const end = () => {
    setBegun(null)
    contact.reload()
  }
  if (begun !== null) return <ContactCodes connectionId={connectionId} begun={begun} onEnd={end} />
  return (
    <Section title="Contact details" aside="Codes and warnings of the issuer go there.">
      <AskedView asked={contact}>
        {(data) => (
          <>
            <Stale connectionId={connectionId} data={data} onConfirmed={contact.set} />
            <Point connectionId={connectionId} kind="email" data={data} onBegun={(change) => { setBegun(change); onCode() }} />
            <Point connectionId={connectionId} kind="phone" data={data} onBegun={(change) => { setBegun(change); onCode() }} />
            <Pending connectionId={connectionId} data={data} onCancelled={contact.reload} />
          </>
        )}
      </AskedView>
    </Section>
  )
}

function Stale({ connectionId, data, onConfirmed }: { readonly connectionId: number; readonly data: Contact; readonly onConfirmed: (contact: Contact) => void }) {
  const attempt = useAttempt((call) => call.connections.confirmContact)
  const toasts = useToasts()
  const old = (['email', 'phone'] as const).filter((kind) => data[kind].stale)
  if (old.length === 0) return null
  const confirm = async () => {
    const answer = await attempt.run({ connectionId })
    if (!answer) return
    onConfirmed(answer)
    toasts.say('Confirmed')
  }
  return (
    <div className={classes.attention} role="status">
      <IconAlertTriangle size={18} stroke={1.6} aria-hidden />
      <span>{old.length === 2 ? 'E-mail and phone were' : `The ${old[0] === 'email' ? 'e-mail' : 'phone'} was`} not confirmed for over a year. If you can no longer read what is sent there, you can be locked out.</span>
      <Button size="xs" variant="default" loading={attempt.isRunning} onClick={() => void confirm()}>Both are right</Button>
      <FormProblem error={attempt.error} until={attempt.until} />
    </div>
  )
}

interface PointProps {
  readonly connectionId: number
  readonly kind: ContactKind
  readonly data: Contact
  readonly onBegun: (change: ContactChangeBegun) => void
}

function Point({ connectionId, kind, data, onBegun }: PointProps) {
  const formats = useFormats()
  const [draft, setDraft] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const attempt = useAttempt((call) => call.connections.changeContact)
  const opener = useRef<HTMLButtonElement>(null)
  const { value, confirmedAt } = data[kind]
  const close = () => {
    setDraft(null)
    setProblem(null)
    attempt.clear()
    requestAnimationFrame(() => opener.current?.focus())
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const typed = draft ?? ''
    const wrong = problemOfContact(kind, typed, value)
    setProblem(wrong)
    if (wrong !== null) return
    const change = kind === 'email' ? ({ kind, value: typed.trim() } as const) : ({ kind, value: toPhone(typed) } as const)
    const begun = await attempt.run({ connectionId, change })
    if (begun) onBegun(begun)
  }
  if (draft === null)
    return (
      <div className={classes.row}>
        <div className={classes.rowText}>
          <div className={classes.faint}>{LABELS[kind]}</div>
          <div data-selectable>{value}</div>
          <div className={classes.faint}>Confirmed {formats.date(momentOf(confirmedAt).day)}</div>
        </div>
        <div className={classes.rowActions}>
          <Button ref={opener} size="xs" variant="default" aria-label={`Change the ${LABELS[kind].toLowerCase()}`} onClick={() => setDraft('')}>Change</Button>
        </div>
      </div>
    )
  return (
    <form className={classes.inlineForm} onSubmit={(event) => void submit(event)} noValidate>
      <TextInput
        label={kind === 'email' ? 'New e-mail' : 'New phone'}
        description={`A code goes to the new one and to ${value}, so have both at hand.`}
        type={kind === 'email' ? 'email' : 'tel'}
        autoComplete={kind === 'email' ? 'email' : 'tel'}
        placeholder={kind === 'email' ? 'name@company.com' : '+1 206 555 0142'}
        autoFocus
        value={draft}
        error={problem}
        onChange={(event) => { setDraft(event.currentTarget.value); setProblem(null) }}
        onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); close() } }}
      />
      <FormProblem error={attempt.error} until={attempt.until} />
      <div className={classes.buttons}>
        <Button type="submit" size="xs" loading={attempt.isRunning}>Continue</Button>
        <Button size="xs" variant="default" onClick={close}>Cancel</Button>
      </div>
    </form>
  )
}

function Pending({ connectionId, data, onCancelled }: { readonly connectionId: number; readonly data: Contact; readonly onCancelled: () => void }) {
  const attempt = useAttempt((call) => call.connections.cancelContactChange)
  const open = data.pending.filter(({ status }) => status === 'pending')
  if (open.length === 0) return null
  const cancel = async (changeId: string) => {
    if (await attempt.run({ connectionId, changeId })) onCancelled()
  }
  return (
    <>
      <h3 className={classes.smallTitle}>Not confirmed yet</h3>
      {open.map(({ id, kind, newValue, awaiting }) => (
        <div key={id} className={classes.row}>
          <div className={classes.rowText}>
            <div>{kind === 'phone' ? 'Phone' : 'E-mail'} to {newValue}</div>
            <div className={classes.faint}>{awaiting.length === 2 ? 'Waits for both codes. Begin again to get new ones.' : `Waits for the code to the ${awaiting[0] === 'old' ? 'old' : 'new'} address. Begin again to get new ones.`}</div>
          </div>
          <div className={classes.rowActions}>
            <Button size="xs" variant="default" loading={attempt.isRunning} onClick={() => void cancel(id)}>Drop the change</Button>
          </div>
        </div>
      ))}
      <FormProblem error={attempt.error} until={attempt.until} />
    </>
  )
}
