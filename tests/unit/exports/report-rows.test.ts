import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CardholderReport } from '#shared/rpc/contract/reports.contract.ts'
import { minorFromDecimal } from '#shared/domain/money.ts'
import { reportRows, SECTIONS } from '#engine/exports/report-rows.ts'

const cells = fc.uniqueArray(
  fc.record({
    cardholderId: fc.constantFrom(1, 2, null),
    categoryId: fc.constantFrom(10, 11),
    month: fc.constantFrom('2026-01', '2026-02'),
    currency: fc.constantFrom('USD', 'JPY', 'KWD'),
    spendMinor: fc.integer({ min: -10_000_000, max: 10_000_000 }),
    count: fc.integer({ min: 1, max: 90 }),
  }),
  { selector: ({ cardholderId, categoryId, month, currency }) => [cardholderId, categoryId, month, currency].join('|') },
)

const reportOf = (list: CardholderReport['cells']): CardholderReport => ({
  months: ['2026-01', '2026-02'],
  people: [{ id: 2, name: 'Zoë' }, { id: 1, name: '=Ada' }, { id: null, name: 'No cardholder' }],
  categories: [{ id: 11, name: 'Fuel' }, { id: 10, name: 'Restaurants' }],
  currencies: ['USD', 'JPY', 'KWD'],
  cells: list,
  totals: [],
  previousTotals: [],
})

test('the totals of every section are the sums of its cells, per currency, to the last unit', () => {
  fc.assert(
    fc.property(cells, (list) => {
      const [header, ...rows] = reportRows(reportOf(list))
      expect(header).toEqual(['Section', 'Cardholder', 'Category', 'Month', 'Currency', 'Spend', 'Transactions'])
      expect(rows.filter((row) => row[0] === SECTIONS.cell)).toHaveLength(list.length)
      const sumOf = (section: string, currency: string, column: 'spend' | 'count') =>
        rows.filter((row) => row[0] === section && row[4] === currency).reduce((sum, row) => sum + (column === 'spend' ? minorFromDecimal(row[5] ?? '', currency)!.minor : Number(row[6])), 0)
      for (const currency of ['USD', 'JPY', 'KWD']) {
        const own = list.filter((cell) => cell.currency === currency)
        for (const section of Object.values(SECTIONS)) {
          expect(sumOf(section, currency, 'spend')).toBe(own.reduce((sum, cell) => sum + cell.spendMinor, 0))
          expect(sumOf(section, currency, 'count')).toBe(own.reduce((sum, cell) => sum + cell.count, 0))
        }
      }
    }),
  )
})

test('rows stand in the order of the report, amounts are plain decimals of their currency', () => {
  const at = (cardholderId: number | null, categoryId: number, month: string, spendMinor: number, currency = 'USD') => ({ cardholderId, categoryId, month, currency, spendMinor, count: 1 })
  const rows = reportRows(reportOf([at(1, 10, '2026-02', -5), at(1, 10, '2026-01', 120_418), at(null, 11, '2026-01', 7, 'JPY'), at(2, 10, '2026-01', 1_005, 'KWD'), at(2, 11, '2026-01', 100)]))
  expect(rows.filter((row) => row[0] === SECTIONS.cell).map((row) => row.slice(1).join(' | '))).toEqual([
    'Zoë | Fuel | 2026-01 | USD | 1.00 | 1', 'Zoë | Restaurants | 2026-01 | KWD | 1.005 | 1', '=Ada | Restaurants | 2026-01 | USD | 1204.18 | 1', '=Ada | Restaurants | 2026-02 | USD | -0.05 | 1',
    'No cardholder | Fuel | 2026-01 | JPY | 7 | 1',
  ])
})
