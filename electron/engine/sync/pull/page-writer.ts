/** One page of the feed into the database: each change goes to the writer of its type. */
import type { Company } from '#shared/gateway/resources/company.ts'
import type { Card } from '#shared/gateway/resources/cards.ts'
import type { Cardholder } from '#shared/gateway/resources/cardholders.ts'
import type { Dispute } from '#shared/gateway/resources/disputes.ts'
import { isKnownChange, type Change, type FeedType, type KnownChange } from '#shared/gateway/resources/changes.ts'
import type { Topic } from '#shared/rpc/contract/events.contract.ts'
import { AuthorizationBook } from './authorizations.queries.ts'
import { CardProjection } from './card-projection.queries.ts'
import { ChargeBook } from './charges.queries.ts'
import { Days } from './days.ts'
import { DisputeProjection } from './dispute-projection.queries.ts'
import { withoutSecrets } from './foreign-matter.ts'
import { isLimit, type LimitChange } from './limit-overruled.ts'
import { ObjectBook, type Kept } from './objects.queries.ts'
import { PeopleBook } from './people.queries.ts'
import { PlaceBook } from './places.queries.ts'
import type { PageScope } from './scope.ts'
import { SetAside } from './set-aside.queries.ts'
import { StatementProjection } from './statement-projection.queries.ts'
import { Tombstones } from './tombstones.queries.ts'

type ChangeOf<T extends KnownChange['type']> = Extract<KnownChange, { type: T }>
/** Types that have a table of their own here, beside `issuer_objects`. */
type Shown = ChangeOf<'company' | 'account' | 'product' | 'cardholder' | 'card' | 'statement' | 'dispute'>

/** Whose queries are asked again where an object of such a type changed. */
const TOPICS: Readonly<Partial<Record<string, readonly Topic[]>>> = {
  company: ['limits', 'cards'], account: ['cards', 'disputes'], product: ['cards'], card: ['cards'], cardholder: ['employees'], limit: ['limits'], controls: ['limits'], limitRequest: ['requests'], dispute: ['disputes', 'transactions'],
}

export class PageWriter {
  readonly #scope: PageScope
  readonly charges: ChargeBook
  readonly tombstones: Tombstones
  /** Cards whose status may be another now: shown after the page, because that asks the outbox. */
  readonly cards = new Set<string>()
  /** Limits and controls that are others now, for `tellOfLimits`. */
  readonly limits: LimitChange[] = []
  readonly #objects: ObjectBook
  readonly #places: PlaceBook
  readonly #people: PeopleBook
  readonly #cardProjection: CardProjection
  readonly #statements: StatementProjection
  readonly #disputes: DisputeProjection
  readonly #authorizations: AuthorizationBook
  #days: Days
  #zoneBefore: string | undefined
  #accountsTouched = false

  constructor(scope: PageScope) {
    this.#scope = scope
    this.tombstones = new Tombstones(scope)
    this.#objects = new ObjectBook(scope, this.tombstones)
    this.#places = new PlaceBook(scope, this.#objects)
    this.#people = new PeopleBook(scope)
    this.#cardProjection = new CardProjection(scope, this.#places, this.#people)
    this.#statements = new StatementProjection(scope, this.#places)
    this.#disputes = new DisputeProjection(scope, () => this.#days)
    this.charges = new ChargeBook(scope, new SetAside(scope))
    this.#zoneBefore = this.#objects.all<Company>('company')[0]?.timeZone
    this.#days = new Days(this.#zoneBefore ?? 'UTC')
    this.#authorizations = new AuthorizationBook(scope, { places: this.#places, charges: this.charges, tombstones: this.tombstones, days: () => this.#days })
  }

  /** The company's days, where they are others than before the page; undefined where they are not. */
  get newDays(): Days | undefined {
    const zone = this.#objects.all<Company>('company')[0]?.timeZone
    return zone === undefined || zone === this.#zoneBefore ? undefined : this.#days
  }

  write(change: Change): void {
    if (!isKnownChange(change)) {
      if (change.deleted === true) this.#objects.remove(change.type, change.id, change.version)
      else this.#objects.keep(change.type, change.id, change.version, withoutSecrets(change.object))
      return
    }
    if (change.type === 'transaction') this.#transaction(change)
    else if (change.type === 'authorization') this.#authorization(change)
    else if (isGone(change)) this.#removed(change)
    else this.#kept(change)
  }

  /** What was answered to a change of a person's. `isFresh`: it was not kept by the issuer since. */
  answered(change: KnownChange, isFresh: boolean): void {
    const kept = this.#objects.keepAnswer(change.type, change.id, change.version, change.object, isFresh)
    if (kept) this.#told(change, kept)
  }

  answeredGone(type: FeedType, id: string): void {
    if (!this.#objects.removeAnswered(type, id)) return
    this.#scope.tally.touched(...(TOPICS[type] ?? []))
    this.#unshow(type, id)
  }

  /** Before the answer to the invitation. */
  invited(holder: Cardholder, { cardholderId, at }: { readonly cardholderId: number; readonly at: number }): void {
    this.#people.adopt(holder, cardholderId, at)
  }

  /** Before the answer to what was asked about a dispute of here. */
  disputed(dispute: Dispute, rowId: number): void {
    this.#disputes.mine(dispute, rowId)
  }

  /** After the last change of the page. */
  finish(): void {
    if (this.#accountsTouched) this.#places.brandAccountCards()
  }

  /** At the end of the feed every reference holds: what is held open for something that did not come goes. */
  endOfFeed(): void {
    this.#authorizations.dropUnclaimed()
    this.#disputes.endOfFeed()
    this.#places.dropUnused()
    this.tombstones.forgetOld()
  }

  /** Everything but charges, which the caller removes bit by bit. */
  sweepBefore(generation: number): void {
    for (const { type, id, object } of this.#objects.forgetBefore(generation)) {
      this.#scope.tally.touched(...(TOPICS[type] ?? []))
      this.#unshow(type, id, object)
    }
    this.#authorizations.forgetBefore(generation)
    this.tombstones.forgetBefore(generation)
    this.endOfFeed()
  }

  #transaction({ id, version, deleted, object }: ChangeOf<'transaction'>): void {
    if (deleted === true || object === null) this.#authorizations.removeTransaction(id, version)
    else this.#authorizations.transaction(object, version)
  }

  #authorization({ id, version, deleted, object }: ChangeOf<'authorization'>): void {
    if (deleted === true || object === null) this.#authorizations.removeAuthorization(id, version)
    else this.#authorizations.authorization(object, version)
  }

  #kept(change: KnownChange): void {
    const kept = this.#objects.keep(change.type, change.id, change.version, change.object)
    if (!kept) return
    this.#told(change, kept)
    if (kept.isChanged && kept.before !== undefined && isLimit(change.type)) this.limits.push({ type: change.type, id: change.id, before: kept.before, after: JSON.stringify(change.object) })
  }

  #told(change: KnownChange, kept: Kept): void {
    if (kept.isChanged) this.#scope.tally.touched(...(TOPICS[change.type] ?? []))
    if (isShown(change)) this.#show(change, kept)
  }

  #show(change: Shown, { before }: Kept): void {
    if (change.object === null) return
    switch (change.type) {
      case 'company':
        this.#days = new Days(change.object.timeZone)
        return
      case 'account':
        this.#places.fillAccount(change.object)
        this.#accountsTouched = true
        return
      case 'product':
        this.#accountsTouched = true
        return
      case 'cardholder':
        this.#people.fill(change.object, parsed<Cardholder>(before))
        return
      case 'card':
        this.#cardProjection.fill(change.object, parsed<Card>(before))
        this.cards.add(change.id)
        return
      case 'statement':
        this.#statements.fill(change.object)
        return
      case 'dispute':
        this.#disputes.fill(change.object)
    }
  }

  #removed({ type, id, version }: KnownChange): void {
    const before = this.#objects.remove(type, id, version)
    if (before === undefined) return
    if (isLimit(type)) this.limits.push({ type, id, before, after: null })
    this.#scope.tally.touched(...(TOPICS[type] ?? []))
    this.#unshow(type, id, before)
  }

  #unshow(type: string, id: string, before?: string): void {
    if (type === 'cardholder') this.#people.remove(id)
    else if (type === 'statement') this.#statements.remove(id)
    else if (type === 'card') this.cards.add(id)
    else if (type === 'dispute') this.#disputes.remove(id, before)
  }
}

const SHOWN: ReadonlySet<string> = new Set<Shown['type']>(['company', 'account', 'product', 'cardholder', 'card', 'statement', 'dispute'])

function isShown(change: KnownChange): change is Shown {
  return SHOWN.has(change.type)
}

function isGone({ deleted, object }: KnownChange): boolean {
  return deleted === true || object === null
}

function parsed<T>(json: string | undefined): T | undefined {
  return json === undefined ? undefined : (JSON.parse(json) as T)
}

