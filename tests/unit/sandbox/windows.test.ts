import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, type IsoDate } from '#shared/domain/time.ts'
import { cycleOf, dueOnOf, MIN_DAYS_TO_PAY } from '#sandbox/issuer/cycles.ts'
import { windowAt } from '#sandbox/issuer/limit-window.ts'
import { Zone } from '#sandbox/time/zone.ts'

const utc = new Zone('UTC')
const boston = new Zone('America/New_York')
const date = (text: string) => text as IsoDate
const at = (text: string) => Date.parse(text)
const days = fc.integer({ min: 0, max: 3_000 }).map((count) => addDays(date('2023-01-01'), count))

describe('a zone', () => {
  it.each([
    ['America/New_York', '2026-03-08', '2026-03-08T05:00:00Z', 23], ['America/New_York', '2026-11-01', '2026-11-01T04:00:00Z', 25], ['Asia/Kolkata', '2026-11-01', '2026-10-31T18:30:00Z', 24],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30:00Z', 23.5], ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00Z', 23], ['UTC', '2026-02-28', '2026-02-28T00:00:00Z', 24],
  ])('%s begins %s at %s and it lasts %d hours', (name, day, start, hours) => {
    const zone = new Zone(name)
    expect(new Date(zone.startOf(date(day))).toISOString()).toBe(new Date(start).toISOString())
    expect((zone.endOf(date(day)) + 1 - zone.startOf(date(day))) / 3_600_000).toBe(hours)
  })

  it('puts every instant into the day whose ends enclose it', () => {
    fc.assert(
      fc.property(fc.constantFrom('America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Santiago'), fc.integer({ min: at('2023-01-01'), max: at('2030-01-01') }), (name, instant) => {
        const zone = new Zone(name)
        const day = zone.dayOf(instant)
        expect(zone.startOf(day)).toBeLessThanOrEqual(instant)
        expect(zone.endOf(day)).toBeGreaterThanOrEqual(instant)
      }),
    )
  })
})

describe('a billing cycle', () => {
  it('covers every day exactly once, and closes on its day number', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 28 }), (day, closeDay) => {
        const { openedOn, closedOn } = cycleOf(day, closeDay)
        expect(openedOn <= day && day <= closedOn).toBe(true)
        expect(Number(closedOn.slice(8))).toBe(closeDay)
        expect(cycleOf(addDays(closedOn, 1), closeDay).openedOn).toBe(addDays(closedOn, 1))
      }),
    )
  })

  it('is due on one day number, never sooner than the law allows', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 28 }), (day, closeDay, dueDay) => {
        const { closedOn } = cycleOf(day, closeDay)
        const dueOn = dueOnOf(closedOn, dueDay)
        expect(Number(dueOn.slice(8))).toBe(dueDay)
        expect(daysBetween(closedOn, dueOn)).toBeGreaterThanOrEqual(MIN_DAYS_TO_PAY)
        expect(daysBetween(closedOn, dueOn)).toBeLessThan(MIN_DAYS_TO_PAY + 31)
      }),
    )
  })
})

describe('the window of a limit', () => {
  const context = { zone: boston, companyZone: boston, closeDay: 12 }
  const limit = (interval: 'per-charge' | 'day' | 'week' | 'month' | 'quarter' | 'year' | 'billing-cycle' | 'total', window: 'calendar' | 'rolling' | 'billing-cycle' = 'calendar', weekStartsOn = 1) => ({ interval, window, weekStartsOn })

  it.each([
    ['day', '2026-03-08T16:00Z', '2026-03-08T05:00Z', '2026-03-09T04:00Z'],
    ['week', '2026-11-24T12:00Z', '2026-11-23T05:00Z', '2026-11-30T05:00Z'],
    ['month', '2026-12-01T04:59Z', '2026-11-01T04:00Z', '2026-12-01T05:00Z'],
    ['quarter', '2026-11-24T12:00Z', '2026-10-01T04:00Z', '2027-01-01T05:00Z'],
    ['year', '2026-11-24T12:00Z', '2026-01-01T05:00Z', '2027-01-01T05:00Z'],
    ['billing-cycle', '2026-11-12T23:00Z', '2026-10-13T04:00Z', '2026-11-13T05:00Z'],
  ] as const)('of a %s at %s goes from %s and resets at %s', (interval, now, from, resetsAt) => {
    expect(windowAt(limit(interval), at(now), context)).toEqual({ from: at(from), to: at(resetsAt) - 1, resetsAt: at(resetsAt) })
  })

  it('counts days in its own zone, not the company\'s', () => {
    expect(windowAt(limit('day'), at('2026-11-24T01:00Z'), { ...context, zone: utc })?.from).toBe(at('2026-11-24T00:00Z'))
    expect(windowAt(limit('day'), at('2026-11-24T01:00Z'), context)?.from).toBe(at('2026-11-23T05:00Z'))
  })

  it('starts a week where the limit says', () => {
    expect(windowAt(limit('week', 'calendar', 0), at('2026-11-24T12:00Z'), { ...context, zone: utc })?.from).toBe(at('2026-11-22T00:00Z'))
    expect(windowAt(limit('week', 'calendar', 3), at('2026-11-24T12:00Z'), { ...context, zone: utc })?.from).toBe(at('2026-11-18T00:00Z'))
  })

  it('rolls with the charge and never resets', () => {
    const now = at('2026-11-24T12:00Z')
    expect(windowAt(limit('week', 'rolling'), now, context)).toEqual({ from: now - 7 * 86_400_000 + 1, to: now, resetsAt: null })
  })

  it('is none for each charge, and everything for a total', () => {
    expect(windowAt(limit('per-charge'), 5, context)).toBeUndefined()
    expect(windowAt(limit('total'), 5, context)).toEqual({ from: 0, to: 5, resetsAt: null })
  })

  it('follows upon the one before without a gap', () => {
    fc.assert(
      fc.property(fc.constantFrom('day', 'week', 'month', 'quarter', 'year', 'billing-cycle'), fc.integer({ min: at('2023-01-01'), max: at('2030-01-01') }), fc.integer({ min: 0, max: 6 }), (interval, now, weekStartsOn) => {
        const window = windowAt(limit(interval as 'day', 'calendar', weekStartsOn), now, context)!
        expect(window.from <= now && now <= window.to).toBe(true)
        expect(windowAt(limit(interval as 'day', 'calendar', weekStartsOn), window.resetsAt!, context)!.from).toBe(window.resetsAt)
      }),
    )
  })
})
