/** Cards as the engine sends them, with only what a test cares about said. */
import type { Card, CardGroup } from '#shared/rpc/contract/cards.contract.ts'

export const NOTHING_CAN: Card['can'] = { freeze: false, unfreeze: false, activate: false, report: false, replace: false, cancel: false, changeProduct: false, limit: false, control: false }

export function cardOf(some: Partial<Card> = {}): Card {
  return {
    id: 1, accountId: 1, name: 'Visa ·· 4242', nickname: null, issuer: null, brand: 'visa', kind: 'card', form: null, product: null, lastDigits: '4242', expiry: null, currency: 'USD', status: 'active',
    closedReason: null, connectionId: 1, can: NOTHING_CAN, waitingFor: null, cardholder: null, replacedById: null, replacesId: null, transactions: 0, firstOn: null, lastOn: null, latestMonthSpend: [], ...some,
  }
}

export function groupOf(some: Partial<CardGroup> = {}): CardGroup {
  return { key: 'own:9', groupId: 9, name: 'Group', kind: 'own', cardIds: [1], ...some }
}
