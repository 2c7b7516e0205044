/** The form of a new card: what is filled in, what is wrong with it, and what is asked of the issuer. */
import type { Contract } from '#shared/rpc/contract/index.ts'
import type { InputOf, OutputOf } from '#shared/rpc/define.ts'
import { plural } from '#renderer/lib/formats.ts'

export type OrderPlace = OutputOf<Contract['cards']['orderPlaces']>[number]
type OrderInput = InputOf<Contract['cards']['order']>

export interface Typed<T> {
  readonly value: T | null
  /** What is in the field: nothing, something of use, or something wrong, which the field says itself. */
  readonly kind: 'empty' | 'filled' | 'problem'
}

export interface OrderEntry {
  readonly form: 'physical' | 'virtual'
  readonly accountId: number | null
  readonly cardholderId: number | null
  readonly nickname: string
  readonly purpose: string
  readonly merchantLock: string
  readonly total: Typed<number>
  readonly until: Typed<string>
  readonly singleUse: boolean
}

export const EMPTY_ORDER: OrderEntry = {
  form: 'physical', accountId: null, cardholderId: null, nickname: '', purpose: '', merchantLock: '', total: { value: null, kind: 'empty' }, until: { value: null, kind: 'empty' }, singleUse: false,
}

const FIELDS = ['accountId', 'cardholderId', 'purpose', 'totalLimit', 'validUntil'] as const
export type OrderProblems = Readonly<Partial<Record<(typeof FIELDS)[number], string>>>

/** Whether a field that the engine names is one of the form's. */
export function isOrderField(field: string): boolean {
  return FIELDS.some((one) => one === field)
}

/** What is wrong; nothing where it can be sent. Fields with a problem of their own say it themselves, so they only stop it here. */
export function orderProblems(entry: OrderEntry, places: readonly OrderPlace[]): OrderProblems {
  const place = places.find(({ accountId }) => accountId === entry.accountId)
  // Whom an issuer knows can only be said once it is clear which one is asked.
  const isKnown = entry.cardholderId !== null && (place === undefined || place.cardholderIds.includes(entry.cardholderId))
  return {
    ...(place === undefined ? { accountId: 'Choose the account that it is billed to.' } : {}),
    ...(isKnown ? {} : { cardholderId: entry.cardholderId === null ? 'Choose who gets it.' : 'This issuer does not know this person, or has them inactive.' }),
    ...(entry.form === 'virtual' ? virtualProblems(entry, place) : {}),
  }
}

function virtualProblems(entry: OrderEntry, place: OrderPlace | undefined): OrderProblems {
  return {
    ...(place?.virtual === false ? { accountId: `${place.product} has no virtual cards.` } : {}),
    ...(entry.purpose.trim() === '' ? { purpose: 'Say what it is for, such as “Website hosting”.' } : {}),
  }
}

/** The field that stops it, though the field says why. */
export function isHeldUp(entry: OrderEntry): boolean {
  return entry.form === 'virtual' && (entry.total.kind === 'problem' || entry.until.kind === 'problem')
}

/** What is sent; null while something is missing. */
export function orderInput(entry: OrderEntry, places: readonly OrderPlace[]): OrderInput | null {
  const place = places.find(({ accountId }) => accountId === entry.accountId)
  if (place === undefined || entry.cardholderId === null || isHeldUp(entry) || Object.keys(orderProblems(entry, places)).length > 0) return null
  const nickname = textOrNull(entry.nickname)
  const to = { accountId: place.accountId, cardholderId: entry.cardholderId }
  if (entry.form === 'physical') return { ...to, order: { form: 'physical', nickname } }
  return {
    ...to,
    order: {
      form: 'virtual',
      nickname,
      purpose: entry.purpose.trim(),
      merchantLock: textOrNull(entry.merchantLock),
      totalLimit: entry.total.value === null ? null : { minor: entry.total.value, currency: place.currency },
      validUntil: entry.until.value,
      singleUse: entry.singleUse,
    },
  }
}

const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** "A virtual card for Noor Haddad" – what the button makes. */
export function orderLabel(entry: Pick<OrderEntry, 'form'>): string {
  return entry.form === 'virtual' ? 'Create the virtual card' : 'Order the card'
}

/** What a virtual card will and will not do, in one sentence under its fields. */
export function virtualSentence(entry: OrderEntry, money: (minor: number) => string, date: (day: string) => string): string {
  const where = entry.merchantLock.trim() === '' ? 'any merchant' : `merchants named like “${entry.merchantLock.trim()}”`
  const amount = entry.total.value === null ? '' : `, up to ${money(entry.total.value)} in all`
  const until = entry.until.value === null ? '' : `, until ${date(entry.until.value)}`
  return `It can be used ${entry.singleUse ? 'once ' : ''}at ${where}${amount}${until}. It works as soon as the issuer has made it.`
}

type WaitingOrder = OutputOf<Contract['cards']['orders']>[number]

/** "1 card ordered, waiting to be sent". */
export function waitingOrdersText(orders: readonly WaitingOrder[], isOffline: boolean): string {
  return `${plural(orders.length, 'card', 'cards')} ordered, ${isOffline ? 'sent as soon as the issuer can be reached' : 'waiting for the issuer'}`
}

/** "Virtual card “Website hosting” for Noor Haddad". */
export function orderTitle({ form, label, person }: WaitingOrder): string {
  const what = form === 'virtual' ? 'Virtual card' : 'Card'
  return `${what}${label === null ? '' : ` “${label}”`}${person === null ? '' : ` for ${person.name}`}`
}

/** People that the chosen account's issuer knows; of every place while none is chosen. */
export function knownPeople(places: readonly OrderPlace[], place: OrderPlace | undefined): readonly number[] {
  return place?.cardholderIds ?? [...new Set(places.flatMap((one) => one.cardholderIds))]
}

export interface AccountChoice {
  readonly value: string
  readonly label: string
  readonly disabled: boolean
}

/** Accounts, with the connection's name where there are several; those that make no virtual cards say so. */
export function accountChoices(places: readonly OrderPlace[], form: OrderEntry['form']): readonly AccountChoice[] {
  const hasSeveral = new Set(places.map((place) => place.connectionId)).size > 1
  return places.map((place) => {
    const disabled = form === 'virtual' && !place.virtual
    return { value: String(place.accountId), label: `${place.label}${hasSeveral ? `, ${place.connectionName}` : ''}${disabled ? ' (no virtual cards)' : ''}`, disabled }
  })
}
