/** What the charges page shows, kept in its address so that links, back and reload bring it back. */
// Before the schemas.
import '#renderer/lib/without-eval.ts'
import { transactionFilter, transactionSort, type TransactionFilter, type TransactionSort } from '#shared/rpc/contract/transactions.contract.ts'
import { readItem, PATHS } from '#renderer/lib/links.ts'

export interface TransactionsView {
  readonly filter: TransactionFilter
  readonly sort: TransactionSort
  /** The charge whose drawer is open. */
  readonly openId: number | null
}

export function readView(search: string): TransactionsView {
  const sort = transactionSort.safeParse(new URLSearchParams(search).get('sort'))
  return { filter: readTransactionFilter(search), sort: sort.success ? sort.data : 'newest', openId: readItem(search) }
}

/** The filter an address carries; an address that makes no sense carries none. */
export function readTransactionFilter(search: string): TransactionFilter {
  const text = new URLSearchParams(search).get('f')
  if (text === null) return {}
  try {
    const parsed = transactionFilter.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : {}
  } catch {
    return {}
  }
}

export function viewHref({ filter, sort, openId }: TransactionsView): string {
  const parts: string[] = []
  const kept = withoutEmpty(filter)
  if (Object.keys(kept).length > 0) parts.push(`f=${encodeURIComponent(JSON.stringify(kept))}`)
  if (sort !== 'newest') parts.push(`sort=${sort}`)
  if (openId !== null) parts.push(`id=${openId}`)
  return parts.length === 0 ? PATHS.transactions : `${PATHS.transactions}?${parts.join('&')}`
}

/** The same filter without conditions that say nothing: an empty list would find no charge at all. */
export function withoutEmpty(filter: TransactionFilter): TransactionFilter {
  const entries = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0))
  return Object.fromEntries(entries)
}

/** The page's own filter together with the window's card scope; cards named in the filter win over the scope. */
export function scopedFilter(filter: TransactionFilter, cardIds: readonly number[] | null): TransactionFilter {
  const clean = withoutEmpty(filter)
  return clean.cardIds || cardIds === null ? clean : { ...clean, cardIds: [...cardIds] }
}
