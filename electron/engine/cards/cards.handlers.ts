import type { FeatureHandlers } from '../rpc/handlers.ts'
import { changeCardStatus } from './card-status-change.ts'
import { assignCard, readCard, renameCard } from './cards.queries.ts'
import { cardsReads } from './cards.reads.ts'

export interface CardsHandlerDeps {
  /** Something waits to be sent to this connection. Called inside the transaction, before its commit. */
  readonly outboxGrew: (connectionId: number) => void
}

export function createCardsHandlers({ outboxGrew }: CardsHandlerDeps) {
  return {
    ...cardsReads,
    async assign({ db, now, changed, audit }, { cardId, holder }) {
      const cardholderId = await assignCard(db, cardId, holder, now)
      audit({ cardId, cardholderId, newHolder: holder.kind === 'new' })
      changed('cards', 'employees', 'transactions')
      return readCard(db, cardId)
    },
    async rename({ db, changed, audit }, { cardId, nickname }) {
      await renameCard(db, cardId, nickname)
      audit({ cardId, cleared: nickname === null })
      changed('cards', 'employees')
      return readCard(db, cardId)
    },
    async freeze(context, { cardId }) {
      const card = await changeCardStatus(context, cardId, 'freeze')
      outboxGrew(card.connectionId)
      return card
    },
    async unfreeze(context, { cardId }) {
      const card = await changeCardStatus(context, cardId, 'unfreeze')
      outboxGrew(card.connectionId)
      return card
    },
  } satisfies FeatureHandlers<'cards'>
}
