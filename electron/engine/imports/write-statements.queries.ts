/** Closed billing periods: one per account and closing day, brought up to date by whatever file speaks of it. */
import type { Sqlite } from '../db/sqlite.ts'
import type { StatementRow } from '../db/tables/statements.table.ts'
import type { ParsedStatement } from '../importers/parsed-statement.ts'
import type { ImportStamp } from './write-accounts.queries.ts'

export const STATEMENT_COLUMNS = [
  'external_id', 'opened_on', 'due_on', 'next_close_on', 'opening_minor', 'closing_minor', 'minimum_due_minor', 'past_due_minor',
  'purchases_minor', 'credits_minor', 'fees_minor', 'finance_charge_minor', 'credit_limit_minor', 'autopay',
] as const satisfies readonly (keyof StatementRow)[]

export type StatementColumns = Pick<StatementRow, (typeof STATEMENT_COLUMNS)[number]>

export class StatementWriter {
  readonly #stamp: ImportStamp
  readonly #find
  readonly #insert
  readonly #update
  readonly #keep

  constructor(sqlite: Sqlite, stamp: ImportStamp) {
    this.#stamp = stamp
    const columns = STATEMENT_COLUMNS.join(', ')
    this.#find = sqlite.prepare<[number, string], StatementColumns & Pick<StatementRow, 'id' | 'import_id'>>(`SELECT id, import_id, ${columns} FROM statements WHERE account_id = ? AND closed_on = ?`)
    this.#insert = sqlite.prepare(`INSERT INTO statements (account_id, closed_on, import_id, ${columns}) VALUES (?, ?, ?, ${STATEMENT_COLUMNS.map(() => '?').join(', ')})`)
    this.#update = sqlite.prepare(`UPDATE statements SET ${STATEMENT_COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`)
    this.#keep = sqlite.prepare(`INSERT OR IGNORE INTO import_replaced (import_id, kind, row_id, before) VALUES (?, 'statement', ?, ?)`)
  }

  /** True when something was added or changed. What the file is silent about stays. */
  write(accountId: number, statement: ParsedStatement): boolean {
    const { importId } = this.#stamp
    const told = columnsOf(statement)
    const stored = this.#find.get(accountId, statement.closedOn)
    if (!stored) {
      this.#insert.run(accountId, statement.closedOn, importId, ...STATEMENT_COLUMNS.map((column) => told[column]))
      return true
    }
    const { id, import_id: importedBy, ...before } = stored
    if (STATEMENT_COLUMNS.every((column) => told[column] === null || told[column] === before[column])) return false
    if (importedBy !== importId) this.#keep.run(importId, id, JSON.stringify(before))
    this.#update.run(...STATEMENT_COLUMNS.map((column) => told[column] ?? before[column]), id)
    return true
  }
}

function columnsOf(statement: ParsedStatement): StatementColumns {
  return {
    external_id: statement.externalId,
    opened_on: statement.openedOn,
    due_on: statement.dueOn,
    next_close_on: statement.nextCloseOn,
    opening_minor: statement.openingMinor,
    closing_minor: statement.closingMinor,
    minimum_due_minor: statement.minimumDueMinor,
    past_due_minor: statement.pastDueMinor,
    purchases_minor: statement.purchasesMinor,
    credits_minor: statement.creditsMinor,
    fees_minor: statement.feesMinor,
    finance_charge_minor: statement.financeChargeMinor,
    credit_limit_minor: statement.creditLimitMinor,
    autopay: statement.autopay === null ? null : Number(statement.autopay),
  }
}
