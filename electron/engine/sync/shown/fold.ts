/**
 * The issuer's objects with what was asked for and not answered yet, in the order in which it was asked. Pure.
 *
 * Nothing is worked out that only the issuer knows: what a limit has used, where its window begins anew, when a decision was made.
 */
import type { Cardholder } from '#shared/gateway/resources/cardholders.ts'
import type { Controls } from '#shared/gateway/resources/controls.ts'
import type { LimitRequest } from '#shared/gateway/resources/limit-requests.ts'
import type { Limit } from '#shared/gateway/resources/limits.ts'
import type { IssuerCommand, IssuerCommandOf, IssuerRef } from '../../issuers/command.ts'
import { issuerKey, newKey, type Shown, type ShownCardholder, type ShownControls, type ShownLimit, type ShownRequest } from './shown.ts'

export interface IssuerObject<T> {
  readonly connectionId: number
  readonly object: T
}

/** A change that is not settled. */
export interface Waiting {
  readonly outboxId: number
  readonly connectionId: number
  readonly createdAt: number
  readonly command: IssuerCommand
}

export interface FoldInput<T> {
  readonly objects: readonly IssuerObject<T>[]
  /** The oldest first. */
  readonly waiting: readonly Waiting[]
  /** The issuer's ids that answers brought, by outbox id. */
  readonly answers: ReadonlyMap<number, string>
}

export interface LimitDefaults {
  /** Of the company of a connection: where a limit counts that does not say it. */
  readonly timeZoneOf: (connectionId: number) => string
}

/** New ones stand at the end, those that are to be removed are left out, as is what binds a card or person whom the issuer has yet to make. */
export function foldLimits(input: FoldInput<Limit>, defaults: LimitDefaults): readonly ShownLimit[] {
  const fold = new Fold(input)
  for (const waiting of input.waiting) foldLimit(fold, waiting, defaults)
  return fold.all
}

function foldLimit(fold: Fold<Limit>, waiting: Waiting, defaults: LimitDefaults): void {
  const { connectionId, command } = waiting
  switch (command.name) {
    case 'limits.create': {
      const id = fold.idOf(command.scope.id)
      if (id !== undefined) fold.add(waiting, newLimit(waiting, command, id, defaults))
      return
    }
    case 'limits.update':
      return fold.change(connectionId, command.limitId, command.name, (limit) => ({ ...limit, ...given(command.rules), ...(command.rules.amount ? { used: sameMoney(limit.used, command.rules.amount.currency) } : {}) }))
    case 'limits.raise':
      return fold.change(connectionId, command.limitId, command.name, (limit) => ({ ...limit, raise: command.body }))
    case 'limits.endRaise':
      return fold.change(connectionId, command.limitId, command.name, (limit) => ({ ...limit, raise: null }))
    case 'limits.remove':
      return fold.remove(connectionId, command.limitId)
    default:
  }
}

function newLimit({ outboxId, connectionId, createdAt }: Waiting, { scope, rules }: IssuerCommandOf<'limits.create'>, id: string, { timeZoneOf }: LimitDefaults): Limit {
  return {
    window: rules.interval === 'billing-cycle' ? 'billing-cycle' : 'calendar', timeZone: timeZoneOf(connectionId), weekStartsOn: 1, countsRefunds: false, countsPending: true, mode: 'decline', raise: null,
    amount: rules.amount, interval: rules.interval, categories: rules.categories, ...given(rules),
    id: newKey(outboxId), version: 0, scope: { kind: scope.kind, id }, used: { amountMinor: 0, currency: rules.amount.currency }, resetsAt: null, createdAt,
  }
}

/** What was used of another currency says nothing. */
const sameMoney = (used: Limit['used'], currency: string): Limit['used'] => (used.currency === currency ? used : { amountMinor: 0, currency })

export function foldControls(input: FoldInput<Controls>): readonly ShownControls[] {
  const fold = new Fold(input)
  for (const waiting of input.waiting) {
    const { connectionId, outboxId, command } = waiting
    if (command.name !== 'controls.set') continue
    const id = fold.idOf(command.scope.id)
    if (id === undefined) continue
    const known = fold.all.find((shown) => shown.connectionId === connectionId && shown.object.scope.kind === command.scope.kind && shown.object.scope.id === id)
    if (known) fold.put({ ...known, object: { ...known.object, ...command.rules }, waitingFor: command.name })
    else fold.add(waiting, { ...command.rules, id: newKey(outboxId), version: 0, scope: { kind: command.scope.kind, id } })
  }
  return fold.all
}

export interface CardholderDefaults {
  /** The day of an instant at a connection: when somebody joined whom the issuer has yet to make. */
  readonly dayOf: (connectionId: number, at: number) => string
}

export function foldCardholders(input: FoldInput<Cardholder>, { dayOf }: CardholderDefaults): readonly ShownCardholder[] {
  const fold = new Fold(input)
  for (const waiting of input.waiting) {
    const { connectionId, outboxId, createdAt, command } = waiting
    if (command.name === 'cardholders.invite') {
      fold.add(waiting, { phone: null, department: null, title: null, employeeNumber: null, ...given(command.body), firstName: command.body.firstName, lastName: command.body.lastName, email: command.body.email, id: newKey(outboxId), version: 0, status: 'invited', joinedOn: dayOf(connectionId, createdAt) })
    } else if (command.name === 'cardholders.update') fold.change(connectionId, command.cardholderId, command.name, (person) => ({ ...person, ...given(command.body) }))
    else if (command.name === 'cardholders.deactivate') fold.change(connectionId, command.cardholderId, command.name, (person) => ({ ...person, status: 'inactive' }))
    else if (command.name === 'cardholders.reactivate') fold.change(connectionId, command.cardholderId, command.name, (person) => ({ ...person, status: 'active' }))
  }
  return fold.all
}

/** A decision is shown once the issuer has it: until then the request is pending, and `waitingFor` says what is on its way. */
export function foldRequests(input: FoldInput<LimitRequest>): readonly ShownRequest[] {
  const fold = new Fold(input)
  for (const { connectionId, command } of input.waiting) {
    if (command.name === 'limitRequests.approve' || command.name === 'limitRequests.decline') fold.change(connectionId, command.requestId, command.name, (request) => request)
  }
  return fold.all
}

/** What is shown, by key. */
class Fold<T extends { readonly id: string }> {
  readonly #shown = new Map<string, Shown<T>>()
  readonly #answers: ReadonlyMap<number, string>

  constructor({ objects, answers }: FoldInput<T>) {
    this.#answers = answers
    for (const { connectionId, object } of objects) this.put({ connectionId, key: issuerKey(connectionId, object.id), externalId: object.id, object, waitingFor: null })
  }

  get all(): readonly Shown<T>[] {
    return [...this.#shown.values()]
  }

  /** The issuer's id; undefined while it has none. */
  idOf(ref: IssuerRef): string | undefined {
    return typeof ref === 'string' ? ref : this.#answers.get(ref.answerOf)
  }

  put(shown: Shown<T>): void {
    this.#shown.set(shown.key, shown)
  }

  add({ connectionId, command }: Waiting, object: T): void {
    this.put({ connectionId, key: object.id, externalId: null, object, waitingFor: command.name })
  }

  /** Nothing where the issuer has it no more. */
  change(connectionId: number, ref: IssuerRef, waitingFor: IssuerCommand['name'], changed: (object: T) => T): void {
    const shown = this.#shown.get(this.#keyOf(connectionId, ref))
    if (shown) this.put({ ...shown, object: changed(shown.object), waitingFor })
  }

  remove(connectionId: number, ref: IssuerRef): void {
    this.#shown.delete(this.#keyOf(connectionId, ref))
  }

  #keyOf(connectionId: number, ref: IssuerRef): string {
    const id = this.idOf(ref)
    if (id !== undefined) return issuerKey(connectionId, id)
    return typeof ref === 'string' ? issuerKey(connectionId, ref) : newKey(ref.answerOf)
  }
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Only what was said: a part that was left out stays as it is. */
function given<T extends object>(rules: T): Given<T> {
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined)) as Given<T>
}
