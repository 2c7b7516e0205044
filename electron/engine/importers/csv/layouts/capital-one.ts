/** Capital One: cards (ISO dates, card digits on every row) and 360 accounts (unsigned amounts with a word for the direction). */
import type { CsvLayout } from '../layout.ts'

export const CAPITAL_ONE_LAYOUTS: readonly CsvLayout[] = [
  {
    id: 'capital-one-card',
    label: 'Capital One card CSV',
    issuer: 'Capital One',
    kind: 'card',
    currency: 'USD',
    signature: ['transaction date', 'posted date', 'card no.', 'description', 'category', 'debit', 'credit'],
    columns: {
      made: ['transaction date'], posted: ['posted date'], card: ['card no.'], description: ['description'], category: ['category'],
      debit: ['debit'], credit: ['credit'],
    },
    // Month first is what a spreadsheet makes of the export when it is saved again.
    dates: ['ymd', 'mdy'],
    decimal: '.',
    sign: 'two-columns',
  },
  {
    id: 'capital-one-bank',
    label: 'Capital One 360 CSV',
    issuer: 'Capital One',
    kind: 'bank',
    currency: 'USD',
    signature: ['transaction date', 'transaction description', 'transaction type', 'transaction amount'],
    columns: {
      posted: ['transaction date'], description: ['transaction description'], direction: ['transaction type'], amount: ['transaction amount'],
      card: ['account number'], balance: ['balance'],
    },
    dates: ['mdy', 'ymd'],
    decimal: '.',
    sign: 'direction',
  },
]
