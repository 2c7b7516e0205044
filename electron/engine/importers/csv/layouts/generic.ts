/** Headers so plain that many banks write them: read as a guess, with the sign taken from the rows, and the preview says so. */
import type { CsvLayout } from '../layout.ts'

export const THREE_COLUMNS = 'three-column'
/** What a three-column file is called when its rows look like American Express: month first, charges positive. */
export const AMEX_SHORT = 'amex-short'

const PLAIN = { issuer: null, currency: 'USD', decimal: '.', guess: true, exact: true } as const satisfies Partial<CsvLayout>

export const GENERIC_LAYOUTS: readonly CsvLayout[] = [
  {
    ...PLAIN,
    id: THREE_COLUMNS,
    label: 'CSV (date, description, amount)',
    kind: 'unknown',
    signature: ['date', 'description', 'amount'],
    columns: { posted: ['date'], description: ['description'], amount: ['amount'] },
    dates: ['ymd', 'mdy'],
    sign: 'charge-positive',
  },
  {
    ...PLAIN,
    id: THREE_COLUMNS,
    label: 'CSV (date, description, amount)',
    kind: 'unknown',
    signature: ['transaction date', 'description', 'amount'],
    columns: { posted: ['transaction date'], description: ['description'], amount: ['amount'] },
    dates: ['ymd', 'mdy'],
    sign: 'charge-positive',
  },
  {
    ...PLAIN,
    id: 'bank-balance',
    label: 'Bank account CSV',
    kind: 'bank',
    signature: ['date', 'description', 'amount', 'balance'],
    columns: { posted: ['date'], description: ['description'], amount: ['amount'], balance: ['balance'] },
    dates: ['ymd', 'mdy'],
    sign: 'charge-negative',
  },
  {
    ...PLAIN,
    id: 'bank-debit-credit',
    label: 'Bank account CSV',
    kind: 'bank',
    signature: ['date', 'description', 'debit', 'credit'],
    columns: { posted: ['date'], description: ['description'], debit: ['debit'], credit: ['credit'] },
    dates: ['ymd', 'mdy'],
    sign: 'two-columns',
  },
]
