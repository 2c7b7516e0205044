import type { Generated, Selectable } from 'kysely'

export interface CardsTable {
  id: Generated<number>
  account_id: number
  /** Tells the cards of one account apart: the issuer's id, the digits of a file, else ''. */
  external_key: string
  cardholder_id: number | null
  last_digits: string | null
  brand: 'amex' | 'visa' | 'mastercard' | 'discover' | 'other'
  status: 'active' | 'frozen' | 'closed' | 'unknown'
  nickname: string | null
  replaced_by_card_id: number | null
  created_at: number
  import_id: number | null
  /** 1 while the issuer waits for it to be activated; `status` is then 'unknown'. */
  awaits_activation: Generated<number>
  /** 1 for what is no card: where an issuer books payments, interest and fees of its account. */
  stands_for_account: Generated<number>
}
export type CardRow = Selectable<CardsTable>
