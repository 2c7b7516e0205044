import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closeness, judgeSameId } from '#shared/domain/import-change.ts'
import { cardKey, chargeKey, formatFamily, sameCardPossible } from '#shared/domain/import-charge.ts'
import { likeMerchant, MerchantNames } from '#shared/domain/merchant-likeness.ts'
import { matchName } from '#shared/domain/match-name.ts'
import { CardKeys } from '#engine/imports/card-keys.ts'
import { charge } from './compare.ts'

describe('texts that may name one merchant', () => {
  it.each([
    ['SQ *BLUE BOTTLE COF 4155', 'Blue Bottle Coffee'],
    ['STARBUCKS STORE 01234 SEATTLE WA', 'Starbucks'],
    ['AMZN Mktp US*2K4', 'AMZN MKTP US'],
    ['DELTA AIR LINES ATLANTA', 'Delta Air Lines'],
    ['CAFÉ ROMA', 'Cafe Roma 0042'],
    ['PAYPAL *SPOTIFY', 'Spotify USA'],
    ['7-ELEVEN 33421', '7-Eleven'],
    ['HARBOR GRILL', 'HARBOR GRILL BOSTON MA'],
  ])('%s · %s', (a, b) => {
    expect(likeMerchant(a, b)).toBe(true)
    expect(likeMerchant(b, a)).toBe(true)
  })

  it.each([
    ['CORNER COFFEE', 'HARBOR GRILL'],
    ['CAFE ROMA', 'CAFE LUNA'],
    ['HOTEL PARIS', 'FOREIGN TRANSACTION FEE'],
    ['SQ *BLUE BOTTLE', 'SQ *RED ROOSTER'],
    ['PAYMENT THANK YOU', 'CORNER COFFEE'],
    ['UBER TRIP', 'LYFT TRIP'],
    ['', 'CORNER COFFEE'],
  ])('not %s · %s', (a, b) => {
    expect(likeMerchant(a, b)).toBe(false)
    expect(likeMerchant(b, a)).toBe(false)
  })

  it('every text is like itself, and the order does not matter', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(likeMerchant(a, a)).toBe(true)
        expect(likeMerchant(a, b)).toBe(likeMerchant(b, a))
      }),
    )
  })
})

describe('amounts', () => {
  it('up to 30 % more is a tip, exactly', () => {
    expect(closeness(-1_000, -1_000)).toBe('equal')
    expect(closeness(-1_000, -1_300)).toBe('more')
    expect(closeness(-1_000, -1_301)).toBe('no')
    expect(closeness(-1_000, -700)).toBe('less')
    expect(closeness(-1_000, -699)).toBe('no')
    expect(closeness(-1_000, 1_000)).toBe('no')
    expect(closeness(0, 5)).toBe('no')
    expect(closeness(-(2 ** 43), -(2 ** 43) - 1)).toBe('more')
  })

  it('a currency that changed is another charge', () => {
    expect(judgeSameId(new MerchantNames(), charge({ on: '2026-05-03', minor: -1 }), charge({ on: '2026-05-03', minor: -1, currency: 'EUR' }), true)).toBe('new')
  })
})

describe('cards', () => {
  it('are known by digits, else by their member, else as the account’s own', () => {
    expect([cardKey('71002', 'Ada', '1'), cardKey(null, 'ADA  Lindqvist', '1'), cardKey(null, null, '4411'), cardKey(null, ' * ', null)]).toEqual(['71002', 'member:ada lindqvist', '4411', ''])
  })

  it('differ only where both are named and differ', () => {
    expect([sameCardPossible('71002', ''), sameCardPossible('71002', '1002'), sameCardPossible('71002', 'member:ada'), sameCardPossible('71002', '71003'), sameCardPossible('member:ada', 'member:ben')]).toEqual([true, true, true, false, false])
  })

  it('named by four or five digits are one card, unless two would fit', () => {
    const keys = new CardKeys(['71002'])
    expect(keys.of({ cardDigits: '1002', cardMember: 'Ada' }, null)).toBe('71002')
    expect(keys.of({ cardDigits: '2222', cardMember: null }, null)).toBe('2222')
    const two = new CardKeys(['71002', '81002'])
    expect(two.of({ cardDigits: '1002', cardMember: null }, null)).toBe('1002')
    expect(two.of({ cardDigits: null, cardMember: null }, '71002')).toBe('71002')
  })
})

describe('keys', () => {
  it('an id stands for the wording and the card, but never alone', () => {
    const key = (more: object, card = '') => chargeKey(charge({ on: '2026-05-03', minor: -450, externalId: 'A', ...more }), card, matchName)
    expect(key({ text: 'OTHER' }, '71002')).toBe(key({}))
    expect(key({ minor: -451 })).not.toBe(key({}))
    expect(key({ on: '2026-05-04' })).not.toBe(key({}))
    expect(key({ externalId: null })).not.toBe(key({}))
  })

  it('OFX, QFX and QBO are one family, each CSV layout its own', () => {
    expect(['ofx1', 'ofx2', 'qfx', 'qbo', 'csv:chase-card', 'camt'].map(formatFamily)).toEqual(['ofx', 'ofx', 'ofx', 'ofx', 'csv:chase-card', 'camt'])
  })
})
