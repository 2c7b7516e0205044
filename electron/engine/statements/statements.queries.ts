/** Closed billing periods, each held against the charges of its days. */
import type { Statement } from '#shared/rpc/contract/statements.contract.ts'
import type { Scope } from '#shared/rpc/contract/common.ts'
import type { StatementRow } from '../db/tables/statements.table.ts'
import type { ReadDb } from '../db/store.ts'
import { statementWindow, type StatementWindow } from './statement-window.queries.ts'

type Stored = StatementRow & { readonly label: string; readonly currency: string; readonly previous_close: string | null }

/** Newest first. */
export async function listStatements(db: ReadDb, { cardIds }: Scope): Promise<Statement[]> {
  const rows = await readStatements(db, cardIds)
  const statements: Statement[] = []
  for (const row of rows) statements.push(await reconcile(db, row))
  return statements
}

async function readStatements(db: ReadDb, cardIds: readonly number[] | null): Promise<readonly Stored[]> {
  let statements = db
    .selectFrom('statements')
    .innerJoin('accounts', 'accounts.id', 'statements.account_id')
    .selectAll('statements')
    .select(['accounts.label', 'accounts.currency'])
    .select((eb) =>
      eb
        .selectFrom('statements as earlier')
        .select((max) => max.fn.max('earlier.closed_on').as('closed_on'))
        .whereRef('earlier.account_id', '=', 'statements.account_id')
        .whereRef('earlier.closed_on', '<', 'statements.closed_on')
        .as('previous_close'),
    )
    .orderBy('statements.closed_on', 'desc')
    .orderBy('statements.id', 'desc')
  if (cardIds !== null) statements = statements.where('statements.account_id', 'in', (eb) => eb.selectFrom('cards').select('account_id').where('cards.id', 'in', cardIds))
  return statements.execute()
}

async function reconcile(db: ReadDb, row: Stored): Promise<Statement> {
  const window = statementWindow(row, row.previous_close)
  const { transactions, minor } = await sumOf(db, window, row.currency)
  // Without a first day or an opening balance there is nothing that the charges could be held against.
  const differenceMinor = row.opening_minor === null || window.from === null ? null : row.opening_minor + minor - row.closing_minor
  return {
    id: row.id,
    accountId: row.account_id,
    accountLabel: row.label,
    currency: row.currency,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    dueOn: row.due_on,
    openingMinor: row.opening_minor,
    closingMinor: row.closing_minor,
    minimumDueMinor: row.minimum_due_minor,
    pastDueMinor: row.past_due_minor,
    purchasesMinor: row.purchases_minor,
    creditsMinor: row.credits_minor,
    feesMinor: row.fees_minor,
    financeChargeMinor: row.finance_charge_minor,
    creditLimitMinor: row.credit_limit_minor,
    autopay: row.autopay === null ? null : row.autopay === 1,
    transactions,
    transactionsMinor: minor,
    differenceMinor,
  }
}

async function sumOf(db: ReadDb, window: StatementWindow, currency: string): Promise<{ transactions: number; minor: number }> {
  let rows = db
    .selectFrom('transactions')
    .select((eb) => [eb.fn.countAll<number>().as('transactions'), eb.fn.sum<number | null>('amount_minor').as('minor')])
    .where('card_id', 'in', (eb) => eb.selectFrom('cards').select('id').where('account_id', '=', window.accountId))
    .where('pending', '=', 0)
    .where('currency', '=', currency)
    .where('posted_on', '<=', window.to)
  if (window.from !== null) rows = rows.where('posted_on', '>=', window.from)
  const { transactions, minor } = await rows.executeTakeFirstOrThrow()
  return { transactions, minor: minor ?? 0 }
}
