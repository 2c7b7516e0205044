import { Autocomplete, Button, TextInput } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { AppError } from '#shared/rpc/errors.ts'
import type { CardholderDetail } from '#shared/rpc/contract/employees.contract.ts'
import { CONTACT_FIELDS, CONTACT_LABELS, CONTACT_LIMITS, contactOf, contactProblems, entryOf, isSameContact, type ContactEntry, type ContactField } from '../model/contact-entry.ts'
import classes from '../employees.module.css'

type Details = CardholderDetail['details'][number]

/** Title and department stand beside the name already. */
const SHOWN_FIELDS = ['email', 'phone', 'employeeNumber'] as const satisfies readonly ContactField[]

/** How to reach them, as each issuer has it; changed in place where the issuer lets one. */
export function PersonContact({ detail: { person, details } }: { readonly detail: CardholderDetail }) {
  const [isEditing, setEditing] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const [first] = details
  if (first === undefined) return null
  const close = () => {
    setEditing(false)
    requestAnimationFrame(() => opener.current?.focus())
  }
  const actions = person.can.edit && !isEditing && <Button ref={opener} size="xs" variant="default" onClick={() => setEditing(true)}>Change</Button>
  return (
    <Section title="Contact" aside={details.length === 1 ? null : 'As each issuer has it'} actions={actions}>
      {isEditing ? <ContactForm cardholderId={person.id} name={person.name} details={first} onClose={close} /> : details.map((one) => <ContactFacts key={one.connectionId} details={one} isNamed={details.length > 1} />)}
    </Section>
  )
}

function ContactFacts({ details, isNamed }: { readonly details: Details; readonly isNamed: boolean }) {
  const formats = useFormats()
  return (
    <>
      {isNamed && <h3 className={classes.fieldLabel}>{details.connectionName}</h3>}
      <dl className={classes.contact}>
        {SHOWN_FIELDS.map((field) => (
          <div key={field}>
            <dt>{CONTACT_LABELS[field]}</dt>
            <dd data-selectable>{details[field] ?? <span className={classes.none}>–</span>}</dd>
          </div>
        ))}
        <div>
          <dt>Joined</dt>
          <dd>{formats.date(details.joinedOn)}</dd>
        </div>
      </dl>
    </>
  )
}

interface ContactFormProps {
  readonly cardholderId: number
  readonly name: string
  readonly details: Details
  readonly onClose: () => void
}

function ContactForm({ cardholderId, name, details, onClose }: ContactFormProps) {
  const toasts = useToasts()
  const update = useEngineCommand((call) => call.employees.update)
  const places = useEngineQuery((ask) => ask.employees.invitePlaces({}))
  const before = contactOf(entryOf(details))
  const [entry, setEntry] = useState<ContactEntry>(() => entryOf(details))
  const [isAsked, setAsked] = useState(false)
  const refused = AppError.is(update.error, 'validation.failed') ? { [update.error.details.field]: update.error.details.reason } : {}
  const problems = { ...(isAsked ? contactProblems(entry) : {}), ...refused }
  const departments = (places.data ?? []).find((place) => place.connectionId === details.connectionId)?.departments ?? []
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    const contact = contactOf(entry)
    if (Object.keys(contactProblems(entry)).length > 0) return
    if (isSameContact(contact, before)) return onClose()
    update.run({ cardholderId, contact }).then(() => {
      onClose()
      toasts.undo(`Contact details of ${name} changed`, () => update.run({ cardholderId, contact: before }))
    }, () => undefined)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.stopPropagation()
    onClose()
  }
  return (
    <form className={classes.contactForm} onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      {CONTACT_FIELDS.map((field, index) => {
        const common = { label: CONTACT_LABELS[field], size: 'xs', value: entry[field], maxLength: CONTACT_LIMITS[field], error: problems[field], autoFocus: index === 0 } as const
        const set = (value: string) => {
          update.reset()
          setEntry((now) => ({ ...now, [field]: value }))
        }
        if (field === 'department') return <Autocomplete key={field} {...common} withScrollArea={false} classNames={{ options: classes.options ?? '' }} data={[...departments]} onChange={set} />
        return <TextInput key={field} {...common} onChange={(event) => set(event.currentTarget.value)} />
      })}
      {update.error && Object.keys(refused).length === 0 && <ErrorState size="inline" error={update.error} />}
      <div className={classes.formFoot}>
        <Button type="submit" size="xs" loading={update.isRunning}>Save</Button>
        <Button size="xs" variant="default" onClick={onClose}>Cancel</Button>
      </div>
    </form>
  )
}
