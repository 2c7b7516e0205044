import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CardholderReport } from '#shared/rpc/contract/reports.contract.ts'
import type { IsoDate, IsoMonth } from '#shared/domain/time.ts'
import { transactionFilter } from '#shared/rpc/contract/transactions.contract.ts'
import { chosenMonths, readReportView, reportViewHref, type ReportView } from '#renderer/features/reports/model/address.ts'
import { reportHref } from '#renderer/lib/links.ts'
import { filterOf, oneMonth } from '#renderer/features/reports/model/drill.ts'
import { choosableMonths, firstLook, monthsLabel, presetMonths, presetOf, previousMonths, REPORT_PRESETS } from '#renderer/features/reports/model/period.ts'
import { currenciesOf, pivotReport } from '#renderer/features/reports/model/pivot.ts'
import { cardsOfPerson } from '#renderer/features/reports/model/person-scope.ts'
import { lineKey, lineOfKey, monthStackOf, MORE_KEY, stackOf } from '#renderer/features/reports/model/stack.ts'
import { changeOf, changeText, chartSentence, coverageOf, personSentence, suggestedName } from '#renderer/features/reports/model/words.ts'

const months = ['2026-01', '2026-02', '2026-03']
const percent = (ratio: number) => `${Math.round(ratio * 100)}%`
const range = (from: string, to: string) => ({ from: from as IsoMonth, to: to as IsoMonth })
const day = (text: string) => text as IsoDate

function reportOf(cells: readonly (readonly [person: number | null, category: number, month: string, spend: number, currency?: string])[]): CardholderReport {
  const people = [...new Set(cells.map(([person]) => person))].map((id) => ({ id, name: id === null ? 'No cardholder' : `Person ${id}` }))
  const categories = [...new Set(cells.map(([, category]) => category))].map((id) => ({ id, name: `Category ${id}` }))
  const all = cells.map(([cardholderId, categoryId, month, spendMinor, currency = 'USD']) => ({ cardholderId, categoryId, month, currency, spendMinor, count: 1 }))
  return { months, people, categories, currencies: [...new Set(all.map((cell) => cell.currency))], cells: all, totals: [], previousTotals: [] }
}

const someReport = fc
  .array(fc.tuple(fc.option(fc.integer({ min: 1, max: 9 })), fc.integer({ min: 1, max: 9 }), fc.constantFrom(...months), fc.integer({ min: -50_000, max: 900_000 }), fc.constantFrom('USD', 'EUR')), { maxLength: 80 })
  .map(reportOf)

describe('pivot', () => {
  it('has the same sum over rows, parts, months and in the corner', () => {
    fc.assert(fc.property(someReport, fc.constantFrom('person', 'category'), (report, by) => {
      const pivot = pivotReport(report, by, 'USD')
      const expected = report.cells.filter((cell) => cell.currency === 'USD').reduce((sum, cell) => sum + cell.spendMinor, 0)
      const add = (values: readonly (number | undefined)[]) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
      expect(pivot.totals.total).toBe(expected)
      expect(add(pivot.rows.map((row) => row.total))).toBe(expected)
      expect(add(pivot.totals.byMonth)).toBe(expected)
      for (const row of pivot.rows) {
        expect(add(row.parts.map((part) => part.total))).toBe(row.total)
        expect(add(row.byMonth)).toBe(row.total)
      }
    }))
  })

  it('leaves a month without charges empty rather than zero, and a month that nets to zero at zero', () => {
    const pivot = pivotReport(reportOf([[1, 2, '2026-01', 500], [1, 2, '2026-01', -500], [1, 3, '2026-03', 900]]), 'person', 'USD')
    expect(pivot.rows[0]?.byMonth).toEqual([0, undefined, 900])
  })

  it('keeps cards without a holder as a row of their own', () => {
    const pivot = pivotReport(reportOf([[null, 2, '2026-01', 100], [7, 2, '2026-01', 300]]), 'person', 'USD')
    expect(pivot.rows.map((row) => [row.id, row.name])).toEqual([[7, 'Person 7'], [null, 'No cardholder']])
    expect(pivotReport(reportOf([[null, 2, '2026-01', 100]]), 'category', 'USD').rows[0]?.parts[0]?.name).toBe('No cardholder')
  })

  it('never mixes currencies and puts the one with most charges first', () => {
    const report = reportOf([[1, 2, '2026-01', 100, 'EUR'], [1, 2, '2026-01', 300], [1, 2, '2026-02', 300]])
    expect(currenciesOf(report)).toEqual(['USD', 'EUR'])
    expect(pivotReport(report, 'person', 'EUR').totals.total).toBe(100)
  })
})

describe('stacked bars', () => {
  it('folds bars beyond the limit without losing money, refunds and all', () => {
    fc.assert(fc.property(someReport, fc.integer({ min: 2, max: 8 }), (report, maxBars) => {
      const pivot = pivotReport(report, 'person', 'USD')
      const { series, rows } = stackOf(pivot, maxBars)
      expect(rows.length).toBeLessThanOrEqual(maxBars)
      expect(new Set(series.map((one) => one.key)).size).toBe(series.length)
      const drawn = rows.flatMap((row) => Object.entries(row.values))
      for (const [key] of drawn) expect(series.some((one) => one.key === key)).toBe(true)
      const spent = pivot.rows.filter((row) => row.total > 0).reduce((sum, row) => sum + row.total, 0)
      expect(drawn.reduce((sum, [, minor]) => sum + minor, 0)).toBe(spent)
    }))
  })

  it('draws no bar for somebody whose refunds outweigh their charges', () => {
    const { rows } = stackOf(pivotReport(reportOf([[1, 1, '2026-01', -900], [2, 1, '2026-01', 500]]), 'person', 'USD'), 6)
    expect(rows.map((row) => row.key)).toEqual(['2'])
  })

  it('finds its way back from a bar to the line behind it, but not from a bar of several', () => {
    expect([lineOfKey(lineKey(7)), lineOfKey(lineKey(null)), lineOfKey(MORE_KEY), lineOfKey(null)]).toEqual([7, null, undefined, undefined])
  })

  it('shows the months of one person as columns, with a zero where nothing was spent', () => {
    const pivot = pivotReport(reportOf([[1, 2, '2026-01', 100], [1, 3, '2026-03', 300]]), 'category', 'USD')
    expect(monthStackOf(pivot, (month) => month).rows).toEqual([
      { key: '2026-01', label: '2026-01', values: { 3: 0, 2: 100 } }, { key: '2026-02', label: '2026-02', values: { 3: 0, 2: 0 } }, { key: '2026-03', label: '2026-03', values: { 3: 300, 2: 0 } },
    ])
    expect(personSentence(pivot, percent, (month) => month)).toBe('75% of it went for Category 3; 2026-03 was the highest month.')
  })
})

describe('whose cards', () => {
  it('takes those of the person that the window speaks about', () => {
    const cards = [[1, 7], [2, 7], [3, 8], [4, null]].map(([id, holder]) => ({ id: id ?? 0, cardholder: holder === null || holder === undefined ? null : { id: holder, name: 'x' } }))
    expect(cardsOfPerson(cards, 7, null)).toEqual([1, 2])
    expect(cardsOfPerson(cards, 7, [2, 3])).toEqual([2])
    expect(cardsOfPerson(cards, 9, null)).toEqual([])
  })
})

describe('drill-down', () => {
  it('asks for exactly what the report counted: posted, no payments, the whole last day', () => {
    const filter = filterOf({ months: range('2026-01', '2026-02'), by: 'person', row: 7, part: 3, personId: null })
    expect(filter).toMatchObject({ from: '2026-01-01', to: '2026-02-28', pending: false, cardholderIds: [7], categoryIds: [3] })
    expect(filter.types).not.toContain('payment')
    expect(transactionFilter.safeParse(filter).success).toBe(true)
  })

  it('knows which of row and part is the person', () => {
    expect(filterOf({ months: oneMonth('2026-02'), by: 'category', row: 3, part: null, personId: null })).toMatchObject({ categoryIds: [3], cardholderIds: [null] })
    expect(filterOf({ months: oneMonth('2026-02'), by: 'category', row: 3, personId: 9 })).toMatchObject({ categoryIds: [3], cardholderIds: [9] })
    expect(filterOf({ months: oneMonth('2026-02'), by: 'person', personId: null })).not.toHaveProperty('cardholderIds')
  })
})

describe('period', () => {
  it.each([
    ['this-month', '2026-05', '2026-05'], ['last-month', '2026-04', '2026-04'], ['quarter', '2026-04', '2026-05'], ['year-to-date', '2026-01', '2026-05'], ['last-12', '2025-06', '2026-05'],
  ] as const)('%s', (preset, from, to) => {
    expect(presetMonths(preset, day('2026-05-31'))).toEqual({ from, to })
  })

  it('compares with as many months just before', () => {
    expect(previousMonths(range('2026-01', '2026-03'))).toEqual(range('2025-10', '2025-12'))
    expect(previousMonths(range('2025-06', '2026-05'))).toEqual(range('2024-06', '2025-05'))
  })

  it('never starts empty when the books end long ago', () => {
    expect(firstLook({ first: '2019-02', last: '2021-07' }, day('2026-05-31'))).toEqual(range('2020-08', '2021-07'))
    expect(firstLook({ first: '2021-05', last: '2021-07' }, day('2026-05-31'))).toEqual(range('2021-05', '2021-07'))
    expect(firstLook({ first: '2024-01', last: '2026-04' }, day('2026-05-31'))).toEqual(range('2025-06', '2026-05'))
    expect(firstLook({ first: null, last: null }, day('2026-05-31'))).toEqual(range('2025-06', '2026-05'))
  })

  it('offers the months of the books, newest first, and the current one', () => {
    expect(choosableMonths({ first: '2026-03', last: '2026-04' }, day('2026-05-31'))).toEqual(['2026-05', '2026-04', '2026-03'])
    expect(choosableMonths({ first: '2026-04', last: '2026-07' }, day('2026-05-31'))[0]).toBe('2026-07')
  })

  it('reads short', () => {
    expect(monthsLabel(range('2025-11', '2025-11'), 'en-US')).toBe('November 2025')
    expect(monthsLabel(range('2025-01', '2025-11'), 'en-US')).toBe('Jan – Nov 2025')
    expect(monthsLabel(range('2024-12', '2025-11'), 'en-US')).toBe('Dec 2024 – Nov 2025')
  })
})

describe('address of the report', () => {
  const period = fc.oneof(
    fc.constant(null),
    fc.constantFrom(...REPORT_PRESETS).map((preset) => ({ kind: 'preset' as const, preset })),
    fc.constantFrom(['2025-01', '2025-12'], ['2026-02', '2026-02']).map(([from = '', to = '']) => ({ kind: 'months' as const, ...range(from, to) })),
  )
  it('brings back every view', () => {
    const views = fc.record({ period, by: fc.constantFrom('person', 'category'), compare: fc.boolean(), currency: fc.option(fc.constantFrom('USD', 'JPY')), personId: fc.option(fc.integer({ min: 1, max: 999 })) })
    fc.assert(fc.property(views, (view) => {
      expect(readReportView(reportViewHref(view as ReportView).split('?')[1] ?? '')).toEqual(view)
    }))
  })

  it('understands the links of other pages', () => {
    const link = reportHref({ personId: 4, from: '2026-01', to: '2026-03' })
    expect(readReportView(link.split('?')[1] ?? '')).toMatchObject({ personId: 4, period: { kind: 'months', from: '2026-01', to: '2026-03' } })
  })

  it('takes no months that run backwards or do not exist', () => {
    expect(readReportView('from=2026-05&to=2026-01').period).toBeNull()
    expect(readReportView('from=2026-13&to=2026-14').period).toBeNull()
    expect(readReportView('period=forever').period).toBeNull()
  })

  it('moves a preset with the calendar', () => {
    const fallback = range('2020-01', '2020-12')
    expect(chosenMonths({ kind: 'preset', preset: 'this-month' }, fallback, day('2026-05-31'))).toEqual(range('2026-05', '2026-05'))
    expect(chosenMonths(null, fallback, day('2026-05-31'))).toEqual(fallback)
    expect(presetOf(range('2026-01', '2026-01'), day('2026-01-10'))).toBe('this-month')
  })
})

describe('words', () => {
  it('says how it changed, and nothing about a change from zero', () => {
    expect(changeText(changeOf(11_200, 10_000), 'Jan', percent)).toBe('12% more than Jan')
    expect(changeText(changeOf(5_000, 10_000), 'Jan', percent)).toBe('50% less than Jan')
    expect(changeText(changeOf(5_000, 0), 'Jan', percent)).toBe('nothing spent in Jan')
    expect(changeText(changeOf(10_001, 10_000), 'Jan', percent)).toBe('about the same as Jan')
    expect(changeText(changeOf(0, 0), 'Jan', percent)).toBe('the same as Jan')
  })

  it('tells nothing spent from nothing known', () => {
    const before = range('2025-01', '2025-12')
    expect([null, '2026-02', '2025-06', '2025-01', '2019-01'].map((first) => coverageOf(first, before))).toEqual(['none', 'none', 'part', 'whole', 'whole'])
  })

  it('says what the chart shows', () => {
    const report = reportOf([[1, 2, '2026-01', 600], [1, 3, '2026-01', 200], [4, 2, '2026-01', 200]])
    expect(chartSentence(pivotReport(report, 'person', 'USD'), 'person', percent)).toBe('Person 1 spent the most, 80% of the total, 75% of it on Category 2.')
    expect(chartSentence(pivotReport(report, 'category', 'USD'), 'category', percent)).toBe('Category 2 took 80% of the spend, 75% of it by Person 1.')
    expect(chartSentence(pivotReport(reportOf([[1, 2, '2026-01', -5]]), 'person', 'USD'), 'person', percent)).toBe('Refunds outweigh the charges in this period.')
  })

  it('suggests a file name that every system takes', () => {
    expect(suggestedName('Fern / Oak: "Design"', '2026-01', '2026-03')).toBe('Fern Oak Design spend per cardholder 2026-01 to 2026-03')
    expect(suggestedName('', '2026-01', '2026-01')).toBe('spend per cardholder 2026-01')
  })
})
