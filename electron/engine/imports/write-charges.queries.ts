/** Writes charges with what stands behind them, by statements prepared once: 100,000 rows go through here. */
import { AppError } from '#shared/rpc/errors.ts'
import type { ParsedTransaction } from '../importers/parsed-statement.ts'
import type { Sqlite } from '../db/sqlite.ts'
import { CHANGED_COLUMNS, STORED_COLUMNS, type ChangedColumns, type RemovedCharge, type StoredColumns } from './kept-rows.ts'
import { merchantName } from './preview-state.ts'
import { factsOf, versionOf } from './stored-charges.queries.ts'
import type { ImportStamp } from './write-accounts.queries.ts'
import { MerchantBook } from './write-merchants.queries.ts'

/** What an update needs to know of the stored row beside the columns it replaces. */
type Before = ChangedColumns & { readonly account_id: number }

export class ChargeWriter {
  readonly #stamp: ImportStamp
  readonly #merchants: MerchantBook
  readonly #insert
  readonly #source
  readonly #before
  readonly #keepChange
  readonly #update
  readonly #whole
  readonly #sourcesOf
  readonly #changesOf
  readonly #keepCharge
  readonly #delete
  #removed = 0

  constructor(sqlite: Sqlite, stamp: ImportStamp) {
    this.#stamp = stamp
    this.#merchants = new MerchantBook(sqlite)
    this.#insert = sqlite.prepare(INSERT)
    this.#source = sqlite.prepare('INSERT INTO transaction_sources (transaction_id, import_file_id, line, raw) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET raw = excluded.raw')
    this.#before = sqlite.prepare<[number], Before>(
      `SELECT t.account_id, ${CHANGED_COLUMNS.map((column) => `t.${column}`).join(', ')}, merchants.name AS merchant
       FROM transactions t JOIN merchants ON merchants.id = t.merchant_id WHERE t.id = ?`,
    )
    this.#keepChange = sqlite.prepare('INSERT OR IGNORE INTO import_changes (import_id, transaction_id, before) VALUES (?, ?, ?)')
    this.#update = sqlite.prepare(UPDATE)
    this.#whole = sqlite.prepare<[number], StoredColumns & { readonly card_key: string }>(
      `SELECT t.id, ${STORED_COLUMNS.map((column) => `t.${column}`).join(', ')}, merchants.name AS merchant, cards.external_key AS card_key
       FROM transactions t JOIN merchants ON merchants.id = t.merchant_id JOIN cards ON cards.id = t.card_id WHERE t.id = ?`,
    )
    this.#sourcesOf = sqlite.prepare<[number], RemovedCharge['sources'][number]>('SELECT import_file_id, line, raw FROM transaction_sources WHERE transaction_id = ?')
    this.#changesOf = sqlite.prepare<[number], RemovedCharge['changes'][number]>('SELECT import_id, before FROM import_changes WHERE transaction_id = ?')
    this.#keepCharge = sqlite.prepare(`INSERT INTO import_replaced (import_id, kind, row_id, before) VALUES (?, 'charge', ?, ?)`)
    this.#delete = sqlite.prepare('DELETE FROM transactions WHERE id = ?')
  }

  /** Returns the new charge's id. */
  add(row: ParsedTransaction, accountId: number, cardId: number): number {
    const { importId, now } = this.#stamp
    const merchant = this.#merchants.merchant(merchantName(row))
    const category = this.#merchants.category(merchant, row)
    const { original } = row
    const { lastInsertRowid } = this.#insert.run(
      accountId, cardId, merchant.id, category.id, category.source, importId, row.externalId, row.postedOn, row.transactedOn,
      row.amountMinor, row.currency, row.sourceMinor, original?.amountMinor ?? null, original?.currency ?? null, original?.rate ?? null,
      row.type, row.pending ? 1 : 0, row.description, row.memo, row.reference, row.mcc, row.issuerCategory, now,
    )
    return Number(lastInsertRowid)
  }

  addSource(transactionId: number, fileId: number, row: ParsedTransaction): void {
    this.#source.run(transactionId, fileId, row.line, JSON.stringify(row.raw))
  }

  /**
   * Makes a stored charge what the row says. What the row is silent about stays, and so does what a person chose; what it was is kept.
   *
   * `expected`: the version that the preview saw; throws `import.preview-stale` when it is another one now. `cardOf`: the card that the row
   * names in that account, undefined where it names none.
   */
  update(id: number, row: ParsedTransaction, expected: string | undefined, cardOf: () => number | undefined): void {
    const before = this.#checked(id, expected)
    const { importId, now } = this.#stamp
    const { account_id: _account, ...changed } = before
    this.#keepChange.run(importId, id, JSON.stringify(changed))
    const merchant = this.#merchants.merchant(merchantName(row))
    const guess = this.#merchants.category(merchant, { type: row.type, mcc: row.mcc ?? before.mcc, issuerCategory: row.issuerCategory ?? before.issuer_category })
    const category = before.category_source === 'person' ? { id: before.category_id, source: before.category_source } : guess
    const { original } = row
    this.#update.run(
      cardOf() ?? before.card_id, merchant.id, category.id, category.source, row.externalId, row.postedOn, row.transactedOn, row.amountMinor, row.currency, row.sourceMinor,
      original?.amountMinor ?? null, original?.currency ?? null, original?.rate ?? null, row.type, row.pending ? 1 : 0, row.description, row.memo, row.reference,
      row.mcc, row.issuerCategory, now, id,
    )
  }

  /** Takes a charge out and keeps all of it. Throws `import.preview-stale`. */
  remove(id: number, expected: string | undefined): void {
    this.#checked(id, expected)
    const whole = this.#whole.get(id)
    if (!whole) throw new AppError('import.preview-stale', {})
    const { card_key: card, ...row } = whole
    const kept: RemovedCharge = { row, card, sources: this.#sourcesOf.all(id), changes: this.#changesOf.all(id) }
    this.#removed += 1
    this.#keepCharge.run(this.#stamp.importId, this.#removed, JSON.stringify(kept))
    this.#delete.run(id)
  }

  #checked(id: number, expected: string | undefined): Before {
    const before = this.#before.get(id)
    if (!before || (expected !== undefined && versionOf(factsOf(before)) !== expected)) throw new AppError('import.preview-stale', {})
    return before
  }
}

const INSERT = `
  INSERT INTO transactions (account_id, card_id, merchant_id, category_id, category_source, import_id, external_id, posted_on, transacted_on,
    amount_minor, currency, source_minor, original_minor, original_currency, exchange_rate,
    type, pending, descriptor, memo, reference, mcc, issuer_category, confirmed_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

// coalesce: another format of the same charge knows less, and silence takes nothing away.
const UPDATE = `
  UPDATE transactions SET card_id = ?, merchant_id = ?, category_id = ?, category_source = ?, external_id = coalesce(?, external_id),
    posted_on = ?, transacted_on = coalesce(?, transacted_on), amount_minor = ?, currency = ?, source_minor = ?,
    original_minor = coalesce(?, original_minor), original_currency = coalesce(?, original_currency), exchange_rate = coalesce(?, exchange_rate),
    type = ?, pending = ?, descriptor = ?, memo = coalesce(?, memo), reference = coalesce(?, reference),
    mcc = coalesce(?, mcc), issuer_category = coalesce(?, issuer_category), confirmed_at = ?
  WHERE id = ?`
