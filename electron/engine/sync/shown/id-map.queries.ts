/** Which card and person here is which at an issuer. */
import type { ReadDb, WriteDb } from '../../db/store.ts'
import { readOpenChanges } from '../outbox.queries.ts'
import { partsOf } from '../subjects.ts'
import { newKey } from './shown.ts'

export interface IssuerId {
  readonly connectionId: number
  readonly externalId: string
}

export interface IdMap {
  cardOf(connectionId: number, externalId: string): number | undefined
  /** Also for the `new:` key of somebody whom the issuer has yet to make. */
  personOf(connectionId: number, externalId: string): number | undefined
  /** undefined for a card of statement files. */
  cardRef(cardId: number): IssuerId | undefined
  /** None for people of statement files and those the issuer has yet to make. */
  personRefs(cardholderId: number): readonly IssuerId[]
}

export async function readIdMap(db: ReadDb | WriteDb): Promise<IdMap> {
  const cards = await db
    .selectFrom('cards')
    .innerJoin('accounts', 'accounts.id', 'cards.account_id')
    .innerJoin('gateway_connections', 'gateway_connections.connection_id', 'accounts.connection_id')
    .where('cards.stands_for_account', '=', 0)
    .select(['cards.id', 'accounts.connection_id as connectionId', 'cards.external_key as externalId'])
    .execute()
  const people = await db.selectFrom('cardholder_links').select(['cardholder_id as id', 'connection_id as connectionId', 'external_id as externalId']).orderBy('connection_id').orderBy('external_id').execute()
  const invited = (await readOpenChanges(db)).filter(({ command }) => command === 'cardholders.invite')

  const cardByRef = new Map(cards.map((row) => [refKey(row), row.id]))
  const refByCard = new Map(cards.map(({ id, connectionId, externalId }): [number, IssuerId] => [id, { connectionId, externalId }]))
  const personByRef = new Map(people.map((row) => [refKey(row), row.id]))
  for (const { id, connectionId, subject } of invited) {
    const { cardholderId } = partsOf(subject)
    if (cardholderId !== undefined) personByRef.set(refKey({ connectionId, externalId: newKey(id) }), cardholderId)
  }
  const refsByPerson = Map.groupBy(people, (row) => row.id)
  return {
    cardOf: (connectionId, externalId) => cardByRef.get(refKey({ connectionId, externalId })),
    personOf: (connectionId, externalId) => personByRef.get(refKey({ connectionId, externalId })),
    cardRef: (cardId) => refByCard.get(cardId),
    personRefs: (cardholderId) => (refsByPerson.get(cardholderId) ?? []).map(({ connectionId, externalId }) => ({ connectionId, externalId })),
  }
}

const refKey = ({ connectionId, externalId }: IssuerId): string => `${connectionId}:${externalId}`
