/** Random charges that the sandbox issuer decides under random rules: what the app's own engine is held against. */
import { categoryOfMcc } from '#shared/domain/category.ts'
import { addDays, type IsoDate } from '#shared/domain/time.ts'
import type { Attempt, Because, ControlTerms, LimitTerms } from '#shared/domain/limits/terms.ts'
import type { Card } from '#shared/gateway/resources/cards.ts'
import { replaceCard } from '#sandbox/issuer/card-issue.ts'
import { closeDayOf } from '#sandbox/issuer/cycles.ts'
import { controlsOn } from '#sandbox/issuer/decide.ts'
import { usd } from '#sandbox/issuer/world.ts'
import { randomFrom } from '#tests/support/books.ts'
import { testWorld, type TestWorld } from '#tests/support/sandbox-world.ts'

export interface DecidedScope {
  readonly on: 'card' | 'cardholder'
  readonly limits: readonly (LimitTerms & { readonly raise: { readonly minor: number; readonly until: number } | null })[]
  readonly controls: ControlTerms | null
}

export interface Decided {
  /** 0 and 1 are one card and the number that replaced it, 2 is another card of the person. */
  readonly card: number
  readonly attempt: Attempt
  readonly channel: 'chip' | 'online' | 'cash-machine'
  readonly booked: { readonly at: number; readonly day: string; readonly minor: number }
  readonly refund: { readonly at: number; readonly minor: number } | null
  readonly because: Because | null
  /** Index over the limits of the card's scopes. */
  readonly limit: number | null
  readonly warned: readonly number[]
}

export interface DecidedBySandbox {
  readonly cards: readonly Card[]
  readonly closeDays: readonly number[]
  readonly scopes: readonly DecidedScope[]
  readonly decided: readonly Decided[]
  readonly from: number
  readonly until: number
}

const ZONES = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'] as const
const PLACES = [['5541', 'Summit Fuel'], ['5812', 'Harbor Grill'], ['5943', 'Paper Mill'], ['7995', 'Lucky Lantern'], ['0001', 'Nobody Knows']] as const
const REASONS: Readonly<Record<string, Because>> = {
  'spending-limit': 'limit', 'category-blocked': 'category', 'merchant-not-allowed': 'merchant', 'country-blocked': 'country', 'online-blocked': 'online', 'in-person-blocked': 'in-person', 'cash-blocked': 'cash', 'outside-validity': 'validity',
}
const CHANNELS = { chip: 'in-person', online: 'online', 'cash-machine': 'cash' } as const
export const COMPANY_ZONE = 'America/New_York'

type Random = () => number
const pick = <T>(random: Random, of: readonly T[]): T => of[Math.floor(random() * of.length)] as T
const whole = (random: Random, from: number, to: number) => from + Math.floor(random() * (to - from + 1))

export function decideBySandbox({ seed, charges, days, scopes: kinds, raises }: { readonly seed: number; readonly charges: number; readonly days: number; readonly scopes: readonly DecidedScope['on'][]; readonly raises: boolean }): DecidedBySandbox {
  const random = randomFrom(seed)
  const made = testWorld()
  const { world, card, places } = made
  // A charge card has no limit of its own; the two close on different days.
  const cards = [card('tidewater'), card('tidewater'), card('tradewind')]
  const [first, , third] = cards as [Card, Card, Card]
  const { replacement } = world.store.write(() => replaceCard(world, first, 'damaged'))
  world.objects.update('card', first.id, { status: 'active' })
  cards[1] = world.objects.update('card', replacement.id, { status: 'active' })
  cards[0] = world.objects.get('card', first.id)
  world.store.write(() => world.objects.update('account', places.accounts.tradewind, { creditLimit: null }))
  const from = world.clocks.world()
  const own = ({ scope }: { readonly scope: { readonly id: string } }) => scope.id === first.cardholderId
  world.store.write(() => {
    for (const type of ['limit', 'controls'] as const) for (const rule of world.objects.all(type).filter(own)) world.objects.remove(type, rule.id)
  })
  const set = kinds.map((on) => {
    const scope = randomScope(random, on, from, days, raises)
    return { scope, ids: setRules(made, on === 'card' ? first.id : first.cardholderId, on, scope.limits, scope.controls) }
  })
  // Which of two sets that refuse is named follows the issuer's own order.
  const order = controlsOn(world, first).map(({ scope }) => scope.kind)
  const ordered = set.toSorted((a, b) => order.indexOf(a.scope.on) - order.indexOf(b.scope.on))
  const [scopes, ids] = [ordered.map(({ scope }) => scope), ordered.map((one) => one.ids)]
  const closeDays = cards.map(({ accountId }) => closeDayOf(world.objects.get('account', accountId).nextCloseOn))
  const decided: Decided[] = []
  let day = world.zone.dayOf(from)
  for (let index = 0; index < days; index += 1, day = addDays(day, 1)) {
    const [start, end] = [Math.max(from, world.zone.startOf(day)), world.zone.endOf(day)]
    const ats = Array.from({ length: Math.round(charges / days) }, () => whole(random, start + 1, end - 1)).toSorted((a, b) => a - b)
    for (const at of ats) decided.push(decideOne(made, random, { at, day, cards, ids, scopes, third }))
    made.liveTo(day)
  }
  return { cards, closeDays, scopes, decided: decided.filter(({ because }) => because !== undefined), from, until: world.clocks.world() }
}

interface Moment {
  readonly at: number
  readonly day: IsoDate
  readonly cards: readonly Card[]
  readonly third: Card
  readonly scopes: readonly DecidedScope[]
  readonly ids: readonly (readonly string[])[]
}

function decideOne({ world, charge }: TestWorld, random: Random, { at, day, cards, ids, scopes }: Moment): Decided {
  const index = whole(random, 0, 2)
  const card = cards[index] as Card
  const [mcc, merchant] = pick(random, PLACES)
  const minor = whole(random, 100, 9_000)
  const channel = pick(random, ['chip', 'chip', 'online', 'cash-machine'] as const)
  const country = pick(random, ['US', 'US', 'US', 'GB'])
  const [inDays, booked] = [whole(random, 0, 4), Math.max(1, minor + pick(random, [0, 0, 0, 500, -80]))]
  const refund = random() < 0.1 ? { inDays: whole(random, 0, 5), minor: whole(random, 1, booked) } : undefined
  const { decline, warnedLimitIds } = charge(card, minor, { at, channel, mcc, name: merchant, country, ending: { how: 'post', inDays, minor: booked, ...(refund ? { refund } : {}) } })
  if (decline !== null && REASONS[decline.reason] === undefined) throw new Error(`Not a rule of ours: ${decline.reason}`)
  const mine = scopes.flatMap(({ on }, scope) => (on === 'card' && index === 2 ? [] : (ids[scope] ?? [])))
  const postedOn = addDays(day, inDays)
  return {
    card: index, channel, attempt: { at, minor, currency: 'USD', category: categoryOfMcc(mcc) ?? 'other', mcc, country, channel: CHANNELS[channel], merchant },
    booked: { at: world.zone.endOf(postedOn), day: postedOn, minor: booked }, refund: refund ? { at: world.zone.endOf(addDays(postedOn, refund.inDays)), minor: refund.minor } : null,
    because: decline === null ? null : (REASONS[decline.reason] ?? null), limit: typeof decline?.limitId === 'string' ? mine.indexOf(decline.limitId) : null, warned: warnedLimitIds.map((id) => mine.indexOf(id)),
  }
}

function setRules({ world, limit }: TestWorld, id: string, kind: DecidedScope['on'], limits: DecidedScope['limits'], controls: ControlTerms | null): readonly string[] {
  if (controls) {
    const { allowedCategories, blockedCategories, blockedMccs, allowedCountries, blockedCountries, ...rest } = controls
    const lists = { allowedCategories: allowedCategories?.slice() ?? null, blockedCategories: [...blockedCategories], blockedMccs: [...blockedMccs], allowedCountries: allowedCountries?.slice() ?? null, blockedCountries: [...blockedCountries] }
    world.store.write(() => world.objects.put('controls', { ...rest, ...lists, id: world.store.nextId('ctl'), scope: { kind, id } }))
  }
  return limits.map(({ minor, currency: _currency, categories, raise, ...terms }) => limit({ ...terms, minor, categories: categories?.slice() ?? null, scope: { kind, id }, raise: raise === null ? null : { amount: usd(raise.minor), until: raise.until, reason: null } }).id)
}

// What is spent in such a time on average is a little more than the limit allows.
const DAYS = { day: 1, week: 7, month: 30, quarter: 91, year: 365, 'billing-cycle': 30, total: 365 } as const

function randomScope(random: Random, on: DecidedScope['on'], from: number, days: number, raises: boolean): DecidedScope {
  const seen = new Set<string>()
  const limits = Array.from({ length: 4 }, () => {
    const interval = pick(random, ['per-charge', 'day', 'week', 'month', 'quarter', 'year', 'billing-cycle', 'total'] as const)
    const categories = random() < 0.4 ? [pick(random, ['fuel', 'dining', 'office', 'other'])] : null
    const minor = interval === 'per-charge' ? whole(random, 4_000, 8_500) : Math.round(whole(random, 15_000, 60_000) * Math.min(DAYS[interval], days) * (categories ? 0.2 : 1))
    const raise = raises && random() < 0.3 ? { minor: minor * 2, until: from + whole(random, 1, days) * 86_400_000 } : null
    return {
      minor, currency: 'USD', interval, window: pick(random, ['calendar', 'calendar', 'billing-cycle', 'rolling'] as const), timeZone: pick(random, ZONES), weekStartsOn: whole(random, 0, 6),
      countsRefunds: random() < 0.5, countsPending: true, categories, mode: random() < 0.8 ? ('decline' as const) : ('warn' as const), raise,
    }
  }).filter(({ interval, categories }) => {
    const identity = `${interval} ${categories?.join() ?? ''}`
    return !seen.has(identity) && seen.add(identity)
  })
  const controls = random() < 0.6 ? randomControls(random, from, days) : null
  return { on, limits, controls }
}

function randomControls(random: Random, from: number, days: number): ControlTerms {
  const onlyAllowed = random() < 0.3
  const dayAt = (share: number) => new Date(from + share * days * 86_400_000).toISOString().slice(0, 10)
  return {
    allowedCategories: onlyAllowed ? ['fuel', 'dining', 'office'] : null, blockedCategories: !onlyAllowed && random() < 0.5 ? ['gambling'] : [], blockedMccs: random() < 0.2 ? ['5541'] : [],
    allowedCountries: random() < 0.2 ? ['US'] : null, blockedCountries: [], online: random() < 0.8, inPerson: true, cashMachines: random() < 0.5, merchantLock: random() < 0.15 ? 'l' : null,
    validFrom: random() < 0.3 ? dayAt(0.1) : null, validUntil: random() < 0.3 ? dayAt(0.9) : null,
  }
}
