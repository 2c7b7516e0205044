import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFormats, plural } from '#renderer/lib/formats.ts'
import { decimalText, MAX_MINOR } from '#shared/domain/money.ts'

const formats = createFormats('en-US', new Date(2026, 10, 24, 9, 30))

describe('money', () => {
  it('reads a charge plain and a credit with a plus', () => {
    expect(formats.money({ minor: -120_418, currency: 'USD' }, { sign: 'transaction' })).toBe('$1,204.18')
    expect(formats.money({ minor: 120_418, currency: 'USD' }, { sign: 'transaction' })).toBe('+$1,204.18')
    expect(formats.money({ minor: 0, currency: 'USD' }, { sign: 'transaction' })).toBe('$0.00')
  })

  it('keeps the sign of a figure', () => {
    expect(formats.money({ minor: -5, currency: 'USD' })).toBe('-$0.05')
  })

  it('knows how many decimals a currency has, and never hides which it is', () => {
    expect(formats.money({ minor: 350, currency: 'JPY' })).toBe('¥350')
    expect(formats.money({ minor: 1_234_567, currency: 'KWD' })).toBe('KWD 1,234.567'.replace(' ', '\u00A0'))
    expect(formats.money({ minor: 1_200, currency: 'CAD' })).toBe('CA$12.00')
  })

  it('rounds only when asked', () => {
    expect(formats.money({ minor: 199_950, currency: 'USD' }, { whole: true })).toBe('$2,000')
  })

  it('shows exactly the digits of every amount there can be', () => {
    fc.assert(
      fc.property(fc.integer({ min: -MAX_MINOR, max: MAX_MINOR }), fc.constantFrom('USD', 'JPY', 'KWD'), (minor, currency) => {
        const shown = formats.money({ minor, currency }).replace(/[^\d.-]/g, '')
        expect(shown).toBe(decimalText(minor, currency))
      }),
    )
  })
})

describe('dates', () => {
  it('leave this year out and name any other', () => {
    expect(formats.date('2026-11-03')).toBe('3 Nov')
    expect(formats.date('2025-11-03')).toBe('3 Nov 2025')
    expect(formats.month('2026-02')).toBe('Feb')
    expect(formats.month('2025-02')).toBe('Feb 2025')
    expect(formats.monthLong('2026-02')).toBe('February 2026')
    expect(formats.dateLong('2026-11-24')).toBe('Tuesday, 24 November 2026')
  })

  it('say today and yesterday where that is what it is', () => {
    expect(formats.day('2026-11-24')).toBe('Today')
    expect(formats.day('2026-11-23')).toBe('Yesterday')
    expect(formats.day('2026-11-22')).toBe('Sun 22 Nov')
  })

  it('are the bank’s own day in every time zone', () => {
    // Formatting an instant at midnight UTC in a zone west of it would show the day before.
    expect(createFormats('en-US', new Date(2026, 0, 1)).date('2026-01-01')).toBe('1 Jan')
  })

  it('keep the order of other languages', () => {
    expect(createFormats('de-DE', new Date(2026, 10, 24)).date('2026-11-03')).toBe('3. Nov.')
  })

  it('make a range of one day that day', () => {
    expect(formats.range('2026-11-03', '2026-11-03')).toBe('3 Nov')
    expect(formats.range('2025-12-03', '2026-01-02')).toBe('3 Dec 2025 – 2 Jan')
  })
})

describe('relative times', () => {
  const now = Date.UTC(2026, 10, 24, 12)
  it.each([
    [20_000, 'just now'],
    [2 * 60_000, '2 min ago'],
    [59 * 60_000, '59 min ago'],
    [3 * 3_600_000, '3 hr ago'],
    [26 * 3_600_000, 'yesterday'],
    [15 * 86_400_000, '2 wk ago'],
    [400 * 86_400_000, 'last yr'],
  ])('%i ms ago is “%s”', (ago, text) => {
    expect(formats.relative(now - ago, now)).toBe(text)
  })
})

it('counts in words', () => {
  expect(plural(1, 'charge', 'charges')).toBe('1 charge')
  expect(plural(2_400, 'charge', 'charges', formats.count(2_400))).toBe('2,400 charges')
})
