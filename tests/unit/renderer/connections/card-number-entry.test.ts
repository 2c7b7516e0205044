import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caretAfter, digitsOf, groupDigits, problemOfCardNumber, readCardNumber } from '#renderer/features/connections/model/card-number-entry.ts'

describe('a card number while it is typed', () => {
  it.each([
    ['370012345671002', '3700 123456 71002'], ['4111111111111111', '4111 1111 1111 1111'], ['41111', '4111 1'], ['37001', '3700 1'], ['', ''], ['6011000000000000123', '6011 0000 0000 0000 123'],
  ])('%s is grouped as on the card', (digits, grouped) => {
    expect(groupDigits(digits)).toBe(grouped)
  })

  it('grouping adds spaces and takes nothing away', () => {
    fc.assert(fc.property(fc.stringMatching(/^\d{0,19}$/), (digits) => digitsOf(groupDigits(digits)) === digits && !/^ | $| {2}/.test(groupDigits(digits))))
  })

  it('the caret stays behind the digit that was typed', () => {
    fc.assert(fc.property(fc.stringMatching(/^\d{0,19}$/), fc.nat(19), (digits, typed) => {
      const before = Math.min(typed, digits.length)
      const grouped = groupDigits(digits)
      return digitsOf(grouped.slice(0, caretAfter(grouped, before))).length === before
    }))
  })

  it.each([
    ['411', null], ['4111', null], ['41111111111111', null],
    ['0000', 'No card network begins like this.'], ['9999', 'No card network begins like this.'],
    ['4111111111111112', 'One of the digits is not right.'], ['378282246310006', 'One of the digits is not right.'],
  ])('%s: %s', (digits, problem) => {
    expect(readCardNumber(digits)).toMatchObject({ isComplete: false, problem })
  })

  it.each([['4111111111111111', 'visa'], ['378282246310005', 'amex'], ['5555555555554444', 'mastercard']])('%s is whole', (digits, brand) => {
    expect(readCardNumber(digits)).toEqual({ brand, isComplete: true, problem: null })
    expect(problemOfCardNumber(digits)).toBeNull()
  })

  it('is told to be unfinished only when it is sent', () => {
    expect(readCardNumber('41111111').problem).toBeNull()
    expect(problemOfCardNumber('41111111')).toBe('Some digits are missing.')
    expect(problemOfCardNumber('')).toBe('Type the number on the card.')
  })

  it('one wrong digit is always noticed', () => {
    fc.assert(fc.property(fc.constantFrom('4111111111111111', '378282246310005', '5555555555554444'), fc.nat(14), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
      const wrong = `${number.slice(0, at)}${(Number(number[at]) + by) % 10}${number.slice(at + 1)}`
      return problemOfCardNumber(wrong) !== null
    }))
  })
})
