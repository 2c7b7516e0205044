import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NO_CONTROLS } from '#sandbox/issuer/controls.ts'
import { replaceCard } from '#sandbox/issuer/card-issue.ts'
import { freezeCard } from '#sandbox/issuer/card-state.ts'
import { controlsReason } from '#sandbox/issuer/decide.ts'
import { counted } from '#sandbox/issuer/limit-usage.ts'
import { usd } from '#sandbox/issuer/world.ts'
import { testWorld } from '#tests/support/sandbox-world.ts'

describe('a charge is declined', () => {
  it('because of its card: frozen, not activated, closed, expired, or its holder', () => {
    const { world, card, charge } = testWorld()
    const one = card()
    world.store.write(() => freezeCard(world, one, 'you'))
    expect(charge(one, 100).decline).toEqual({ reason: 'card-frozen', limitId: null, controlsId: null })
    expect(charge(card('finch', { status: 'inactive' }), 100).decline?.reason).toBe('card-inactive')
    expect(charge(card('finch', { status: 'closed' }), 100).decline?.reason).toBe('card-closed')
    expect(charge(card('finch', { expiryMonth: 12, expiryYear: 2025 }), 100).decline?.reason).toBe('card-expired')
    expect(charge(card('finch', { expiryMonth: 1, expiryYear: 2026 }), 100).decline).toBeNull()
    const other = card()
    world.objects.update('cardholder', other.cardholderId, { status: 'inactive' })
    expect(charge(other, 100).decline?.reason).toBe('cardholder-inactive')
  })

  it('because of a limit, which is named, and not a cent before', () => {
    const { card, limit, charge } = testWorld()
    const one = card()
    const { id } = limit({ scope: { kind: 'card', id: one.id }, interval: 'month', minor: 10_000 })
    expect(charge(one, 6_000).decline).toBeNull()
    expect(charge(one, 4_001).decline).toEqual({ reason: 'spending-limit', limitId: id, controlsId: null })
    expect(charge(one, 4_000).decline).toBeNull()
    expect(charge(one, 1).decline?.limitId).toBe(id)
  })

  it('by the limit with the least left, of the card or of its holder', () => {
    const { card, limit, charge } = testWorld()
    const one = card()
    const wide = limit({ scope: { kind: 'card', id: one.id }, interval: 'day', minor: 5_000 })
    const narrow = limit({ scope: { kind: 'cardholder', id: one.cardholderId }, interval: 'week', minor: 4_000 })
    expect(charge(one, 6_000).decline?.limitId).toBe(narrow.id)
    expect(charge(one, 4_500).decline?.limitId).toBe(narrow.id)
    charge(card(), 3_000)
    expect(charge(one, 2_000).decline?.limitId, 'all cards of the holder count').toBe(narrow.id)
    expect(wide.id).not.toBe(narrow.id)
  })

  it('only for the categories of the limit', () => {
    const { card, limit, charge } = testWorld()
    const one = card()
    limit({ scope: { kind: 'card', id: one.id }, interval: 'month', minor: 2_000, categories: ['fuel'] })
    expect(charge(one, 9_000).decline).toBeNull()
    expect(charge(one, 1_500, { mcc: '5541' }).decline).toBeNull()
    expect(charge(one, 600, { mcc: '5541' }).decline?.reason).toBe('spending-limit')
    expect(charge(one, 2_001, { mcc: '5812' }).decline).toBeNull()
  })

  it('never by a limit that only warns, which is noted', () => {
    const { card, limit, charge } = testWorld()
    const one = card()
    const { id } = limit({ scope: { kind: 'card', id: one.id }, interval: 'per-charge', minor: 100, mode: 'warn' })
    expect(charge(one, 101)).toMatchObject({ status: 'pending', decline: null, warnedLimitIds: [id] })
    expect(charge(one, 100).warnedLimitIds).toEqual([])
  })

  it('by a limit again after its raise ended by itself', () => {
    const { world, card, limit, charge, liveDays } = testWorld()
    const one = card()
    const until = world.clocks.world() + 2 * 86_400_000
    const { id } = limit({ scope: { kind: 'card', id: one.id }, interval: 'per-charge', minor: 1_000, raise: { amount: usd(5_000), until, reason: null } })
    expect(charge(one, 5_000).decline).toBeNull()
    expect(charge(one, 5_001).decline?.limitId).toBe(id)
    liveDays(3)
    expect(charge(one, 1_001).decline?.limitId).toBe(id)
    expect(world.objects.get('limit', id).raise).toBeNull()
  })

  it('across a replacement: the new number has used what the old one used', () => {
    const { world, card, limit, charge } = testWorld()
    const one = card()
    limit({ scope: { kind: 'card', id: one.id }, interval: 'month', minor: 10_000 })
    charge(one, 9_000)
    const { replacement } = world.store.write(() => replaceCard(world, one, 'stolen'))
    const active = world.objects.update('card', replacement.id, { status: 'active' })
    expect(charge(active, 1_001).decline?.reason).toBe('spending-limit')
    expect(charge(active, 1_000).decline).toBeNull()
    expect(charge(one, 1).decline?.reason).toBe('card-closed')
  })

  it('until a refund restores a limit that counts refunds, and only that one', () => {
    const { world, card, limit, charge, liveDays } = testWorld()
    const one = card()
    const restoring = limit({ scope: { kind: 'card', id: one.id }, interval: 'month', minor: 10_000, countsRefunds: true })
    const stern = limit({ scope: { kind: 'card', id: one.id }, interval: 'month', minor: 10_000 })
    charge(one, 10_000, { ending: { how: 'post', inDays: 1, minor: 10_000, refund: { inDays: 1, minor: 4_000 } } })
    liveDays(4)
    expect(counted(world, restoring).used.amountMinor).toBe(6_000)
    expect(counted(world, stern).used.amountMinor).toBe(10_000)
    expect(charge(one, 1).decline?.limitId).toBe(stern.id)
  })

  it('no longer once a hold is given back', () => {
    const { card, limit, charge, liveDays } = testWorld()
    const one = card()
    limit({ scope: { kind: 'card', id: one.id }, interval: 'month', minor: 10_000 })
    charge(one, 10_000, { ending: { how: 'reverse', inDays: 1 } })
    expect(charge(one, 10_000).decline?.reason).toBe('spending-limit')
    liveDays(2)
    expect(charge(one, 10_000).decline).toBeNull()
  })

  it('because of what a virtual card is for', () => {
    const { card, charge } = testWorld()
    const virtual = { purpose: 'Cloud', merchantLock: 'Cumulo', totalLimit: usd(5_000), validUntil: '2026-01-31', singleUse: false }
    const one = card('finch', { kind: 'virtual', virtual })
    expect(charge(one, 100, { name: 'Foolscap' }).decline?.reason).toBe('merchant-not-allowed')
    expect(charge(one, 3_000, { name: 'CUMULO Cloud' }).decline).toBeNull()
    expect(charge(one, 2_001, { name: 'Cumulo Cloud' }).decline?.reason).toBe('spending-limit')
    expect(charge(one, 100, { name: 'Cumulo Cloud', at: Date.parse('2026-02-01T15:00Z') }).decline?.reason).toBe('outside-validity')
  })

  it('because of credit, where there is a preset limit', () => {
    const { card, charge } = testWorld()
    expect(charge(card('finch'), 4_000_001).decline?.reason).toBe('insufficient-credit')
    expect(charge(card('finch'), 4_000_000).decline).toBeNull()
    expect(charge(card('finch'), 1).decline?.reason, 'pending charges take up credit').toBe('insufficient-credit')
    expect(charge(card('tidewater'), 9_000_000).decline).toBeNull()
  })

  it('by controls of the card or its holder, the first rule that it breaks', () => {
    const merchant = { name: 'Lucky Lantern', mcc: '7995', city: null, country: 'US', networkId: null }
    const why = (rules: Partial<typeof NO_CONTROLS> & object, channel: 'chip' | 'online' | 'cash-machine' = 'chip', day = '2026-01-05') => controlsReason({ ...NO_CONTROLS, ...rules }, { merchant, channel }, day)
    expect(why({})).toBeUndefined()
    expect(why({ blockedCategories: ['gambling'] } as object)).toBe('category-blocked')
    expect(why({ blockedMccs: ['7995'] } as object)).toBe('category-blocked')
    expect(why({ allowedCategories: ['fuel'] } as object)).toBe('category-blocked')
    expect(why({ allowedCategories: ['gambling'] } as object)).toBeUndefined()
    expect(why({ allowedCountries: ['GB'] } as object)).toBe('country-blocked')
    expect(why({ blockedCountries: ['US'] } as object)).toBe('country-blocked')
    expect(why({ online: false }, 'online')).toBe('online-blocked')
    expect(why({ inPerson: false })).toBe('in-person-blocked')
    expect(why({ inPerson: false }, 'online')).toBeUndefined()
    expect(why({ cashMachines: false }, 'cash-machine')).toBe('cash-blocked')
    expect(why({ merchantLock: 'lantern' } as object)).toBeUndefined()
    expect(why({ merchantLock: 'Cumulo' } as object)).toBe('merchant-not-allowed')
    expect(why({ validUntil: '2026-01-04' } as object)).toBe('outside-validity')
    expect(why({ validFrom: '2026-01-06' } as object)).toBe('outside-validity')
  })

  it('exactly as a slow count over all charges says', () => {
    const interval = fc.constantFrom('day', 'week', 'month', 'quarter', 'year', 'total', 'per-charge')
    const step = fc.record({ hours: fc.integer({ min: 0, max: 200 }), minor: fc.integer({ min: 1, max: 5_000 }), fuel: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), interval, fc.integer({ min: 1_000, max: 20_000 }), fc.boolean(), (steps, kind, minor, onlyFuel) => {
        const { world, card, limit, charge, liveDays } = testWorld()
        const one = card('tidewater')
        limit({ scope: { kind: 'card', id: one.id }, interval: kind as 'day', minor, timeZone: 'UTC', weekStartsOn: 1, categories: onlyFuel ? ['fuel'] : null })
        const past: { at: number; minor: number; fuel: boolean }[] = []
        for (const { hours, minor: asked, fuel } of steps) {
          liveDays(hours / 24)
          const at = world.clocks.world()
          const counts = !onlyFuel || fuel
          const used = past.filter((earlier) => (!onlyFuel || earlier.fuel) && sameWindow(kind, earlier.at, at)).reduce((sum, earlier) => sum + earlier.minor, 0)
          const expected = counts && used + asked > minor
          expect(charge(one, asked, { mcc: fuel ? '5541' : '5943' }).decline !== null).toBe(expected)
          if (!expected) past.push({ at, minor: asked, fuel })
        }
      }),
      { numRuns: 25 },
    )
  })
})

/** Whether two instants fall into the same window, by the calendar of UTC: written another way than the issuer's. */
function sameWindow(kind: string, a: number, b: number): boolean {
  const [x, y] = [new Date(a), new Date(b)]
  const year = x.getUTCFullYear() === y.getUTCFullYear()
  const month = year && x.getUTCMonth() === y.getUTCMonth()
  const dayNumber = (instant: number) => Math.floor(instant / 86_400_000)
  switch (kind) {
    case 'day': return dayNumber(a) === dayNumber(b)
    // 1970-01-01 was a Thursday: three days on, weeks begin on Monday.
    case 'week': return Math.floor((dayNumber(a) + 3) / 7) === Math.floor((dayNumber(b) + 3) / 7)
    case 'month': return month
    case 'quarter': return year && Math.floor(x.getUTCMonth() / 3) === Math.floor(y.getUTCMonth() / 3)
    case 'year': return year
    case 'total': return true
    default: return false
  }
}
