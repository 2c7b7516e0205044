/** One dispute with what stands around it: its charge's refunds, its account, its card. */
import type { Account } from '#shared/gateway/resources/company.ts'
import type { Autopay } from '#shared/gateway/resources/payments.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { readCase, type Case } from './cases.queries.ts'
import { chargesByRef, readCharges, readLeft, type Left } from './charges.queries.ts'
import { detailOf } from './show.ts'

type Db = ReadDb | WriteDb

/** Throws `not-found` (kind dispute). */
export async function readDetail(db: Db, now: number, id: number): Promise<DisputeDetail> {
  const one = await readCase(db, now, id)
  const { refunds, disputable } = await leftOf(db, one)
  return detailOf(one, {
    refunds: refunds.map((refund) => ({ transactionId: refund.id, on: refund.on, amount: { minor: refund.amountMinor, currency: disputable.currency } })),
    disputable, account: await readAccount(db, one), card: await readCard(db, one.stored.charge.cardId), charges: await namedCharges(db, one),
  })
}

/** Of a charge that is gone, all that it was. */
export async function leftOf(db: Db, { stored: { transactionId, charge } }: Case): Promise<Left> {
  const found = transactionId === null ? undefined : (await readCharges(db, [transactionId])).get(transactionId)
  return found === undefined ? { refunds: [], disputable: charge.amount } : readLeft(db, found)
}

async function readCard(db: Db, cardId: number | null): Promise<DisputeDetail['card']> {
  if (cardId === null) return null
  const row = await db.selectFrom('cards').select(['id', 'brand', 'status', 'awaits_activation']).where('id', '=', cardId).executeTakeFirst()
  return row ? { id: row.id, status: row.awaits_activation === 1 && row.status === 'unknown' ? 'inactive' : row.status, network: row.brand === 'other' ? null : row.brand } : null
}

async function readAccount(db: Db, { stored: { accountId, channel } }: Case): Promise<DisputeDetail['account']> {
  if (accountId === null || channel === 'letter') return null
  const [row] = await runSql<{ account: string; autopay: string | null }>(db, sqlText`
    SELECT o.object AS account, (SELECT p.object FROM issuer_objects p WHERE p.connection_id = o.connection_id AND p.type = 'autopay' AND p.object ->> '$.accountId' = o.external_id) AS autopay
    FROM accounts a JOIN issuer_objects o ON o.connection_id = a.connection_id AND o.type = 'account' AND o.external_id = a.external_key WHERE a.id = ${accountId}`)
  if (row === undefined) return null
  const { disputedTotal, currentBalance, minimumDue, dueOn } = JSON.parse(row.account) as Account
  const autopay = row.autopay === null ? undefined : (JSON.parse(row.autopay) as Autopay)
  return { disputedTotal: moneyOf(disputedTotal), balance: moneyOf(currentBalance), minimumDue: moneyOf(minimumDue), dueOn, autopay: autopay?.enabled === true ? autopay.mode : null }
}

/** Charges that answers name, by the issuer's ids. */
async function namedCharges(db: Db, { stored: { connectionId }, object }: Case): Promise<ReadonlyMap<string, number>> {
  const names = Object.values(object?.answers ?? {}).filter((value) => typeof value === 'string')
  return chargesByRef(db, connectionId, names)
}

const moneyOf = ({ amountMinor, currency }: Account['currentBalance']) => ({ minor: amountMinor, currency })
