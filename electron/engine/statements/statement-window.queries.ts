/**
 * Which days a statement speaks of.
 *
 * Issuers write the day on which the last statement closed as the day this one opens. That day's charges belong to the
 * statement that closed on it, so that no charge is on two statements.
 */
import { addDays, type IsoDate } from '#shared/domain/time.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'

export interface StatementWindow {
  readonly accountId: number
  /** First day, included; null: nobody says when it opened, everything up to `to` may be on it. */
  readonly from: string | null
  readonly to: string
}

interface Dated {
  readonly account_id: number
  readonly opened_on: string | null
  readonly closed_on: string
}

/** `previousClose` is the closing day of the account's statement before this one. */
export function statementWindow(statement: Dated, previousClose: string | null): StatementWindow {
  const afterPrevious = previousClose === null ? null : addDays(previousClose as IsoDate, 1)
  const overlaps = statement.opened_on !== null && statement.opened_on === previousClose
  const from = statement.opened_on === null || overlaps ? afterPrevious : statement.opened_on
  return { accountId: statement.account_id, from, to: statement.closed_on }
}

/** Undefined when there is no such statement. */
export async function findStatementWindow(db: ReadDb | WriteDb, statementId: number): Promise<StatementWindow | undefined> {
  const statement = await db.selectFrom('statements').select(['account_id', 'opened_on', 'closed_on']).where('id', '=', statementId).executeTakeFirst()
  if (!statement) return undefined
  const previous = await db
    .selectFrom('statements')
    .select('closed_on')
    .where('account_id', '=', statement.account_id)
    .where('closed_on', '<', statement.closed_on)
    .orderBy('closed_on', 'desc')
    .limit(1)
    .executeTakeFirst()
  return statementWindow(statement, previous?.closed_on ?? null)
}
