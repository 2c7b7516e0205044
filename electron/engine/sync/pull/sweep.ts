/** The end of a full pull: what the issuer did not list again goes. */
import { AppError } from '#shared/rpc/errors.ts'
import { runSql, sqlText } from '../../db/sql-text.ts'
import type { ReadDb, Store } from '../../db/store.ts'
import type { WriteAs } from '../../rpc/transaction.ts'
import { addNotice } from '../sync.queries.ts'
import { figures, scopeOf } from './apply-page.ts'
import { showPulledStatus } from './overruled.ts'
import { PageWriter } from './page-writer.ts'
import { count, endFullPull, readPullState } from './state.queries.ts'

/** Ids looked at in one go: a few milliseconds, so that pages of the app get through between. */
const WINDOW = 5_000
/** Charges removed in one transaction. */
const BATCH = 500

export interface SweepDeps {
  readonly connectionId: number
  readonly run: number
  readonly store: () => Store
  readonly write: WriteAs
  readonly signal: AbortSignal
}

/**
 * Removes everything of an earlier generation, charges bit by bit, the rest with the end of the full pull in one transaction. Interrupted
 * anywhere, the next pull does the rest. Returns how much was removed.
 */
export async function sweep(deps: SweepDeps): Promise<number> {
  const { connectionId, run, store, write } = deps
  const { generation } = await readPullState(store().read, connectionId)
  let removed = 0
  for await (const ids of unmet(store().read, connectionId, generation)) {
    if (deps.signal.aborted) throw new AppError('task.cancelled', {})
    removed += await write('sync.sweep', async ({ db, sqlite, now, changed, audit }) => {
      const scope = scopeOf({ sqlite, connectionId, now }, await readPullState(db, connectionId))
      const { charges } = new PageWriter(scope)
      for (const id of ids) {
        const row = charges.byId(id)
        if (row === undefined || (row.issuer_generation ?? 0) >= generation) continue
        charges.remove(row)
        scope.tally.removed += 1
      }
      await count(db, run, { received: 0, ...figures(scope.tally) })
      audit({ connectionId, runId: run, ...figures(scope.tally) })
      changed(...scope.tally.topics)
      return scope.tally.removed
    })
  }
  return removed + (await sweepRest(deps, generation, removed))
}

async function sweepRest({ connectionId, run, write }: SweepDeps, generation: number, before: number): Promise<number> {
  return write('sync.sweep', async ({ db, sqlite, now, changed, audit }) => {
    const scope = scopeOf({ sqlite, connectionId, now }, await readPullState(db, connectionId))
    const writer = new PageWriter(scope)
    writer.sweepBefore(generation)
    for (const card of writer.cards) await showPulledStatus(db, scope, card)
    await endFullPull(db, connectionId)
    await addNotice(db, { connectionId, at: now, kind: 'full-refresh', details: { removed: before + scope.tally.removed } })
    await count(db, run, { received: 0, ...figures(scope.tally) })
    audit({ connectionId, runId: run, ...figures(scope.tally) })
    changed(...scope.tally.topics, 'sync')
    return scope.tally.removed
  })
}

/** Ids of charges that the full pull did not meet, in batches. */
async function* unmet(db: ReadDb, connectionId: number, generation: number): AsyncGenerator<readonly number[]> {
  const [range] = await runSql<{ last: number | null }>(db, sqlText`SELECT max(id) AS last FROM transactions`)
  for (let from = 0; from <= (range?.last ?? 0); from += WINDOW) {
    const rows = await runSql<{ id: number }>(db, sqlText`
      SELECT id FROM transactions WHERE id > ${from} AND id <= ${from + WINDOW} AND issuer_generation < ${generation}
        AND account_id IN (SELECT id FROM accounts WHERE connection_id = ${connectionId})`)
    for (let at = 0; at < rows.length; at += BATCH) yield rows.slice(at, at + BATCH).map(({ id }) => id)
    await new Promise((resolve) => setImmediate(resolve))
  }
}
