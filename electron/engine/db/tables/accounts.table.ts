import type { Generated, Insertable, Selectable } from 'kysely'

/** An account as an issuer keeps it: it has one or more cards. */
export interface AccountsTable {
  id: Generated<number>
  connection_id: number
  /** Stable identity at the issuer: an HMAC of the number, never the number. */
  external_key: string
  kind: 'card' | 'bank'
  issuer: string | null
  /** Masked, for people: "American Express ··71002". */
  label: string
  last_digits: string | null
  currency: string
  created_at: number
  /** The import that brought it; null once something else relies on it. */
  import_id: number | null
}
export type AccountRow = Selectable<AccountsTable>
export type NewAccount = Insertable<AccountsTable>
