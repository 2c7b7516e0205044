import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isCardNumber } from '#shared/domain/card-number.ts'
import { findCardNumbers, withoutCardNumbers, withoutCardNumbersInId } from '#shared/domain/card-text.ts'

const NUMBERS = ['4111111111111111', '5555555555554444', '371449635398431', '6011111111111117', '2223003122003222', '3530111333300000', '36227206271667'] as const
const number = fc.constantFrom(...NUMBERS)

/** Ways in which a number is written: in one, in groups, in pairs, with odd separators, in other digits. */
const WRITINGS: readonly ((digits: string) => string)[] = [
  (digits) => digits,
  (digits) => digits.replace(/(.{4})(?=.)/g, '$1 '),
  (digits) => digits.replace(/(.{4})(?=.)/g, '$1-'),
  (digits) => digits.replace(/(.{4})(?=.)/g, '$1 / '),
  (digits) => digits.replace(/(.{2})(?=.)/g, '$1.'),
  (digits) => [...digits].join(' '),
  (digits) => [...digits].join('\u200B'),
  (digits) => digits.replace(/(.{4})(?=.)/g, '$1\u2009'),
  (digits) => digits.replace(/(.{4})(?=.)/g, '$1_'),
  (digits) => digits.replace(/(.{4})(?=.)/g, '$1\n'),
  (digits) => digits.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
  (digits) => digits.replace(/\d/g, (digit) => String.fromCodePoint(0x0660 + Number(digit))),
  (digits) => digits.replace(/\d/g, (digit) => String.fromCodePoint(0x1d7d8 + Number(digit))),
]

it('finds a card number however it is written, wherever it stands', () => {
  const words = fc.string({ unit: fc.constantFrom('a', 'B', ' ', 'é', '"', ':', '—'), maxLength: 20 })
  fc.assert(
    fc.property(words, number, fc.constantFrom(...WRITINGS), words, (before, digits, write, after) => {
      const text = `${before} ${write(digits)} ${after}`
      const kept = withoutCardNumbers(text)
      expect(findCardNumbers(kept)).toEqual([])
      expect(kept.normalize('NFKC').replace(/\D/g, '')).not.toContain(digits.slice(0, 12))
      expect(findCardNumbers(text)).toEqual([digits])
    }),
    { numRuns: 2_000 },
  )
})

it('leaves what people write otherwise: dates, times, amounts, telephone numbers, order numbers', () => {
  for (const text of [
    'Paid on 2026-03-01 12:30:45.123', '+1 (617) 555-0123 ext. 12', 'Order 112-3487561-9923412', '1,234,567,890.12 and 9,876.54', 'UA 4411 SFO-BOS 12/03/2026 18:45', '10.0.0.1:8443 10.0.0.2:8443', '٤٥ lunches',
    'room 12, table 7, 3 x 14.50, 2 x 9.90',
  ]) expect(withoutCardNumbers(text)).toBe(text)
})

it('keeps identifiers of many digits that no network gives', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 10n ** 14n, max: 10n ** 19n - 1n }).map(String), (id) => {
      if (isCardNumber(id)) expect(withoutCardNumbersInId(id)).not.toContain(id)
      else if (id.length <= 16) expect(withoutCardNumbersInId(id)).toBe(id)
    }),
    { numRuns: 2_000 },
  )
  expect(withoutCardNumbersInId('card_4111111111111111')).toBe('card_··1111')
})
