import type { Generated, Selectable } from 'kysely'

export interface MerchantsTable {
  id: Generated<number>
  name: string
  match_name: string
  /** What a person chose for all of this merchant's charges. */
  category_id: number | null
}
export type MerchantRow = Selectable<MerchantsTable>
