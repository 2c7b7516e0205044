import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pinProblem } from '#engine/vault/pin-policy.ts'

test.each(['', '1', '12345', '97531'])('%j is too short', (pin) => expect(pinProblem(pin)).toBe('too-short'))

test.each(['000000', '111111', '121212', '112112', '123456', '654321', '890123', '210987', '135791', '123123', '471471', '112233', '998877', '147258', '159753', '007007', '123321', '12345678', '11223344', '36363636', '123412341234'])(
  '%s is among the first that anybody tries', (pin) => expect(pinProblem(pin)).toBe('too-easy'),
)

test.each(['493817', '270419', '8605139', '930274615'])('%s is taken', (pin) => expect(pinProblem(pin)).toBeNull())

test('of the PINs of six digits (every 41st is looked at) the rules take out a small part, so that they do not help a guesser', () => {
  const looked = Array.from({ length: Math.floor(1_000_000 / 41) }, (_, n) => String(n * 41).padStart(6, '0'))
  const refused = looked.filter((pin) => pinProblem(pin) !== null).length / looked.length
  expect(refused).toBeGreaterThan(0.001)
  expect(refused).toBeLessThan(0.01)
})

test('property: whatever is said twice, thrice or four times is too easy', () => {
  fc.assert(fc.property(fc.stringMatching(/^\d{3}$/), fc.integer({ min: 2, max: 4 }), (part, times) => void expect(pinProblem(part.repeat(times))).toBe('too-easy')))
})
