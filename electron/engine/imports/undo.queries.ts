/** The steps of taking an import back. Order matters: what refers to a row goes before it. */
import type { Sqlite } from '../db/sqlite.ts'
import { CHANGED_COLUMNS, STORED_COLUMNS, type ChangedColumns, type RemovedCharge } from './kept-rows.ts'
import type { Pace } from '../pace.ts'
import { MerchantBook } from './write-merchants.queries.ts'
import { STATEMENT_COLUMNS, type StatementColumns } from './write-statements.queries.ts'

/** Facts for the audit. */
export interface UndoFigures {
  readonly removed: number
  readonly restored: number
  /** Charges that went with a note or a category that a person had given them. */
  readonly handMade: number
}

const PER_BATCH = 100

export class UndoRun {
  readonly #sqlite: Sqlite
  readonly #importId: number
  readonly #merchants: MerchantBook

  constructor(sqlite: Sqlite, importId: number) {
    this.#sqlite = sqlite
    this.#importId = importId
    this.#merchants = new MerchantBook(sqlite)
  }

  async all(pace: Pace): Promise<UndoFigures> {
    const handMade = this.#count(`SELECT count(*) FROM transactions WHERE import_id = ? AND (note IS NOT NULL OR category_source = 'person')`)
    const unused = new Set<number>()
    await this.#removeSources(pace)
    const restored = this.#restoreCharges(unused) + this.#bringBack()
    const removed = await this.#removeCharges(pace, unused)
    this.#restoreStatements()
    this.#restoreCards()
    this.#removeUnused(unused)
    this.#sqlite.prepare('DELETE FROM import_replaced WHERE import_id = ?').run(this.#importId)
    return { removed, restored, handMade }
  }

  /** In batches, here and below: a hundred thousand rows take seconds. */
  async #removeSources(pace: Pace): Promise<void> {
    const files = this.#sqlite.prepare<[number], { id: number }>('SELECT id FROM import_files WHERE import_id = ?').all(this.#importId)
    const page = this.#sqlite.prepare<[number], { transaction_id: number; line: number }>(`SELECT transaction_id, line FROM transaction_sources WHERE import_file_id = ? LIMIT ${PER_BATCH}`)
    const remove = this.#sqlite.prepare('DELETE FROM transaction_sources WHERE transaction_id = ? AND import_file_id = ? AND line = ?')
    for (const { id } of files) {
      for (let rows = page.all(id); rows.length > 0; rows = page.all(id)) {
        for (const row of rows) remove.run(row.transaction_id, id, row.line)
        if (pace.due) await pace.rest()
      }
    }
  }

  async #removeCharges(pace: Pace, unused: Set<number>): Promise<number> {
    const page = this.#sqlite.prepare<[number], { id: number; merchant_id: number }>(`SELECT id, merchant_id FROM transactions WHERE import_id = ? LIMIT ${PER_BATCH}`)
    const remove = this.#sqlite.prepare('DELETE FROM transactions WHERE id = ?')
    let removed = 0
    for (;;) {
      const rows = page.all(this.#importId)
      for (const { id, merchant_id: merchant } of rows) {
        remove.run(id)
        unused.add(merchant)
        removed += 1
      }
      if (rows.length < PER_BATCH) return removed
      if (pace.due) await pace.rest()
    }
  }

  /** Charges that were there before this import and that it updated. */
  #restoreCharges(unused: Set<number>): number {
    const changes = this.#sqlite
      .prepare<[number], { id: number; before: string; merchant: number; source: string }>(
        `SELECT t.id, c.before, t.merchant_id AS merchant, t.category_source AS source FROM import_changes c JOIN transactions t ON t.id = c.transaction_id
         WHERE c.import_id = ? AND t.import_id IS NOT c.import_id`,
      )
      .all(this.#importId)
    const restore = this.#sqlite.prepare(`UPDATE transactions SET ${CHANGED_COLUMNS.map((column) => `${column} = @${column}`).join(', ')} WHERE id = @id`)
    const current = this.#sqlite.prepare<[number], Pick<ChangedColumns, 'category_id' | 'category_source'>>('SELECT category_id, category_source FROM transactions WHERE id = ?')
    for (const { id, before, merchant, source } of changes) {
      unused.add(merchant)
      // What a person chose since stays.
      const kept = source === 'person' ? current.get(id) : undefined
      restore.run({ ...this.#columnsOf(JSON.parse(before) as ChangedColumns), ...kept, id })
    }
    this.#sqlite.prepare('DELETE FROM import_changes WHERE import_id = ?').run(this.#importId)
    return changes.length
  }

  /** Charges that it took out. They get their id back unless another has it by now. */
  #bringBack(): number {
    const kept = this.#sqlite.prepare<[number], { before: string }>(`SELECT before FROM import_replaced WHERE import_id = ? AND kind = 'charge'`).all(this.#importId)
    const taken = this.#sqlite.prepare<[number], { id: number }>('SELECT id FROM transactions WHERE id = ?')
    const insert = this.#sqlite.prepare(`INSERT INTO transactions (id, ${STORED_COLUMNS.join(', ')}) VALUES (@id, ${STORED_COLUMNS.map((column) => `@${column}`).join(', ')})`)
    const source = this.#sqlite.prepare('INSERT INTO transaction_sources (transaction_id, import_file_id, line, raw) VALUES (?, ?, ?, ?)')
    const change = this.#sqlite.prepare('INSERT INTO import_changes (import_id, transaction_id, before) VALUES (?, ?, ?)')
    const own = new Set(this.#sqlite.prepare<[number], number>('SELECT id FROM import_files WHERE import_id = ?').pluck().all(this.#importId))
    let back = 0
    for (const { before } of kept) {
      const { row, sources, changes } = JSON.parse(before) as RemovedCharge
      if (row.import_id === this.#importId) continue
      const { account_id, import_id, note } = row
      const free = taken.get(row.id) === undefined ? row.id : null
      const id = Number(insert.run({ ...this.#columnsOf(row), account_id, import_id, note, id: free }).lastInsertRowid)
      for (const each of sources) if (!own.has(each.import_file_id)) source.run(id, each.import_file_id, each.line, each.raw)
      for (const each of changes) if (each.import_id !== this.#importId) change.run(each.import_id, id, each.before)
      back += 1
    }
    return back
  }

  #restoreStatements(): void {
    this.#sqlite.prepare('DELETE FROM statements WHERE import_id = ?').run(this.#importId)
    const restore = this.#sqlite.prepare(`UPDATE statements SET ${STATEMENT_COLUMNS.map((column) => `${column} = @${column}`).join(', ')} WHERE id = @id`)
    for (const { row_id: id, before } of this.#replaced('statement')) restore.run({ ...(JSON.parse(before) as StatementColumns), id })
  }

  /** Cards that it gave a holder, unless a person has touched them since. */
  #restoreCards(): void {
    const restore = this.#sqlite.prepare('UPDATE cards SET cardholder_id = @cardholder_id WHERE id = @id AND import_id IS NOT NULL')
    for (const { row_id: id, before } of this.#replaced('card')) restore.run({ ...(JSON.parse(before) as { cardholder_id: number | null }), id })
  }

  /**
   * What imports that are taken back (this one, or earlier ones that others still rested on) had made and nothing uses any more. A person's
   * hand on an account, card or employee sets its `import_id` to null: then it is no longer an import's to take away.
   */
  #removeUnused(merchants: ReadonlySet<number>): void {
    const gone = 'import_id IN (SELECT id FROM imports WHERE undone_at IS NOT NULL OR id = @importId)'
    const statements = [
      `DELETE FROM cards WHERE ${gone} AND NOT EXISTS (SELECT 1 FROM transactions WHERE card_id = cards.id)
         AND NOT EXISTS (SELECT 1 FROM cards AS other WHERE other.replaced_by_card_id = cards.id)`,
      `DELETE FROM accounts WHERE ${gone} AND NOT EXISTS (SELECT 1 FROM cards WHERE account_id = accounts.id)
         AND NOT EXISTS (SELECT 1 FROM statements WHERE account_id = accounts.id) AND NOT EXISTS (SELECT 1 FROM transactions WHERE account_id = accounts.id)`,
      `DELETE FROM cardholders WHERE ${gone} AND NOT EXISTS (SELECT 1 FROM cards WHERE cardholder_id = cardholders.id)
         AND NOT EXISTS (SELECT 1 FROM cardholder_links WHERE cardholder_id = cardholders.id)`,
    ]
    for (const statement of statements) this.#sqlite.prepare(statement).run({ importId: this.#importId })
    this.#removeMerchants(merchants)
  }

  /** Not those that a charge had before another import updated it: that import may be taken back as well. */
  #removeMerchants(merchants: ReadonlySet<number>): void {
    const kept = this.#sqlite.prepare<[number], number>(`
      SELECT before ->> '$.merchant_id' FROM import_changes UNION SELECT before ->> '$.row.merchant_id' FROM import_replaced WHERE kind = 'charge' AND import_id <> ?`)
    const former = new Set(kept.pluck().all(this.#importId))
    const remove = this.#sqlite.prepare('DELETE FROM merchants WHERE id = ? AND category_id IS NULL AND NOT EXISTS (SELECT 1 FROM transactions WHERE merchant_id = merchants.id)')
    for (const id of merchants) if (!former.has(id)) remove.run(id)
  }

  /** Kept columns with a merchant that exists, and the category that a person may have chosen for all of that merchant since. */
  #columnsOf(kept: ChangedColumns): Record<string, string | number | null> {
    const merchant = this.#merchants.merchant(kept.merchant)
    const columns: Record<string, string | number | null> = {}
    for (const column of CHANGED_COLUMNS) columns[column] = kept[column]
    columns['merchant_id'] = merchant.id
    if (kept.category_source === 'person') return columns
    if (merchant.categoryId !== null) return { ...columns, category_id: merchant.categoryId, category_source: 'merchant' }
    if (kept.category_source !== 'merchant') return columns
    const guess = this.#merchants.category(merchant, { type: kept.type, mcc: kept.mcc, issuerCategory: kept.issuer_category })
    return { ...columns, category_id: guess.id, category_source: guess.source }
  }

  #replaced(kind: 'statement' | 'card'): readonly { readonly row_id: number; readonly before: string }[] {
    return this.#sqlite.prepare<[number, string], { row_id: number; before: string }>('SELECT row_id, before FROM import_replaced WHERE import_id = ? AND kind = ?').all(this.#importId, kind)
  }

  #count(statement: string): number {
    return this.#sqlite.prepare<[number], number>(statement).pluck().get(this.#importId) ?? 0
  }
}
