/** What follows from a change of a subject here. */
import type { ReadDb, WriteDb } from '../db/store.ts'
import { showCardStatus } from './pull/card-status.ts'
import { cardIdOf } from './subjects.ts'

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
