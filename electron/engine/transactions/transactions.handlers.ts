import type { FeatureHandlers } from '../rpc/handlers.ts'
import { createCategory, setCategory } from './categories.queries.ts'
import { noteDraft } from '#shared/domain/draft-key.ts'
import { dropDraft } from '../drafts/drafts.queries.ts'
import { setNote } from './notes.queries.ts'
import { readTransaction } from './transaction-detail.queries.ts'
import { transactionsReads } from './transactions.reads.ts'

export const transactionsHandlers = {
  ...transactionsReads,
  async createCategory({ db, now, changed, audit }, { name }) {
    const category = await createCategory(db, name, now)
    audit({ categoryId: category.id })
    changed('categories')
    return category
  },
  async setCategory({ db, changed, audit }, input) {
    const count = await setCategory(db, input)
    audit({ categoryId: input.categoryId, transactions: input.ids.length, wholeMerchant: input.wholeMerchant, changed: count })
    changed('transactions')
    return { changed: count }
  },
  async setNote({ db, changed, audit }, { id, note }) {
    await setNote(db, id, note)
    await dropDraft(db, noteDraft(id))
    audit({ transactionId: id, cleared: note === null })
    changed('transactions')
    return readTransaction(db, id)
  },
} satisfies FeatureHandlers<'transactions'>
