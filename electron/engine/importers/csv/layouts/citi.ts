/** Citi cards: two columns, of which Credit holds negative numbers in real exports and positive ones in others; only the column counts. */
import type { CsvLayout } from '../layout.ts'

export const CITI_LAYOUTS: readonly CsvLayout[] = [
  {
    id: 'citi-card',
    label: 'Citi card CSV',
    issuer: 'Citi',
    kind: 'card',
    currency: 'USD',
    signature: ['status', 'date', 'description', 'debit', 'credit'],
    columns: { status: ['status'], posted: ['date'], description: ['description'], debit: ['debit'], credit: ['credit'], member: ['member name', 'member'] },
    dates: ['mdy', 'ymd'],
    decimal: '.',
    sign: 'two-columns',
    pending: (cell) => /^pending$/i.test(cell('status')),
  },
]
