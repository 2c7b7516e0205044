import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountEntryText, amountProblemText, currencySign, readAmount } from '#renderer/lib/amount-entry.ts'
import { dateProblemText, readDate } from '#renderer/lib/date-entry.ts'
import { MAX_MINOR } from '#shared/domain/money.ts'

const us = { currency: 'USD', locale: 'en-US' }
const german = { currency: 'EUR', locale: 'de-DE' }
const french = { currency: 'EUR', locale: 'fr-FR' }
const amount = (minor: number) => ({ kind: 'amount', minor })
const problem = (kind: string) => ({ kind: 'problem', problem: kind })

describe('an amount as it is typed', () => {
  it.each([
    ['1234', us, 123_400],
    ['1,234.50', us, 123_450],
    ['$1,234.5', us, 123_450],
    ['USD 12', us, 1_200],
    ['12.5 usd', us, 1_250],
    ['.5', us, 50],
    ['5.', us, 500],
    ['12,50', us, 1_250],
    ['1,234', us, 123_400],
    ['1,234,567', us, 123_456_700],
    ['1.234,50', us, 123_450],
    ['1 234,50', us, 123_450],
    ['1 234,50', french, 123_450],
    ['1 234,50 €', french, 123_450],
    ['12.50', french, 1_250],
    ['1.234,50', german, 123_450],
    ['1.234', german, 123_400],
    ['12,5', german, 1_250],
    ['1,234.50', german, 123_450],
    ['1’234.50', { currency: 'CHF', locale: 'de-CH' }, 123_450],
    ['CHF 80', { currency: 'CHF', locale: 'de-CH' }, 8_000],
    ['1,23,456.78', { currency: 'INR', locale: 'en-IN' }, 12_345_678],
    ['350', { currency: 'JPY', locale: 'en-US' }, 350],
    ['1,500', { currency: 'JPY', locale: 'en-US' }, 1_500],
    ['1.234', { currency: 'KWD', locale: 'en-US' }, 1_234],
    ['1,234', { currency: 'KWD', locale: 'en-US' }, 1_234_000],
  ])('%s', (typed, rules, minor) => {
    expect(readAmount(typed, rules)).toEqual(amount(minor))
  })

  it('says what is wrong instead of guessing', () => {
    expect(readAmount('', us)).toEqual({ kind: 'empty' })
    expect(readAmount('   ', us)).toEqual({ kind: 'empty' })
    // Read as 1.50 it would be a thousandth of what a German means.
    expect(readAmount('1.500', us)).toEqual(problem('decimals'))
    expect(readAmount('1,500', german)).toEqual(problem('decimals'))
    expect(readAmount('12.345', us)).toEqual(problem('decimals'))
    expect(readAmount('12.5', { currency: 'JPY', locale: 'en-US' })).toEqual(problem('decimals'))
    for (const typed of ['-5', '−5', '5-', '(5)', '-$5', '$-5']) expect(readAmount(typed, us)).toEqual(problem('negative'))
    expect(readAmount('0', us)).toEqual(problem('zero'))
    expect(readAmount('0.00', us)).toEqual(problem('zero'))
    expect(readAmount('0', { ...us, allowZero: true })).toEqual(amount(0))
    for (const typed of ['abc', '12a', '1.2.3,4', '1,2,3', '12 34', '1..2', '$', '1,23.456,7', '1e5', '..', '-']) expect(readAmount(typed, us)).toEqual(problem('not-an-amount'))
  })

  it('stops at the largest there is, or may be', () => {
    expect(readAmount('2500.01', { ...us, max: 250_000 })).toEqual(problem('too-large'))
    expect(readAmount('2500', { ...us, max: 250_000 })).toEqual(amount(250_000))
    expect(readAmount('99999999999999999999', us)).toEqual(problem('too-large'))
  })

  it('is written back so that it reads the same, in every locale', () => {
    const locales = fc.constantFrom('en-US', 'de-DE', 'fr-FR', 'de-CH', 'en-IN', 'sv-SE', 'pl-PL', 'pt-BR', 'ar-EG', 'hi-IN', 'es-ES')
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MAX_MINOR }), fc.constantFrom('USD', 'JPY', 'KWD', 'EUR'), locales, (minor, currency, locale) => {
        const rules = { currency, locale }
        expect(readAmount(amountEntryText(minor, rules), rules)).toEqual(amount(minor))
        expect(readAmount(`${currencySign(rules)} ${amountEntryText(minor, rules)}`, rules)).toEqual(amount(minor))
      }),
    )
  })

  it('has words for each problem, naming the currency and the most', () => {
    expect(amountProblemText('decimals', 'USD')).toContain('More decimals than USD has')
    expect(amountProblemText('decimals', 'JPY')).toBe('JPY has no decimals.')
    expect(amountProblemText('too-large', 'USD', '$2,500.00')).toBe('The most is $2,500.00.')
  })
})

describe('a day as it is typed', () => {
  const rules = { min: '2026-11-24', max: '2027-11-24' }
  it('is a day within its bounds, or says which they are', () => {
    expect(readDate('2026-11-24', rules)).toEqual({ kind: 'date', date: '2026-11-24' })
    expect(readDate('', rules)).toEqual({ kind: 'empty' })
    expect(readDate('', rules, true)).toEqual(problem('not-a-date'))
    expect(readDate('2026-02-30', {})).toEqual(problem('not-a-date'))
    expect(readDate('12026-02-03', {})).toEqual(problem('not-a-date'))
    const say = (text: string) => dateProblemText(readDate(text, rules), rules, (date) => date)
    expect(say('2026-11-23')).toBe('2026-11-24 at the earliest.')
    expect(say('2027-11-25')).toBe('2027-11-24 at the latest.')
    expect(say('2026-12-01')).toBeNull()
  })
})
