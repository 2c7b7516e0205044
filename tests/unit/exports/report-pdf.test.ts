import { describe, expect, test } from 'vitest'
import type { CardholderReport } from '#shared/rpc/contract/reports.contract.ts'
import { monthRange, type IsoMonth } from '#shared/domain/time.ts'
import { figure } from '#engine/exports/pdf/figures.ts'
import { renderReportPdf } from '#engine/exports/pdf/report-pdf.ts'
import { linesOf, readPdf, type PdfPage } from '#tests/support/pdf-text.ts'

interface Made {
  readonly months?: number
  readonly people?: readonly string[]
  readonly categories?: readonly string[]
  readonly currencies?: readonly string[]
  readonly spend?: (person: number, category: number, month: number) => number
}

function reportOf({ months: count = 3, people = ['Ada Lindqvist', 'Zoë Varga'], categories = ['Restaurants', 'Fuel'], currencies = ['USD'], spend = (p, c, m) => 10_000 * (p + 1) + 100 * c + m }: Made = {}): CardholderReport {
  const months = monthRange('2026-01' as IsoMonth, `2026-${String(count).padStart(2, '0')}` as IsoMonth)
  const cells = currencies.flatMap((currency) =>
    people.flatMap((_person, p) => categories.flatMap((_category, c) => months.map((month, m) => ({ cardholderId: p + 1, categoryId: c + 1, month, currency, spendMinor: spend(p, c, m), count: 1 })))),
  )
  const total = (currency: string) => cells.filter((cell) => cell.currency === currency).reduce((sum, cell) => sum + cell.spendMinor, 0)
  return {
    months: [...months], cells, currencies: [...currencies],
    people: people.map((name, p) => ({ id: p + 1, name })),
    categories: categories.map((name, c) => ({ id: c + 1, name })),
    totals: currencies.map((currency) => ({ minor: total(currency), currency })),
    previousTotals: [],
  }
}

const HEAD = { businessName: 'Harbour & Finch LLC', scope: 'All cards', createdAt: Date.UTC(2026, 10, 24, 12) }
const render = (report: CardholderReport, head = HEAD) => renderReportPdf(report, head, { signal: new AbortController().signal, progress: () => {} })
const pagesOf = async (report: CardholderReport, head = HEAD) => (await readPdf(await render(report, head))).pages

/** What is cut by the edge of the paper or drawn over something else. */
function faultsOf(page: PdfPage): readonly string[] {
  return linesOf(page.items).flatMap((line) =>
    line.flatMap(({ text, x, y, width }, index) => {
      const next = line[index + 1]
      const inside = x >= 38 && x + width <= page.width - 38 && y >= 20 && y <= page.height - 20
      return [...(inside ? [] : [`${text} leaves the page`]), ...(next && x + width > next.x + 0.5 ? [`${text} covers ${next.text}`] : [])]
    }),
  )
}

describe('the report on paper', () => {
  test('says whose it is, what of, how much, and how it is counted', async () => {
    const [first] = await pagesOf({ ...reportOf(), previousTotals: [{ minor: 100_000, currency: 'USD' }] })
    for (const words of ['Harbour & Finch LLC', 'Spend by cardholder', 'January – March 2026', 'All cards', 'USD 1,806.12', '80.6% more than in the 3 months before (USD 1,000.00)', 'All amounts in USD.', 'Payments and pending charges are not counted.', 'Created on 24 November 2026 with Cardkeep', 'Page 1 of 1']) {
      expect(first?.text).toContain(words)
    }
  })

  test('has a table of everybody and one of each person, whose sums are those of their cells', async () => {
    const [page] = await pagesOf(reportOf())
    expect(page?.text.split('\n').filter((line) => line.includes(' | '))).toEqual(expect.arrayContaining([
      'Cardholder | Jan 2026 | Feb 2026 | Mar 2026 | Total',
      'Zoë Varga | 401.00 | 401.02 | 401.04 | 1,203.06',
      'Ada Lindqvist | 201.00 | 201.02 | 201.04 | 603.06',
      'Total | 602.00 | 602.04 | 602.08 | 1,806.12',
      'Category | Jan 2026 | Feb 2026 | Mar 2026 | Total',
      'Fuel | 201.00 | 201.01 | 201.02 | 603.03',
      'Restaurants | 200.00 | 200.01 | 200.02 | 600.03',
      'Total | 401.00 | 401.02 | 401.04 | 1,203.06',
    ]))
  })

  test('splits a year in two halves, with the sum of the year beside the second', async () => {
    const pages = await pagesOf(reportOf({ months: 12, people: ['Ada Lindqvist'] }))
    const text = pages.map((page) => page.text).join('\n')
    expect(text).toContain('Cardholder | Jan 2026 | Feb 2026 | Mar 2026 | Apr 2026 | May 2026 | Jun 2026\n')
    expect(text).toContain('Cardholder | Jul 2026 | Aug 2026 | Sep 2026 | Oct 2026 | Nov 2026 | Dec 2026 | Total')
    expect(text).toContain('Restaurants | 100.06 | 100.07 | 100.08 | 100.09 | 100.10 | 100.11 | 1,200.66')
  })

  test('keeps currencies apart, each with its own decimals', async () => {
    const text = (await pagesOf(reportOf({ currencies: ['USD', 'JPY'], people: ['Ada Lindqvist'], months: 2 }))).map((page) => page.text).join('\n')
    expect(text).toContain('Each currency on its own.')
    expect(text).toContain('USD 402.02')
    expect(text).toContain('JPY 40,202')
    expect(text).toContain('Ada Lindqvist | JPY, 4 charges')
    expect(text).toContain('Restaurants | 10,000 | 10,001 | 20,001')
  })

  test('counts its pages and repeats whose table goes on', async () => {
    const pages = await pagesOf(reportOf({ people: Array.from({ length: 24 }, (_, index) => `Person ${index}`) }))
    expect(pages.length).toBeGreaterThan(2)
    for (const [index, page] of pages.entries()) {
      expect(page.text).toContain(`Page ${index + 1} of ${pages.length}`)
      expect(faultsOf(page)).toEqual([])
    }
    expect(pages[1]?.text).toContain('All cardholders, continued')
    expect(pages[1]?.text).toContain('Harbour & Finch LLC, Spend by cardholder, January – March 2026')
  })

  test('is American Letter for dollars and A4 for others, on its side', async () => {
    expect((await pagesOf(reportOf()))[0]).toMatchObject({ width: 792, height: 612 })
    const [a4] = await pagesOf(reportOf({ currencies: ['EUR'] }))
    expect([Math.round(a4?.width ?? 0), Math.round(a4?.height ?? 0)]).toEqual([842, 595])
  })

  test('names itself to the reader, and does without a business name where there is none', async () => {
    const { info } = await readPdf(await render(reportOf()))
    expect(info).toMatchObject({ Title: 'Harbour & Finch LLC, Spend by cardholder, January – March 2026', Author: 'Harbour & Finch LLC', Creator: 'Cardkeep', Language: 'en' })
    const [page] = await pagesOf(reportOf(), { ...HEAD, businessName: '' })
    expect(page?.text).toContain('Spend by cardholder · Created on')
  })

  test.each([
    ['a year of the largest amounts', { months: 12, size: 99_999_999_999, people: ['x'.repeat(120), 'Al'], categories: ['Wolfeschlegelsteinhausenbergerdorff & Sons International Trading'] }],
    ['one month in other alphabets', { months: 1, size: 9_999_999, people: ['Анна Каренина', 'Ελένη Παπαδοπούλου'], categories: ['Ünïcödé Ñame', 'x'.repeat(120)] }],
    ['months that do not fill a page', { months: 7, size: 1, people: ['Ünïcödé '.repeat(20)], categories: ['Fuel'] }],
  ])('stays tidy with the longest names and %s', async (_name, { months, size, people, categories }) => {
    const report = reportOf({ people, categories, months, spend: (p, c, m) => (m % 3 === 0 ? -size : size + p + c) })
    for (const page of await pagesOf(report, { ...HEAD, businessName: people.join(' and '), scope: categories.join(', ').repeat(4) })) expect(faultsOf(page)).toEqual([])
  })

  test('shows a month without spend as empty and one that was all given back as zero', async () => {
    const report = reportOf({ people: ['Ada Lindqvist'], categories: ['Fuel'], spend: () => 0 })
    const [page] = await pagesOf({ ...report, cells: report.cells.filter((cell) => cell.month !== '2026-02') })
    expect(page?.text).toContain(`Fuel | ${figure(0, 'USD')} | – | 0.00 | 0.00`)
    expect(page?.text).toContain('Total | 0.00 | – | 0.00 | 0.00')
  })
})

test('rendering stops when it is cancelled, and says how far it is until then', async () => {
  const controller = new AbortController()
  const steps: number[] = []
  const rendering = renderReportPdf(reportOf({ people: Array.from({ length: 20 }, (_, index) => `Person ${index}`) }), HEAD, {
    signal: controller.signal,
    progress: ({ done, total }) => {
      expect(total).toBe(21)
      steps.push(done)
      if (done === 3) controller.abort()
    },
  })
  await expect(rendering).rejects.toThrow('aborted')
  expect(steps).toEqual([0, 1, 2, 3])
})
