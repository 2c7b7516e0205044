/**
 * A card of the feed as a card here.
 *
 * Holder and nickname follow the issuer as long as what is shown is what the issuer said last. Where a person has chosen another one here,
 * theirs stays.
 */
import type { Card } from '#shared/gateway/resources/cards.ts'
import type { CardsTable } from '../../db/tables/cards.table.ts'
import { scrubbed } from './foreign-matter.ts'
import type { PeopleBook } from './people.queries.ts'
import { brandOf, type PlaceBook } from './places.queries.ts'
import type { PageScope } from './scope.ts'

interface Row {
  readonly cardholder_id: number | null
  readonly last_digits: string | null
  readonly brand: CardsTable['brand']
  readonly nickname: string | null
  readonly replaced_by_card_id: number | null
}

export class CardProjection {
  readonly #scope: PageScope
  readonly #places: PlaceBook
  readonly #people: PeopleBook
  readonly #read
  readonly #update

  constructor(scope: PageScope, places: PlaceBook, people: PeopleBook) {
    this.#scope = scope
    this.#places = places
    this.#people = people
    this.#read = scope.sqlite.prepare<[number], Row>('SELECT cardholder_id, last_digits, brand, nickname, replaced_by_card_id FROM cards WHERE id = ?')
    this.#update = scope.sqlite.prepare(
      'UPDATE cards SET cardholder_id = @cardholder_id, last_digits = @last_digits, brand = @brand, nickname = @nickname, replaced_by_card_id = @replaced_by_card_id WHERE id = @id',
    )
  }

  /** Everything but the status, which `showCardStatus` shows. */
  fill(card: Card, before: Card | undefined): void {
    const accountId = this.#places.account(card.accountId, null)
    const id = this.#places.cardIn(card.id, accountId)
    const row = this.#read.get(id)
    if (!row) return
    const next: Row = {
      cardholder_id: followed(row.cardholder_id, this.#people.person(before?.cardholderId ?? null), this.#people.person(card.cardholderId)),
      last_digits: card.lastDigits,
      brand: brandOf(card.network),
      nickname: followed(row.nickname, nicknameOf(before), nicknameOf(card)),
      replaced_by_card_id: card.replacedById === null ? null : this.#places.card(card.replacedById, accountId),
    }
    if (COLUMNS.every((column) => next[column] === row[column])) return
    this.#update.run({ ...next, id })
    this.#scope.tally.touched('cards', 'employees', 'transactions')
  }
}

const COLUMNS = ['cardholder_id', 'last_digits', 'brand', 'nickname', 'replaced_by_card_id'] as const satisfies readonly (keyof Row)[]

function followed<T>(shown: T, saidBefore: T, saidNow: T): T {
  return shown === saidBefore ? saidNow : shown
}

export function nicknameOf(card: Pick<Card, 'nickname'> | undefined): string | null {
  const nickname = card?.nickname?.trim() ?? ''
  return nickname === '' ? null : scrubbed(nickname)
}
