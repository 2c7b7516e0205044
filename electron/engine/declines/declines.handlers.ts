import { categoryOfMcc } from '#shared/domain/category.ts'
import { mccLabel } from '#shared/domain/mcc.ts'
import { declineReason, type Decline } from '#shared/rpc/contract/declines.contract.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import type { FeatureHandlers } from '../rpc/handlers.ts'
import { causeOf, causeShown, readRulebook, type Rules } from './cause.ts'
import { readDecline, readDeclineRows, type DeclineRow } from './declines.queries.ts'
import { applyRemedy, remediesFor } from './remedies.ts'

export interface DeclinesHandlerDeps {
  /** Something waits to be sent to this connection. Called inside the transaction, before its commit. */
  readonly outboxGrew: (connectionId: number) => void
}

export function createDeclinesHandlers({ outboxGrew }: DeclinesHandlerDeps) {
  return {
    async list({ db, now }, { cardIds, before, limit }) {
      const rows = await readDeclineRows(db, { cardIds, before, limit: limit + 1 })
      const rules = await readRulebook(db)
      const declines: Decline[] = []
      for (const row of rows.slice(0, limit)) declines.push(await explained(db, row, rules, now))
      return { declines, hasMore: rows.length > limit }
    },
    async remedy(context, { connectionId, declineId, remedy }) {
      const row = await readDecline(context.db, connectionId, declineId)
      for (const grown of await applyRemedy(context, row, await readRulebook(context.db), remedy)) outboxGrew(grown)
      return explained(context.db, row, await readRulebook(context.db), context.now)
    },
  } satisfies FeatureHandlers<'declines'>
}

async function explained(db: ReadDb | WriteDb, row: DeclineRow, rules: Rules, now: number): Promise<Decline> {
  const { id, at, amount, merchant, channel, decline } = row.authorization
  const known = declineReason.safeParse(decline?.reason)
  return {
    connectionId: row.connectionId, declineId: id, at, merchant: row.merchant, mcc: merchant.mcc, mccLabel: mccLabel(merchant.mcc), category: categoryOfMcc(merchant.mcc) ?? 'other', country: merchant.country, channel,
    amount: { minor: amount.amountMinor, currency: amount.currency },
    card: { id: row.card.id, name: row.card.name },
    person: row.person,
    reason: known.success ? known.data : 'other',
    cause: causeShown(await causeOf(db, row, rules), rules.reach),
    remedies: await remediesFor(db, row, rules, now),
    passedLater: row.passedLater,
  }
}
