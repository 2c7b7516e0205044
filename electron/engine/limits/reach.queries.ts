/** What limits can reach: every card with its chain of numbers, its holder, its account's cycle, and what its connection can do. */
import type { BillingCycle } from '#shared/domain/limits/windows.ts'
import { cardName } from '../cards/card-name.ts'
import { readCapabilities } from '../connections/capabilities.queries.ts'
import { runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'

export interface ReachCard {
  readonly id: number
  readonly connectionId: number
  readonly accountId: number
  readonly currency: string
  readonly isClosed: boolean
  readonly isVirtual: boolean
  readonly name: string
  /** Who has it here. */
  readonly person: { readonly id: number; readonly name: string } | null
  /** Who has it in the eyes of those who limit: the issuer's word, for statement files ours. */
  readonly limitedPersonId: number | null
  readonly replacedById: number | null
}

export interface ReachConnection {
  readonly id: number
  readonly isIssuer: boolean
  readonly can: ReadonlySet<string>
  /** Where the issuer books; null for statement files. */
  readonly timeZone: string | null
}

interface CardRow {
  readonly id: number
  readonly connectionId: number
  readonly accountId: number
  readonly currency: string
  readonly status: string
  readonly kind: string | null
  readonly nickname: string | null
  readonly issuer: string | null
  readonly lastDigits: string | null
  readonly accountLabel: string
  readonly personId: number | null
  readonly personName: string | null
  readonly issuerPersonId: number | null
  readonly replacedById: number | null
  readonly nextCloseOn: string | null
  readonly closedOn: string | null
}

export class Reach {
  readonly connections: ReadonlyMap<number, ReachConnection>
  readonly cards: ReadonlyMap<number, ReachCard>
  readonly people: ReadonlyMap<number, string>
  readonly #closeDays: ReadonlyMap<number, number>
  readonly #earlier: ReadonlyMap<number, readonly number[]>

  constructor(connections: ReadonlyMap<number, ReachConnection>, cards: readonly ReachCard[], people: ReadonlyMap<number, string>, closeDays: ReadonlyMap<number, number>) {
    this.connections = connections
    this.cards = new Map(cards.map((card) => [card.id, card]))
    this.people = people
    this.#closeDays = closeDays
    const replaced = cards.filter(({ replacedById }) => replacedById !== null)
    this.#earlier = new Map([...Map.groupBy(replaced, ({ replacedById }) => replacedById ?? 0)].map(([id, before]) => [id, before.map((card) => card.id)]))
  }

  /** The newest number of a card: the one that follows all others. */
  currentOf(cardId: number): number {
    const seen = new Set<number>()
    let current = cardId
    for (let next = this.cards.get(current)?.replacedById ?? null; next !== null && this.cards.has(next) && !seen.has(next); next = this.cards.get(next)?.replacedById ?? null) {
      seen.add(next)
      current = next
    }
    return current
  }

  /** Every number of a card, the newest last. */
  chainOf(cardId: number): readonly number[] {
    const chain: number[] = []
    const walk = (id: number) => {
      if (chain.includes(id)) return
      chain.unshift(id)
      for (const before of this.#earlier.get(id) ?? []) walk(before)
    }
    walk(this.currentOf(cardId))
    return chain
  }

  /** The cards of a person at one connection, as those see it who limit. */
  cardsOfPerson(connectionId: number, personId: number): readonly number[] {
    return [...this.cards.values()].filter((card) => card.connectionId === connectionId && card.limitedPersonId === personId).map(({ id }) => id)
  }

  /** Where a limit on the card counts cycles; `timeZone` is the limit's own, for cards of statement files. */
  cycleOf(cardId: number | undefined, timeZone: string): BillingCycle {
    const card = cardId === undefined ? undefined : this.cards.get(cardId)
    if (!card) return { closeDay: LAST_OF_MONTH, timeZone }
    return { closeDay: this.#closeDays.get(card.accountId) ?? LAST_OF_MONTH, timeZone: this.connections.get(card.connectionId)?.timeZone ?? timeZone }
  }

  /** A card as a person says it. */
  nameOf(cardId: number): string {
    const card = this.cards.get(cardId)
    if (!card) return 'A card'
    return card.person === null ? card.name : `${card.person.name}, ${card.name}`
  }
}

/** Where nobody has said when a cycle ends, it is the month. */
const LAST_OF_MONTH = 31

export async function readReach(db: ReadDb | WriteDb): Promise<Reach> {
  const rows = await runSql<CardRow>(db, sqlText`
    SELECT c.id, a.connection_id AS connectionId, c.account_id AS accountId, a.currency, c.status, o.object ->> '$.kind' AS kind, c.nickname, a.issuer, c.last_digits AS lastDigits, a.label AS accountLabel,
      h.id AS personId, h.name AS personName, l.cardholder_id AS issuerPersonId, c.replaced_by_card_id AS replacedById, b.object ->> '$.nextCloseOn' AS nextCloseOn,
      (SELECT max(closed_on) FROM statements WHERE account_id = a.id) AS closedOn
    FROM cards c JOIN accounts a ON a.id = c.account_id LEFT JOIN cardholders h ON h.id = c.cardholder_id
      LEFT JOIN issuer_objects o ON o.connection_id = a.connection_id AND o.type = 'card' AND o.external_id = c.external_key
      LEFT JOIN cardholder_links l ON l.connection_id = a.connection_id AND l.external_id = o.object ->> '$.cardholderId'
      LEFT JOIN issuer_objects b ON b.connection_id = a.connection_id AND b.type = 'account' AND b.external_id = a.external_key
    WHERE c.stands_for_account = 0 ORDER BY c.id`)
  const connections = await readConnections(db)
  const cards = rows.map((row): ReachCard => ({
    id: row.id, connectionId: row.connectionId, accountId: row.accountId, currency: row.currency, isClosed: row.status === 'closed', isVirtual: row.kind === 'virtual', name: cardName(row), replacedById: row.replacedById,
    person: row.personId === null || row.personName === null ? null : { id: row.personId, name: row.personName },
    limitedPersonId: connections.get(row.connectionId)?.isIssuer === true ? row.issuerPersonId : row.personId,
  }))
  const people = await db.selectFrom('cardholders').select(['id', 'name']).execute()
  const closeDays = rows.flatMap(({ accountId, nextCloseOn, closedOn }): (readonly [number, number])[] => {
    const day = nextCloseOn === null ? closeDayOf(closedOn) : Number(nextCloseOn.slice(8))
    return day === undefined ? [] : [[accountId, day]]
  })
  return new Reach(connections, cards, new Map(people.map(({ id, name }) => [id, name])), new Map(closeDays))
}

/** A statement that closed on the last day of a short month may close on a later day of others. */
function closeDayOf(closedOn: string | null): number | undefined {
  if (closedOn === null) return undefined
  const day = Number(closedOn.slice(8))
  const next = new Date(`${closedOn}T00:00:00Z`)
  next.setUTCDate(day + 1)
  return next.getUTCDate() === 1 ? LAST_OF_MONTH : day
}

async function readConnections(db: ReadDb | WriteDb): Promise<ReadonlyMap<number, ReachConnection>> {
  const can = await readCapabilities(db)
  const rows = await runSql<{ id: number; timeZone: string | null }>(db, sqlText`
    SELECT c.id, (SELECT object ->> '$.timeZone' FROM issuer_objects WHERE connection_id = c.id AND type = 'company' LIMIT 1) AS timeZone FROM connections c ORDER BY c.id`)
  return new Map(rows.map(({ id, timeZone }) => [id, { id, isIssuer: can.has(id), can: can.get(id) ?? new Set<string>(), timeZone: can.has(id) ? (timeZone ?? 'UTC') : null }]))
}
