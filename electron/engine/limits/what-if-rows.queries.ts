/** What a what-if reads, in chunks that a page need not wait for. */
import type { DECLINE_REASONS } from '#shared/gateway/resources/authorizations.ts'
import { joinSql, runSql, sqlText, type SqlText } from '../db/sql-text.ts'
import type { ReadDb } from '../db/store.ts'

/** Read in a few milliseconds. */
export const CHUNK = 4_000

/**
 * A charge as numbers. `kind` holds three things: the merchant code (from 1 on) or the category (below 0), times 64; the place of its currency in
 * the list that was asked with, times 4; 1 for a refund, 2 for cash.
 */
export interface ChargeRow {
  readonly at: number
  readonly id: number
  readonly minor: number
  readonly kind: number
  /** Only where it was asked for. */
  readonly merchant?: string
}

/** A charge of which only the day is known. */
export interface DayRow extends Omit<ChargeRow, 'at'> {
  readonly day: string
}

export interface RowsAsked {
  readonly cardId: number
  readonly currencies: readonly string[]
  readonly withMerchant: boolean
}

const KIND_SHIFT = 64

export const isRefund = (kind: number): boolean => (kind & 1) === 1
export const isCash = (kind: number): boolean => (kind & 2) === 2
export const currencyIndexOf = (kind: number): number => (kind & (KIND_SHIFT - 1)) >> 2
/** The merchant code as a number; 0 for a code that is none; below 0 the category's id. */
export const placeOf = (kind: number): number => Math.floor(kind / KIND_SHIFT)

/** Currencies beyond these share the last place. */
const OTHER_CURRENCY = 15

/** One currency is the rule: then nothing has to be looked up for each row. */
function kindOf(currencies: readonly string[]): SqlText {
  const places = currencies.slice(0, OTHER_CURRENCY).map((currency, index) => sqlText`WHEN ${currency} THEN ${index * 4}`)
  const place = places.length > 1 ? sqlText`CASE t.currency ${joinSql(places, ' ')} ELSE ${OTHER_CURRENCY * 4} END` : sqlText`0`
  return sqlText`coalesce(CAST(t.mcc AS INTEGER), -t.category_id) * 64 + ${place} + CASE t.type WHEN 'refund' THEN 1 WHEN 'cash' THEN 2 ELSE 0 END`
}

const SPENDING = sqlText`t.type IN ('charge', 'cash', 'refund')`

/** In the order of time, after a row. */
export function readCharges(db: ReadDb, { cardId, currencies, withMerchant }: RowsAsked, after: Pick<ChargeRow, 'at' | 'id'>, until: number): Promise<ChargeRow[]> {
  return runSql<ChargeRow>(db, sqlText`
    SELECT t.transacted_at AS at, t.id, t.amount_minor AS minor, ${kindOf(currencies)} AS kind${withMerchant ? MERCHANT : NOTHING} FROM transactions t INDEXED BY transactions_by_use
    WHERE t.card_id = ${cardId} AND ${SPENDING} AND (t.transacted_at, t.id) > (${after.at}, ${after.id}) AND t.transacted_at <= ${until}
    ORDER BY t.transacted_at, t.id LIMIT ${CHUNK}`)
}

const NOTHING = sqlText``
const MERCHANT = sqlText`, (SELECT name FROM merchants WHERE id = t.merchant_id) AS merchant`

/** Those without an instant, in the order of their ids. */
export function readDayCharges(db: ReadDb, { cardId, currencies, withMerchant }: RowsAsked, afterId: number, fromDay: string, untilDay: string): Promise<DayRow[]> {
  return runSql<DayRow>(db, sqlText`
    SELECT coalesce(t.transacted_on, t.posted_on) AS day, t.id, t.amount_minor AS minor, ${kindOf(currencies)} AS kind${withMerchant ? MERCHANT : NOTHING} FROM transactions t INDEXED BY transactions_by_use
    WHERE t.card_id = ${cardId} AND ${SPENDING} AND t.transacted_at IS NULL AND t.id > ${afterId} AND coalesce(t.transacted_on, t.posted_on) BETWEEN ${fromDay} AND ${untilDay}
    ORDER BY t.id LIMIT ${CHUNK}`)
}

/** What only the authorization behind a charge says; kept by issuers for some weeks. */
export interface AuthorizedRow {
  readonly transactionId: number
  readonly authorizationId: string
  readonly asked: number
  readonly country: string | null
  readonly channel: string
  readonly postedOn: string
  readonly pending: 0 | 1
}

export function readAuthorized(db: ReadDb, cardId: number, from: number): Promise<AuthorizedRow[]> {
  return runSql<AuthorizedRow>(db, sqlText`
    SELECT t.id AS transactionId, z.external_id AS authorizationId, z.amount_minor AS asked, z.country, z.channel, t.posted_on AS postedOn, t.pending
    FROM authorizations z INDEXED BY authorizations_by_card JOIN accounts a ON a.connection_id = z.connection_id
      CROSS JOIN transactions t INDEXED BY transactions_by_authorization ON t.account_id = a.id AND t.authorization_id = z.external_id
    WHERE z.card_id = ${cardId} AND z.at >= ${from} AND z.status <> 'declined' AND t.type IN ('charge', 'cash')`)
}

export interface DeclinedRow {
  readonly at: number
  readonly minor: number
  readonly currency: string
  readonly merchant: string
  readonly mcc: string | null
  readonly country: string | null
  readonly channel: string
  readonly reason: (typeof RULE_REASONS)[number]
  /** The limit or set of controls that the issuer names; null where it names none. */
  readonly ruleId: string | null
}

/** Declined for a limit or a control. */
export const RULE_REASONS = ['spending-limit', 'category-blocked', 'merchant-not-allowed', 'country-blocked', 'online-blocked', 'in-person-blocked', 'cash-blocked', 'outside-validity'] as const satisfies readonly (typeof DECLINE_REASONS)[number][]

export function readDeclined(db: ReadDb, cardId: number, from: number, until: number): Promise<DeclinedRow[]> {
  return runSql<DeclinedRow>(db, sqlText`
    SELECT at, amount_minor AS minor, currency, merchant_name AS merchant, mcc, country, channel, decline_reason AS reason,
      coalesce(object ->> '$.decline.limitId', object ->> '$.decline.controlsId') AS ruleId
    FROM authorizations INDEXED BY authorizations_by_card
    WHERE card_id = ${cardId} AND at BETWEEN ${from} AND ${until} AND status = 'declined' AND decline_reason IN (SELECT value FROM json_each(${JSON.stringify(RULE_REASONS)}))
    ORDER BY at, external_id`)
}

/** The plan's currency first, so that what does not fit is another one; as far as charges of these cards are in any. */
export async function readCurrencies(db: ReadDb, cardIds: readonly number[], first: string | undefined): Promise<readonly string[]> {
  const rows = await runSql<{ currency: string }>(db, sqlText`
    SELECT DISTINCT currency FROM monthly_spend WHERE card_id IN (SELECT value FROM json_each(${JSON.stringify(cardIds)}))
    UNION SELECT DISTINCT currency FROM transactions INDEXED BY transactions_pending WHERE pending = 1`)
  const others = rows.map(({ currency }) => currency).filter((currency) => currency !== first)
  return first === undefined ? others : [first, ...others]
}

/** About how many charges there are, from the roll-up: what progress is measured against. */
export async function countCharges(db: ReadDb, cardIds: readonly number[], fromMonth: string): Promise<number> {
  const [row] = await runSql<{ charges: number | null }>(db, sqlText`
    SELECT sum(transactions) AS charges FROM monthly_spend WHERE month >= ${fromMonth} AND card_id IN (SELECT value FROM json_each(${JSON.stringify(cardIds)}))`)
  return row?.charges ?? 0
}

export async function readMerchants(db: ReadDb, transactionIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = await runSql<{ id: number; name: string }>(db, sqlText`
    SELECT t.id, m.name FROM json_each(${JSON.stringify(transactionIds)}) j CROSS JOIN transactions t ON t.id = j.value JOIN merchants m ON m.id = t.merchant_id`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
