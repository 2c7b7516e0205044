/** When a limit is another than a person here had asked for and got. */
import { describe, expect, test } from 'vitest'
import type { Limit } from '#shared/gateway/resources/limits.ts'
import type { IssuerCommand } from '#engine/issuers/command.ts'
import { isOverruled, type OwnChange } from '#engine/sync/pull/limit-overruled.ts'

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' })
const NOW = 1_000_000_000
const limit: Limit = {
  id: 'lim_1', version: 1, scope: { kind: 'card', id: 'crd_1' }, amount: usd(200), interval: 'month', window: 'calendar', timeZone: 'UTC', weekStartsOn: 1, countsRefunds: false, countsPending: true, categories: ['dining', 'travel'],
  mode: 'decline', raise: null, used: usd(7), resetsAt: 9, createdAt: 1,
}
const own = (outboxId: number, command: IssuerCommand): OwnChange => ({ outboxId, command })
const update = own(3, { name: 'limits.update', limitId: 'lim_1', rules: { amount: usd(200), categories: ['travel', 'dining'] } })
const raise = { amount: usd(900), until: NOW + 86_400_000, reason: null }
const raised = own(5, { name: 'limits.raise', limitId: 'lim_1', body: raise })
const told = (some: { own?: readonly OwnChange[]; approvedBy?: number; before?: Limit; after?: Partial<Limit> | null; now?: number }) =>
  isOverruled({ own: some.own ?? [update], approvedBy: some.approvedBy ?? 0, before: some.before ?? limit, after: some.after === null ? null : { ...limit, ...some.after }, now: some.now ?? NOW })

describe('a person is told', () => {
  test('where a part they had set became another one', () => {
    expect(told({ after: { amount: usd(300) } })).toBe(true)
    expect(told({ after: { categories: ['dining'] } })).toBe(true)
  })

  test('where the limit is gone', () => {
    expect(told({ after: null })).toBe(true)
    expect(told({ own: [], after: null })).toBe(false)
  })

  test('where a raise was ended or changed before its time', () => {
    const before = { ...limit, raise }
    expect(told({ own: [raised], before, after: { raise: null } })).toBe(true)
    expect(told({ own: [raised], before, after: { raise: { ...raise, amount: usd(800) } } })).toBe(true)
  })
})

describe('nobody is told', () => {
  test('of parts that nobody here had set, of counts, or of an order that means nothing', () => {
    expect(told({ after: { mode: 'warn' } })).toBe(false)
    expect(told({ after: { used: usd(99), resetsAt: 12, version: 8 } })).toBe(false)
    expect(told({ after: { categories: ['travel', 'dining'] } })).toBe(false)
  })

  test('of a raise that ended by itself', () => {
    expect(told({ own: [raised], before: { ...limit, raise }, after: { raise: null }, now: raise.until - 60_000 })).toBe(false)
  })

  test('of a second change after they were told of the first', () => {
    expect(told({ before: { ...limit, amount: usd(300) }, after: { amount: usd(400) } })).toBe(false)
  })

  test('of what a request that was approved here brought', () => {
    expect(told({ approvedBy: 4, after: { amount: usd(500) } })).toBe(false)
    expect(told({ approvedBy: 2, after: { amount: usd(500) } })).toBe(true)
    expect(told({ approvedBy: 4, after: { categories: null } })).toBe(true)
  })
})

test('the newest change counts for each part', () => {
  const later = own(7, { name: 'limits.update', limitId: 'lim_1', rules: { amount: usd(250) } })
  expect(told({ own: [later, update], before: { ...limit, amount: usd(250) }, after: { amount: usd(200) } })).toBe(true)
  expect(told({ own: [later, update], before: { ...limit, amount: usd(250) }, after: { amount: usd(250), categories: null } })).toBe(true)
})
