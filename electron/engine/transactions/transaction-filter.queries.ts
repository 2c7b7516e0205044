/** The one translation of a filter into SQL: the list, its summary and "change all of these" mean the same charges by it. */
import { sql, type RawBuilder } from 'kysely'
import { AppError } from '#shared/rpc/errors.ts'
import { matchName } from '#shared/domain/match-name.ts'
import type { TransactionFilter } from '#shared/rpc/contract/transactions.contract.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { findStatementWindow } from '../statements/statement-window.queries.ts'
import { currenciesWithExponent, ftsString, likePattern, searchWords, type AmountMeaning, type SearchWord } from './search-words.ts'

/** A filter whose people and statement are looked up: what is left speaks of columns of `transactions` alone. */
export interface ResolvedFilter {
  readonly cardIds?: readonly number[]
  readonly categoryIds?: readonly number[]
  readonly importId?: number
  readonly from?: string
  readonly to?: string
  readonly minMagnitude?: number
  readonly maxMagnitude?: number
  readonly types?: readonly string[]
  readonly pending?: boolean
  readonly words: readonly ResolvedWord[]
}

/** A word and the cards whose holder's name has it. */
export interface ResolvedWord extends SearchWord {
  readonly cardIds: readonly number[]
}

/** Throws `not-found` for a statement that is not there. */
export async function resolveFilter(db: ReadDb | WriteDb, filter: TransactionFilter): Promise<ResolvedFilter> {
  const { cardIds, cardholderIds, statementId, text, from, to, ...columns } = filter
  const sets: (readonly number[])[] = cardIds === undefined ? [] : [cardIds]
  if (cardholderIds !== undefined) sets.push(await cardsOfHolders(db, cardholderIds))
  let days = { from, to }
  if (statementId !== undefined) {
    const window = await findStatementWindow(db, statementId)
    if (!window) throw new AppError('not-found', { kind: 'statement' })
    sets.push(await cardsOfAccount(db, window.accountId))
    days = { from: later(from, window.from ?? undefined), to: earlier(to, window.to) }
  }
  return dropUndefined({
    ...columns,
    ...days,
    cardIds: sets.length === 0 ? undefined : intersection(sets),
    words: text === undefined ? [] : await resolveWords(db, searchWords(text)),
  })
}

/** SQL over `transactions t`, `merchants m`; one condition each, all to hold together. */
export function conditionsOf(filter: ResolvedFilter): readonly RawBuilder<unknown>[] {
  const { cardIds, categoryIds, importId, from, to, minMagnitude, maxMagnitude, types, pending, words } = filter
  const conditions: RawBuilder<unknown>[] = []
  const add = <T>(value: T | undefined, condition: (value: T) => RawBuilder<unknown>) => {
    if (value !== undefined) conditions.push(condition(value))
  }
  add(cardIds, (ids) => sql`t.card_id IN ${listOf(ids)}`)
  add(categoryIds, (ids) => sql`t.category_id IN ${listOf(ids)}`)
  add(importId, (id) => sql`t.import_id = ${id}`)
  add(from, (day) => sql`t.posted_on >= ${day}`)
  add(to, (day) => sql`t.posted_on <= ${day}`)
  add(minMagnitude, (minor) => sql`t.magnitude >= ${minor}`)
  add(maxMagnitude, (minor) => sql`t.magnitude <= ${minor}`)
  add(types, (names) => sql`t.type IN ${listOf(names)}`)
  add(pending, (only) => sql`t.pending = ${only ? 1 : 0}`)
  return [...conditions, ...wordConditions(words)]
}

/** A list of any length as one parameter: the statement's text stays the same, so it is prepared once. */
export function listOf(values: readonly (number | string)[]): RawBuilder<unknown> {
  return sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`
}

function wordConditions(words: readonly ResolvedWord[]): readonly RawBuilder<unknown>[] {
  // Words that only the index can answer go into it together: it intersects faster than SQL does.
  const together = words.filter(isIndexOnly)
  const conditions = words.filter((word) => !isIndexOnly(word)).map(wordCondition)
  return together.length === 0 ? conditions : [foundByIndex(together.map((word) => ftsString(word.text)).join(' ')), ...conditions]
}

export function isIndexOnly(word: ResolvedWord): boolean {
  return word.indexed && word.cardIds.length === 0 && word.magnitudes.length === 0
}

function foundByIndex(query: string): RawBuilder<unknown> {
  return sql`t.id IN (SELECT rowid FROM transaction_search WHERE transaction_search MATCH ${query})`
}

function wordCondition(word: ResolvedWord): RawBuilder<unknown> {
  const ways = [word.indexed ? foundByIndex(ftsString(word.text)) : foundByPattern(likePattern(word.text)), ...word.magnitudes.map(isAmount)]
  if (word.cardIds.length > 0) ways.push(sql`t.card_id IN ${listOf(word.cardIds)}`)
  return sql`(${sql.join(ways, sql` OR `)})`
}

function foundByPattern(pattern: string): RawBuilder<unknown> {
  const texts = [sql`m.name`, sql`t.descriptor`, sql`t.memo`, sql`t.note`, sql`t.reference`]
  return sql`(${sql.join(texts.map((text) => sql`${text} LIKE ${pattern} ESCAPE '\\'`), sql` OR `)})`
}

// Two decimals are the rule; the currencies with none or three are listed.
function isAmount({ exponent, minor }: AmountMeaning): RawBuilder<unknown> {
  const listed = exponent === 2 ? [...currenciesWithExponent(0), ...currenciesWithExponent(3)] : currenciesWithExponent(exponent)
  const belongs = exponent === 2 ? sql`NOT IN` : sql`IN`
  return sql`(t.magnitude = ${minor} AND t.currency ${belongs} ${listOf(listed)})`
}

async function resolveWords(db: ReadDb | WriteDb, words: readonly SearchWord[]): Promise<readonly ResolvedWord[]> {
  if (words.length === 0) return []
  const holders = await db.selectFrom('cards').innerJoin('cardholders', 'cardholders.id', 'cards.cardholder_id').select(['cards.id', 'cardholders.match_name as name']).execute()
  return words.map((word) => {
    const wanted = matchName(word.text)
    return { ...word, cardIds: wanted === '' ? [] : holders.filter((holder) => holder.name.includes(wanted)).map((holder) => holder.id) }
  })
}

async function cardsOfHolders(db: ReadDb | WriteDb, holders: readonly (number | null)[]): Promise<readonly number[]> {
  const wanted = new Set(holders)
  const cards = await db.selectFrom('cards').select(['id', 'cardholder_id']).execute()
  return cards.filter((card) => wanted.has(card.cardholder_id)).map((card) => card.id)
}

async function cardsOfAccount(db: ReadDb | WriteDb, accountId: number): Promise<readonly number[]> {
  const cards = await db.selectFrom('cards').select('id').where('account_id', '=', accountId).execute()
  return cards.map((card) => card.id)
}

function intersection(sets: readonly (readonly number[])[]): readonly number[] {
  const [first = [], ...others] = sets
  return [...new Set(first)].filter((id) => others.every((set) => set.includes(id)))
}

function later(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a
}

function earlier(a: string | undefined, b: string): string {
  return a !== undefined && a < b ? a : b
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }

function dropUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Defined<T>
}
