/** One page of the feed becomes rows, together with the cursor behind it. */
import type { ChangesPage } from '#shared/gateway/resources/changes.ts'
import type { Topic } from '#shared/rpc/contract/events.contract.ts'
import type { Sqlite } from '../../db/sqlite.ts'
import type { WriteDb } from '../../db/store.ts'
import { Pace } from '../../pace.ts'
import { tellOfLimits } from './limit-overruled.queries.ts'
import { showPulledStatus } from './overruled.ts'
import { PageWriter } from './page-writer.ts'
import { moveToDays } from './rezone.queries.ts'
import { Tally, type PageScope } from './scope.ts'
import { count, moveOn, readPullState } from './state.queries.ts'

/** Shorter than an import's: nobody waits for a pull, and it may go on for minutes. */
const SLICE_MS = 5

export interface PageToApply {
  /** One open transaction: a throw leaves nothing of the page. */
  readonly db: WriteDb
  readonly sqlite: Sqlite
  readonly connectionId: number
  /** The `sync_runs` row that counts it. */
  readonly run: number
  readonly page: ChangesPage
  readonly etag: string | null
  /** The cursor that the page was asked for with: it must be where the pull stands. */
  readonly cursorBefore: string | null
  readonly now: number
}

export interface Applied {
  readonly received: number
  readonly added: number
  readonly updated: number
  readonly removed: number
  /** Charges with a note or category of a person's that went; kept in `set_aside`. */
  readonly setAside: number
  readonly topics: readonly Topic[]
}

/** The page does not follow what is stored: somebody else has pulled meanwhile. Nothing is lost, the next pull goes on from there. */
export class StalePage extends Error {
  override readonly name = 'StalePage'
}

/**
 * Writes rows, cursor and the run's figures in the caller's transaction, resting now and then so that reads get through.
 *
 * Pages may come twice, overlap or be out of order: an object's version decides. Throws `StalePage`.
 */
export async function applyPage({ db, sqlite, connectionId, run, page, etag, cursorBefore, now }: PageToApply): Promise<Applied> {
  const state = await readPullState(db, connectionId)
  if (state.cursor !== cursorBefore) throw new StalePage('The page does not follow the stored cursor')
  const scope = scopeOf({ sqlite, connectionId, now }, state)
  const writer = new PageWriter(scope)
  const pace = new Pace(undefined, SLICE_MS)
  for (const change of page.items) {
    writer.write(change)
    if (pace.due) await pace.rest()
  }
  writer.finish()
  if (!page.hasMore) writer.endOfFeed()
  const days = writer.newDays
  if (days) await moveToDays(scope, days, pace)
  for (const card of writer.cards) await showPulledStatus(db, scope, card)
  await tellOfLimits(db, scope, writer.limits)
  const applied = { received: page.items.length, ...figures(scope.tally) }
  await moveOn(db, connectionId, { cursor: page.nextCursor, etag })
  await count(db, run, applied)
  return { ...applied, topics: [...scope.tally.topics] }
}

export function scopeOf({ sqlite, connectionId, now }: Pick<PageScope, 'sqlite' | 'connectionId' | 'now'>, state: { readonly generation: number; readonly fullPull: boolean }): PageScope {
  const name = sqlite.prepare<[number], string>('SELECT name FROM connections WHERE id = ?').pluck().get(connectionId)
  return { sqlite, connectionId, connectionName: name ?? '', generation: state.generation, floor: state.fullPull ? state.generation : 0, now, tally: new Tally() }
}

export function figures({ added, updated, removed, setAside }: Tally): Omit<Applied, 'received' | 'topics'> {
  return { added, updated, removed, setAside }
}
