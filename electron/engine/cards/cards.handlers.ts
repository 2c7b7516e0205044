import type { FeatureHandlers } from '../rpc/handlers.ts'
import { assignCard, listCards, readCard, renameCard } from './cards.queries.ts'

export const cardsHandlers = {
  list: ({ db }) => listCards(db),
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
} satisfies FeatureHandlers<'cards'>
