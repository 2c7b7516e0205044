import type { FeatureReads } from '../rpc/handlers.ts'
import { readCardDetail } from './card-detail.queries.ts'
import { listCards } from './cards.queries.ts'
import { readGroups } from './groups.queries.ts'
import { readOpenOrders, readOrderPlaces } from './orders.queries.ts'

export const cardsReads = {
  list: ({ db }) => listCards(db),
  get: ({ db, now }, { cardId }) => readCardDetail(db, cardId, now),
  orderPlaces: async ({ db }) => (await readOrderPlaces(db)).map(({ externalId: _id, timeZone: _zone, ...place }) => place),
  orders: ({ db }) => readOpenOrders(db),
  groups: ({ db }) => readGroups(db),
} satisfies FeatureReads<'cards'>
