import type { ColumnType, Generated, Insertable, Selectable } from 'kysely'

type Computed<T> = ColumnType<T, never, never>

export interface TransactionsTable {
  id: Generated<number>
  account_id: number
  card_id: number
  merchant_id: number
  /** The category in force; `category_source` says who set it. A person's choice is never overwritten. */
  category_id: number
  category_source: 'mcc' | 'issuer' | 'merchant' | 'person' | 'none'
  /** The import that brought it. */
  import_id: number | null
  /** FITID or reference: not unique in practice. */
  external_id: string | null
  posted_on: string
  transacted_on: string | null
  /** A charge is negative. */
  amount_minor: number
  currency: string
  /** The file's own sign. */
  source_minor: number
  original_minor: number | null
  original_currency: string | null
  exchange_rate: string | null
  type: 'charge' | 'payment' | 'refund' | 'fee' | 'interest' | 'cash' | 'other'
  pending: number
  descriptor: string
  memo: string | null
  reference: string | null
  mcc: string | null
  issuer_category: string | null
  /** The person's own. */
  note: string | null
  confirmed_at: number
  /** The issuer's id of the authorization this charge began as; while it is pending the same as `external_id`. */
  authorization_id: ColumnType<string | null, string | null | undefined, string | null>
  /** Position in the issuer's feed; null for what came from a file. An older one never overwrites. */
  issuer_version: ColumnType<number | null, number | null | undefined, number | null>
  /** `sync_state.generation` when the feed last brought it. */
  issuer_generation: ColumnType<number | null, number | null | undefined, number | null>
  /** Epoch ms; `transacted_on` is its day in the company's time zone. Null for what came from a file. */
  transacted_at: ColumnType<number | null, number | null | undefined, number | null>
  /** Money spent as a positive figure, refunds negative, payments 0. */
  spend_minor: Computed<number>
  payment_minor: Computed<number>
}
export type StoredTransaction = Selectable<TransactionsTable>
export type NewTransaction = Insertable<TransactionsTable>

/** A file row that stands behind a transaction. */
export interface TransactionSourcesTable {
  transaction_id: number
  import_file_id: number
  line: number
  /** JSON object: the source's fields by their own names, masked. */
  raw: string
}

/** FTS5 (trigram) over the words of a transaction; rowid is the transaction's id. */
export interface TransactionSearchTable {
  rowid: number
  /** `MATCH` goes against the table's own name. */
  transaction_search: string
}
