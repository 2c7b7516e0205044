import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTransactionFilter } from '#renderer/features/transactions/model/address.ts'
import { parseHash } from '#renderer/lib/hash-location.ts'
import { itemHref, PATHS, readItem, transactionsHref } from '#renderer/lib/links.ts'

describe('addresses in the hash', () => {
  it.each([
    ['', { path: '/', search: '' }],
    ['#/', { path: '/', search: '' }],
    ['#/cards', { path: '/cards', search: '' }],
    ['#/transactions?f=%7B%7D', { path: '/transactions', search: 'f=%7B%7D' }],
    ['#/transactions?f=a?b', { path: '/transactions', search: 'f=a?b' }],
    ['#cards', { path: '/cards', search: '' }],
  ])('%s', (hash, address) => {
    expect(parseHash(hash)).toEqual(address)
  })

  it('carry a filter there and back, whatever is typed into it', () => {
    fc.assert(
      fc.property(fc.record({ text: fc.string({ maxLength: 200 }), cardholderIds: fc.array(fc.option(fc.integer({ min: 1, max: 1e9 })), { maxLength: 5 }), from: fc.constantFrom('2026-01-01', '2026-11-24') }), (filter) => {
        const { path, search } = parseHash(`#${transactionsHref(filter)}`)
        expect(path).toBe(PATHS.transactions)
        expect(readTransactionFilter(search)).toEqual(filter)
      }),
    )
  })

  it('carry nothing rather than nonsense', () => {
    expect(readTransactionFilter('f={"cardIds":["x"]}')).toEqual({})
    expect(readTransactionFilter('f={')).toEqual({})
    expect(readTransactionFilter('')).toEqual({})
    expect(readItem('id=-3')).toBeNull()
    expect(readItem('id=2.5')).toBeNull()
    expect(readItem(parseHash(`#${itemHref('statements', 12)}`).search)).toBe(12)
  })
})
