/** Rows as the engine sends them, with only what a test cares about said. */
import type { TransactionDetail, TransactionRow } from '#shared/rpc/contract/transactions.contract.ts'

export function rowOf(some: Partial<TransactionRow> = {}): TransactionRow {
  return {
    id: 1, postedOn: '2026-03-01', amountMinor: -1_000, currency: 'USD', type: 'charge', pending: false, merchant: 'Delta Air Lines', memo: null, note: null,
    cardId: 1, cardLastDigits: '1008', cardholderId: 1, cardholderName: 'Dana Reyes', categoryId: 2, categoryName: 'Air travel', ...some,
  }
}

export function detailOf(some: Partial<TransactionDetail> = {}): TransactionDetail {
  return {
    ...rowOf(), transactedOn: null, descriptor: 'DELTA AIR 0061234', reference: null, mcc: null, mccLabel: null, issuerCategory: null, categorySource: 'none',
    original: null, exchangeRate: null, accountLabel: 'American Express', dispute: null,
    sources: [
      { importId: 2, file: 'new.csv', format: 'csv', line: 9, importedAt: 2_000, raw: [] },
      { importId: 1, file: 'old.csv', format: 'csv', line: 4, importedAt: 1_000, raw: [] },
    ],
    ...some,
  }
}
