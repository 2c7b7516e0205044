import type { Generated, Selectable } from 'kysely'

export interface ImportsTable {
  id: Generated<number>
  connection_id: number
  applied_at: number
  undone_at: number | null
  added: number
  updated: number
  skipped: number
  statements: number
  first_on: string | null
  last_on: string | null
}
export type ImportRow = Selectable<ImportsTable>

export interface ImportFilesTable {
  id: Generated<number>
  import_id: number
  name: string
  format: string
  size: number
  /** Hex; tells the same file again. */
  sha256: string
}

/** A transaction as it was before an import updated it. */
export interface ImportChangesTable {
  import_id: number
  transaction_id: number
  /** JSON of the row's columns. */
  before: string
}

/** What an import changed or took out besides transactions that are still there. `row_id` is the row's id in the table that `kind` names. */
export interface ImportReplacedTable {
  import_id: number
  kind: 'statement' | 'card' | 'charge'
  row_id: number
  /** JSON of the row's columns; of a charge with its sources and changes. */
  before: string
}
