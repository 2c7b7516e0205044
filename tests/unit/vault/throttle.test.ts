import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { remainingWait, stricter, waitAfter, type Attempts } from '#engine/vault/throttle.ts'

const YEAR = 365 * 86_400_000
const attempts = (failures: number): Attempts => ({ failures, pinFailures: 0, wall: 1_800_000_000_000, uptime: 500_000 })

describe('waits after wrong passphrases', () => {
  test('grow as published and stay at half an hour', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1_000].map(waitAfter)).toEqual([0, 0, 0, 5_000, 15_000, 60_000, 300_000, 900_000, 1_800_000, 1_800_000, 1_800_000])
  })

  test('count down as both clocks go on', () => {
    const last = attempts(5)
    const after = (ms: number) => remainingWait(last, { wall: last.wall + ms, uptime: last.uptime + ms })
    expect([after(0), after(20_000), after(59_999), after(60_000), after(YEAR)]).toEqual([60_000, 40_000, 1, 0, 0])
  })

  test.each([
    ['a year forward', YEAR],
    ['a year back', -YEAR],
    ['an hour back', -3_600_000],
  ])('are not shortened by setting the wall clock %s', (_name, shift) => {
    const last = attempts(5)
    expect(remainingWait(last, { wall: last.wall + shift, uptime: last.uptime + 10_000 })).toBe(50_000)
  })

  test('end although the wall clock was set back, once the machine has been up long enough', () => {
    const last = attempts(5)
    expect(remainingWait(last, { wall: last.wall - YEAR, uptime: last.uptime + 60_000 })).toBe(0)
  })

  test('after a reboot count only what the machine has been up since, whatever the wall clock says', () => {
    const last = attempts(5)
    expect(remainingWait(last, { wall: last.wall + YEAR, uptime: 12_000 })).toBe(48_000)
    expect(remainingWait(last, { wall: last.wall + YEAR, uptime: 60_000 })).toBe(0)
  })

  test('property: no setting of the wall clock makes a wait shorter than the uptime allows, and none makes it longer than the table', () => {
    const wall = fc.integer({ min: 0, max: 4_000_000_000_000 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), wall, wall, fc.nat(10_000_000), fc.nat(10_000_000), (failures, then, now, from, passed) => {
        const left = remainingWait({ failures, pinFailures: 0, wall: then, uptime: from }, { wall: now, uptime: from + passed })
        expect(left).toBeGreaterThanOrEqual(Math.max(0, waitAfter(failures) - passed))
        expect(left).toBeLessThanOrEqual(waitAfter(failures))
      }),
    )
  })
})

describe('the stricter of two records', () => {
  const clock = { wall: 1_800_000_000_000, uptime: 600_000 }

  test('is the one with more failures, in either order', () => {
    const few = { failures: 1, pinFailures: 0, wall: clock.wall, uptime: clock.uptime }
    const many = { failures: 7, pinFailures: 0, wall: 0, uptime: 0 }
    expect(stricter(few, many, clock)).toEqual(many)
    expect(stricter(many, few, clock)).toEqual(many)
  })

  test('is the one that waits longer when the failures are equal', () => {
    const early = { failures: 5, pinFailures: 0, wall: clock.wall - 50_000, uptime: clock.uptime - 50_000 }
    const late = { failures: 5, pinFailures: 0, wall: clock.wall, uptime: clock.uptime }
    expect(stricter(early, late, clock)).toEqual(late)
    expect(stricter(late, early, clock)).toEqual(late)
  })

  test('has the more wrong PINs of both, whichever of them it is', () => {
    const pins = { failures: 1, pinFailures: 4, wall: clock.wall, uptime: clock.uptime }
    const many = { failures: 7, pinFailures: 2, wall: 0, uptime: 0 }
    expect(stricter(pins, many, clock)).toEqual({ ...many, pinFailures: 4 })
    expect(stricter(many, pins, clock)).toEqual({ ...many, pinFailures: 4 })
  })
})
