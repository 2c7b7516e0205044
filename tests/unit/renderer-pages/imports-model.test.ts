import { describe, expect, it } from 'vitest'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import type { ImportPreview, ImportRecord, PreviewRow, RowChoice } from '#shared/rpc/contract/imports.contract.ts'
import { importHref, readImportAddress } from '#renderer/features/imports/model/address.ts'
import { joinFiles } from '#renderer/features/imports/model/files.ts'
import { resultLines, resultTitle } from '#renderer/features/imports/model/result.ts'
import { withChoice } from '#renderer/features/imports/model/row-choices.ts'
import { accountChoices } from '#renderer/features/imports/model/targets.ts'
import { filesWithAccounts, hasNothingToShow, importButtonText, isAssumption, leftOutText, matchText, problemsByFile, whyNothing } from '#renderer/features/imports/model/words.ts'

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

describe('where an import stands, in the address', () => {
  it.each([
    { previewId: 'a-b', importId: null, fromPreviewId: null }, { previewId: null, importId: 12, fromPreviewId: 'a-b' }, { previewId: null, importId: null, fromPreviewId: null },
  ])('brings back %o', (address) => {
    expect(readImportAddress(importHref(address).split('?')[1] ?? '')).toEqual(address)
  })

  it('takes no id that is none', () => {
    expect(readImportAddress('done=-1').importId).toBeNull()
    expect(readImportAddress('done=x').importId).toBeNull()
  })
})

describe('files that join a preview', () => {
  const grant = (token: string, name = token) => ({ token, name, size: 1 })
  it('reads the same grant once, the same name from another grant again', () => {
    expect(joinFiles([grant('1', 'a.ofx')], [grant('1', 'a.ofx'), grant('2', 'a.ofx')]).map((one) => one.token)).toEqual(['1', '2'])
  })
})

describe('what is in the files', () => {
  const fileOf = (name: string, refused = false) => ({ ...file(refused), name })
  const accountOf = (index: number, name: string, identified = true) => ({ index, file: name, identified }) as ImportPreview['accounts'][number]

  it('puts first what needs a person: refused files, then accounts nobody named', () => {
    const files = [fileOf('a'), fileOf('b'), fileOf('c', true)]
    const order = filesWithAccounts({ files, accounts: [accountOf(0, 'a'), accountOf(1, 'b', false)] })
    expect(order.map((one) => one.file.name)).toEqual(['c', 'b', 'a'])
  })

  it('shows every account exactly once, also when two files have one name', () => {
    const files = [fileOf('a'), fileOf('a'), fileOf('a', true)]
    const shown = filesWithAccounts({ files, accounts: [accountOf(0, 'a'), accountOf(1, 'a')] }).flatMap((one) => one.accounts.map((account) => account.index))
    expect(shown).toEqual([0, 1])
  })

  it('tells a fault from something that was only assumed', () => {
    expect(isAssumption({ file: 'a', line: null, code: 'assumed-currency', message: '' })).toBe(true)
    expect(isAssumption({ file: 'a', line: 3, code: 'date', message: '' })).toBe(false)
    expect(hasNothingToShow({ counts: counts({}) })).toBe(true)
    expect(hasNothingToShow({ counts: counts({ duplicate: 1 }) })).toBe(false)
  })
})

describe('a choice shown before it is confirmed', () => {
  const row = (index: number, choice: RowChoice, choices: RowChoice[]) => ({ row: index, status: 'changed', choice, choices }) as PreviewRow
  it('changes the rows that fit and can take it, and leaves every other one as the same object', () => {
    const rows = [row(0, 'update', ['update', 'skip']), row(1, 'update', ['update']), row(2, 'skip', ['update', 'skip'])]
    const shown = withChoice({ rows, total: 3 }, (one) => one.row < 2, 'skip')
    expect(shown.rows.map((one) => one.choice)).toEqual(['skip', 'update', 'skip'])
    expect(shown.rows[1]).toBe(rows[1])
    expect(shown.rows[2]).toBe(rows[2])
  })
})

describe('accounts a file can go into', () => {
  const card = (id: number, accountId: number, some: Partial<Card> = {}) => ({ id, accountId, name: `Card ${id}`, issuer: 'Amex', currency: 'USD', cardholder: null, ...some }) as Card
  it('offers each account once, of the same currency, named so that it can be told apart', () => {
    const dana = { id: 1, name: 'Dana' }
    const choices = accountChoices([card(1, 7, { cardholder: dana }), card(2, 7), card(3, 8), card(4, 9, { currency: 'EUR' })], 'USD')
    expect(choices.map((choice) => [choice.accountId, choice.label, choice.hint])).toEqual([[7, 'Amex, 2 cards', 'Dana'], [8, 'Card 3', 'No cardholder']])
  })
})

describe('what came in', () => {
  const record: ImportRecord = { id: 1, appliedAt: 1, undoneAt: null, files: [], added: 312, updated: 4, skipped: 1, statements: 1, firstOn: '2026-01-01', lastOn: '2026-01-31' }
  const range = (from: string, to: string) => `${from} – ${to}`
  it('says it by its most telling fact, then the rest', () => {
    expect(resultTitle(record, count)).toBe('312 charges came in')
    expect(resultLines(record, count, range)).toEqual(['From 2026-01-01 – 2026-01-31', '4 charges brought up to date', '1 statement', '1 left as it was'])
    expect(resultTitle({ ...record, added: 0 }, count)).toBe('4 charges were updated')
    expect(resultTitle({ ...record, added: 0, updated: 0 }, count)).toBe('1 statement came in')
    expect(resultTitle({ ...record, added: 0, updated: 0, statements: 0 }, count)).toBe('Nothing new came in')
  })

  it('says nothing of it is left once it was undone', () => {
    expect(resultTitle({ ...record, undoneAt: 5 }, count)).toBe('This import was undone')
    expect(resultLines({ ...record, undoneAt: 5 }, count, range)).toHaveLength(1)
  })
})
