/** Limits and controls as the app shows them. Pure functions of the database and the time. */
import { amountInForce } from '#shared/domain/limits/count.ts'
import { TimeZones } from '#shared/domain/limits/time-zone.ts'
import type { ControlRules, ControlSet, Limit, LimitScope } from '#shared/rpc/contract/limits.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { Controls } from '#shared/gateway/resources/controls.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import type { IssuerCommandName } from '../issuers/command.ts'
import { readIdMap } from '../sync/shown/id-map.queries.ts'
import { readShownControls } from '../sync/shown/shown.queries.ts'
import type { ShownControls } from '../sync/shown/shown.ts'
import { readKnownLimits, rulesOf, type KnownLimit, type KnownRaise } from './known-limits.queries.ts'
import { readReach, type Reach } from './reach.queries.ts'
import { readUse, type Use } from './use.queries.ts'

type Db = ReadDb | WriteDb

const MOST_LISTED = 5_000

/** Fullest first. `scope` null: of everybody; else those that bind one card (its person's too) or person. */
export async function listLimits(db: Db, now: number, scope: LimitScope | null): Promise<Limit[]> {
  const reach = await readReach(db)
  const known = (await readKnownLimits(db, reach)).filter((limit) => binds(reach, limit, scope))
  return (await describe(db, known, reach, now)).toSorted((a, b) => fullness(b) - fullness(a)).slice(0, MOST_LISTED)
}

/** Those of these keys that there are. */
export async function readLimits(db: Db, now: number, keys: ReadonlySet<string>): Promise<Limit[]> {
  if (keys.size === 0) return []
  const reach = await readReach(db)
  return describe(db, (await readKnownLimits(db, reach)).filter(({ key }) => keys.has(key)), reach, now)
}

/** Throws `not-found` (kind limit). */
export async function readLimit(db: Db, now: number, key: string): Promise<Limit> {
  const [limit] = await readLimits(db, now, new Set([key]))
  if (!limit) throw new AppError('not-found', { kind: 'limit' })
  return limit
}

const fullness = ({ used, inForce }: Limit): number => (inForce.minor > 0 ? used.minor / inForce.minor : used.minor > 0 ? Infinity : 0)

/** A limit or set of controls of a card binds its whole chain, one of a person their cards at that connection. */
export function binds(reach: Reach, rule: { readonly connectionId: number; readonly scope: LimitScope }, scope: LimitScope | null): boolean {
  if (scope === null) return true
  if (scope.kind === 'cardholder') return rule.scope.kind === 'cardholder' ? rule.scope.id === scope.id : reach.cards.get(reach.currentOf(rule.scope.id))?.limitedPersonId === scope.id
  if (rule.scope.kind === 'card') return reach.currentOf(rule.scope.id) === reach.currentOf(scope.id)
  const card = reach.cards.get(scope.id)
  return card?.connectionId === rule.connectionId && card.limitedPersonId === rule.scope.id
}

export function whoOf(reach: Reach, { kind, id }: LimitScope): string {
  return kind === 'card' ? reach.nameOf(reach.currentOf(id)) : (reach.people.get(id) ?? 'Somebody')
}

async function describe(db: Db, known: readonly KnownLimit[], reach: Reach, now: number): Promise<Limit[]> {
  const use = await readUse(db, known, { reach, zones: new TimeZones(), now })
  return known.map((limit, index) => shownLimit(limit, use[index] ?? { minor: 0, window: undefined }, reach, now))
}

function shownLimit(limit: KnownLimit, { minor: used, window }: Use, reach: Reach, now: number): Limit {
  const { terms, raise: given } = limit
  const raise = lasting(given, now)
  const money = (minor: number) => ({ minor, currency: terms.currency })
  const inForce = amountInForce(terms.minor, raise, now)
  const moves = window === undefined || window.resetsAt === null
  return {
    key: limit.key, connectionId: limit.connectionId, kept: limit.kept, scope: limit.scope, who: whoOf(reach, limit.scope), cardIds: [...limit.cardIds], ...rulesOf(terms),
    raise: raise === null ? null : { amount: money(raise.minor), until: raise.until, reason: raise.reason },
    inForce: money(inForce), used: money(used), left: money(inForce - used), countedFrom: moves ? null : window.from, resetsAt: window?.resetsAt ?? null,
    issuerCount: limit.kept === 'here' ? null : issuerCountOf(limit, used, window?.resetsAt),
    waitingFor: limit.kept === 'here' ? null : waitingFor(limit.shown.waitingFor),
    can: powersOf(limit, reach),
  }
}

/** A raise ends by itself, whoever has yet to hear of it. */
const lasting = (raise: KnownRaise | null, now: number): KnownRaise | null => (raise !== null && raise.until > now ? raise : null)

/** Only where both count the same window: from one fixed instant on, of the same rules. */
function issuerCountOf({ shown, terms }: Extract<KnownLimit, { kept: 'issuer' }>, used: number, resetsAt: number | null | undefined): Limit['issuerCount'] {
  const { object, waitingFor: waits } = shown
  const isSameWindow = terms.interval === 'total' || (resetsAt !== null && resetsAt !== undefined && object.resetsAt === resetsAt)
  if (!isSameWindow || waits === 'limits.create' || waits === 'limits.update' || object.used.currency !== terms.currency || object.used.amountMinor === used) return null
  return { used: { minor: object.used.amountMinor, currency: object.used.currency } }
}

const WAITING: { readonly [N in IssuerCommandName]?: NonNullable<Limit['waitingFor']> } = {
  'limits.create': 'create', 'limits.update': 'change', 'limits.remove': 'remove', 'limits.raise': 'raise', 'limits.endRaise': 'end-raise',
}
const waitingFor = (command: IssuerCommandName | null): Limit['waitingFor'] => (command === null ? null : (WAITING[command] ?? null))

/** What can be done about it now: with the issuer's leave, and while there is a card to be used. */
export function powersOf(limit: KnownLimit, reach: Reach): Limit['can'] {
  if (limit.kept === 'here') return { change: true, raise: true }
  const can = reach.connections.get(limit.connectionId)?.can
  const isOver = limit.scope.kind === 'card' && reach.cards.get(reach.currentOf(limit.scope.id))?.isClosed === true
  return { change: can?.has('limits') === true && !isOver, raise: can?.has('temporary-raises') === true && !isOver }
}

export interface KnownControls {
  readonly connectionId: number
  readonly scope: LimitScope
  readonly rules: ControlRules
  readonly shown: ShownControls
}

export async function readKnownControls(db: Db): Promise<readonly KnownControls[]> {
  const [shown, ids] = [await readShownControls(db), await readIdMap(db)]
  return shown.flatMap((set) => {
    const { kind, id: externalId } = set.object.scope
    const id = kind === 'card' ? ids.cardOf(set.connectionId, externalId) : ids.personOf(set.connectionId, externalId)
    return id === undefined ? [] : [{ connectionId: set.connectionId, scope: { kind, id }, rules: controlRulesOf(set.object), shown: set }]
  })
}

export async function listControls(db: Db, scope: LimitScope | null): Promise<ControlSet[]> {
  const reach = await readReach(db)
  const known = (await readKnownControls(db)).filter((set) => binds(reach, set, scope))
  return known.map(({ connectionId, scope: on, rules, shown }) => ({ connectionId, scope: on, who: whoOf(reach, on), ...rules, waiting: shown.waitingFor !== null }))
}

function controlRulesOf({ allowedCategories, blockedCategories, blockedMccs, allowedCountries, blockedCountries, online, inPerson, cashMachines, merchantLock, validFrom, validUntil }: Controls): ControlRules {
  return { allowedCategories, blockedCategories, blockedMccs, allowedCountries, blockedCountries, online, inPerson, cashMachines, merchantLock: merchantLock === '' ? null : merchantLock, validFrom, validUntil }
}
