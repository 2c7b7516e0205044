/** Lists of a type in pages. */
import type { FeedObject, FeedType } from '#shared/gateway/resources/changes.ts'
import type { ListFilter } from '../store/objects.ts'
import type { World } from './world.ts'

interface PageQuery {
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

const DEFAULT_LIMIT = 100

/** Newest first, from disk. */
export function pageOf<T extends FeedType>(world: World, type: T, { cursor, limit = DEFAULT_LIMIT }: PageQuery, filter: ListFilter = {}): { items: FeedObject<T>[]; nextCursor: string | null } {
  return world.objects.page(type, { cursor, limit, filter })
}

/** A page of things that are all in memory, in their own order. */
export function pageOfAll<V>(items: readonly V[], { cursor, limit = DEFAULT_LIMIT }: PageQuery): { items: V[]; nextCursor: string | null } {
  const from = cursor !== undefined && /^\d{1,9}$/.test(cursor) ? Number(cursor) : 0
  const page = items.slice(from, from + limit)
  return { items: page, nextCursor: from + limit < items.length ? String(from + limit) : null }
}
