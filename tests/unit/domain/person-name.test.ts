import fc from 'fast-check'
import { expect, it } from 'vitest'
import { matchName } from '#shared/domain/match-name.ts'
import { personName } from '#shared/domain/person-name.ts'

it.each([
  ['MARGIT SOLBERG', 'Margit Solberg'],
  ["MARGIT  O'NEIL-MCKAY III", "Margit O'Neil-McKay III"],
  ['JOSÉ ÁLVAREZ', 'José Álvarez'],
  ['J. R. EWING JR', 'J. R. Ewing Jr'],
  ['Dana van der Berg', 'Dana van der Berg'],
  ['deAnna Reyes', 'deAnna Reyes'],
  [' TOM OKAFOR ', 'Tom Okafor'],
  ['', ''],
])('%s is written %s', (written, readable) => {
  expect(personName(written)).toBe(readable)
})

it('is the same person however it is written', () => {
  fc.assert(fc.property(fc.stringMatching(/^[A-ZÉÜ'’ .-]{1,30}$/), (name) => matchName(personName(name)) === matchName(name)))
})

it('does not change what it has written', () => {
  fc.assert(fc.property(fc.string({ maxLength: 30 }), (name) => personName(personName(name)) === personName(name)))
})
