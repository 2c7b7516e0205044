/** A connection to an issuer with one card, written straight into a store. */
import type { Card } from '#shared/gateway/resources/cards.ts'
import type { Store } from '#engine/db/store.ts'
import { TEST_NOW } from './store.ts'

export const ISSUED_CARD: Card = {
  id: 'crd_1', version: 10, accountId: 'acc_1', cardholderId: 'chd_1', productId: 'prd_1', network: 'american-express', kind: 'physical', lastDigits: '71002', expiryMonth: 5, expiryYear: 2029, status: 'active',
  closedReason: null, frozenBy: null, nickname: null, issuedOn: '2025-01-01', activatedAt: TEST_NOW, replacedById: null, replacesId: null, replacementReason: null, shipping: null, virtual: null, pendingProductId: null,
} as Card

export interface Issued {
  readonly connectionId: number
  readonly cardId: number
}

export interface IssuedOptions {
  readonly card?: Partial<Card>
  readonly capabilities?: readonly string[]
  readonly holderStatus?: string
  readonly state?: 'signed-in' | 'signed-out'
}

export function issueCard(store: Store, { card: change = {}, capabilities = ['cards', 'freeze'], holderStatus = 'active', state = 'signed-in' }: IssuedOptions = {}): Promise<Issued> {
  const card = { ...ISSUED_CARD, ...change }
  return store.transaction(async (_db, sqlite) => {
    const insert = (sql: string, ...values: (string | number | null)[]) => Number(sqlite.prepare(sql).run(...values).lastInsertRowid)
    const connectionId = insert(`INSERT INTO connections (kind, name, created_at) VALUES ('gateway', 'Harbour Card', ?)`, TEST_NOW)
    insert(`INSERT INTO gateway_connections (connection_id, base_url, environment, device_id, state, capabilities) VALUES (?, 'https://issuer.example', 'production', 'device', ?, ?)`, connectionId, state, JSON.stringify(capabilities))
    const account = insert(`INSERT INTO accounts (connection_id, external_key, kind, issuer, label, currency, created_at) VALUES (?, ?, 'card', 'Harbour', 'Harbour ··71002', 'USD', ?)`, connectionId, card.accountId, TEST_NOW)
    const object = `INSERT INTO issuer_objects (connection_id, type, external_id, version, generation, object) VALUES (?, ?, ?, ?, 1, ?)`
    insert(object, connectionId, 'card', card.id, card.version, JSON.stringify(card))
    insert(object, connectionId, 'cardholder', card.cardholderId, 1, JSON.stringify({ id: card.cardholderId, status: holderStatus }))
    const cardId = insert(
      `INSERT INTO cards (account_id, external_key, last_digits, brand, status, created_at, awaits_activation) VALUES (?, ?, ?, 'amex', ?, ?, ?)`,
      account, card.id, card.lastDigits, card.status === 'inactive' ? 'unknown' : card.status, TEST_NOW, card.status === 'inactive' ? 1 : 0,
    )
    return { connectionId, cardId }
  })
}
