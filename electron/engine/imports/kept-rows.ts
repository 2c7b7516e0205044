/** What an import keeps of rows that it changes or takes out, as JSON in `import_changes.before` and `import_replaced.before`. */
import type { StoredTransaction } from '../db/tables/transactions.table.ts'

/** What an update may replace. */
export const CHANGED_COLUMNS = [
  'card_id', 'merchant_id', 'category_id', 'category_source', 'external_id', 'posted_on', 'transacted_on', 'amount_minor', 'currency', 'source_minor',
  'original_minor', 'original_currency', 'exchange_rate', 'type', 'pending', 'descriptor', 'memo', 'reference', 'mcc', 'issuer_category', 'confirmed_at',
] as const satisfies readonly (keyof StoredTransaction)[]

/** Every column but the id and those that are computed. */
export const STORED_COLUMNS = ['account_id', 'import_id', 'note', ...CHANGED_COLUMNS] as const satisfies readonly (keyof StoredTransaction)[]

/** With the merchant's name: a merchant nobody uses any more is gone, and comes back by name. */
export type ChangedColumns = Pick<StoredTransaction, (typeof CHANGED_COLUMNS)[number]> & { readonly merchant: string }
export type StoredColumns = Pick<StoredTransaction, 'id' | (typeof STORED_COLUMNS)[number]> & { readonly merchant: string }

export interface RemovedCharge {
  readonly row: StoredColumns
  /** `cards.external_key`. */
  readonly card: string
  readonly sources: readonly { readonly import_file_id: number; readonly line: number; readonly raw: string }[]
  readonly changes: readonly { readonly import_id: number; readonly before: string }[]
}
