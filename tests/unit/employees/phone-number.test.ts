import fc from 'fast-check'
import { expect, test } from 'vitest'
import { phoneNumber } from '#engine/employees/phone-number.ts'
import { phoneNumber as accepted } from '#shared/gateway/resources/identity.ts'

test.each([
  ['(617) 555-0123', '+16175550123'], ['617.555.0123', '+16175550123'], ['1 617 555 0123', '+16175550123'], ['+1 (617) 555-0123', '+16175550123'], ['+44 20 7946 0018', '+442079460018'], ['  +49 30 1234567 ', '+49301234567'],
])('%s is %s', (written, number) => {
  expect(phoneNumber(written)).toBe(number)
})

test.each(['555 0123', '020 7946 0018', '2 617 555 0123', '+0 123 456 789', '+1234', '+12345678901234567', 'call me', ''])('%s is no number that an issuer could call', (written) => {
  expect(phoneNumber(written)).toBeUndefined()
})

test('whatever is given, an issuer takes what comes out, and it stays the same when it is written again', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\+?[\d ().-]{5,20}$/)), (written) => {
    const number = phoneNumber(written)
    if (number === undefined) return
    expect(accepted.safeParse(number).success).toBe(true)
    expect(phoneNumber(number)).toBe(number)
  }))
})
