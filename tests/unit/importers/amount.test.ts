import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCsvAmount, parseOfxAmount } from '#engine/importers/amount.ts'
import { decimalText } from '#shared/domain/money.ts'

describe('OFX amounts', () => {
  it.each([
    ['-45.54', 'USD', -4554], ['+721.01', 'USD', 72101], ['-200,00', 'EUR', -20000], ['-30.000', 'USD', -3000], ['.5', 'USD', 50], ['-1000', 'USD', -100000],
    ['-1,234.56', 'USD', -123456], ['-1.234,56', 'EUR', -123456], ['1,234,567', 'USD', 123456700], ['1500', 'JPY', 1500], ['1.2345', 'KWD', 1235], ['-0.00', 'USD', 0],
    // A lone separator is the decimal one: OFX has no thousands separators.
    ['1,234', 'USD', 123],
  ])('reads %s %s as %i', (text, currency, minor) => {
    expect(parseOfxAmount(text, currency)?.minor).toBe(minor)
  })

  it.each(['', ' ', '.', '-', '$120', '12a', '1.2.3,4', '--5', '1e5', '=1+1', '12 34', 'NaN', '99999999999999999999'])('refuses %j', (text) => {
    expect(parseOfxAmount(text, 'USD')).toBeUndefined()
  })

  it('says when decimals were lost, and rounds half away from zero', () => {
    expect(parseOfxAmount('-3.7751', 'USD')).toEqual({ minor: -378, exact: false })
    expect(parseOfxAmount('3.775', 'USD')).toEqual({ minor: 378, exact: false })
    expect(parseOfxAmount('-3.77000', 'USD')).toEqual({ minor: -377, exact: true })
  })
})

describe('CSV amounts', () => {
  it.each([
    ['$1,234.50', 123450], ['-$12.00', -1200], ['$-25.00', -2500], ['(45.20)', -4520], ['($1,000.00)', -100000], ['12.00-', -1200], ['+ £1,100.00', 110000], ['US$12000.00', 1200000],
    ['USD 5.00', 500], ['34.3', 3430], ['106,321.58', 10632158], ['\u22125.00', -500], ['1,00,000.00', 10000000], ["1'234.50", 123450],
  ])('reads %s', (text, minor) => {
    expect(parseCsvAmount(text, 'USD', '.')?.minor).toBe(minor)
  })

  it.each(['219,56', '12,34', '1.0e5', '=SUM(A1)', '@A1', '-(5.00)', '(-5.00)', '+-5', 'six', '5.00 CR', '1,2345', '(', '$', '1,234.5,6'])('refuses %j with a decimal point', (text) => {
    expect(parseCsvAmount(text, 'USD', '.')).toBeUndefined()
  })

  it('reads a decimal comma where the layout has one, and never as thousands', () => {
    expect(parseCsvAmount('-1.234,56', 'NOK', ',')?.minor).toBe(-123456)
    expect(parseCsvAmount('219,56', 'NOK', ',')?.minor).toBe(21956)
    expect(parseCsvAmount('12.50', 'NOK', ',')).toBeUndefined()
  })

  it('reads back every amount in every way that banks write it', () => {
    const currency = fc.constantFrom('USD', 'JPY', 'KWD')
    const minor = fc.integer({ min: -(10 ** 12), max: 10 ** 12 })
    fc.assert(fc.property(minor, currency, (value, code) => {
      const plain = decimalText(value, code)
      const grouped = plain.replace(/\d(?=(?:\d{3})+(?:\.|$))/g, '$&,')
      const swapped = grouped.replaceAll(/[.,]/g, (separator) => (separator === '.' ? ',' : '.'))
      const parentheses = value < 0 ? `(${grouped.slice(1)})` : grouped
      expect(parseOfxAmount(plain, code)).toEqual({ minor: value, exact: true })
      for (const text of [plain, grouped, parentheses, `$${plain}`]) expect(parseCsvAmount(text, code, '.')).toEqual({ minor: value, exact: true })
      expect(parseCsvAmount(swapped, code, ',')).toEqual({ minor: value, exact: true })
    }))
  })

  it('never reads a text without digits as a number', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      expect(parseCsvAmount(text.replace(/\d/g, ''), 'USD', 'auto')).toBeUndefined()
    }))
  })
})
