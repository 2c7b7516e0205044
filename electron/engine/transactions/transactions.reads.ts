import type { FeatureReads } from '../rpc/handlers.ts'
import { listCategories } from './categories.queries.ts'
import { readTransaction } from './transaction-detail.queries.ts'
import { summariseTransactions } from './transaction-summary.queries.ts'
import { listTransactions } from './transactions.queries.ts'

export const transactionsReads = {
  list: ({ db }, input) => listTransactions(db, input),
  summary: ({ db }, { filter }) => summariseTransactions(db, filter),
  get: ({ db }, { id }) => readTransaction(db, id),
  categories: ({ db }) => listCategories(db),
} satisfies FeatureReads<'transactions'>
