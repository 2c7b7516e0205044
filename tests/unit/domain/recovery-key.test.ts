import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GROUP_SYMBOLS, groupsOf, isGroup, readRecoveryKey, RECOVERY_GROUPS, RECOVERY_RANDOM_SYMBOLS, recoveryKeyOf } from '#shared/domain/recovery-key.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const anyKey = fc.array(fc.integer({ min: 0, max: 31 }), { minLength: RECOVERY_RANDOM_SYMBOLS, maxLength: RECOVERY_RANDOM_SYMBOLS }).map(recoveryKeyOf)
const place = fc.integer({ min: 0, max: RECOVERY_GROUPS - 1 })

const replaced = (key: string, at: number, group: string) => groupsOf(key).with(at, group).join('-')

describe('a recovery key', () => {
  test('has 140 random bits in seven groups of five, without letters that look like others', () => {
    expect(RECOVERY_RANDOM_SYMBOLS * 5).toBe(140)
    fc.assert(fc.property(anyKey, (key) => void expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){6}[0-9A-HJKMNP-TV-Z]{5}$/)))
    expect(() => recoveryKeyOf([1, 2, 3])).toThrow(RangeError)
    expect(() => recoveryKeyOf(Array.from({ length: RECOVERY_RANDOM_SYMBOLS }, () => 32))).toThrow(RangeError)
  })

  test('is read as people write it: small letters, spaces, no hyphens, O for 0 and I or L for 1', () => {
    fc.assert(
      fc.property(anyKey, fc.constantFrom('', ' ', '-', ' - ', '\n'), (key, between) => {
        const written = groupsOf(key).join(between).toLowerCase().replaceAll('0', 'o').replace('1', 'l').replaceAll('1', 'I')
        expect(readRecoveryKey(written)).toEqual({ key })
      }),
    )
  })

  test('tells the one group in which a symbol is wrong, whichever symbol it is', () => {
    fc.assert(
      fc.property(anyKey, place, fc.integer({ min: 0, max: GROUP_SYMBOLS - 1 }), fc.integer({ min: 1, max: 31 }), (key, at, symbol, shift) => {
        const group = groupsOf(key)[at] ?? ''
        const other = ALPHABET[(ALPHABET.indexOf(group[symbol] ?? '') + shift) % 32] ?? ''
        expect(readRecoveryKey(replaced(key, at, group.slice(0, symbol) + other + group.slice(symbol + 1)))).toEqual({ mistyped: [at] })
      }),
      { numRuns: 500 },
    )
  })

  test('tells the group in which any two symbols changed places', () => {
    fc.assert(
      fc.property(anyKey, place, fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }), (key, at, one, two) => {
        const symbols = [...(groupsOf(key)[at] ?? '')]
        const swapped = symbols.with(one, symbols[two] ?? '').with(two, symbols[one] ?? '').join('')
        if (swapped !== symbols.join('')) expect(readRecoveryKey(replaced(key, at, swapped))).toEqual({ mistyped: [at] })
      }),
      { numRuns: 500 },
    )
  })

  test('tells two groups that changed places', () => {
    fc.assert(
      fc.property(anyKey, place, place, (key, one, two) => {
        const groups = groupsOf(key)
        const swapped = groups.with(one, groups[two] ?? '').with(two, groups[one] ?? '').join('-')
        if (one !== two) expect(readRecoveryKey(swapped)).toEqual({ mistyped: [one, two].toSorted((a, b) => a - b) })
      }),
    )
  })

  test('tells what is missing and what is too much', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        expect(readRecoveryKey(groupsOf(key).slice(0, -1).join('-'))).toEqual({ mistyped: [6] })
        expect(readRecoveryKey(`${key}-7`)).toEqual({ mistyped: [7] })
        expect(isGroup(groupsOf(key)[2]?.slice(0, 4) ?? '', 2)).toBe(false)
      }),
    )
    expect(readRecoveryKey('')).toEqual({ mistyped: [0, 1, 2, 3, 4, 5, 6] })
  })

  test('property: whatever is typed is read or refused, in no time', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (typed) => void expect('mistyped' in readRecoveryKey(typed)).toBe(true)), { numRuns: 1_000 })
  })
})
