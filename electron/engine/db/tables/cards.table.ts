import type { Generated, Selectable } from 'kysely'

export interface CardsTable {
  id: Generated<number>
  account_id: number
  /** Tells the cards of one account apart: the digits, else ''. */
  external_key: string
  cardholder_id: number | null
  last_digits: string | null
  brand: 'amex' | 'visa' | 'mastercard' | 'discover' | 'other'
  status: 'active' | 'frozen' | 'closed' | 'unknown'
  nickname: string | null
  replaced_by_card_id: number | null
  created_at: number
  import_id: number | null
}
export type CardRow = Selectable<CardsTable>
