/** People, limits, requests and declines as the engine sends them, with only what a test cares about said. */
import type { Decline } from '#shared/rpc/contract/declines.contract.ts'
import type { Cardholder } from '#shared/rpc/contract/employees.contract.ts'
import type { Limit } from '#shared/rpc/contract/limits.contract.ts'
import type { LimitRequest } from '#shared/rpc/contract/requests.contract.ts'

export const usd = (minor: number) => ({ minor, currency: 'USD' })
export const eur = (minor: number) => ({ minor, currency: 'EUR' })

export function personOf(some: Partial<Cardholder> = {}): Cardholder {
  return {
    id: 1, name: 'Dana Reyes', origin: 'import', status: 'active', department: 'Sales', title: 'Account manager', cards: [{ id: 7, name: 'Visa ·· 4242', lastDigits: '4242' }], lastOn: null, latestMonthSpend: [],
    spend: { thisMonth: [], sameDaysBefore: [] }, openRequests: 0, declines: 0, connectionIds: [1], can: { edit: true, deactivate: true, reactivate: false }, waitingFor: null, ...some,
  }
}

export function limitOf(some: Partial<Limit> = {}): Limit {
  return {
    key: 'l1', connectionId: 1, kept: 'issuer', scope: { kind: 'card', id: 7 }, who: 'Visa ·· 4242', cardIds: [7], amount: usd(200_000), interval: 'month', window: 'calendar', timeZone: 'America/New_York', weekStartsOn: 1,
    countsRefunds: false, categories: null, mode: 'decline', raise: null, inForce: usd(200_000), used: usd(100_000), left: usd(100_000), countedFrom: null, resetsAt: null, issuerCount: null, waitingFor: null,
    can: { change: true, raise: true }, ...some,
  }
}

export function requestOf(some: Partial<LimitRequest> = {}): LimitRequest {
  return {
    connectionId: 1, requestId: 'req_1', person: { id: 1, name: 'Dana Reyes' }, card: { id: 7, name: 'Visa ·· 4242' }, limitKey: 'l1', current: { inForce: usd(200_000), used: usd(194_000), interval: 'month' },
    amount: usd(250_000), until: null, reason: 'Trade fair', attachment: null, requestedAt: 1_000, status: 'pending', waitingFor: null, decision: null, approvedByRule: false, ...some,
  }
}

export function declineOf(some: Partial<Decline> = {}): Decline {
  return {
    connectionId: 1, declineId: 'auth_1', at: 1_000, merchant: 'Delta Air Lines', mcc: '3058', mccLabel: 'Airlines', category: 'air-travel', country: 'US', channel: 'online', amount: usd(21_000), card: { id: 7, name: 'Visa ·· 4242' },
    person: { id: 1, name: 'Dana Reyes' }, reason: 'spending-limit', cause: null, remedies: [], passedLater: false, ...some,
  }
}
