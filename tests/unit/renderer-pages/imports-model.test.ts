import { describe, expect, it } from 'vitest'
import { importButtonText, leftOutText, matchText, problemsByFile, whyNothing } from '#renderer/features/imports/model/words.ts'

const count = (value: number) => value.toLocaleString('en-US')
const counts = (some: Partial<Record<'new' | 'duplicate' | 'changed' | 'conflict', number>>) => ({ new: 0, duplicate: 0, changed: 0, conflict: 0, ...some })
const file = (refused: boolean) => ({ name: 'a.ofx', format: 'OFX', transactions: 0, refused, assumed: false, importedBefore: null })

describe('the import button', () => {
  it.each([
    [{ willAdd: 1_312, willUpdate: 0, statements: 2 }, 'Import 1,312 charges'],
    [{ willAdd: 1, willUpdate: 2, statements: 0 }, 'Import 1 charge and update 2'],
    [{ willAdd: 0, willUpdate: 2, statements: 0 }, 'Update 2 charges'],
    [{ willAdd: 0, willUpdate: 0, statements: 1 }, 'Import 1 statement'],
    [{ willAdd: 0, willUpdate: 0, statements: 0 }, 'Nothing to import'],
  ])('%o says %s', (preview, text) => {
    expect(importButtonText(preview, count)).toBe(text)
  })

  it('says why it cannot be pressed', () => {
    const nothing = { willAdd: 0, willUpdate: 0, statements: 0 }
    expect(whyNothing({ ...nothing, files: [file(false)], counts: counts({ duplicate: 4 }) })).toBe('Everything in it is already in your books.')
    expect(whyNothing({ ...nothing, files: [file(true)], counts: counts({}) })).toBe('This file could not be read.')
    expect(whyNothing({ ...nothing, files: [file(true), file(true)], counts: counts({}) })).toBe('None of these files could be read.')
    expect(whyNothing({ ...nothing, files: [file(false)], counts: counts({}) })).toBe('There are no charges in it.')
    expect(whyNothing({ ...nothing, files: [file(false)], counts: counts({ new: 2, duplicate: 1 }) })).toBe('Every charge is set to be skipped.')
    expect(whyNothing({ ...nothing, files: [file(false)], counts: counts({ conflict: 2, duplicate: 1 }) })).toMatch(/^Decide/)
  })

  it('can be pressed when anything would happen, a refused file beside it or not', () => {
    expect(whyNothing({ willAdd: 1, willUpdate: 0, statements: 0, files: [file(false), file(true)], counts: counts({ new: 1 }) })).toBeNull()
    expect(whyNothing({ willAdd: 0, willUpdate: 0, statements: 1, files: [file(false)], counts: counts({}) })).toBeNull()
  })

  it('says what is left out', () => {
    expect(leftOutText({ willAdd: 2, willUpdate: 0, counts: counts({ new: 2, duplicate: 40 }) }, count)).toBe('40 already here')
    expect(leftOutText({ willAdd: 1, willUpdate: 0, counts: counts({ new: 2, duplicate: 40 }) }, count)).toBe('41 left out')
    expect(leftOutText({ willAdd: 2, willUpdate: 0, counts: counts({ new: 2 }) }, count)).toBeNull()
  })
})

describe('rows and problems', () => {
  it('names the stored charge a row was matched with', () => {
    const words = { date: (date: string) => date, money: (minor: number, currency: string) => `${minor} ${currency}` }
    const match = { transactionId: 3, postedOn: '2026-01-02', merchant: 'Delta', amountMinor: -500, pending: true }
    expect(matchText({ match, currency: 'USD' }, words)).toBe('Delta, 2026-01-02, -500 USD, pending')
    expect(matchText({ match: null, currency: 'USD' }, words)).toBeNull()
  })

  it('keeps the problems of each file together, in the order of its lines', () => {
    const problem = (name: string, line: number | null) => ({ file: name, line, code: 'x', message: 'm' })
    const grouped = problemsByFile([problem('a', 9), problem('b', null), problem('a', 2)])
    expect(grouped.get('a')?.map((one) => one.line)).toEqual([2, 9])
    expect(grouped.get('b')).toHaveLength(1)
  })
})
