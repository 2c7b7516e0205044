/** JPMorgan Chase: cards (with and without the card's digits and the memo), checking. */
import type { CsvLayout } from '../layout.ts'

const DIGITS_IN_NAME = /chase(\d{4})(?:_|\b)/i

export const CHASE_LAYOUTS: readonly CsvLayout[] = [
  {
    id: 'chase-card',
    label: 'Chase card CSV',
    issuer: 'Chase',
    kind: 'card',
    currency: 'USD',
    signature: ['transaction date', 'post date', 'description', 'category', 'type', 'amount'],
    columns: {
      posted: ['post date'], made: ['transaction date'], description: ['description'], category: ['category'], type: ['type'], amount: ['amount'],
      memo: ['memo'], card: ['card'],
    },
    dates: ['mdy', 'ymd'],
    decimal: '.',
    sign: 'charge-negative',
    types: { sale: 'charge', return: 'refund', payment: 'payment', fee: 'fee', adjustment: 'other' },
    digitsInName: DIGITS_IN_NAME,
  },
  {
    id: 'chase-checking',
    label: 'Chase checking CSV',
    issuer: 'Chase',
    kind: 'bank',
    currency: 'USD',
    signature: ['details', 'posting date', 'description', 'amount', 'type', 'balance', 'check or slip #'],
    columns: { posted: ['posting date'], description: ['description'], amount: ['amount'], type: ['type'], balance: ['balance'], reference: ['check or slip #'] },
    dates: ['mdy'],
    decimal: '.',
    sign: 'charge-negative',
    digitsInName: DIGITS_IN_NAME,
  },
]
