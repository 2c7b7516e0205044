import type { Generated, Selectable } from 'kysely'

/** A closed billing period as the issuer states it. Amounts in the file's sign: money owed is negative. */
export interface StatementsTable {
  id: Generated<number>
  account_id: number
  import_id: number | null
  external_id: string | null
  opened_on: string | null
  closed_on: string
  due_on: string | null
  next_close_on: string | null
  opening_minor: number | null
  closing_minor: number
  minimum_due_minor: number | null
  past_due_minor: number | null
  purchases_minor: number | null
  credits_minor: number | null
  fees_minor: number | null
  finance_charge_minor: number | null
  credit_limit_minor: number | null
  autopay: number | null
}
export type StatementRow = Selectable<StatementsTable>
