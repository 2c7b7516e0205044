/** One charge with everything that stands behind it. */
import { mccLabel } from '#shared/domain/mcc.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { TransactionDetail } from '#shared/rpc/contract/transactions.contract.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { readDisputeOf } from '../disputes/cases.queries.ts'
import { formatLabel } from '../imports/format-label.ts'
import { readTransactionRow } from './transactions.queries.ts'

/** Throws `not-found` (kind transaction). */
export async function readTransaction(db: ReadDb | WriteDb, id: number): Promise<TransactionDetail> {
  const row = await readTransactionRow(db, id)
  const stored = await db
    .selectFrom('transactions')
    .innerJoin('accounts', 'accounts.id', 'transactions.account_id')
    .select([
      'transacted_on', 'descriptor', 'reference', 'mcc', 'issuer_category', 'category_source',
      'original_minor', 'original_currency', 'exchange_rate', 'accounts.label as account_label',
    ])
    .where('transactions.id', '=', id)
    .executeTakeFirstOrThrow()
  return {
    ...row,
    transactedOn: stored.transacted_on,
    descriptor: stored.descriptor,
    reference: stored.reference,
    mcc: stored.mcc,
    mccLabel: stored.mcc === null ? null : mccLabel(stored.mcc),
    issuerCategory: stored.issuer_category,
    categorySource: stored.category_source,
    original: stored.original_minor === null || stored.original_currency === null ? null : { minor: stored.original_minor, currency: stored.original_currency },
    exchangeRate: stored.exchange_rate,
    accountLabel: stored.account_label,
    dispute: await readDisputeOf(db, id),
    sources: await readSources(db, id),
  }
}

async function readSources(db: ReadDb | WriteDb, id: number): Promise<TransactionDetail['sources']> {
  const rows = await db
    .selectFrom('transaction_sources as source')
    .innerJoin('import_files as file', 'file.id', 'source.import_file_id')
    .innerJoin('imports', 'imports.id', 'file.import_id')
    .select(['imports.id as importId', 'file.name as file', 'file.format', 'source.line', 'imports.applied_at as importedAt', 'source.raw'])
    .where('source.transaction_id', '=', id)
    .orderBy('imports.applied_at', 'desc')
    .orderBy('file.id', 'desc')
    .orderBy('source.line', 'desc')
    .execute()
  return rows.map(({ raw, format, ...source }) => ({ ...source, format: formatLabel(format), raw: rawFields(raw) }))
}

function rawFields(json: string): { field: string; value: string }[] {
  const fields: unknown = JSON.parse(json)
  if (typeof fields !== 'object' || fields === null) throw new AppError('db.damaged', {})
  return Object.entries(fields).map(([field, value]) => ({ field, value: String(value) }))
}
