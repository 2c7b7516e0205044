/** Where a page of the list ended: the last row's place in the order, opaque to the window. */
import { AppError } from '#shared/rpc/errors.ts'
import { parseIsoDate } from '#shared/domain/time.ts'
import type { TransactionSort } from '#shared/rpc/contract/transactions.contract.ts'

/** `key` is the posting day under the sorts by day, the magnitude under those by amount. */
export interface Place {
  readonly key: string | number
  readonly id: number
}

export function sortsByDay(sort: TransactionSort): boolean {
  return sort === 'newest' || sort === 'oldest'
}

export function encodeCursor(sort: TransactionSort, { key, id }: Place): string {
  return Buffer.from(JSON.stringify([sort, key, id])).toString('base64url')
}

/** Throws `validation.failed` (field cursor) for anything that this sort did not hand out. */
export function decodeCursor(sort: TransactionSort, cursor: string): Place {
  const place = parsePlace(sort, Buffer.from(cursor, 'base64url').toString('utf8'))
  if (place === undefined) throw new AppError('validation.failed', { field: 'cursor', reason: 'not a cursor of this list and order' })
  return place
}

function parsePlace(sort: TransactionSort, text: string): Place | undefined {
  const parts = parseJson(text)
  if (!Array.isArray(parts) || parts.length !== 3) return undefined
  const [madeFor, key, id] = parts as readonly unknown[]
  if (madeFor !== sort || !isWhole(id)) return undefined
  if (sortsByDay(sort)) return typeof key === 'string' && parseIsoDate(key) !== undefined ? { key, id } : undefined
  return isWhole(key) ? { key, id } : undefined
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
