/** What the issuer removed. Pages come twice and late: an older version must not bring back what is gone. */
import type { FeedType } from '#shared/gateway/resources/changes.ts'
import { isNewer, type Known, type PageScope } from './scope.ts'

/** No page stays on its way for so long. */
const KEPT_MS = 7 * 86_400_000

export class Tombstones {
  readonly #scope: PageScope
  readonly #find
  readonly #bury
  readonly #lift
  #any: boolean

  constructor(scope: PageScope) {
    const { sqlite, connectionId } = scope
    this.#scope = scope
    this.#find = sqlite.prepare<[number, string, string], Known>('SELECT version, generation FROM sync_tombstones WHERE connection_id = ? AND type = ? AND external_id = ?')
    this.#bury = sqlite.prepare(
      `INSERT INTO sync_tombstones (connection_id, type, external_id, version, generation, at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET version = excluded.version, generation = excluded.generation, at = excluded.at`,
    )
    this.#lift = sqlite.prepare('DELETE FROM sync_tombstones WHERE connection_id = ? AND type = ? AND external_id = ?')
    this.#any = sqlite.prepare('SELECT 1 FROM sync_tombstones WHERE connection_id = ? LIMIT 1').get(connectionId) !== undefined
  }

  /** True for a version from before the removal. A later one is alive again. */
  covers(type: FeedType | string, id: string, version: number): boolean {
    if (!this.#any) return false
    const { connectionId, floor } = this.#scope
    const known = this.#find.get(connectionId, type, id)
    if (!known) return false
    if (isNewer(known, version, floor)) return true
    this.#lift.run(connectionId, type, id)
    return false
  }

  bury(type: FeedType | string, id: string, version: number): void {
    const { connectionId, generation, now } = this.#scope
    this.#bury.run(connectionId, type, id, version, generation, now)
    this.#any = true
  }

  /** A generation that ended says nothing about versions of the next. */
  forgetBefore(generation: number): void {
    const { sqlite, connectionId } = this.#scope
    sqlite.prepare('DELETE FROM sync_tombstones WHERE connection_id = ? AND generation < ?').run(connectionId, generation)
  }

  forgetOld(): void {
    const { sqlite, connectionId, now } = this.#scope
    if (this.#any) sqlite.prepare('DELETE FROM sync_tombstones WHERE connection_id = ? AND at < ?').run(connectionId, now - KEPT_MS)
  }
}
