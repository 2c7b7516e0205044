import { describe, expect, it } from 'vitest'
import { foldRest, foldSeries, REST_KEY } from '#renderer/components/charts/chart-data.ts'
import { initialsOf, toneOf } from '#renderer/components/data/avatar.tsx'
import { sortRows } from '#renderer/components/data/data-table.tsx'
import { movedIndex } from '#renderer/components/data/use-list-keys.ts'
import { filterGroups } from '#renderer/components/forms/pick-filter.ts'
import { secondsLeft, waitText } from '#renderer/lib/use-countdown.ts'
import { passphraseProblems } from '#renderer/features/vault/model/new-passphrase.ts'
import { protectionWords } from '#renderer/features/vault/model/protection-words.ts'

describe('initials', () => {
  it.each([['Dana Reyes', 'DR'], ['  okafor ', 'O'], ['Anneliese M. Brandt-Hofmann', 'AB'], ['Émile 3', 'É'], ['李 娜', '李娜'], ['4242', ''], ['', '']])('of “%s” are “%s”', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })

  it('come with the same tone every time', () => {
    expect(toneOf('Dana Reyes')).toBe(toneOf('Dana Reyes'))
    expect(new Set(['Dana Reyes', 'Tom Okafor', 'Joy Lin', 'Sam Whitfield', 'Ben Adeyemi'].map(toneOf)).size).toBeGreaterThan(1)
  })
})

describe('walking a list', () => {
  it.each([
    ['ArrowDown', -1, 0], ['j', 0, 1], ['ArrowDown', 9, 9], ['k', 0, 0], ['ArrowUp', 5, 4], ['Home', 5, 0], ['End', 5, 9], ['PageDown', 8, 9], ['PageUp', 7, 3],
  ])('%s from %i goes to %i', (key, from, to) => {
    expect(movedIndex(key, from, 10, 4)).toBe(to)
  })

  it('leaves other keys and empty lists alone', () => {
    expect(movedIndex('x', 0, 10, 4)).toBeUndefined()
    expect(movedIndex('ArrowDown', -1, 0, 4)).toBeUndefined()
  })
})

describe('folding what has no room', () => {
  const item = (minor: number) => ({ minor })

  it('adds the others up to the unit', () => {
    const { shown, rest } = foldRest([item(5), item(50), item(7), item(9)], 2)
    expect([shown.map((one) => one.minor), rest]).toEqual([[50, 9], { count: 2, minor: 12 }])
  })

  it('does not fold a single one: it would take the same room', () => {
    expect(foldRest([item(1), item(2), item(3)], 2).rest).toBeNull()
  })

  it('keeps every row’s sum when series are folded', () => {
    const series = ['a', 'b', 'c', 'd'].map((key) => ({ key, label: key }))
    const rows = [{ key: 'x', label: 'x', values: { a: 1, b: 200, c: 30, d: 4 } }, { key: 'y', label: 'y', values: { b: 1, d: 500 } }]
    const folded = foldSeries(rows, series, 2)
    expect(folded.series.map((one) => one.key)).toEqual(['d', 'b', REST_KEY])
    const sum = (values: Readonly<Record<string, number>>) => Object.values(values).reduce((total, value) => total + value, 0)
    expect(folded.rows.map((row) => sum(row.values))).toEqual(rows.map((row) => sum(row.values)))
  })
})

describe('sorting a table', () => {
  const columns = [{ key: 'n', header: 'n', cell: (row: { readonly n: number; readonly s: string }) => row.s, sortBy: (row: { readonly n: number }) => row.n }, { key: 's', header: 's', cell: () => '', sortBy: (row: { readonly s: string }) => row.s }]
  const rows = [{ n: 10, s: 'b' }, { n: 9, s: 'Á' }, { n: -2, s: 'c' }]

  it('sorts figures as figures and words as a person would', () => {
    expect(sortRows(rows, columns, { key: 'n', descending: true }).map((row) => row.n)).toEqual([10, 9, -2])
    expect(sortRows(rows, columns, { key: 's', descending: false }).map((row) => row.s)).toEqual(['Á', 'b', 'c'])
  })

  it('leaves the given order where nothing sorts', () => {
    expect(sortRows(rows, columns, { key: 'x', descending: true })).toBe(rows)
  })
})

it('finds picks by every typed word, in label, hint and hidden words', () => {
  const groups = [{ key: 'g', items: [{ key: '1', label: 'Fleet ·· 9931', hint: 'Tom Okafor', words: 'Citi' }, { key: '2', label: 'Chase ·· 4242', hint: 'Dana Reyes' }] }, { key: 'h', items: [{ key: '3', label: 'Tom' }] }]
  const found = (query: string) => filterGroups(groups, query).map((group) => group.items.map((item) => item.key))
  expect(found('tom citi')).toEqual([['1']])
  expect(found('TOM')).toEqual([['1'], ['3']])
  expect(found('  ')).toEqual([['1', '2'], ['3']])
  expect(found('nobody')).toEqual([])
})

describe('before the vault', () => {
  const good = { passphrase: 'correct horse battery', again: 'correct horse battery', rating: { score: 4, acceptable: true, problem: null, minLength: 15, hint: '' } }

  it('lets a complete form pass', () => {
    expect(passphraseProblems(good)).toEqual({})
  })

  it('names the field and what to do', () => {
    expect(passphraseProblems({ passphrase: '', again: '', rating: null })).toHaveProperty('passphrase')
    expect(passphraseProblems({ ...good, again: 'correct horse batterx' })).toEqual({ again: 'The two are not the same.' })
    expect(passphraseProblems({ ...good, rating: { ...good.rating, acceptable: false, problem: 'too-short' } }).passphrase).toContain('15')
  })

  it('counts a wait down in whole seconds and never below nothing', () => {
    expect(secondsLeft(10_001, 5_000)).toBe(6)
    expect(secondsLeft(4_000, 5_000)).toBe(0)
    expect([waitText(8), waitText(125), waitText(120), waitText(3_780)]).toEqual(['8 s', '2 min 5 s', '2 min', '1 h 3 min'])
  })

  it('never claims a keychain that is not used', () => {
    expect(protectionWords({ protection: 'passphrase-only', keychain: 'available', hasRecoveryKey: true })).toContain('passphrase alone')
    expect(protectionWords({ protection: 'keychain-and-passphrase', keychain: 'locked', hasRecoveryKey: false })).toContain('cannot be opened the next time')
  })
})
