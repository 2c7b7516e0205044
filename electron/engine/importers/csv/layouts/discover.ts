/** Discover cards: charges positive. */
import type { CsvLayout } from '../layout.ts'

export const DISCOVER_LAYOUTS: readonly CsvLayout[] = [
  {
    id: 'discover-card',
    label: 'Discover card CSV',
    issuer: 'Discover',
    kind: 'card',
    currency: 'USD',
    signature: ['trans. date', 'post date', 'description', 'amount', 'category'],
    columns: { made: ['trans. date'], posted: ['post date'], description: ['description'], amount: ['amount'], category: ['category'] },
    dates: ['mdy'],
    decimal: '.',
    sign: 'charge-positive',
  },
]
