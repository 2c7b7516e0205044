import type { Generated, Selectable } from 'kysely'

export interface CardholdersTable {
  id: Generated<number>
  name: string
  /** `matchName(name)`: the same person however the file spells it. */
  match_name: string
  origin: 'import' | 'person'
  created_at: number
  import_id: number | null
}
export type CardholderRow = Selectable<CardholdersTable>
