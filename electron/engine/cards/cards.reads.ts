import type { FeatureReads } from '../rpc/handlers.ts'
import { listCards } from './cards.queries.ts'

export const cardsReads = {
  list: ({ db }) => listCards(db),
} satisfies FeatureReads<'cards'>
