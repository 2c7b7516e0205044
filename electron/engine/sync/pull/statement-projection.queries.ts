/**
 * Statements of the feed as the Statements page counts them: a balance that is owed is negative, so that opening balance and charges give the
 * closing one; the parts are magnitudes.
 */
import type { Statement } from '#shared/gateway/resources/statements.ts'
import type { StatementRow } from '../../db/tables/statements.table.ts'
import type { PlaceBook } from './places.queries.ts'
import type { PageScope } from './scope.ts'

type Columns = Omit<StatementRow, 'id' | 'import_id'>

const COLUMNS = [
  'account_id', 'external_id', 'opened_on', 'closed_on', 'due_on', 'next_close_on', 'opening_minor', 'closing_minor', 'minimum_due_minor', 'past_due_minor',
  'purchases_minor', 'credits_minor', 'fees_minor', 'finance_charge_minor', 'credit_limit_minor', 'autopay',
] as const satisfies readonly (keyof Columns)[]

export class StatementProjection {
  readonly #scope: PageScope
  readonly #places: PlaceBook
  readonly #find
  readonly #insert
  readonly #update
  readonly #giveWay

  constructor(scope: PageScope, places: PlaceBook) {
    const { sqlite } = scope
    this.#scope = scope
    this.#places = places
    // One that was issued anew for the same close takes the place of the first.
    this.#find = sqlite.prepare<{ id: string; connection: number; account: number; closedOn: string }, Columns & { readonly id: number }>(
      `SELECT id, ${COLUMNS.join(', ')} FROM statements
       WHERE account_id IN (SELECT id FROM accounts WHERE connection_id = @connection) AND (external_id = @id OR (account_id = @account AND closed_on = @closedOn))
       ORDER BY external_id IS @id DESC LIMIT 1`,
    )
    this.#insert = sqlite.prepare(`INSERT INTO statements (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((column) => `@${column}`).join(', ')})`)
    this.#giveWay = sqlite.prepare('DELETE FROM statements WHERE account_id = @account AND closed_on = @closedOn AND id <> @id')
    this.#update = sqlite.prepare(`UPDATE statements SET ${COLUMNS.map((column) => `${column} = @${column}`).join(', ')} WHERE id = @id`)
  }

  fill(statement: Statement): void {
    const { connectionId, tally } = this.#scope
    const next = columnsOf(statement, this.#places.account(statement.accountId, statement.newBalance.currency))
    const row = this.#find.get({ id: statement.id, connection: connectionId, account: next.account_id, closedOn: statement.closedOn })
    if (row && COLUMNS.every((column) => row[column] === next[column])) return
    this.#giveWay.run({ id: row?.id ?? 0, account: next.account_id, closedOn: next.closed_on })
    if (row) this.#update.run({ ...next, id: row.id })
    else this.#insert.run(next)
    tally.touched('statements')
  }

  remove(externalId: string): void {
    const { sqlite, connectionId, tally } = this.#scope
    sqlite.prepare('DELETE FROM statements WHERE external_id = ? AND account_id IN (SELECT id FROM accounts WHERE connection_id = ?)').run(externalId, connectionId)
    tally.touched('statements')
  }
}

function columnsOf(statement: Statement, accountId: number): Columns {
  return {
    account_id: accountId,
    external_id: statement.id,
    opened_on: statement.openedOn,
    closed_on: statement.closedOn,
    due_on: statement.dueOn,
    next_close_on: null,
    opening_minor: 0 - statement.previousBalance.amountMinor,
    closing_minor: 0 - statement.newBalance.amountMinor,
    minimum_due_minor: statement.minimumDue.amountMinor,
    past_due_minor: null,
    purchases_minor: statement.purchases.amountMinor,
    credits_minor: statement.payments.amountMinor + statement.credits.amountMinor,
    fees_minor: statement.fees.amountMinor,
    finance_charge_minor: statement.interest.amountMinor,
    credit_limit_minor: statement.creditLimit?.amountMinor ?? null,
    autopay: statement.autopay === null ? 0 : 1,
  }
}
