/** An invitation as it is typed: what it lacks, what it becomes, and what will happen, in words. */
import type { CardOrder } from '#shared/rpc/contract/cards.contract.ts'
import type { Contract } from '#shared/rpc/contract/index.ts'
import type { LimitRules, SpendingPlan } from '#shared/rpc/contract/limits.contract.ts'
import type { InputOf, OutputOf } from '#shared/rpc/define.ts'
import { contactOf, contactProblems, EMPTY_CONTACT, type ContactEntry, type ContactField } from './contact-entry.ts'

export type InvitePlace = OutputOf<Contract['employees']['invitePlaces']>[number]
export type OrderPlace = OutputOf<Contract['cards']['orderPlaces']>[number]
export type InviteInput = InputOf<Contract['employees']['invite']>

export type LimitInterval = Extract<LimitRules['interval'], 'day' | 'week' | 'month' | 'total'>
export const LIMIT_INTERVALS: readonly { readonly value: LimitInterval; readonly label: string }[] = [
  { value: 'day', label: 'a day' }, { value: 'week', label: 'a week' }, { value: 'month', label: 'a month' }, { value: 'total', label: 'in total' },
]

export interface InviteDraft {
  readonly connectionId: number
  readonly firstName: string
  readonly lastName: string
  readonly contact: ContactEntry
  readonly card: 'none' | CardOrder['form']
  readonly accountId: number | null
  readonly purpose: string
  readonly limitMinor: number | null
  /** What is typed there cannot be used. */
  readonly limitIsWrong: boolean
  readonly interval: LimitInterval
}

export type InviteField = 'firstName' | 'lastName' | 'accountId' | 'purpose' | 'limit' | ContactField
export type InviteProblems = Readonly<Partial<Record<InviteField, string>>>

export function emptyDraft(connectionId: number): InviteDraft {
  return { connectionId, firstName: '', lastName: '', contact: EMPTY_CONTACT, card: 'none', accountId: null, purpose: '', limitMinor: null, limitIsWrong: false, interval: 'month' }
}

/** Whether anything was typed that would be missed. */
export function isBegun(draft: InviteDraft): boolean {
  return [draft.firstName, draft.lastName, draft.purpose, ...Object.values(draft.contact)].some((text) => text.trim() !== '')
}

/**
 * A kept invitation, laid over an empty one: an older version may have written it, and its issuer may be gone.
 * Takes only what has the kind that belongs there.
 */
export function readInvite(text: string, connectionIds: readonly number[], empty: InviteDraft): InviteDraft {
  const kept = parseObject(text)
  const texts = <T extends object>(base: T, from: Readonly<Record<string, unknown>>): T =>
    Object.fromEntries(Object.entries(base).map(([key, value]) => [key, typeof value === 'string' && typeof from[key] === 'string' ? from[key] : value])) as T
  const { firstName, lastName, purpose } = texts({ firstName: '', lastName: '', purpose: '' }, kept)
  const wholeOrNull = (value: unknown) => (typeof value === 'number' && Number.isSafeInteger(value) ? value : null)
  const connectionId = connectionIds.find((id) => id === kept['connectionId']) ?? empty.connectionId
  return {
    ...empty,
    connectionId,
    firstName, lastName, purpose,
    contact: texts(empty.contact, parseObject(JSON.stringify(kept['contact'] ?? null))),
    card: (['none', 'physical', 'virtual'] as const).find((card) => card === kept['card']) ?? empty.card,
    accountId: connectionId === kept['connectionId'] ? wholeOrNull(kept['accountId']) : null,
    limitMinor: wholeOrNull(kept['limitMinor']),
    interval: LIMIT_INTERVALS.find(({ value }) => value === kept['interval'])?.value ?? empty.interval,
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
  } catch {
    return {}
  }
}

/** Accounts of the connection where such a card can be made. */
export function accountsFor(places: readonly OrderPlace[], { connectionId, card }: Pick<InviteDraft, 'connectionId' | 'card'>): readonly OrderPlace[] {
  return places.filter((place) => place.connectionId === connectionId && (card !== 'virtual' || place.virtual))
}

/** The chosen account, else the first there is. */
export function accountOf(places: readonly OrderPlace[], draft: InviteDraft): OrderPlace | null {
  const fitting = accountsFor(places, draft)
  return fitting.find((place) => place.accountId === draft.accountId) ?? fitting[0] ?? null
}

export function inviteProblems(draft: InviteDraft, account: OrderPlace | null): InviteProblems {
  const contact = contactProblems(draft.contact)
  return {
    ...contact,
    ...(draft.firstName.trim() === '' ? { firstName: 'Their first name is missing.' } : {}),
    ...(draft.lastName.trim() === '' ? { lastName: 'Their last name is missing.' } : {}),
    ...(draft.contact.email.trim() === '' ? { email: 'The invitation goes to this address.' } : {}),
    ...(draft.card === 'none' ? {} : cardProblems(draft, account)),
  }
}

function cardProblems(draft: InviteDraft, account: OrderPlace | null): InviteProblems {
  return {
    ...(account === null ? { accountId: draft.card === 'virtual' ? 'No account makes virtual cards.' : 'There is no account for a new card.' } : {}),
    ...(draft.card === 'virtual' && draft.purpose.trim() === '' ? { purpose: 'Say what it is for, such as “Software”.' } : {}),
    ...(draft.limitIsWrong ? { limit: '' } : {}),
  }
}

/** Only for a draft without problems. */
export function inviteInput(draft: InviteDraft, account: OrderPlace | null, timeZone: string): InviteInput {
  const person = { connectionId: draft.connectionId, firstName: draft.firstName.trim(), lastName: draft.lastName.trim(), contact: contactOf(draft.contact) }
  if (draft.card === 'none' || account === null) return { ...person, card: null }
  const order: CardOrder = draft.card === 'physical'
    ? { form: 'physical', nickname: null }
    : { form: 'virtual', nickname: null, purpose: draft.purpose.trim(), merchantLock: null, totalLimit: null, validUntil: null, singleUse: false }
  return { ...person, card: { accountId: account.accountId, order, plan: planOf(draft, account.currency, timeZone) } }
}

function planOf({ limitMinor, interval }: InviteDraft, currency: string, timeZone: string): SpendingPlan | null {
  if (limitMinor === null) return null
  const rules: LimitRules = {
    amount: { minor: limitMinor, currency }, interval, window: 'calendar', timeZone, weekStartsOn: 1, countsRefunds: false, categories: null, mode: 'decline',
  }
  return { limits: [rules], controls: null }
}

export interface InviteWords {
  readonly connectionName: string
  readonly isOffline: boolean
  readonly money: (money: { readonly minor: number; readonly currency: string }) => string
}

/** What happens when it is sent, a line each. */
export function inviteLines(draft: InviteDraft, account: OrderPlace | null, { connectionName, isOffline, money }: InviteWords): readonly string[] {
  const first = draft.firstName.trim() || 'They'
  const email = draft.contact.email.trim()
  const lines = [`${connectionName} invites ${first === 'They' ? 'them' : first}${email === '' ? ' by e-mail' : ` at ${email}`}.`]
  if (draft.card !== 'none' && account !== null) {
    const kind = draft.card === 'virtual' ? 'A virtual card' : 'A card'
    lines.push(`${kind} is ordered on ${account.label}${draft.card === 'physical' ? ' and sent by post' : ''}.`)
    const interval = LIMIT_INTERVALS.find((one) => one.value === draft.interval)?.label ?? ''
    lines.push(draft.limitMinor === null ? 'It has no limit of its own until you set one.' : `${first} may spend ${money({ minor: draft.limitMinor, currency: account.currency })} ${interval} with it.`)
  }
  if (isOffline) lines.push('You are offline: all of it waits here and is sent, in this order, as soon as the issuer can be reached.')
  return lines
}

/** "Invite Dana with a card". */
export function inviteButton(draft: InviteDraft): string {
  const who = draft.firstName.trim()
  const base = who === '' ? 'Invite' : `Invite ${who}`
  return draft.card === 'none' ? base : `${base} with a ${draft.card === 'virtual' ? 'virtual card' : 'card'}`
}

const REFUSED: Readonly<Record<string, InviteField>> = { name: 'firstName', email: 'email', accountId: 'accountId', limits: 'limit', amount: 'limit' }

/** Which field of the dialog an engine's refusal is about; null where it is none of them. */
export function refusedField(field: string): InviteField | null {
  return Object.hasOwn(REFUSED, field) ? (REFUSED[field] ?? null) : null
}
