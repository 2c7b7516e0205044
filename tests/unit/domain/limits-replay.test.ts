import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountInForce, used } from '#shared/domain/limits/count.ts'
import { controlReason, decide, readyControls } from '#shared/domain/limits/decide.ts'
import { Replay, type ReplayScope } from '#shared/domain/limits/replay.ts'
import type { Attempt, ControlTerms, LimitTerms, Movement } from '#shared/domain/limits/terms.ts'
import { dayNumber, TimeZones } from '#shared/domain/limits/time-zone.ts'
import { windowAt } from '#shared/domain/limits/windows.ts'
import { slowReason, slowUsed, ZONES } from './limits-model.ts'

const zones = new TimeZones()
const FREE: ControlTerms = {
  allowedCategories: null, blockedCategories: [], blockedMccs: [], allowedCountries: null, blockedCountries: [], online: true, inPerson: true, cashMachines: true, merchantLock: null, validFrom: null, validUntil: null,
}
const CATEGORIES = ['fuel', 'dining', 'office'] as const
const zone = fc.constantFrom(...ZONES)
const categories = fc.option(fc.subarray([...CATEGORIES], { minLength: 1 }), { nil: null })
const terms: fc.Arbitrary<LimitTerms> = fc.record({
  minor: fc.integer({ min: 2_000, max: 20_000 }), currency: fc.constantFrom('USD', 'USD', 'USD', 'EUR'), interval: fc.constantFrom('per-charge', 'day', 'day', 'week', 'month', 'quarter', 'year', 'billing-cycle', 'billing-cycle', 'total'),
  window: fc.constantFrom('calendar', 'billing-cycle', 'rolling'), timeZone: zone, weekStartsOn: fc.integer({ min: 0, max: 6 }), countsRefunds: fc.boolean(), countsPending: fc.constant(true), categories, mode: fc.constantFrom('decline', 'decline', 'warn'),
})
const controls: fc.Arbitrary<ControlTerms> = fc.record({
  allowedCategories: fc.option(fc.subarray([...CATEGORIES]), { nil: null, freq: 2 }), blockedCategories: fc.oneof(fc.constant([]), fc.constant(['fuel'])), blockedMccs: fc.oneof(fc.constant([]), fc.constant(['5812'])),
  allowedCountries: fc.option(fc.constant(['US']), { nil: null }), blockedCountries: fc.oneof(fc.constant([]), fc.constant(['GB'])), online: fc.boolean(), inPerson: fc.constant(true), cashMachines: fc.boolean(),
  merchantLock: fc.option(fc.constant('ol'), { nil: null }), validFrom: fc.option(fc.constant('2026-03-01'), { nil: null }), validUntil: fc.option(fc.constant('2026-11-30'), { nil: null }),
})

interface Step {
  readonly card: number
  readonly hours: number
  readonly minor: number
  readonly kind: 'charge' | 'refund'
  readonly tip: number
  readonly postsInHours: number
  readonly currency: string
  readonly category: (typeof CATEGORIES)[number]
  readonly country: string | null
  readonly channel: Attempt['channel']
  readonly merchant: string
}
const step: fc.Arbitrary<Step> = fc.record({
  card: fc.integer({ min: 1, max: 3 }),
  // Often exactly as long as a window.
  hours: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 20 }) }, { weight: 3, arbitrary: fc.constantFrom(0, 24, 168, 720) }, fc.integer({ min: 0, max: 900 })), minor: fc.integer({ min: 1, max: 4_000 }), kind: fc.constantFrom('charge', 'charge', 'charge', 'refund'),
  tip: fc.constantFrom(0, 0, 3_000, -2_000), postsInHours: fc.integer({ min: 0, max: 100 }), currency: fc.constantFrom('USD', 'USD', 'USD', 'EUR'), category: fc.constantFrom(...CATEGORIES),
  country: fc.constantFrom('US', 'US', 'GB', null), channel: fc.constantFrom('online', 'in-person', 'cash', null), merchant: fc.constantFrom('Old Mill', 'Cumulo'),
})
const MCCS = { fuel: '5541', dining: '5812', office: '5943' } as const
const START = Date.parse('2026-02-20T03:00:00Z')

/** Card 1 and 2 are one chain, all three belong to one person; their accounts close on different days. */
const closeDays = fc.tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 31 }))
const scopesOf = (onCard: readonly LimitTerms[], onPerson: readonly LimitTerms[], cardControls: ControlTerms | null, personControls: ControlTerms | null): readonly ReplayScope[] => [
  { cards: [1, 2], limits: onCard, controls: cardControls }, { cards: [1, 2, 3], limits: onPerson, controls: personControls },
]

describe('a replay', () => {
  it('decides every charge as a slow count over everything before it does', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), fc.array(terms, { maxLength: 3 }), fc.array(terms, { maxLength: 2 }), fc.option(controls, { nil: null, freq: 1 }), fc.option(controls, { nil: null, freq: 1 }), closeDays, zone, (steps, onCard, onPerson, cardControls, personControls, closes, company) => {
        const cycleOf = (card: number) => ({ closeDay: card === 3 ? closes[1] : closes[0], timeZone: company })
        const scopes = scopesOf(onCard, onPerson, cardControls, personControls)
        const replay = new Replay(scopes, { zones, timeZone: company, cycleOf })
        const past: { card: number; movement: Movement; booked: { at: number; minor: number } }[] = []
        let at = START
        for (const { card, hours, minor, kind, tip, postsInHours, ...rest } of steps) {
          at += hours * 3_600_000
          const attempt: Attempt = { at, minor, mcc: MCCS[rest.category], ...rest }
          const booked = { at: at + postsInHours * 3_600_000, minor: Math.max(1, minor + tip) }
          if (kind === 'refund') {
            replay.refund(card, attempt)
            past.push({ card, movement: { ...rest, at, minor, kind, isPending: false }, booked: { at, minor: -minor } })
            continue
          }
          const mine = scopes.filter(({ cards }) => cards.includes(card))
          const because = mine.map(({ controls: set }) => (set === null ? undefined : slowReason(set, attempt, company))).find((reason) => reason !== undefined)
          const passed = mine.flatMap(({ cards, limits }) => limits.map((limit) => {
            const known = past.filter((entry) => cards.includes(entry.card)).map(({ movement, booked: now }) => (now.at <= at ? { ...movement, minor: -now.minor } : movement))
            return { limit, left: limit.minor - slowUsed(limit, known, at, cycleOf(card)) }
          })).map((entry, index) => ({ ...entry, index })).filter(({ limit, left }) => limit.currency === rest.currency && (limit.categories === null || limit.categories.includes(rest.category)) && minor > left)
          const stopping = passed.filter(({ limit }) => limit.mode === 'decline').toSorted((a, b) => a.left - b.left)[0]
          const verdict = replay.judge(card, attempt, booked)
          if (because !== undefined) expect(verdict).toEqual({ because, limit: null, warned: [] })
          else if (stopping) expect(verdict).toEqual({ because: 'limit', limit: stopping.index, warned: [] })
          else {
            expect(verdict).toEqual({ because: null, limit: null, warned: passed.map(({ index }) => index) })
            past.push({ card, movement: { ...rest, at, minor: -minor, kind, isPending: true }, booked })
          }
        }
      }),
      { numRuns: 1_500 },
    )
  })

  it('counts what is not to be judged, and a raise while it lasts', () => {
    const limit: LimitTerms = { minor: 1_000, currency: 'USD', interval: 'total', window: 'calendar', timeZone: 'UTC', weekStartsOn: 1, countsRefunds: false, countsPending: true, categories: null, mode: 'decline' }
    const replay = new Replay([{ cards: [1], limits: [{ ...limit, raise: { minor: 2_000, until: 100 } }], controls: null }], { zones, timeZone: 'UTC', cycleOf: () => ({ closeDay: 1, timeZone: 'UTC' }) })
    const ask = (at: number, minor: number) => replay.judge(1, { at, minor, currency: 'USD', category: 'fuel', mcc: null, country: null, channel: null, merchant: '' }).because
    replay.count(1, { at: 1, minor: 5_000, currency: 'EUR', category: 'fuel' })
    replay.count(1, { at: 1, minor: 900, currency: 'USD', category: 'fuel' })
    expect(ask(50, 1_101)).toBe('limit')
    expect(ask(99, 1_100)).toBeNull()
    expect(ask(100, 1)).toBe('limit')
    expect(replay.judge(2, { at: 101, minor: 9_999, currency: 'USD', category: 'fuel', mcc: null, country: null, channel: null, merchant: '' }).because, 'another card').toBeNull()
  })
})

describe('what is used', () => {
  it('is what a slow count says, in every window', () => {
    const movement = fc.record({
      at: fc.integer({ min: 0, max: 400 * 24 }).map((hours) => START + hours * 3_600_000), minor: fc.integer({ min: -9_000, max: 9_000 }), currency: fc.constantFrom('USD', 'EUR'),
      kind: fc.constantFrom('charge' as const, 'cash' as const, 'refund' as const), isPending: fc.boolean(), category: fc.constantFrom(...CATEGORIES),
    })
    fc.assert(
      fc.property(fc.array(movement, { maxLength: 30 }), terms, fc.boolean(), fc.integer({ min: 1, max: 31 }), zone, fc.nat({ max: 400 * 24 }), (movements, limit, countsPending, closeDay, company, hours) => {
        const now = START + hours * 3_600_000
        const counted = { ...limit, countsPending }
        const known = movements.map((one) => (one.kind === 'refund' ? { ...one, isPending: false } : one)).filter((one) => one.at <= now)
        const cycle = { closeDay, timeZone: company }
        const window = windowAt(counted, now, cycle, zones)
        if (window) expect(used(counted, known, window)).toBe(slowUsed(counted, known, now, cycle))
      }),
      { numRuns: 1_000 },
    )
  })

  it('is held against a raise until the raise ends', () => {
    expect(amountInForce(100, null, 5)).toBe(100)
    expect(amountInForce(100, { minor: 300, until: 6 }, 5)).toBe(300)
    expect(amountInForce(100, { minor: 300, until: 5 }, 5)).toBe(100)
  })
})

describe('controls', () => {
  it('refuse for the reason that the issuer would give', () => {
    fc.assert(
      fc.property(controls, step, zone, fc.nat({ max: 9_000 }), (set, { minor, currency, category, country, channel, merchant }, company, hours) => {
        const attempt: Attempt = { at: START + hours * 3_600_000, minor, currency, category, mcc: MCCS[category], country, channel, merchant }
        expect(controlReason(readyControls(set, zones.get(company)), attempt)).toBe(slowReason(set, attempt, company))
      }),
      { numRuns: 1_000 },
    )
  })

  it('hold on the first and the last day of their time, where the issuer books', () => {
    const company = zones.get('America/New_York')
    const set = readyControls({ ...FREE, validFrom: '2026-03-08', validUntil: '2026-03-08' }, company)
    const ask = (at: number) => controlReason(set, { at, minor: 1, currency: 'USD', category: 'fuel', mcc: null, country: null, channel: null, merchant: '' })
    const [from, until] = [company.startOf(dayNumber('2026-03-08')), company.startOf(dayNumber('2026-03-09'))]
    expect([ask(from - 1), ask(from), ask(until - 1), ask(until)]).toEqual(['validity', undefined, undefined, 'validity'])
  })

  it('come before limits, and the limit with the least left is named', () => {
    const attempt: Attempt = { at: START, minor: 100, currency: 'USD', category: 'fuel', mcc: null, country: null, channel: 'online', merchant: '' }
    const limit = (left: number, mode: 'decline' | 'warn' = 'decline') => ({ terms: { currency: 'USD', categories: null, mode }, left })
    const offline = readyControls({ ...FREE, online: false }, zones.get('UTC'))
    expect(decide(attempt, [offline], [limit(0)])).toEqual({ because: 'online', limit: null, warned: [] })
    expect(decide(attempt, [], [limit(50), limit(20), limit(20), limit(-5, 'warn')])).toEqual({ because: 'limit', limit: 1, warned: [] })
    expect(decide(attempt, [], [limit(100), limit(99, 'warn')])).toEqual({ because: null, limit: null, warned: [1] })
  })
})
