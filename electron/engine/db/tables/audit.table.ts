import type { Generated, Selectable } from 'kysely'

/** Append-only (by trigger); each hash covers its entry and the hash before. */
export interface AuditTable {
  id: Generated<number>
  at: number
  action: string
  /** JSON object of short facts. */
  details: string
  hash: Uint8Array
}
export type AuditRow = Selectable<AuditTable>
