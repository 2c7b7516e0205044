import { describe, expect, test } from 'vitest'
import { amount, changeInWords, figure, monthGroups, periodInWords, shortMonth } from '#engine/exports/pdf/figures.ts'

describe('figures on paper', () => {
  test.each([
    [0, 'USD', '0.00'], [5, 'USD', '0.05'], [-120_418, 'USD', '−1,204.18'], [100_000_000_000, 'USD', '1,000,000,000.00'], [99_999, 'USD', '999.99'], [1_234_567, 'JPY', '1,234,567'], [-1_005, 'KWD', '−1.005'],
  ])('%i %s is %s', (minor, currency, text) => {
    expect(figure(minor, currency)).toBe(text)
    expect(amount(minor, currency)).toBe(`${currency} ${text}`)
  })

  test.each([
    ['2026-03', '2026-03', 'March 2026'], ['2026-01', '2026-12', 'January – December 2026'], ['2025-11', '2026-10', 'November 2025 – October 2026'],
  ])('%s to %s is %s', (from, to, words) => {
    expect(periodInWords(from, to)).toBe(words)
  })

  test('a month is the same month in every time zone', () => {
    expect(shortMonth('2026-01')).toBe('Jan 2026')
    expect(shortMonth('2026-12')).toBe('Dec 2026')
  })

  test.each([
    [1_124, 1_000, 12, '12.4% more than in the 12 months before'], [900, 1_000, 1, '10% less than in the month before'], [1_000, 1_000, 3, 'As much as in the 3 months before'], [5, 0, 1, undefined], [5, undefined, 1, undefined],
  ])('%i after %s is put in words', (minor, previous, months, words) => {
    expect(changeInWords(minor, previous, months)).toBe(words)
  })

  test('months are split into groups as even as they can be', () => {
    const sizes = (count: number) => monthGroups(Array.from({ length: count }, (_, index) => `m${index}`), 6).map((group) => group.length)
    expect([1, 6, 7, 9, 12, 13, 24].map(sizes)).toEqual([[1], [6], [4, 3], [5, 4], [6, 6], [5, 4, 4], [6, 6, 6, 6]])
    expect(monthGroups(['a', 'b', 'c', 'd', 'e', 'f', 'g'], 6).flat()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
  })
})
