/** What was taken out of a damaged database is made to fit together again. */
import type { Sqlite } from '../db/sqlite.ts'
import type { SalvageReport } from './salvage.queries.ts'

interface Reference {
  readonly table: string
  readonly column: string
  readonly parent: string
  readonly parentColumn: string
  readonly isNullable: boolean
}

/** Rows whose other half could not be read lose the reference, or go where they are nothing without it. Everything is to be fetched again. */
export function bindAgain(target: Sqlite): void {
  // A charge without its merchant's name is still a charge.
  target.exec(`INSERT INTO merchants (id, name, match_name)
    SELECT DISTINCT merchant_id, 'Merchant ' || merchant_id, 'merchant ' || merchant_id FROM transactions WHERE merchant_id NOT IN (SELECT id FROM merchants)`)
  target.exec(`UPDATE transactions SET category_id = (SELECT id FROM categories WHERE key = 'uncategorised'), category_source = 'none'
    WHERE category_id NOT IN (SELECT id FROM categories) AND EXISTS (SELECT 1 FROM categories WHERE key = 'uncategorised')`)
  const references = referencesOf(target)
  for (let changed = 1; changed > 0; ) {
    changed = 0
    for (const { table, column, parent, parentColumn, isNullable } of references) {
      const orphans = `"${column}" IS NOT NULL AND "${column}" NOT IN (SELECT "${parentColumn}" FROM "${parent}")`
      changed += target.prepare(isNullable ? `UPDATE "${table}" SET "${column}" = NULL WHERE ${orphans}` : `DELETE FROM "${table}" WHERE ${orphans}`).run().changes
    }
  }
  target.exec('UPDATE sync_state SET cursor = NULL, etag = NULL, full_pull = 1, generation = generation + 1')
}

function referencesOf(target: Sqlite): readonly Reference[] {
  const tables = target.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'transaction_search%'").pluck().all() as string[]
  return tables.flatMap((table) => {
    const columns = target.pragma(`table_info("${table}")`) as readonly { readonly name: string; readonly notnull: number; readonly pk: number }[]
    const keys = target.pragma(`foreign_key_list("${table}")`) as readonly { readonly from: string; readonly table: string; readonly to: string | null }[]
    return keys.map(({ from, table: parent, to }) => {
      const column = columns.find(({ name }) => name === from)
      return { table, column: from, parent, parentColumn: to ?? 'id', isNullable: column !== undefined && column.notnull === 0 && column.pk === 0 && !IS_HALF.has(`${table}.${from}`) }
    })
  })
}

/** Of a limit or card of either a card or a person: without it there is nothing left that it could be about. */
const IS_HALF: ReadonlySet<string> = new Set(['watch_limits.card_id', 'watch_limits.cardholder_id', 'authorizations.card_id'])

export function countKept(target: Sqlite): SalvageReport['kept'] {
  const count = (sql: string) => Number(target.prepare(sql).pluck().get())
  return {
    changes: count("SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending', 'needs-attention')"),
    drafts: count('SELECT count(*) FROM drafts'),
    notes: count('SELECT count(*) FROM transactions WHERE note IS NOT NULL'),
    charges: count('SELECT count(*) FROM transactions'),
    cards: count('SELECT count(*) FROM cards'),
  }
}
