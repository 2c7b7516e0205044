/** The company is in another time zone than was thought: the days on which cards were used follow. */
import type { Pace } from '../../pace.ts'
import type { Days } from './days.ts'
import type { PageScope } from './scope.ts'

interface Row {
  readonly id: number
  readonly at: number
  readonly day: string
  readonly pending: number
}

const PER_BATCH = 500

export async function moveToDays({ sqlite, connectionId, tally }: PageScope, days: Days, pace: Pace): Promise<void> {
  const batch = sqlite.prepare<{ after: number; connection: number }, Row>(
    `SELECT id, transacted_at AS at, transacted_on AS day, pending FROM transactions
     WHERE id > @after AND transacted_at IS NOT NULL AND account_id IN (SELECT id FROM accounts WHERE connection_id = @connection) ORDER BY id LIMIT ${PER_BATCH}`,
  )
  const move = sqlite.prepare('UPDATE transactions SET transacted_on = ? WHERE id = ?')
  // A pending charge has no booking day of its own.
  const movePending = sqlite.prepare('UPDATE transactions SET transacted_on = @day, posted_on = @day WHERE id = @id')
  for (let after = 0; ; ) {
    const rows = batch.all({ after, connection: connectionId })
    for (const { id, at, day: before, pending } of rows) {
      const day = days.of(at)
      if (day === before) continue
      if (pending === 1) movePending.run({ day, id })
      else move.run(day, id)
      tally.touched('transactions')
    }
    const last = rows.at(-1)
    if (!last || rows.length < PER_BATCH) return
    after = last.id
    if (pace.due) await pace.rest()
  }
}
