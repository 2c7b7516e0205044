/** What follows from a change of a subject here. */
import type { ReadDb, WriteDb } from '../db/store.ts'
import { showCardStatus } from './pull/card-status.ts'
import type { OutboxRow } from './outbox.queries.ts'
import { cardIdOf, partsOf } from './subjects.ts'

/** The issuer's id of the card; undefined when the card is gone. */
export async function cardExternalId(db: ReadDb | WriteDb, cardId: number): Promise<string | undefined> {
  return (await db.selectFrom('cards').select('external_key').where('id', '=', cardId).executeTakeFirst())?.external_key
}

/** Shows what follows from the issuer's word and the changes that still wait. Everything but a card's status is put together when it is read. */
export async function showSubject(db: WriteDb, connectionId: number, subject: string): Promise<void> {
  const cardId = cardIdOf(subject)
  const externalId = cardId === undefined ? undefined : await cardExternalId(db, cardId)
  if (externalId !== undefined) await showCardStatus(db, connectionId, externalId)
}

/** The person whom an invitation made here, as long as nothing else rests on them. */
export async function dropInvited(db: WriteDb, { subject, created_at: at }: Pick<OutboxRow, 'subject' | 'created_at'>): Promise<void> {
  const { cardholderId } = partsOf(subject)
  if (cardholderId === undefined) return
  await db
    .deleteFrom('cardholders')
    .where('id', '=', cardholderId)
    .where('created_at', '=', at)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('cards').select('cards.id').where('cards.cardholder_id', '=', cardholderId))))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('cardholder_links').select('external_id').where('cardholder_links.cardholder_id', '=', cardholderId))))
    .execute()
}
