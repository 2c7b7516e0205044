import type { Generated, Selectable } from 'kysely'

/** Where data comes from. Statement files are one connection, made by the first migration. */
export interface ConnectionsTable {
  id: Generated<number>
  kind: 'files' | 'gateway' | 'stripe'
  name: string
  created_at: number
}
export type ConnectionRow = Selectable<ConnectionsTable>
