/**
 * Authorizations, and the pending charges that they are.
 *
 * A pending charge is shown exactly while its authorization is pending and no charge was posted from it. The first posted charge takes the
 * pending one's row, so that what a person wrote on it stays; further ones (a delivery in parts) get rows of their own.
 */
import type { Authorization } from '#shared/gateway/resources/authorizations.ts'
import type { Transaction } from '#shared/gateway/resources/transactions.ts'
import { saidOfAuthorization, saidOfTransaction } from './charge-columns.ts'
import type { ChargeBook } from './charges.queries.ts'
import type { Days } from './days.ts'
import { scrubbed } from './foreign-matter.ts'
import type { PlaceBook } from './places.queries.ts'
import { isNewer, type Known, type PageScope } from './scope.ts'
import type { Tombstones } from './tombstones.queries.ts'

const ENDED: ReadonlySet<string> = new Set(['reversed', 'expired', 'declined'])

interface Stored extends Known {
  readonly object: string
}

export interface ChargeDeps {
  readonly places: PlaceBook
  readonly charges: ChargeBook
  readonly tombstones: Tombstones
  readonly days: () => Days
}

export class AuthorizationBook {
  readonly #scope: PageScope
  readonly #deps: ChargeDeps
  readonly #find
  readonly #put
  readonly #remove

  constructor(scope: PageScope, deps: ChargeDeps) {
    const { sqlite } = scope
    this.#scope = scope
    this.#deps = deps
    this.#find = sqlite.prepare<[number, string], Stored>('SELECT version, generation, object FROM authorizations WHERE connection_id = ? AND external_id = ?')
    this.#put = sqlite.prepare(
      `INSERT INTO authorizations (connection_id, external_id, version, generation, card_id, status, at, amount_minor, currency, merchant_name, mcc, country, channel, decline_reason, object)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET version = excluded.version, generation = excluded.generation, card_id = excluded.card_id, status = excluded.status, at = excluded.at,
         amount_minor = excluded.amount_minor, currency = excluded.currency, merchant_name = excluded.merchant_name, mcc = excluded.mcc, country = excluded.country,
         channel = excluded.channel, decline_reason = excluded.decline_reason, object = excluded.object`,
    )
    this.#remove = sqlite.prepare('DELETE FROM authorizations WHERE connection_id = ? AND external_id = ?')
  }

  authorization(authorization: Authorization, version: number): void {
    const { connectionId, floor, tally } = this.#scope
    if (this.#deps.tombstones.covers('authorization', authorization.id, version)) return
    const stored = this.#find.get(connectionId, authorization.id)
    if (stored && isNewer(stored, version, floor)) return
    this.#store(authorization, version, stored)
    if (stored === undefined && authorization.status === 'declined') tally.touched('declines', 'transactions')
    this.#settle(authorization, version)
  }

  removeAuthorization(id: string, version: number): void {
    const { connectionId, floor, tally } = this.#scope
    if (this.#deps.tombstones.covers('authorization', id, version)) return
    const stored = this.#find.get(connectionId, id)
    if (stored && isNewer(stored, version, floor)) return
    this.#deps.tombstones.bury('authorization', id, version)
    if (!stored) return
    this.#remove.run(connectionId, id)
    tally.removed += 1
    const [pending] = this.#deps.charges.ofAuthorization(id)
    if (pending?.pending === 1) this.#deps.charges.remove(pending)
  }

  transaction(transaction: Transaction, version: number): void {
    const { charges, places, tombstones, days } = this.#deps
    if (tombstones.covers('transaction', transaction.id, version)) return
    const stored = charges.find(transaction.id)
    if (stored && stored.pending === 0 && isNewer(knownOf(stored), version, this.#scope.floor)) return
    const accountId = places.account(transaction.accountId, transaction.amount.currency)
    const cardId = transaction.cardId === null ? places.accountCard(accountId, transaction.accountId) : places.card(transaction.cardId, accountId)
    const pending = transaction.authorizationId === null ? undefined : charges.ofAuthorization(transaction.authorizationId).find((row) => row.pending === 1)
    const done = charges.put(stored ?? pending, saidOfTransaction(transaction, days()), { accountId, cardId }, version)
    if (done !== 'same') this.#scope.tally[done] += 1
    if (stored && pending && pending.id !== stored.id) charges.remove(pending)
  }

  removeTransaction(id: string, version: number): void {
    const { charges, tombstones } = this.#deps
    if (tombstones.covers('transaction', id, version)) return
    const stored = charges.find(id)
    if (stored && isNewer(knownOf(stored), version, this.#scope.floor)) return
    tombstones.bury('transaction', id, version)
    if (!stored) return
    charges.remove(stored)
    this.#scope.tally.removed += 1
    // What it came from may still be open.
    const source = stored.authorization_id === null ? undefined : this.#find.get(this.#scope.connectionId, stored.authorization_id)
    if (source) this.#settle(JSON.parse(source.object) as Authorization, source.version)
  }

  /** Pending charges whose authorization ended, and whose posting did not come although everything has come by now. */
  dropUnclaimed(): void {
    const { sqlite, connectionId } = this.#scope
    const rows = sqlite
      .prepare<{ connection: number }, { id: string }>(
        `SELECT t.authorization_id AS id FROM transactions t INDEXED BY transactions_pending JOIN accounts a ON a.id = t.account_id
           LEFT JOIN authorizations z ON z.connection_id = a.connection_id AND z.external_id = t.authorization_id
         WHERE t.pending = 1 AND a.connection_id = @connection AND t.authorization_id IS NOT NULL AND (z.status IS NULL OR z.status IN ('posted', 'reversed', 'expired', 'declined'))`,
      )
      .all({ connection: connectionId })
    for (const { id } of rows) {
      const pending = this.#deps.charges.ofAuthorization(id).find((row) => row.pending === 1)
      if (pending) this.#deps.charges.remove(pending)
    }
  }

  /** Those of a generation that ended. */
  forgetBefore(generation: number): void {
    const { sqlite, connectionId, tally } = this.#scope
    tally.removed += sqlite.prepare('DELETE FROM authorizations WHERE connection_id = ? AND generation < ?').run(connectionId, generation).changes
  }

  #settle(authorization: Authorization, version: number): void {
    const { charges, places, days } = this.#deps
    const rows = charges.ofAuthorization(authorization.id)
    const pending = rows.find((row) => row.pending === 1)
    if (authorization.status === 'pending') {
      if (rows.some((row) => row.pending === 0 && knownOf(row).generation >= this.#scope.floor)) return
      const accountId = places.account(authorization.accountId, authorization.amount.currency)
      charges.put(pending, saidOfAuthorization(authorization, days()), { accountId, cardId: places.card(authorization.cardId, accountId) }, version)
    } else if (pending && ENDED.has(authorization.status)) charges.remove(pending)
    // A posted one waits for its charge; one of a status that nobody knows stays as it was shown.
  }

  #store(authorization: Authorization, version: number, stored: Stored | undefined): void {
    const { connectionId, generation, tally } = this.#scope
    const object = JSON.stringify(authorization)
    if (stored?.version === version && stored.generation === generation && stored.object === object) return
    if (!stored) tally.added += 1
    else if (stored.object !== object) tally.updated += 1
    const { places } = this.#deps
    const { id, status, at, amount, merchant, channel, decline } = authorization
    const accountId = places.account(authorization.accountId, amount.currency)
    this.#put.run(
      connectionId, id, version, generation, places.card(authorization.cardId, accountId), status, at, amount.amountMinor, amount.currency, scrubbed(merchant.name), merchant.mcc,
      merchant.country, channel, decline?.reason ?? null, object,
    )
  }
}

function knownOf(row: { readonly issuer_version: number | null; readonly issuer_generation: number | null }): Known {
  return { version: row.issuer_version ?? 0, generation: row.issuer_generation ?? 0 }
}
