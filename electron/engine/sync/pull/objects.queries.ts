/** Objects of the feed as they were sent. */
import { isNewer, type Known, type PageScope } from './scope.ts'
import type { Tombstones } from './tombstones.queries.ts'

interface StoredObject extends Known {
  readonly object: string
}

export interface Kept {
  /** As it was stored before, as JSON. */
  readonly before: string | undefined
  readonly isChanged: boolean
}

export class ObjectBook {
  readonly #scope: PageScope
  readonly #tombstones: Tombstones
  readonly #find
  readonly #put
  readonly #remove
  readonly #all

  constructor(scope: PageScope, tombstones: Tombstones) {
    const { sqlite } = scope
    this.#scope = scope
    this.#tombstones = tombstones
    this.#find = sqlite.prepare<[number, string, string], StoredObject>('SELECT version, generation, object FROM issuer_objects WHERE connection_id = ? AND type = ? AND external_id = ?')
    this.#put = sqlite.prepare(
      `INSERT INTO issuer_objects (connection_id, type, external_id, version, generation, object) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET version = excluded.version, generation = excluded.generation, object = excluded.object`,
    )
    this.#remove = sqlite.prepare('DELETE FROM issuer_objects WHERE connection_id = ? AND type = ? AND external_id = ?')
    this.#all = sqlite.prepare<[number, string], { object: string }>('SELECT object FROM issuer_objects WHERE connection_id = ? AND type = ? ORDER BY external_id')
  }

  /** Stores an object unless something newer of it is known; then returns undefined. */
  keep(type: string, id: string, version: number, object: unknown): Kept | undefined {
    const { connectionId, generation, floor, tally } = this.#scope
    if (this.#tombstones.covers(type, id, version)) return undefined
    const stored = this.#find.get(connectionId, type, id)
    if (stored && isNewer(stored, version, floor)) return undefined
    const json = JSON.stringify(object)
    if (!stored) tally.added += 1
    else if (stored.object !== json) tally.updated += 1
    if (!stored || stored.object !== json || stored.version !== version || stored.generation !== generation) this.#put.run(connectionId, type, id, version, generation, json)
    return { before: stored?.object, isChanged: stored?.object !== json }
  }

  /**
   * Stores what was answered to a change, unless the same or something newer of it is known; then returns undefined. It is no listing: what is
   * there keeps the generation that met it, so that a full pull under way still finds out whether it is listed.
   */
  keepAnswer(type: string, id: string, version: number, object: unknown, isFresh: boolean): Kept | undefined {
    const { connectionId, generation } = this.#scope
    if (this.#tombstones.covers(type, id, version)) return undefined
    const stored = this.#find.get(connectionId, type, id)
    if (stored ? stored.version >= version : !isFresh) return undefined
    const json = JSON.stringify(object)
    this.#put.run(connectionId, type, id, version, stored?.generation ?? generation, json)
    return { before: stored?.object, isChanged: stored?.object !== json }
  }

  /** Gone, as was answered. Its own version of the removal is later than what is known, so no page of before brings it back. */
  removeAnswered(type: string, id: string): boolean {
    const { connectionId } = this.#scope
    const stored = this.#find.get(connectionId, type, id)
    if (!stored) return false
    this.#tombstones.bury(type, id, stored.version + 1)
    this.#remove.run(connectionId, type, id)
    return true
  }

  /** What was stored, as JSON; undefined when there was none, or something newer is known. */
  remove(type: string, id: string, version: number): string | undefined {
    const { connectionId, floor, tally } = this.#scope
    if (this.#tombstones.covers(type, id, version)) return undefined
    const stored = this.#find.get(connectionId, type, id)
    if (stored && isNewer(stored, version, floor)) return undefined
    this.#tombstones.bury(type, id, version)
    if (!stored) return undefined
    this.#remove.run(connectionId, type, id)
    tally.removed += 1
    return stored.object
  }

  /** Those of a generation that ended: they are no longer listed, and no version of theirs can come any more. */
  forgetBefore(generation: number): readonly { readonly type: string; readonly id: string; readonly object: string }[] {
    const { sqlite, connectionId, tally } = this.#scope
    const rows = sqlite.prepare<[number, number], { type: string; id: string; object: string }>('DELETE FROM issuer_objects WHERE connection_id = ? AND generation < ? RETURNING type, external_id AS id, object').all(connectionId, generation)
    tally.removed += rows.length
    return rows
  }

  read<T>(type: string, id: string): T | undefined {
    const stored = this.#find.get(this.#scope.connectionId, type, id)
    return stored && (JSON.parse(stored.object) as T)
  }

  all<T>(type: string): readonly T[] {
    return this.#all.all(this.#scope.connectionId, type).map(({ object }) => JSON.parse(object) as T)
  }
}
