import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { netted, type Booking } from '#engine/disputes/netting.ts'

const booking = (id: number, amountMinor: number): Booking => ({ id, on: `2026-11-${String(id).padStart(2, '0')}`, amountMinor })
const refundsOf = (bookings: readonly Booking[], id: number) => netted(bookings, id).map((refund) => [refund.id, refund.amountMinor])

describe('a refund', () => {
  test.each([
    ['in full goes to the charge of its amount, though another is newer', [booking(1, -500), booking(2, -900), booking(3, 500)], { 1: [[3, 500]], 2: [] }],
    ['of one of two equal charges goes to the newer', [booking(1, -500), booking(2, -500), booking(3, 500)], { 1: [], 2: [[3, 500]] }],
    ['of each of two equal charges goes to each', [booking(1, -500), booking(2, -500), booking(3, 500), booking(4, 500)], { 1: [[4, 500]], 2: [[3, 500]] }],
    ['in part goes to the newest that is large enough', [booking(1, -900), booking(2, -100), booking(3, 300)], { 1: [[3, 300]], 2: [] }],
    ['in several parts goes to one as long as it has so much left', [booking(1, -900), booking(2, 300), booking(3, 300), booking(4, 400)], { 1: [[2, 300], [3, 300]] }],
    ['before the charge is none of it', [booking(1, 500), booking(2, -500)], { 2: [] }],
    ['that is larger than any charge is left aside', [booking(1, -500), booking(2, 501)], { 1: [] }],
  ] satisfies readonly (readonly [string, readonly Booking[], Readonly<Record<number, readonly (readonly number[])[]>>])[])('%s', (_what, bookings, expected) => {
    expect(Object.fromEntries(Object.keys(expected).map((id) => [id, refundsOf(bookings, Number(id))]))).toEqual(expected)
  })
})

test('no refund counts twice, and no charge is given back more than it was', () => {
  const amounts = fc.array(fc.integer({ min: -20, max: 20 }).map((tens) => tens * 10), { maxLength: 30 })
  fc.assert(fc.property(amounts, (list) => {
    const bookings = list.map((amountMinor, index): Booking => ({ id: index + 1, on: '2026-11-24', amountMinor }))
    const all = bookings.filter(({ amountMinor }) => amountMinor < 0).map((charge) => ({ charge, refunds: netted(bookings, charge.id) }))
    const given = all.flatMap(({ refunds }) => refunds.map(({ id }) => id))
    expect(new Set(given).size).toBe(given.length)
    for (const { charge, refunds } of all) {
      expect(refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBeLessThanOrEqual(-charge.amountMinor)
      expect(refunds.every(({ id }) => id > charge.id)).toBe(true)
    }
  }))
})
