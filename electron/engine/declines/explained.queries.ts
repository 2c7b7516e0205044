/** A decline as it is shown: why, by which of our rules, and what would help. */
import { categoryOfMcc } from '#shared/domain/category.ts'
import { mccLabel } from '#shared/domain/mcc.ts'
import { declineReason, type Decline } from '#shared/rpc/contract/declines.contract.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { causeOf, causeShown, type Rules } from './cause.queries.ts'
import type { DeclineRow } from './declines.queries.ts'
import { remediesFor } from './remedies.queries.ts'

export async function explained(db: ReadDb | WriteDb, row: DeclineRow, rules: Rules, now: number): Promise<Decline> {
  const { id, at, amount, merchant, channel, decline } = row.authorization
  const known = declineReason.safeParse(decline?.reason)
  return {
    connectionId: row.connectionId, declineId: id, at, merchant: row.merchant, mcc: merchant.mcc, mccLabel: mccLabel(merchant.mcc), category: categoryOfMcc(merchant.mcc) ?? 'other', country: merchant.country, channel,
    amount: { minor: amount.amountMinor, currency: amount.currency },
    card: row.card,
    person: row.person,
    reason: known.success ? known.data : 'other',
    cause: causeShown(await causeOf(db, row, rules), rules.reach),
    remedies: await remediesFor(db, row, rules, now),
    passedLater: row.passedLater,
  }
}
