/**
 * Cardholders of the issuer and the people here.
 *
 * Somebody who is here already under that name, from files or another connection, is the same person. Two people of one connection are two
 * even under one name: the second is told apart by the employee number, else by a counter. A name is brought up to date only while it is
 * still the one that a pull gave.
 */
import { matchName } from '#shared/domain/match-name.ts'
import type { Cardholder } from '#shared/gateway/resources/cardholders.ts'
import { scrubbed } from './foreign-matter.ts'
import type { PageScope } from './scope.ts'

interface Link {
  readonly cardholderId: number
  readonly givenName: string | null
  readonly name: string
}

export class PeopleBook {
  readonly #scope: PageScope
  readonly #findLink
  readonly #insertLink
  readonly #linkedHere
  readonly #byName
  readonly #insert

  constructor(scope: PageScope) {
    const { sqlite } = scope
    this.#scope = scope
    this.#findLink = sqlite.prepare<[number, string], Link>(
      `SELECT l.cardholder_id AS cardholderId, l.given_name AS givenName, c.name FROM cardholder_links l JOIN cardholders c ON c.id = l.cardholder_id
       WHERE l.connection_id = ? AND l.external_id = ?`,
    )
    this.#insertLink = sqlite.prepare('INSERT INTO cardholder_links (connection_id, external_id, cardholder_id, given_name) VALUES (?, ?, ?, ?)')
    this.#linkedHere = sqlite.prepare<[number, number]>('SELECT 1 FROM cardholder_links WHERE connection_id = ? AND cardholder_id = ?')
    this.#byName = sqlite.prepare<[string], { id: number }>('SELECT id FROM cardholders WHERE match_name = ?')
    this.#insert = sqlite.prepare(`INSERT INTO cardholders (name, match_name, origin, created_at) VALUES (?, ?, 'import', ?)`)
  }

  /** The person here; null while the issuer has not told who that is. */
  person(externalId: string | null): number | null {
    if (externalId === null) return null
    return this.#findLink.get(this.#scope.connectionId, externalId)?.cardholderId ?? null
  }

  fill(holder: Cardholder, before: Cardholder | undefined): void {
    const link = this.#findLink.get(this.#scope.connectionId, holder.id)
    if (!link) this.#link(holder)
    else if (link.name === link.givenName && before !== undefined && nameOf(before) !== nameOf(holder)) this.#rename(link.cardholderId, holder)
  }

  /**
   * The invited person is the one whom the answer brings. Where the feed was faster and made another person of them, that one goes.
   * `at`: when they were invited. Who was made by the invitation follows the issuer's name, who was here before does not.
   */
  adopt(holder: Cardholder, cardholderId: number, at: number): void {
    const { sqlite, connectionId, tally } = this.#scope
    const person = sqlite.prepare<[number], { name: string; madeAt: number }>('SELECT name, created_at AS madeAt FROM cardholders WHERE id = ?').get(cardholderId)
    const link = this.#findLink.get(connectionId, holder.id)
    if (!person || link?.cardholderId === cardholderId) return
    if (link) this.#unlink(holder.id, link, cardholderId)
    this.#insertLink.run(connectionId, holder.id, cardholderId, person.madeAt === at ? person.name : null)
    this.#giveCards(holder.id, cardholderId)
    tally.touched('employees')
  }

  /** Who only came with the feed, holds no card and is still called as the feed did, goes too. */
  remove(externalId: string): void {
    const { connectionId, tally } = this.#scope
    const link = this.#findLink.get(connectionId, externalId)
    if (!link) return
    this.#unlink(externalId, link, null)
    tally.touched('employees')
  }

  /** `heir`: who has their cards from now on; null: they keep them. */
  #unlink(externalId: string, link: Link, heir: number | null): void {
    const { sqlite, connectionId } = this.#scope
    sqlite.prepare('DELETE FROM cardholder_links WHERE connection_id = ? AND external_id = ?').run(connectionId, externalId)
    if (link.name !== link.givenName) return
    if (heir !== null) sqlite.prepare('UPDATE cards SET cardholder_id = ? WHERE cardholder_id = ? AND account_id IN (SELECT id FROM accounts WHERE connection_id = ?)').run(heir, link.cardholderId, connectionId)
    sqlite
      .prepare(
        `DELETE FROM cardholders WHERE id = @id AND NOT EXISTS (SELECT 1 FROM cards WHERE cardholder_id = @id) AND NOT EXISTS (SELECT 1 FROM cardholder_links WHERE cardholder_id = @id)`,
      )
      .run({ id: link.cardholderId })
  }

  #link(holder: Cardholder): void {
    const { connectionId, now, tally } = this.#scope
    const known = this.#byName.get(matchName(nameOf(holder)))
    const same = known && this.#linkedHere.get(connectionId, known.id) === undefined ? known : undefined
    const name = same ? null : this.#freeName(holder, undefined)
    const id = same?.id ?? Number(this.#insert.run(name, matchName(name ?? ''), now).lastInsertRowid)
    this.#insertLink.run(connectionId, holder.id, id, name)
    const changes = this.#giveCards(holder.id, id)
    tally.touched('employees', ...(changes > 0 ? (['cards', 'transactions'] as const) : []))
  }

  /** Their cards may have come first. */
  #giveCards(externalId: string, id: number): number {
    const { sqlite, connectionId } = this.#scope
    return sqlite
      .prepare(
        `UPDATE cards SET cardholder_id = @id WHERE cardholder_id IS NULL AND account_id IN (SELECT id FROM accounts WHERE connection_id = @connectionId) AND external_key IN (
           SELECT external_id FROM issuer_objects WHERE connection_id = @connectionId AND type = 'card' AND json_extract(object, '$.cardholderId') = @holder)`,
      )
      .run({ id, connectionId, holder: externalId }).changes
  }

  #rename(id: number, holder: Cardholder): void {
    const { sqlite, connectionId, tally } = this.#scope
    const name = this.#freeName(holder, id)
    sqlite.prepare('UPDATE cardholders SET name = ?, match_name = ? WHERE id = ?').run(name, matchName(name), id)
    sqlite.prepare('UPDATE cardholder_links SET given_name = ? WHERE connection_id = ? AND external_id = ?').run(name, connectionId, holder.id)
    tally.touched('employees', 'cards', 'transactions')
  }

  #freeName(holder: Cardholder, own: number | undefined): string {
    const name = nameOf(holder)
    const free = (candidate: string) => {
      const taken = this.#byName.get(matchName(candidate))
      return taken === undefined || taken.id === own
    }
    if (free(name)) return name
    const numbered = `${name} (${holder.employeeNumber ?? '2'})`
    if (free(numbered)) return numbered
    for (let copy = 2; ; copy += 1) if (free(`${name} (${copy})`)) return `${name} (${copy})`
  }
}

function nameOf({ firstName, lastName, email, id }: Cardholder): string {
  const name = scrubbed(`${firstName} ${lastName}`.replace(/\s+/g, ' ').trim())
  return matchName(name) === '' ? `Cardholder ${email ?? id}` : name
}
