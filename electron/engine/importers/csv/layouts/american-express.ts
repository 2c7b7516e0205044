/** American Express exports of several countries and years (evidence: the public importers and exports that CSV-LAYOUTS lists). */
import { AMERICAN_EXPRESS } from '../../issuers.ts'
import type { CsvLayout, Role } from '../layout.ts'

const COLUMNS: Partial<Record<Role, readonly string[]>> = {
  posted: ['date'],
  description: ['description'],
  member: ['card member', 'cardmember'],
  card: ['account #', 'card number'],
  amount: ['amount'],
  extended: ['extended details', 'additional information'],
  merchant: ['merchant', 'doing business as'],
  reference: ['reference'],
  category: ['category'],
  cityRegion: ['city/state', 'city / province', 'town/city'],
  city: ['city/town'],
  region: ['state/province'],
  country: ['country'],
  foreignSpend: ['foreign spend amount'],
  rate: ['exchange rate'],
}

const BASE = {
  label: 'American Express CSV',
  issuer: AMERICAN_EXPRESS,
  kind: 'card',
  columns: COLUMNS,
  decimal: '.',
  sign: 'charge-positive',
} as const satisfies Partial<CsvLayout>

const US = { ...BASE, currency: 'USD', dates: ['mdy'] } as const satisfies Partial<CsvLayout>
const UK = { ...BASE, label: 'American Express CSV (UK)', currency: 'GBP', dates: ['dmy'] } as const satisfies Partial<CsvLayout>
const CANADA = { ...BASE, label: 'American Express CSV (Canada)', currency: 'CAD', dates: ['dMy'], columns: { ...COLUMNS, posted: ['date processed'], made: ['date'] } } as const satisfies Partial<CsvLayout>

const EXTENDED = ['date', 'description', 'amount', 'extended details', 'appears on your statement as'] as const

export const AMERICAN_EXPRESS_LAYOUTS: readonly CsvLayout[] = [
  { ...US, id: 'amex-members', signature: ['date', 'description', 'card member', 'account #', 'amount'], without: ['extended details', 'date processed'] },
  { ...US, id: 'amex-extended', signature: [...EXTENDED, 'category'], without: ['card member', 'town/city', 'postcode'] },
  { ...US, id: 'amex-extended-members', signature: [...EXTENDED, 'card member', 'account #', 'category'], without: ['town/city', 'postcode'] },
  { ...US, id: 'amex-2019', signature: ['date', 'reference', 'description', 'card member', 'card number', 'amount', 'type'], columns: { ...COLUMNS, type: ['type'] } },
  // Singapore writes American dates and leaves the category out.
  { ...BASE, id: 'amex-singapore', label: 'American Express CSV (Singapore)', currency: 'SGD', dates: ['mdy'], signature: EXTENDED, without: ['category', 'town/city', 'postcode'] },
  { ...UK, id: 'amex-uk', signature: [...EXTENDED, 'town/city', 'postcode'] },
  { ...UK, id: 'amex-uk-older', signature: ['date', 'date processed', 'description', 'amount', 'foreign spend amount', 'non-sterling transaction fee', 'exchange rate'] },
  { ...CANADA, id: 'amex-canada', signature: ['date', 'date processed', 'description', 'card member', 'account #', 'amount', 'foreign spend amount', 'commission'] },
  { ...CANADA, id: 'amex-canada-older', signature: ['date', 'date processed', 'description', 'amount', 'foreign spend amount', 'commission', 'exchange rate'], without: ['account #'] },
  {
    ...BASE,
    id: 'amex-norway',
    label: 'American Express CSV (Norway)',
    currency: 'NOK',
    dates: ['mdy'],
    decimal: ',',
    signature: ['dato', 'beskrivelse', 'beløp', 'utvidede detaljer'],
    columns: {
      posted: ['dato'], description: ['beskrivelse'], member: ['kortmedlem'], card: ['konto #'], amount: ['beløp'], extended: ['utvidede detaljer'],
      reference: ['referanse'], category: ['kategori'], city: ['sted'], country: ['land'],
    },
  },
]
