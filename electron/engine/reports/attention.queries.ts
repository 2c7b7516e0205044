/** What needs a person, and nothing else: a list that is empty when all is well. */
import { addDays, type IsoDate } from '#shared/domain/time.ts'
import type { Overview } from '#shared/rpc/contract/reports.contract.ts'
import { cardName } from '../cards/card-name.ts'
import { runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb } from '../db/store.ts'
import { inScope, type CardScope } from './spend.queries.ts'

type Attention = Overview['needs'][number]

/** A statement of a file is worth a line from when it is known until this many days after it was due: nobody here knows whether it was paid. */
const DAYS_AFTER_DUE = 7

export async function readNeeds(db: ReadDb, cardIds: CardScope, today: string): Promise<readonly Attention[]> {
  const found = [...(await statementsDue(db, cardIds, today)), await cardsWithoutHolder(db, cardIds), await uncategorised(db, cardIds)]
  return found.filter((item) => item !== undefined)
}

async function cardsWithoutHolder(db: ReadDb, cardIds: CardScope): Promise<Attention | undefined> {
  const rows = await runSql<{ id: number }>(db, sqlText`
    SELECT s.id FROM (SELECT id, id AS card_id, account_id, cardholder_id FROM cards WHERE stands_for_account = 0) s JOIN accounts a ON a.id = s.account_id
    WHERE s.cardholder_id IS NULL AND a.kind = 'card' AND ${inScope(cardIds)} ORDER BY s.id LIMIT 1000`)
  return rows.length === 0 ? undefined : { kind: 'cards-without-holder', count: rows.length, cardIds: rows.map((row) => row.id) }
}

async function uncategorised(db: ReadDb, cardIds: CardScope): Promise<Attention | undefined> {
  const rows = await runSql<{ categoryId: number; count: number | null }>(db, sqlText`
    SELECT k.id AS categoryId, sum(s.transactions) AS count FROM categories k CROSS JOIN monthly_spend s ON s.category_id = k.id
    WHERE k.key = 'uncategorised' AND ${inScope(cardIds)} GROUP BY k.id`)
  const [row] = rows
  return row === undefined || (row.count ?? 0) === 0 ? undefined : { kind: 'uncategorised', count: row.count ?? 0, categoryId: row.categoryId }
}

// Only the newest statement of an account: what an older one asked for is part of it. An issuer that is asked says what is left
// to pay of it, and once the day is past whether anything had to be: what is left above the minimum is carried over.
async function statementsDue(db: ReadDb, cardIds: CardScope, today: string): Promise<readonly Attention[]> {
  const rows = await runSql<{
    statementId: number; dueOn: string; minimumMinor: number | null; balanceMinor: number; currency: string
    nickname: string | null; issuer: string | null; lastDigits: string | null; accountLabel: string
  }>(db, sqlText`
    SELECT st.id AS statementId, st.due_on AS dueOn, nullif(coalesce(o.object ->> '$.minimumDue.amountMinor', st.minimum_due_minor), 0) AS minimumMinor,
      coalesce(-(o.object ->> '$.remainingStatementBalance.amountMinor'), st.closing_minor) AS balanceMinor, a.currency,
      (SELECT max(nickname) FROM cards WHERE account_id = a.id AND stands_for_account = 0 HAVING count(*) = 1) AS nickname, a.issuer, a.last_digits AS lastDigits, a.label AS accountLabel
    FROM statements st JOIN accounts a ON a.id = st.account_id
      LEFT JOIN issuer_objects o ON o.connection_id = a.connection_id AND o.type = 'account' AND o.external_id = a.external_key
    WHERE st.closed_on = (SELECT max(closed_on) FROM statements WHERE account_id = a.id) AND (st.due_on >= ${today} OR CASE WHEN o.object IS NULL THEN st.due_on >= ${addDays(today as IsoDate, -DAYS_AFTER_DUE)} ELSE minimumMinor > 0 END)
      AND balanceMinor < 0 AND EXISTS (SELECT 1 FROM (SELECT id AS card_id, account_id FROM cards) s WHERE s.account_id = a.id AND ${inScope(cardIds)})
    ORDER BY st.due_on, st.id`)
  return rows.map(({ nickname, issuer, lastDigits, accountLabel, ...due }) => ({ kind: 'statement-due', cardName: cardName({ nickname, issuer, lastDigits, accountLabel }), ...due }))
}
