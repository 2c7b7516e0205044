import { Autocomplete, Button, Modal, Select, TextInput } from '@mantine/core'
import { type FormEvent, type RefObject, useRef, useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { DraftOffer } from '#renderer/components/forms/draft-offer.tsx'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { goTo } from '#renderer/lib/hash-location.ts'
import { itemHref } from '#renderer/lib/links.ts'
import { useEngine } from '#renderer/lib/services.tsx'
import { useKeptDraft } from '#renderer/lib/use-kept-draft.ts'
import { INVITE_DRAFT } from '#shared/domain/draft-key.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { CONTACT_LABELS, CONTACT_LIMITS, type ContactField } from '../model/contact-entry.ts'
import { accountOf, emptyDraft, inviteButton, inviteInput, inviteLines, inviteProblems, isBegun, readInvite, refusedField, type InviteDraft, type InviteField, type InvitePlace, type InviteProblems } from '../model/invite-entry.ts'
import { zoneFor } from '../model/zone.ts'
import { InviteCard } from './invite-card.tsx'
import classes from '../employees.module.css'

export interface InviteDialogProps {
  readonly opened: boolean
  readonly places: readonly InvitePlace[]
  readonly onClose: () => void
}

/** Somebody new, with a card and its limit in one go: shown at once, sent in that order. */
export function InviteDialog({ opened, places, onClose }: InviteDialogProps) {
  const [first] = places
  const { call } = useEngine()
  // Closed by the person, sent or not: nothing is left to go on with. A lock closes nothing.
  const close = () => {
    call.drafts.drop({ key: INVITE_DRAFT }).catch(() => undefined)
    onClose()
  }
  return (
    <Modal opened={opened} onClose={close} title="Invite an employee" size={560}>
      {first && <Form places={places} first={first} onClose={close} />}
    </Modal>
  )
}

function Form({ places, first, onClose }: { readonly places: readonly InvitePlace[]; readonly first: InvitePlace; readonly onClose: () => void }) {
  const formats = useFormats()
  const form = useRef<HTMLFormElement>(null)
  const orderPlaces = useEngineQuery((ask) => ask.cards.orderPlaces({}))
  const status = useEngineQuery((ask) => ask.sync.status({}))
  const [draft, setDraft] = useState<InviteDraft>(() => emptyDraft(first.connectionId))
  const [isAsked, setAsked] = useState(false)
  const place = places.find((one) => one.connectionId === draft.connectionId) ?? first
  const accounts = orderPlaces.data ?? []
  const account = accountOf(accounts, draft)
  const sending = useInvite(draft, onClose)
  const kept = useKeptDraft(INVITE_DRAFT, isBegun(draft) ? JSON.stringify(draft) : null)
  const goOn = () => {
    setDraft(readInvite(kept.kept ?? '', places.map((one) => one.connectionId), emptyDraft(first.connectionId)))
    kept.take()
  }
  const problems: InviteProblems = { ...(isAsked ? inviteProblems(draft, account) : {}), ...sending.refused }
  const isOffline = (status.data ?? []).some((one) => one.connectionId === draft.connectionId && one.state === 'offline')
  const set = (part: Partial<InviteDraft>) => {
    sending.reset()
    // What was just asked for has not been filled in yet.
    if (part.card !== undefined) setAsked(false)
    setDraft((now) => ({ ...now, ...part }))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (Object.keys(inviteProblems(draft, account)).length > 0) focusFirstProblem(form)
    else sending.send(account, isOffline)
  }
  return (
    <form ref={form} className={classes.dialog} onSubmit={submit} noValidate>
      {kept.kept !== null && !isBegun(draft) && <DraftOffer text="You had begun an invitation before Cardkeep locked." onTake={goOn} onDrop={kept.drop} />}
      {places.length > 1 && <Select label="At" data={places.map((one) => ({ value: String(one.connectionId), label: one.connectionName }))} value={String(draft.connectionId)} onChange={(value) => set({ connectionId: Number(value), accountId: null })} />}
      <PersonFields draft={draft} place={place} problems={problems} onDraft={set} />
      <InviteCard draft={draft} account={account} places={accounts} problems={problems} onDraft={set} />
      <div className={classes.happens} aria-live="polite">
        <span className={classes.happensTitle}>What will happen</span>
        <ul>{inviteLines(draft, account, { connectionName: place.connectionName, isOffline, money: formats.money }).map((line) => <li key={line}>{line}</li>)}</ul>
      </div>
      {sending.error && <ErrorState size="inline" error={sending.error} />}
      <div className={classes.dialogActions}>
        <Button variant="default" onClick={onClose}>Cancel</Button>
        <Button type="submit" loading={sending.isRunning}>{inviteButton(draft)}</Button>
      </div>
    </form>
  )
}

/** Sends it; what the engine refuses for one field is said there, anything else above the buttons. */
function useInvite(draft: InviteDraft, onClose: () => void) {
  const toasts = useToasts()
  const invite = useEngineCommand((call) => call.employees.invite)
  const limits = useEngineQuery((ask) => ask.limits.list({ scope: null }))
  const refusal = AppError.is(invite.error, 'validation.failed') ? invite.error.details : null
  const field: InviteField | null = refusal === null ? null : refusedField(refusal.field)
  const send = (account: ReturnType<typeof accountOf>, isOffline: boolean) => {
    const timeZone = zoneFor(limits.data ?? [], draft.connectionId)
    invite.run(inviteInput(draft, account, timeZone)).then(
      (person) => {
        onClose()
        toasts.offer(isOffline ? `${person.name} is here. The invitation is sent as soon as the issuer can be reached.` : `${person.name} is invited`, 'Show', () => goTo(itemHref('person', person.id)))
      },
      () => undefined,
    )
  }
  const refused: InviteProblems = field === null || refusal === null ? {} : { [field]: refusal.reason }
  return { send, refused, error: field === null ? invite.error : null, isRunning: invite.isRunning, reset: invite.reset }
}

interface PersonFieldsProps {
  readonly draft: InviteDraft
  readonly place: InvitePlace
  readonly problems: InviteProblems
  readonly onDraft: (part: Partial<InviteDraft>) => void
}

function PersonFields({ draft, place, problems, onDraft }: PersonFieldsProps) {
  const contact = (field: ContactField) => ({
    label: CONTACT_LABELS[field],
    value: draft.contact[field],
    error: problems[field],
    maxLength: CONTACT_LIMITS[field],
  })
  const setContact = (field: ContactField, value: string) => onDraft({ contact: { ...draft.contact, [field]: value } })
  return (
    <>
      <div className={classes.pair}>
        <TextInput label="First name" data-autofocus maxLength={60} autoComplete="off" value={draft.firstName} error={problems.firstName} onChange={(event) => onDraft({ firstName: event.currentTarget.value })} />
        <TextInput label="Last name" maxLength={60} autoComplete="off" value={draft.lastName} error={problems.lastName} onChange={(event) => onDraft({ lastName: event.currentTarget.value })} />
      </div>
      <TextInput {...contact('email')} type="email" inputMode="email" autoComplete="off" spellCheck={false} placeholder="name@company.com" onChange={(event) => setContact('email', event.currentTarget.value)} />
      <div className={classes.pair}>
        <Autocomplete {...contact('department')} withScrollArea={false} classNames={{ options: classes.options ?? '' }} placeholder="Choose or type a new one" data={[...place.departments]} onChange={(value) => setContact('department', value)} />
        <TextInput {...contact('title')} placeholder="Such as Account manager" onChange={(event) => setContact('title', event.currentTarget.value)} />
      </div>
    </>
  )
}

/** After the fields have said what is wrong with them. */
function focusFirstProblem(form: RefObject<HTMLFormElement | null>): void {
  requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}
