import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createCardDataSieve, maskIdWith } from '#engine/issuers/card-data.ts'

const PAN = '4111111111111111'

function sift(json: unknown) {
  const sieve = createCardDataSieve(maskIdWith((id) => `fp${id.length}-${id.slice(-2)}-0123456789abcdef`))
  return { json: sieve.sift(structuredClone(json)), leftOut: sieve.leftOut }
}

it('drops fields that are codes or tracks, masks numbers in texts, and says where', () => {
  const { json, leftOut } = sift({
    object: { name: `Cafe ${PAN}`, cvv: '123', cvc2: 737, pin: '4711', track2: `${PAN}=2512101`, pan: PAN, note: 'CVV: 123, thanks' },
    list: [PAN, 'fine', { inner: `x${PAN}` }],
    [`by ${PAN}`]: 1,
    big: Number(PAN),
  })
  expect(json).toEqual({ object: { name: 'Cafe ··1111', pan: '··1111', note: 'CVV: ···, thanks' }, list: ['··1111', 'fine', { inner: 'x··1111' }], big: null })
  expect(leftOut).toEqual({ numbers: 7, codes: 4, fields: ['name', 'cvv', 'cvc2', 'pin', 'track2', 'pan', 'note', 'list'] })
})

it('leaves what only sounds like it', () => {
  const plain = {
    cid: 'client-77', pin: 'top', cvv: null, csc: 'yes', phone: '+49 1511 2345678', mobilePhone: '4915112345678', id: '0191b2c4-1111-7222-8333-444455556666', reference: '24692166068100012345677',
    accessToken: 'eyJhbGciOi.4111', at: 1_772_323_200_000, amountMinor: 411_111, track: 'Indie', when: '2026-03-01', nextCursor: '1772323200000.4111',
  }
  expect(sift(plain)).toEqual({ json: plain, leftOut: undefined })
})

it('masks a reference that passes the check digit by chance, and tells on nobody', () => {
  expect(sift({ descriptor: 'PAYPAL 902000000007' })).toEqual({ json: { descriptor: 'PAYPAL ··0007' }, leftOut: undefined })
})

it('gives an identifier that is a card number another one, the same wherever it stands, that fits its field', () => {
  const { json } = sift({ id: PAN, cardId: PAN, replacesId: '5555555555554444', warnedLimitIds: [PAN] })
  const { id, cardId, replacesId, warnedLimitIds } = json as { id: string; cardId: string; replacesId: string; warnedLimitIds: string[] }
  expect(cardId).toBe(id)
  expect(warnedLimitIds).toEqual([id])
  expect(replacesId).not.toBe(id)
  expect(id.length).toBeLessThanOrEqual(40)
  expect(id).not.toContain('411111')
})

it('takes a token or cursor that is a card number for no answer', () => {
  expect(sift({ nextCursor: PAN, refreshToken: '4111-1111-1111-1111' }).json).toEqual({ nextCursor: null, refreshToken: null })
})

it('changes nothing where there is nothing, whatever the answer looks like, and never throws', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      const { json: sifted, leftOut } = sift(json)
      if (leftOut === undefined) expect(JSON.stringify(sifted)).toBe(JSON.stringify(json))
    }),
    { numRuns: 1_000 },
  )
  let deep: unknown = PAN
  for (let depth = 0; depth < 500; depth += 1) deep = { deep }
  expect(JSON.stringify(sift(deep).json)).not.toContain(PAN)
})
