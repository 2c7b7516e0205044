/** What each change is about, for the words of the window: whose card, which person, and the figures of what is asked. */
import type { LimitRequest } from '#shared/gateway/resources/limit-requests.ts'
import type { Limit } from '#shared/gateway/resources/limits.ts'
import type { Product } from '#shared/gateway/resources/company.ts'
import type { FeedType } from '#shared/gateway/resources/changes.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import type { KeptCharge } from '../disputes/stored.queries.ts'
import { builtOn, type IssuerCommand } from '../issuers/command.ts'
import { factsOf, type Facts, type Known } from './change-facts.ts'
import { readAnswers, type OutboxRow } from './outbox.queries.ts'
import { disputeIdOf, partsOf, type SubjectParts } from './subjects.ts'

type Db = ReadDb | WriteDb
type Change = Pick<OutboxRow, 'id' | 'connection_id' | 'subject' | 'payload'>

export interface About extends SubjectParts {
  readonly facts: Facts
}

export async function readAbout(db: Db, row: Change): Promise<About> {
  return (await readAbouts(db, [row])).get(row.id) ?? { facts: {} }
}

export async function readAbouts(db: Db, rows: readonly Change[]): Promise<ReadonlyMap<number, About>> {
  if (rows.length === 0) return new Map()
  const commands = new Map(rows.map((row) => [row.id, JSON.parse(row.payload) as IssuerCommand]))
  const names = [...commands.values()]
  const answers = await readAnswers(db, rows.flatMap(({ payload }) => builtOn(payload)))
  const idOf = (ref: unknown) => (typeof ref === 'string' ? ref : undefined)
  const limitIds = [...names.flatMap((command) => ('limitId' in command ? (idOf(command.limitId) ?? []) : [])), ...answers.values()]
  const [limits, requests, products] = [
    await readObjects<Limit>(db, 'limit', limitIds),
    await readObjects<LimitRequest>(db, 'limitRequest', names.flatMap((command) => ('requestId' in command ? command.requestId : []))),
    await readObjects<Product>(db, 'product', names.flatMap((command) => (command.name === 'cards.changeProduct' ? command.body.productId : []))),
  ]
  const places = await readPlaces(db, [...requests.values()])
  const disputes = await readDisputes(db, rows)
  return new Map(rows.map((row) => {
    const command = commands.get(row.id)
    const at = (id: string) => key(row.connection_id, id)
    const known: Known = {
      limit: (ref) => {
        const id = typeof ref === 'string' ? ref : answers.get(ref.answerOf)
        return id === undefined ? undefined : limits.get(at(id))
      },
      created: (ref) => (typeof ref === 'string' ? undefined : commands.get(ref.answerOf)),
      request: (id) => requests.get(at(id)),
      product: (id) => products.get(at(id)),
    }
    const dispute = disputes.get(disputeIdOf(row.subject) ?? 0)
    if (dispute) return [row.id, { ...definedParts(dispute.cardId ?? undefined, undefined), facts: { ...dispute.facts, ...(command ? factsOf(command, known) : {}) } }]
    const request = command && 'requestId' in command ? requests.get(at(command.requestId)) : undefined
    const parts = request ? definedParts(places.cards.get(at(request.cardId)), places.people.get(at(request.cardholderId))) : partsOf(row.subject)
    return [row.id, { ...parts, facts: command ? factsOf(command, known) : {} }]
  }))
}

/** By number: of which card, and of what. */
async function readDisputes(db: Db, rows: readonly Change[]): Promise<ReadonlyMap<number, { readonly cardId: number | null; readonly facts: Facts }>> {
  const ids = rows.flatMap(({ subject }) => disputeIdOf(subject) ?? [])
  if (ids.length === 0) return new Map()
  const found = await db.selectFrom('disputes').select(['id', 'charge', 'amount_minor', 'currency']).where('id', 'in', [...new Set(ids)]).execute()
  return new Map(found.map(({ id, charge, amount_minor: minor, currency }) => {
    const { cardId, merchant } = JSON.parse(charge) as KeptCharge
    return [id, { cardId, facts: { disputeId: id, merchant, minor, currency } }]
  }))
}

function definedParts(cardId: number | undefined, cardholderId: number | undefined): SubjectParts {
  return { ...(cardId === undefined ? {} : { cardId }), ...(cardholderId === undefined ? {} : { cardholderId }) }
}

const key = (connectionId: number, id: string): string => `${connectionId}:${id}`

async function readObjects<T>(db: Db, type: FeedType, ids: readonly string[]): Promise<ReadonlyMap<string, T>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('issuer_objects').select(['connection_id', 'external_id', 'object']).where('connection_id', 'in', db.selectFrom('connections').select('id')).where('type', '=', type).where('external_id', 'in', [...new Set(ids)]).execute()
  return new Map(rows.map((row) => [key(row.connection_id, row.external_id), JSON.parse(row.object) as T]))
}

async function readPlaces(db: Db, requests: readonly LimitRequest[]) {
  if (requests.length === 0) return { cards: new Map<string, number>(), people: new Map<string, number>() }
  const cards = await db
    .selectFrom('cards')
    .innerJoin('accounts', 'accounts.id', 'cards.account_id')
    .select(['cards.id', 'accounts.connection_id as connectionId', 'cards.external_key as externalId'])
    .where('cards.external_key', 'in', requests.map(({ cardId }) => cardId))
    .execute()
  const people = await db
    .selectFrom('cardholder_links')
    .select(['cardholder_id as id', 'connection_id as connectionId', 'external_id as externalId'])
    .where('external_id', 'in', requests.map(({ cardholderId }) => cardholderId))
    .execute()
  const byKey = (rows: typeof people) => new Map(rows.map((row) => [key(row.connectionId, row.externalId), row.id]))
  return { cards: byKey(cards), people: byKey(people) }
}
