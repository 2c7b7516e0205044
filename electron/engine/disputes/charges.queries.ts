/** Charges as disputes see them: what each is, what came back of it, and who takes a dispute of it. */
import { runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import type { Money } from '#shared/domain/money.ts'
import { readCapabilities } from '../connections/capabilities.queries.ts'
import { keptCharge, type ChargeFacts } from './kept-charge.ts'
import { netted, type Booking, type Refund } from './netting.ts'
import type { KeptCharge } from './stored.queries.ts'

type Db = ReadDb | WriteDb

export interface Charge {
  readonly id: number
  readonly connectionId: number
  readonly accountId: number
  readonly channel: 'issuer' | 'letter'
  readonly chargeRef: string | null
  readonly isPending: boolean
  readonly type: string
  /** Booked on the account itself: no card was used. */
  readonly isOnAccount: boolean
  /** Signed: a charge is negative. */
  readonly amountMinor: number
  readonly kept: KeptCharge
}

interface Row extends ChargeFacts {
  readonly id: number
  readonly connectionId: number
  readonly accountId: number
  readonly ref: string | null
  readonly pending: number
  readonly type: string
  readonly standsForAccount: number
}

/** Those that are still here, by id. */
export async function readCharges(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, Charge>> {
  const rows = await runSql<Row>(db, sqlText`
    SELECT t.id, a.connection_id AS connectionId, a.id AS accountId, t.external_id AS ref, t.pending, t.type, t.amount_minor AS amountMinor, t.currency, t.posted_on AS postedOn, t.transacted_on AS transactedOn,
      m.name AS merchant, c.id AS cardId, c.brand, c.stands_for_account AS standsForAccount, c.nickname, a.issuer, c.last_digits AS lastDigits, a.label AS accountLabel, h.name AS holderName
    FROM transactions t CROSS JOIN merchants m ON m.id = t.merchant_id CROSS JOIN cards c ON c.id = t.card_id CROSS JOIN accounts a ON a.id = t.account_id LEFT JOIN cardholders h ON h.id = c.cardholder_id
    WHERE t.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
  const capabilities = await readCapabilities(db)
  return new Map(rows.map((row) => [row.id, chargeOf(row, capabilities.get(row.connectionId)?.has('disputes') === true)]))
}

function chargeOf(row: Row, isTaken: boolean): Charge {
  const { id, connectionId, accountId, ref, pending, type, amountMinor, standsForAccount } = row
  return {
    id, connectionId, accountId, channel: isTaken ? 'issuer' : 'letter', chargeRef: isTaken ? ref : null, isPending: pending === 1, amountMinor,
    type,
    isOnAccount: standsForAccount === 1,
    kept: keptCharge(row),
  }
}

export interface Left {
  readonly refunds: readonly Refund[]
  /** The charge less its refunds; never below 0. */
  readonly disputable: Money
}

/** What came back of a charge. It looks at a year around it. */
export async function readLeft(db: Db, { id, kept: { amount, postedOn } }: Pick<Charge, 'id' | 'kept'>): Promise<Left> {
  const bookings = await runSql<Booking>(db, sqlText`
    SELECT o.id, o.posted_on AS "on", o.amount_minor AS amountMinor FROM transactions t CROSS JOIN transactions o ON o.card_id = t.card_id
    WHERE t.id = ${id} AND o.merchant_id = t.merchant_id AND o.pending = 0 AND o.currency = t.currency AND o.type IN ('charge', 'cash', 'refund')
      AND o.posted_on BETWEEN date(${postedOn}, '-180 days') AND date(${postedOn}, '+365 days')
    ORDER BY o.posted_on, o.amount_minor, o.id`)
  const refunds = netted(bookings, id)
  const back = refunds.reduce((sum, refund) => sum + refund.amountMinor, 0)
  return { refunds, disputable: { minor: Math.max(0, amount.minor - back), currency: amount.currency } }
}

/** Closing day of the first statement of the account that has what was posted on a day. */
export async function firstStatementOn(db: Db, accountId: number | null, postedOn: string): Promise<string | null> {
  if (accountId === null) return null
  const row = await db.selectFrom('statements').select(({ fn }) => fn.min('closed_on').as('on')).where('account_id', '=', accountId).where('closed_on', '>=', postedOn).executeTakeFirst()
  return row?.on ?? null
}

/** The issuer's ids of charges, and charges by the issuer's ids, at one connection. */
export async function chargeRefs(db: Db, connectionId: number, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = await runSql<{ id: number; ref: string }>(db, sqlText`
    SELECT t.id, t.external_id AS ref FROM transactions t JOIN accounts a ON a.id = t.account_id
    WHERE t.id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND a.connection_id = ${connectionId} AND t.external_id IS NOT NULL`)
  return new Map(rows.map(({ id, ref }) => [id, ref]))
}

export async function chargesByRef(db: Db, connectionId: number, refs: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (refs.length === 0) return new Map()
  const rows = await runSql<{ id: number; ref: string }>(db, sqlText`
    SELECT t.id, t.external_id AS ref FROM accounts a CROSS JOIN transactions t ON t.account_id = a.id AND t.external_id IN (SELECT value FROM json_each(${JSON.stringify(refs)}))
    WHERE a.connection_id = ${connectionId}`)
  return new Map(rows.map(({ id, ref }) => [ref, id]))
}
