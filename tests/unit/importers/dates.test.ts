import { describe, expect, it } from 'vitest'
import { OfxDates, parseCsvDate } from '#engine/importers/dates.ts'
import type { DateOrder } from '#engine/importers/dates.ts'

describe('OFX dates', () => {
  it.each([
    ['20260228', '2026-02-28'], ['20260228235959.000[-5:EST]', '2026-02-28'], ['20260101003000[+9:JST]', '2026-01-01'], ['20260301000000[-:EST]', '2026-03-01'],
    ['20180804093914:014', '2018-08-04'], ['20151006160000.000[-5:EST]160000.000[-5:EST]', '2015-10-06'], ['20240229', '2024-02-29'], ['2026-03-02', '2026-03-02'],
  ])('keeps the day that the bank wrote in %s', (text, date) => {
    expect(new OfxDates().parse(text)).toBe(date)
  })

  it.each(['', '****', '2026', '20263131', '201120000000', '20260229', '00000000', 'yesterday', '2026022X', '20260228abc'])('refuses %j', (text) => {
    const dates = new OfxDates()
    expect(dates.parse(text)).toBeUndefined()
    expect(dates.parse(text)).toBeUndefined()
  })
})

describe('CSV dates', () => {
  it.each<[string, DateOrder, string]>([
    ['02/27/2026', 'mdy', '2026-02-27'], ['2/7/2026', 'mdy', '2026-02-07'], ['02/27/26', 'mdy', '2026-02-27'], ['06-01-2026', 'mdy', '2026-06-01'],
    ['27/02/2026', 'dmy', '2026-02-27'], ['03/02/2026', 'dmy', '2026-02-03'], ['18.09.2017', 'dmy', '2017-09-18'],
    ['2026-02-27', 'ymd', '2026-02-27'], ['2026/02/27', 'ymd', '2026-02-27'], ['2025-03-01 15:12:22', 'ymd', '2025-03-01'], ['20260227', 'ymd', '2026-02-27'],
    ['02 Mar 2026', 'dMy', '2026-03-02'], ['14 Apr. 2026', 'dMy', '2026-04-14'], ['31-Dec-2025', 'dMy', '2025-12-31'],
  ])('reads %s (%s)', (text, order, date) => {
    expect(parseCsvDate(text, [order])).toBe(date)
  })

  it.each<[string, DateOrder]>([['31/31/2026', 'mdy'], ['31/31/2026', 'dmy'], ['27/02/2026', 'mdy'], ['02/27/2026', 'dmy'], ['2026-02-30', 'ymd'], ['02 Foo 2026', 'dMy'], ['', 'mdy'], ['1/2', 'mdy'], ['02/27/026', 'mdy']])(
    'refuses %j as %s',
    (text, order) => {
      expect(parseCsvDate(text, [order])).toBeUndefined()
    },
  )
})
