/** Declined authorizations as rows. */
import type { Authorization } from '#shared/gateway/resources/authorizations.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { cardName } from '../cards/card-name.ts'
import { runSql, sqlText, type SqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'

export interface DeclineRow {
  readonly connectionId: number
  readonly authorization: Authorization
  /** Without what looks like a card number. */
  readonly merchant: string
  readonly card: { readonly id: number; readonly name: string }
  readonly person: { readonly id: number; readonly name: string } | null
  readonly passedLater: boolean
}

interface Row {
  readonly connectionId: number
  readonly object: string
  readonly merchant: string
  readonly cardId: number
  readonly nickname: string | null
  readonly issuer: string | null
  readonly lastDigits: string | null
  readonly accountLabel: string
  readonly holderId: number | null
  readonly holderName: string | null
  readonly passedLater: 0 | 1
}

export interface DeclinePage {
  readonly cardIds: readonly number[] | null
  readonly before: { readonly at: number; readonly declineId: string } | null
  readonly limit: number
}

/** A second try within this time after the decline is the same purchase. */
const SAME_PURCHASE_MS = 3 * 86_400_000

/** Newest first; one more than asked for says that there is more. */
export async function readDeclineRows(db: ReadDb | WriteDb, { cardIds, before, limit }: DeclinePage): Promise<readonly DeclineRow[]> {
  const ofCards = cardIds === null ? sqlText`` : sqlText` AND z.card_id IN (SELECT value FROM json_each(${JSON.stringify(cardIds)}))`
  const after = before === null ? sqlText`` : sqlText` AND (z.at, z.external_id) < (${before.at}, ${before.declineId})`
  return read(db, sqlText`z.status = 'declined'${ofCards}${after} ORDER BY z.at DESC, z.external_id DESC LIMIT ${limit}`)
}

/** Throws `not-found` (kind decline). */
export async function readDecline(db: ReadDb | WriteDb, connectionId: number, declineId: string): Promise<DeclineRow> {
  const [row] = await read(db, sqlText`z.status = 'declined' AND z.connection_id = ${connectionId} AND z.external_id = ${declineId}`)
  if (!row) throw new AppError('not-found', { kind: 'decline' })
  return row
}

async function read(db: ReadDb | WriteDb, which: SqlText): Promise<readonly DeclineRow[]> {
  const rows = await runSql<Row>(db, sqlText`
    SELECT z.connection_id AS connectionId, z.object, z.merchant_name AS merchant, c.id AS cardId, c.nickname, a.issuer, c.last_digits AS lastDigits, a.label AS accountLabel, h.id AS holderId, h.name AS holderName,
      EXISTS (SELECT 1 FROM authorizations l WHERE l.card_id = z.card_id AND l.at > z.at AND l.at <= z.at + ${SAME_PURCHASE_MS} AND l.merchant_name = z.merchant_name AND l.status IN ('pending', 'posted')) AS passedLater
    FROM authorizations z JOIN cards c ON c.id = z.card_id JOIN accounts a ON a.id = c.account_id LEFT JOIN cardholders h ON h.id = c.cardholder_id
    WHERE ${which}`)
  return rows.map((row) => ({
    connectionId: row.connectionId,
    authorization: JSON.parse(row.object) as Authorization,
    merchant: row.merchant,
    card: { id: row.cardId, name: cardName(row) },
    person: row.holderId === null || row.holderName === null ? null : { id: row.holderId, name: row.holderName },
    passedLater: row.passedLater === 1,
  }))
}
