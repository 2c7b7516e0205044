/** Bank of America: cards (23-digit reference numbers) and checking (a summary before the header, a balance as first row). */
import type { CsvLayout } from '../layout.ts'

export const BANK_OF_AMERICA_LAYOUTS: readonly CsvLayout[] = [
  {
    id: 'bofa-card',
    label: 'Bank of America card CSV',
    issuer: 'Bank of America',
    kind: 'card',
    currency: 'USD',
    signature: ['posted date', 'reference number', 'payee', 'address', 'amount'],
    columns: { posted: ['posted date'], reference: ['reference number'], description: ['payee'], cityRegion: ['address'], amount: ['amount'] },
    dates: ['mdy'],
    decimal: '.',
    sign: 'charge-negative',
  },
  {
    id: 'bofa-checking',
    label: 'Bank of America checking CSV',
    issuer: 'Bank of America',
    kind: 'bank',
    currency: 'USD',
    signature: ['date', 'description', 'amount', 'running bal.'],
    columns: { posted: ['date'], description: ['description'], amount: ['amount'], balance: ['running bal.'] },
    dates: ['mdy'],
    decimal: '.',
    sign: 'charge-negative',
    skip: (cell) => (cell('amount') === '' && cell('balance') !== '' ? 'a balance, not a transaction' : null),
  },
]
