/** What was done here with a card or a person, as the audit has it, and what became of it at the issuer. */
import type { CardDetail } from '#shared/rpc/contract/cards.contract.ts'
import { joinSql, runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb } from '../db/store.ts'
import { readKeptError } from '../sync/failed-attempt.ts'

export type HistoryEntry = CardDetail['history'][number]

export const HISTORY_LENGTH = 50

interface Row {
  readonly at: number
  readonly action: string
  readonly details: string
  readonly state: string | null
  readonly error: string | null
}

/** One for each index of the audit. An id may have been somebody else's before they went: what is older than its row is not told. */
const SUBJECTS = {
  cardId: { id: sqlText`json_extract(u.details, '$.cardId')`, table: sqlText`cards` },
  cardholderId: { id: sqlText`json_extract(u.details, '$.cardholderId')`, table: sqlText`cardholders` },
} as const

/**
 * Newest first, at most `HISTORY_LENGTH`. Facts are those of the audit; `state` is that of the change at the issuer where it was one, with the
 * issuer's `reason` where it said no.
 */
export async function readAuditHistory(db: ReadDb, of: keyof typeof SUBJECTS, ids: readonly number[]): Promise<readonly HistoryEntry[]> {
  const { id: subject, table } = SUBJECTS[of]
  const rows = await runSql<Row>(db, sqlText`
    SELECT u.at, u.action, u.details, o.state, o.error
    FROM audit u JOIN ${table} s ON s.id = ${subject} LEFT JOIN outbox o ON o.id = json_extract(u.details, '$.outboxId')
    WHERE u.at >= s.created_at AND ${subject} IN (${joinSql(ids.map((id) => sqlText`${id}`), ', ')}) AND ${subject} IS NOT NULL
    ORDER BY u.id DESC LIMIT ${HISTORY_LENGTH}`)
  return rows.map(({ at, action, details, state, error }) => {
    const { outboxId: _, ...facts } = JSON.parse(details) as HistoryEntry['facts']
    const reason = state === 'rejected' ? readKeptError(error)?.details['reason'] : undefined
    return { at, action, facts: { ...facts, ...(state === null ? {} : { state }), ...(typeof reason === 'string' ? { reason } : {}) } }
  })
}

export function newestFirst(entries: readonly HistoryEntry[]): HistoryEntry[] {
  return entries.toSorted((a, b) => b.at - a.at).slice(0, HISTORY_LENGTH)
}

/** Noon of a calendar date, so that it stays on its day wherever it is shown. */
export const noonOf = (date: string): number => Date.parse(`${date}T12:00:00Z`)
