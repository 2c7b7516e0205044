/**
 * The one translation of a filter into SQL: the list, its summary and the plan that finds them mean the same charges by it.
 *
 * Every condition speaks of `transactions t` and of columns that the list's indexes hold, so that a charge which is not shown is
 * never read. (A generated column would defeat that: SQLite reads the row for it. Hence `abs(t.amount_minor)`.)
 */
import { joinSql, sqlText, type SqlText } from '../db/sql-text.ts'
import type { ResolvedFilter, ResolvedWord } from './transaction-filter.queries.ts'
import { currenciesWithExponent, ftsString, type AmountMeaning } from './search-words.ts'

export type Fragment = SqlText

export interface Condition {
  readonly sql: Fragment
  /** SELECTs the `id`s of all charges that fulfil it (some perhaps twice), where that can be had without reading every charge. */
  readonly ids?: Fragment
  /** The same, but only right for charges with ids of this range: what a search of the texts costs falls with the range. */
  readonly within?: (range: IdRange) => Fragment
}

export interface IdRange {
  readonly first: number
  readonly last: number
}

export const MAGNITUDE = sqlText`abs(t.amount_minor)`
/** As the generated columns `spend_minor` and `payment_minor` define them; a test holds them to it. */
export const SPEND = sqlText`CASE WHEN t.type = 'payment' OR (t.type = 'other' AND t.amount_minor > 0) THEN 0 ELSE -t.amount_minor END`
export const PAYMENT = sqlText`CASE WHEN t.type = 'payment' THEN t.amount_minor ELSE 0 END`

/** All hold together. */
export function conditionsOf(filter: ResolvedFilter): readonly Condition[] {
  const { cardIds, categoryIds, importId, from, to, types, pending, words } = filter
  const conditions: Condition[] = [...magnitudeConditions(filter)]
  const add = <T>(value: T | undefined, condition: (value: T) => Condition) => {
    if (value !== undefined) conditions.push(condition(value))
  }
  add(cardIds, (ids) => ({ sql: sqlText`t.card_id IN ${listOf(ids)}` }))
  add(categoryIds, (ids) => ({ sql: sqlText`t.category_id IN ${listOf(ids)}` }))
  add(importId, (id) => ({ sql: sqlText`t.import_id = ${id}`, ids: sqlText`SELECT id FROM transactions INDEXED BY transactions_by_import WHERE import_id = ${id}` }))
  add(from, (day) => ({ sql: sqlText`t.posted_on >= ${day}` }))
  add(to, (day) => ({ sql: sqlText`t.posted_on <= ${day}` }))
  add(types, (names) => ({ sql: sqlText`t.type IN ${listOf(names)}` }))
  add(pending, (only) => (only ? { sql: sqlText`t.pending = 1`, ids: sqlText`SELECT id FROM transactions INDEXED BY transactions_pending WHERE pending = 1` } : { sql: sqlText`t.pending = 0` }))
  return [...conditions, ...wordConditions(words)]
}

/** A list of any length as one parameter: the statement's text stays the same, so it is prepared once. */
export function listOf(values: readonly (number | string)[]): Fragment {
  return sqlText`(SELECT value FROM json_each(${JSON.stringify(values)}))`
}

export function whereAll(conditions: readonly Fragment[]): Fragment {
  return conditions.length === 0 ? sqlText`` : sqlText`WHERE ${joinSql(conditions, ' AND ')}`
}

function magnitudeConditions({ minMagnitude, maxMagnitude }: ResolvedFilter): readonly Condition[] {
  if (minMagnitude === undefined && maxMagnitude === undefined) return []
  const range = sqlText`${MAGNITUDE} BETWEEN ${minMagnitude ?? 0} AND ${maxMagnitude ?? Number.MAX_SAFE_INTEGER}`
  return [{ sql: range, ids: sqlText`SELECT t.id FROM transactions t INDEXED BY transactions_by_magnitude WHERE ${range}` }]
}

function wordConditions(words: readonly ResolvedWord[]): readonly Condition[] {
  // Words that only the text index can answer go into it together: it intersects faster than SQL does.
  const together = words.filter(isOnlyText)
  const conditions = words.filter((word) => !isOnlyText(word)).map(wordCondition)
  return together.length === 0 ? conditions : [textCondition(together.map((word) => ftsString(word.text)).join(' ')), ...conditions]
}

function isOnlyText(word: ResolvedWord): boolean {
  return word.indexed && word.cardIds.length === 0 && word.magnitudes.length === 0
}

type Way = Condition & { readonly ids: Fragment }

function wordCondition(word: ResolvedWord): Condition {
  const ways: Way[] = word.magnitudes.map(amountCondition)
  if (word.cardIds.length > 0) ways.push({ sql: sqlText`t.card_id IN ${listOf(word.cardIds)}`, ids: sqlText`SELECT id FROM transactions INDEXED BY transactions_by_card WHERE card_id IN ${listOf(word.cardIds)}` })
  if (word.merchantIds.length > 0) {
    ways.push({ sql: sqlText`t.merchant_id IN ${listOf(word.merchantIds)}`, ids: sqlText`SELECT id FROM transactions INDEXED BY transactions_by_merchant WHERE merchant_id IN ${listOf(word.merchantIds)}` })
  }
  if (word.indexed) ways.push(textCondition(ftsString(word.text)))
  return anyOf(ways)
}

function anyOf(ways: readonly Way[]): Condition {
  if (ways.length === 0) return { sql: sqlText`FALSE`, ids: sqlText`SELECT 0 AS id WHERE FALSE` }
  const either = (pick: (way: Way) => Fragment) => sqlText`(${joinSql(ways.map(pick), ' OR ')})`
  const condition = { sql: either((way) => way.sql), ids: joinSql(ways.map((way) => way.ids), ' UNION ALL ') }
  if (ways.every((way) => way.within === undefined)) return condition
  return { ...condition, within: (range) => either((way) => way.within?.(range) ?? way.sql) }
}

function textCondition(query: string): Way {
  const found = sqlText`SELECT rowid AS id FROM transaction_search WHERE transaction_search MATCH ${query}`
  // A number is bound as a float, which FTS5 does not take for a rowid: without the CAST it reads everything.
  const within = ({ first, last }: IdRange) => sqlText`t.id IN (${found} AND rowid BETWEEN CAST(${first} AS INTEGER) AND CAST(${last} AS INTEGER))`
  return { sql: sqlText`t.id IN (${found})`, ids: found, within }
}

// Two decimals are the rule; the currencies with none or three are listed.
function amountCondition({ exponent, minor }: AmountMeaning): Way {
  const listed = exponent === 2 ? [...currenciesWithExponent(0), ...currenciesWithExponent(3)] : currenciesWithExponent(exponent)
  const belongs = exponent === 2 ? sqlText`NOT IN` : sqlText`IN`
  const condition = sqlText`(${MAGNITUDE} = ${minor} AND t.currency ${belongs} ${listOf(listed)})`
  return { sql: condition, ids: sqlText`SELECT t.id FROM transactions t INDEXED BY transactions_by_magnitude WHERE ${condition}` }
}
