import type { Generated, Selectable } from 'kysely'

export interface CategoriesTable {
  id: Generated<number>
  key: string
  name: string
  built_in: number
  created_at: number
}
export type CategoryRow = Selectable<CategoriesTable>
