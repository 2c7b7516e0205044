import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brandOf, isCardNumber, maskDigits, passesLuhn, scrubId, scrubText } from '#shared/domain/card-number.ts'

// Test numbers that the networks publish.
const AMEX = '378282246310005'
const VISA = '4111111111111111'
const MASTERCARD = '5555555555554444'
const MASTERCARD_2 = '2223003122003222'
const DISCOVER = '6011000990139424'
const DINERS = '30569309025904'
const JCB = '3530111333300000'

describe('card numbers', () => {
  it.each([
    [AMEX, 'amex'], [VISA, 'visa'], [MASTERCARD, 'mastercard'], [MASTERCARD_2, 'mastercard'], [DISCOVER, 'discover'], [DINERS, 'diners'], [JCB, 'jcb'],
  ])('knows %s as %s', (number, brand) => {
    expect(brandOf(number)).toBe(brand)
    expect(isCardNumber(number)).toBe(true)
  })

  it.each(['378282246310006', '411111111111111', '1234567890123452', 'not a number', ''])('does not take %j for a card number', (text) => {
    expect(isCardNumber(text)).toBe(false)
  })

  it('shows five digits of American Express and four of all others', () => {
    expect(maskDigits(AMEX)).toBe('··10005')
    expect(maskDigits(VISA)).toBe('··1111')
  })

  it('finds that one wrong digit breaks the check', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 1, max: 9 }), (position, change) => {
      const digit = (Number(AMEX[position]) + change) % 10
      expect(passesLuhn(AMEX.slice(0, position) + digit + AMEX.slice(position + 1))).toBe(false)
    }))
  })
})

describe('scrubText', () => {
  it.each([
    [`paid with ${VISA}.`, 'paid with ··1111.'],
    [`${AMEX}`, '··10005'],
    ['card 4111 1111 1111 1111 used', 'card ··1111 used'],
    ['card 4111-1111-1111-1111', 'card ··1111'],
    ['card 3782 822463 10005!', 'card ··10005!'],
    [`x${MASTERCARD}y${DISCOVER}z`, 'x··4444y··9424z'],
    // Glued to a date, before or after.
    [`${VISA}20260205`, '··111120260205'],
    [`20260205${AMEX}`, '20260205··10005'],
    // A number that passes the check without a network is masked too: the safe side.
    ['ref 1234567890123452', 'ref ··3452'],
  ])('masks %j', (text, expected) => {
    expect(scrubText(text)).toBe(expected)
  })

  it.each(['', 'no digits', 'phone 800-555-1212', '12/24/2026 10:15', 'XXXXXXXXXXXX1111', 'ref 1234567890123456', '-71002'])('leaves %j alone', (text) => {
    expect(scrubText(text)).toBe(text)
  })

  it('leaves no card number in any text that one is put into', () => {
    const numbers = fc.constantFrom(AMEX, VISA, MASTERCARD, MASTERCARD_2, DISCOVER, DINERS, JCB)
    const text = fc.string().map((value) => value.replace(/\d/g, 'x'))
    fc.assert(fc.property(text, numbers, text, (before, number, after) => {
      const scrubbed = scrubText(before + number + after)
      expect(scrubbed).not.toContain(number)
      expect(scrubText(scrubbed)).toBe(scrubbed)
    }))
  })
})

describe('scrubId', () => {
  it.each([
    ['320260340255184014', 'an American Express reference'],
    ['24692166034000012345676', 'an acquirer reference of 23 digits'],
    ['1234567890123452', 'digits that pass the check but belong to no network'],
    ['202602050001', 'a date and a counter'],
  ])('keeps %s, %s', (id) => {
    expect(scrubId(id)).toBe(id)
  })

  it.each([[`${VISA}-0001`, '··1111-0001'], [`20260205${AMEX}`, '20260205··10005'], [`${MASTERCARD}2026020`, '··44442026020'], [`${MASTERCARD}202602050001`, '··0001']])('masks the card number in %s', (id, expected) => {
    expect(scrubId(id)).toBe(expected)
  })
})
