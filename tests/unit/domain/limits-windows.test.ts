import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WindowTerms } from '#shared/domain/limits/terms.ts'
import { DAY_MS, dateOf, dayNumber, TimeZones } from '#shared/domain/limits/time-zone.ts'
import { windowAt } from '#shared/domain/limits/windows.ts'
import { localDay, windowLabel, ZONES } from './limits-model.ts'

const zones = new TimeZones()
const at = (text: string) => Date.parse(text)
const instants = fc.oneof(
  fc.integer({ min: at('2019-01-01'), max: at('2032-01-01') }),
  // The hours around what is easily got wrong: changes of the clocks, ends of months and years, leap days.
  fc.tuple(fc.constantFrom('2026-03-08', '2026-11-01', '2026-03-29', '2026-10-25', '2026-10-04', '2026-04-05', '2026-09-06', '2024-02-29', '2024-03-01', '2023-02-28', '2026-12-31', '2027-01-01', '2026-04-30'), fc.integer({ min: -30 * 3_600_000, max: 54 * 3_600_000 }))
    .map(([day, shift]) => at(day) + shift),
)
const interval = fc.constantFrom('day', 'week', 'month', 'quarter', 'year', 'billing-cycle')

describe('a day of a time zone', () => {
  it.each([
    ['America/New_York', '2026-03-08', '2026-03-08T05:00:00Z', 23], ['America/New_York', '2026-11-01', '2026-11-01T04:00:00Z', 25], ['Asia/Kolkata', '2026-11-01', '2026-10-31T18:30:00Z', 24],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30:00Z', 23.5], ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00Z', 23], ['UTC', '2026-02-28', '2026-02-28T00:00:00Z', 24],
    // Samoa had no 30 December 2011: the day after the 29th begins where the 31st does.
    ['Pacific/Apia', '2011-12-29', '2011-12-29T10:00:00Z', 24],
  ])('%s begins %s at %s and it lasts %d hours', (name, date, start, hours) => {
    const zone = zones.get(name)
    const day = dayNumber(date)
    expect(new Date(zone.startOf(day)).toISOString()).toBe(new Date(start).toISOString())
    expect((zone.startOf(day + 1) - zone.startOf(day)) / 3_600_000).toBe(hours)
  })

  it('is that of the clocks on the wall, from its first instant to its last', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instants, (name, instant) => {
        const zone = zones.get(name)
        const day = zone.dayOf(instant)
        expect(dateOf(day)).toBe(localDay(name, instant))
        expect(localDay(name, zone.startOf(day))).toBe(dateOf(day))
        expect(localDay(name, zone.startOf(day) - 1)).toBe(dateOf(day - 1))
        expect(localDay(name, zone.noonOf(day))).toBe(dateOf(day))
      }),
      { numRuns: 1_000 },
    )
  })

  it('is that of UTC where nobody knows the zone', () => {
    expect(zones.find('Mars/Olympus_Mons')).toBeUndefined()
    expect(zones.get('Mars/Olympus_Mons').dayOf(at('2026-11-24T23:59:59.999Z'))).toBe(dayNumber('2026-11-24'))
  })
})

describe('the window of a limit', () => {
  it('holds exactly the instants with the same words on the calendar', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.constantFrom(...ZONES), interval, fc.constantFrom('calendar' as const, 'billing-cycle' as const), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 31 }), instants, (name, company, kind, window, weekStartsOn, closeDay, instant) => {
        const terms = { interval: kind, window, timeZone: name, weekStartsOn } as WindowTerms
        const cycle = { closeDay, timeZone: company }
        const found = windowAt(terms, instant, cycle, zones)
        if (!found) throw new Error('a window was expected')
        const label = (moment: number) => windowLabel(terms, moment, cycle)
        expect(found.from).toBeLessThanOrEqual(instant)
        expect(found.until).toBeGreaterThan(instant)
        expect([label(found.from), label(found.until - 1)]).toEqual([label(instant), label(instant)])
        expect(label(found.from - 1)).not.toBe(label(instant))
        expect(label(found.until)).not.toBe(label(instant))
        expect(found.resetsAt).toBe(found.until)
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([['day', 1], ['week', 7], ['month', 30], ['quarter', 91], ['year', 365], ['billing-cycle', 30]] as const)('of the last %s goes back %d times twenty-four hours', (kind, days) => {
    const now = at('2026-03-09T12:00:00Z')
    const found = windowAt({ interval: kind, window: 'rolling', timeZone: 'America/New_York', weekStartsOn: 0 }, now, { closeDay: 3, timeZone: 'UTC' }, zones)
    expect(found).toEqual({ from: now - days * DAY_MS + 1, until: now + 1, resetsAt: null })
  })

  it('of a limit on each charge is none, and of one for ever everything until now', () => {
    const terms = { window: 'calendar', timeZone: 'UTC', weekStartsOn: 0 } as const
    expect(windowAt({ ...terms, interval: 'per-charge' }, 5, { closeDay: 1, timeZone: 'UTC' }, zones)).toBeUndefined()
    expect(windowAt({ ...terms, interval: 'total' }, 5, { closeDay: 1, timeZone: 'UTC' }, zones)).toEqual({ from: 0, until: 6, resetsAt: null })
  })
})
