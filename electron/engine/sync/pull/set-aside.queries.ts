/**
 * What a person made of a charge that the issuer took back: an authorization that was reversed, a charge that is no longer listed.
 *
 * The row goes, because figures must be the issuer's. Note and category wait, and are given back when the same charge or the posting of that
 * authorization comes after all.
 */
import type { PageScope } from './scope.ts'

export interface HandMade {
  readonly note: string | null
  readonly categoryId: number | null
}

interface Removed {
  readonly externalId: string
  readonly authorizationId: string | null
  readonly postedOn: string
  readonly amountMinor: number
  readonly currency: string
  readonly descriptor: string
}

export class SetAside {
  readonly #scope: PageScope
  readonly #take
  readonly #delete
  readonly #keep
  #any: boolean

  constructor(scope: PageScope) {
    const { sqlite, connectionId } = scope
    this.#scope = scope
    this.#take = sqlite.prepare<{ connection: number; id: string; authorization: string | null }, HandMade & { readonly externalId: string }>(
      `SELECT external_id AS externalId, note, category_id AS categoryId FROM set_aside
       WHERE connection_id = @connection AND (external_id = @id OR external_id = @authorization OR authorization_id = @authorization) ORDER BY external_id = @id DESC LIMIT 1`,
    )
    this.#delete = sqlite.prepare('DELETE FROM set_aside WHERE connection_id = ? AND external_id = ?')
    this.#keep = sqlite.prepare(
      `INSERT INTO set_aside (connection_id, external_id, authorization_id, at, note, category_id, charge) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET at = excluded.at, note = excluded.note, category_id = excluded.category_id, charge = excluded.charge`,
    )
    this.#any = sqlite.prepare('SELECT 1 FROM set_aside WHERE connection_id = ? LIMIT 1').get(connectionId) !== undefined
  }

  /** What waits for this charge; it waits no longer. */
  take(id: string, authorizationId: string | null): HandMade | undefined {
    if (!this.#any) return undefined
    const { connectionId } = this.#scope
    const found = this.#take.get({ connection: connectionId, id, authorization: authorizationId })
    if (found) this.#delete.run(connectionId, found.externalId)
    return found
  }

  keep({ externalId, authorizationId, ...charge }: Removed, { note, categoryId }: HandMade): void {
    const { connectionId, now, tally } = this.#scope
    this.#keep.run(connectionId, externalId, authorizationId, now, note, categoryId, JSON.stringify(charge))
    this.#any = true
    tally.setAside += 1
  }
}
