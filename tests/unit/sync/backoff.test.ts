import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffMs } from '#engine/sync/backoff.ts'

const failures = fc.integer({ min: 1, max: 10_000 })
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

test('a wait is anything up to a limit that doubles to five minutes', () => {
  expect([1, 2, 3, 8, 9, 5_000].map((count) => backoffMs(count, 0.999_999))).toEqual([2_000, 4_000, 8_000, 256_000, 300_000, 300_000])
  expect(backoffMs(9, 0)).toBe(0)
})

test('it is never sooner than the issuer asks, and never more than an hour and five minutes', () => {
  fc.assert(fc.property(failures, random, fc.nat(3_600_000), (count, share, asked) => {
    expect(backoffMs(count, share, asked)).toBeGreaterThanOrEqual(asked)
  }))
  fc.assert(fc.property(failures, random, fc.nat(), (count, share, asked) => {
    expect(backoffMs(count, share, asked)).toBeLessThanOrEqual(3_900_000)
  }))
})
