/** What the sandbox decided, written into a store as a sync would have. */
import type { Sqlite } from '#engine/db/sqlite.ts'
import type { Store } from '#engine/db/store.ts'
import { BookKeeper } from '#tests/support/books.ts'
import { COMPANY_ZONE, type Decided, type DecidedBySandbox } from './decided-by-sandbox.ts'

export interface IssuedBooks {
  readonly connectionId: number
  readonly personId: number
  readonly cardIds: readonly number[]
  /** By place in `decided`; undefined for what was declined. */
  readonly transactionIds: readonly (number | undefined)[]
}

export const EVERYTHING = ['cards', 'freeze', 'limits', 'temporary-raises', 'controls', 'limit-requests'] as const

/** `everything`: as though nobody had declined anything; else as it was decided. */
export function keepDecided(store: Store, made: DecidedBySandbox, as: 'everything' | 'decided', capabilities: readonly string[] = EVERYTHING): Promise<IssuedBooks> {
  return store.transaction(async (_db, sqlite) => {
    const insert = (sql: string, ...values: (string | number | null)[]) => Number(sqlite.prepare(sql).run(...values).lastInsertRowid)
    const connectionId = insert(`INSERT INTO connections (kind, name, created_at) VALUES ('gateway', 'Sandbox', 0)`)
    insert(`INSERT INTO gateway_connections (connection_id, base_url, environment, device_id, state, capabilities) VALUES (?, 'https://issuer.example', 'production', 'device', 'signed-in', ?)`, connectionId, JSON.stringify(capabilities))
    const object = (type: string, id: string, body: unknown) => insert('INSERT INTO issuer_objects (connection_id, type, external_id, version, generation, object) VALUES (?, ?, ?, 1, 1, ?)', connectionId, type, id, JSON.stringify(body))
    object('company', 'company', { id: 'company', timeZone: COMPANY_ZONE })
    const personId = insert(`INSERT INTO cardholders (name, match_name, origin, created_at) VALUES ('Maren Finch', 'maren finch', 'import', 0)`)
    insert('INSERT INTO cardholder_links (connection_id, external_id, cardholder_id, given_name) VALUES (?, ?, ?, ?)', connectionId, made.cards[0]?.cardholderId ?? '', personId, 'Maren Finch')
    const accounts = new Map<string, number>()
    const cardIds = made.cards.map((card, index) => {
      if (!accounts.has(card.accountId)) {
        accounts.set(card.accountId, insert(`INSERT INTO accounts (connection_id, external_key, kind, label, currency, created_at) VALUES (?, ?, 'card', 'Harbour', 'USD', 0)`, connectionId, card.accountId))
        object('account', card.accountId, { id: card.accountId, nextCloseOn: `2026-12-${String(made.closeDays[index]).padStart(2, '0')}` })
      }
      object('card', card.id, card)
      return insert(`INSERT INTO cards (account_id, external_key, cardholder_id, last_digits, brand, status, created_at) VALUES (?, ?, ?, ?, 'amex', 'active', 0)`, accounts.get(card.accountId) ?? 0, card.id, personId, card.lastDigits)
    })
    for (const [index, card] of made.cards.entries()) {
      const next = made.cards.findIndex(({ id }) => id === card.replacedById)
      if (next >= 0) sqlite.prepare('UPDATE cards SET replaced_by_card_id = ? WHERE id = ?').run(cardIds[next], cardIds[index])
    }
    const write = chargeWriter(sqlite, { connectionId, cardIds })
    return { connectionId, personId, cardIds, transactionIds: made.decided.map((one, index) => write(one, index, as === 'everything')) }
  })
}

const REASON = { limit: 'spending-limit', category: 'category-blocked', merchant: 'merchant-not-allowed', country: 'country-blocked', online: 'online-blocked', 'in-person': 'in-person-blocked', cash: 'cash-blocked', validity: 'outside-validity' } as const

function chargeWriter(sqlite: Sqlite, { connectionId, cardIds }: Pick<IssuedBooks, 'connectionId' | 'cardIds'>) {
  const books = new BookKeeper(sqlite)
  const place = sqlite.prepare('UPDATE transactions SET transacted_at = ?, authorization_id = ? WHERE id = ?')
  const authorize = sqlite.prepare(`INSERT INTO authorizations (connection_id, external_id, version, generation, card_id, status, at, amount_minor, currency, merchant_name, mcc, country, channel, decline_reason, object)
    VALUES (?, ?, 1, 1, ?, ?, ?, ?, 'USD', ?, ?, ?, ?, ?, ?)`)
  return ({ card: index, attempt, channel, booked, refund, because }: Decided, serial: number, isEverything: boolean): number | undefined => {
    const [card, isDeclined, authorization] = [cardIds[index] ?? 0, because !== null && !isEverything, `auth_${serial}`]
    const { at, minor, merchant, mcc, country } = attempt
    authorize.run(connectionId, authorization, card, isDeclined ? 'declined' : 'posted', at, minor, merchant, mcc, country, channel, because !== null && isDeclined ? REASON[because] : null, JSON.stringify({ decline: isDeclined ? { limitId: 'lim_1' } : null }))
    if (isDeclined) return undefined
    const id = books.charge({ card, on: booked.day, minor: -booked.minor, type: channel === 'cash-machine' ? 'cash' : 'charge', merchant, mcc, externalId: `txn_${serial}` })
    place.run(at, authorization, id)
    if (refund && because === null) place.run(refund.at, null, books.charge({ card, on: booked.day, minor: refund.minor, type: 'refund', merchant, mcc, externalId: `ref_${serial}` }))
    return id
  }
}
