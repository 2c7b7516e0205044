import type { Decline } from '#shared/rpc/contract/declines.contract.ts'
import type { FeatureReads } from '../rpc/handlers.ts'
import { readRulebook } from './cause.queries.ts'
import { readDeclineRows } from './declines.queries.ts'
import { explained } from './explained.queries.ts'

export const declinesReads = {
  async list({ db, now }, { cardIds, before, limit }) {
    const rows = await readDeclineRows(db, { cardIds, before, limit: limit + 1 })
    const rules = await readRulebook(db)
    const declines: Decline[] = []
    for (const row of rows.slice(0, limit)) declines.push(await explained(db, row, rules, now))
    return { declines, hasMore: rows.length > limit }
  },
} satisfies FeatureReads<'declines'>
