/** What a filter means, with people, statements and words looked up: what is left speaks of the charges alone. */
import { AppError } from '#shared/rpc/errors.ts'
import type { TransactionFilter } from '#shared/rpc/contract/transactions.contract.ts'
import { runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { findStatementWindow } from '../statements/statement-window.queries.ts'
import { searchWords, type SearchWord } from './search-words.ts'

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

export interface ResolvedWord extends SearchWord {
  /** Cards whose holder's name has the word. */
  readonly cardIds: readonly number[]
  /** Merchants found by a word that is too short for the index. */
  readonly merchantIds: readonly number[]
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

interface Named {
  readonly id: number
  readonly name: string
}

async function resolveWords(db: ReadDb | WriteDb, words: readonly SearchWord[]): Promise<readonly ResolvedWord[]> {
  if (words.length === 0) return []
  const holders = await db.selectFrom('cards').innerJoin('cardholders', 'cardholders.id', 'cards.cardholder_id').select(['cards.id', 'cardholders.match_name as name']).execute()
  const resolved: ResolvedWord[] = []
  for (const word of words) {
    const cardIds = word.folded === '' ? [] : holders.filter((holder) => isNamed(holder, word)).map((holder) => holder.id)
    resolved.push({ ...word, cardIds, merchantIds: word.indexed ? [] : await merchantsWith(db, word.folded) })
  }
  return resolved
}

function isNamed({ name }: Named, { folded, indexed }: SearchWord): boolean {
  return indexed ? name.includes(folded) : ` ${name}`.includes(` ${folded}`)
}

async function merchantsWith(db: ReadDb | WriteDb, folded: string): Promise<readonly number[]> {
  const rows = await runSql<{ id: number }>(db, sqlText`SELECT id FROM merchants WHERE instr(' ' || match_name, ${` ${folded}`}) > 0`)
  return rows.map((row) => row.id)
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
