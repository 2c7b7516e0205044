import { describe, expect, it } from 'vitest'
import { leavesAlone, rulesFor } from '#engine/requests/rule-choice.ts'
import type { ApprovalRule, LimitRequest } from '#shared/rpc/contract/requests.contract.ts'

const NOW = Date.UTC(2026, 10, 24, 12)
const DAY = 86_400_000
const usd = (minor: number) => ({ minor, currency: 'USD' })

const RULE: ApprovalRule = { id: 1, people: null, upTo: usd(200_000), mostDays: 7, perMonth: 2, isOn: true, approvedThisMonth: 0 }
const REQUEST: LimitRequest = {
  connectionId: 1, requestId: 'req_1', person: { id: 5, name: 'Dana Reyes' }, card: { id: 3, name: 'Visa ·· 1008' }, limitKey: 'issuer:1:lim_1',
  current: { inForce: usd(100_000), used: usd(95_000), interval: 'month' }, amount: usd(150_000), until: NOW + 3 * DAY, reason: 'Hotel', attachment: null, requestedAt: NOW - DAY,
  status: 'pending', waitingFor: null, decision: null, approvedByRule: false,
}

describe('a rule of approval', () => {
  it('approves what is within it', () => {
    expect(rulesFor(REQUEST, [RULE], NOW)).toEqual([RULE])
  })

  it.each([
    ['that is off', { isOn: false }, 'off'],
    ['for other people', { people: [{ id: 6, name: 'Ken Ito' }] }, 'person'],
    ['for nobody any more', { people: [] }, 'person'],
    ['in another currency', { upTo: { minor: 200_000, currency: 'EUR' } }, 'currency'],
    ['up to less', { upTo: usd(149_999) }, 'amount'],
    ['for fewer days', { mostDays: 2 }, 'length'],
  ] as const)('leaves it to a person, %s', (_name, change, why) => {
    expect(leavesAlone({ ...RULE, ...change } as ApprovalRule, REQUEST, NOW)).toBe(why)
    expect(rulesFor(REQUEST, [{ ...RULE, ...change } as ApprovalRule], NOW)).toEqual([])
  })

  it('lets the boundary through: exactly as much, exactly as long', () => {
    expect(leavesAlone({ ...RULE, upTo: usd(150_000), mostDays: 3 }, REQUEST, NOW)).toBeUndefined()
  })

  it('never raises for good where it says how long at most', () => {
    expect(leavesAlone(RULE, { ...REQUEST, until: null }, NOW)).toBe('length')
    expect(leavesAlone({ ...RULE, mostDays: null }, { ...REQUEST, until: null }, NOW)).toBeUndefined()
  })

  it('leaves what is over by now', () => {
    expect(leavesAlone(RULE, { ...REQUEST, until: NOW }, NOW)).toBe('ended')
  })

  it.each([
    ['is decided', { status: 'approved' }],
    ['waits to be sent', { waitingFor: 'decline' }],
    ['is nobody\'s', { person: null }],
    ['asks for no more than there is', { amount: usd(100_000) }],
    ['asks in another currency than the limit', { amount: { minor: 150_000, currency: 'EUR' } }],
  ] as const)('does not touch a request that %s', (_name, change) => {
    expect(rulesFor({ ...REQUEST, ...change } as LimitRequest, [{ ...RULE, mostDays: null }], NOW)).toEqual([])
  })
})
