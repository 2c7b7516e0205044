/** Into which account, onto which card and to whom the rows of files go. */
import { describe, expect, it } from 'vitest'
import { openImportDesk, type ImportDesk } from '#tests/support/imports.ts'
import { csvText, ofxText } from '#tests/support/statements.ts'
import { openTestStore } from '#tests/support/store.ts'
import { charges } from './books-state.ts'

const SHORT = 'Date,Description,Amount,Extended Details,Appears On Your Statement As,Address,City/State,Zip Code,Country,Reference,Category'
const MEMBERS = 'Date,Description,Card Member,Account #,Amount'
const CITI = 'Status,Date,Description,Debit,Credit,Member Name'
const CAPITAL_ONE = 'Transaction Date,Posted Date,Card No.,Description,Category,Debit,Credit'

async function desk(): Promise<ImportDesk> {
  return openImportDesk((await openTestStore()).store)
}

const plain = (date: string, text: string, amount: string, reference = ''): string[] => [date, text, amount, '', '', '', '', '', '', reference, '']
const capitalOne = (day: string, card: string, amount: string): string[] => [day, day, card, 'CORNER COFFEE', 'Dining', amount, '']

async function cards({ store }: ImportDesk) {
  return store.read
    .selectFrom('cards')
    .leftJoin('cardholders', 'cardholders.id', 'cards.cardholder_id')
    .select(['cards.account_id as account', 'cards.external_key as key', 'cards.last_digits as digits', 'cards.brand', 'cardholders.name as holder'])
    .orderBy('cards.id')
    .execute()
}

describe('Card Member columns', () => {
  it('make cardholders and cards; two spellings of one name are one person', async () => {
    const imports = await desk()
    const text = csvText(MEMBERS, [
      ['05/03/2026', 'CORNER COFFEE', 'ADA LINDQVIST', '-71002', '4.50'],
      ['05/03/2026', 'CORNER COFFEE', 'BEN  OKAFOR', '-71003', '4.50'],
      ['05/04/2026', 'CORNER COFFEE', 'Ben Okafor', '-71003', '4.50'],
    ])
    const preview = await imports.drop({ name: 'activity.csv', text })
    expect(preview.accounts[0]).toMatchObject({ identified: true, cardMembers: ['Ada Lindqvist', 'Ben Okafor'] })
    await imports.apply(preview)
    const stored = await cards(imports)
    expect(stored.map(({ brand, holder }) => ({ brand, holder: holder?.toLowerCase().replace(/ +/g, ' ') }))).toEqual([{ brand: 'amex', holder: 'ada lindqvist' }, { brand: 'amex', holder: 'ben okafor' }])
    expect(await imports.store.read.selectFrom('cardholders').select('match_name').orderBy('id').execute()).toEqual([{ match_name: 'ada lindqvist' }, { match_name: 'ben okafor' }])
  })

  it('without digits give one card a member', async () => {
    const imports = await desk()
    const text = csvText(CITI, [['Cleared', '05/03/2026', 'CORNER COFFEE', '4.50', '', 'ADA LINDQVIST'], ['Cleared', '05/03/2026', 'CORNER COFFEE', '4.50', '', 'BEN OKAFOR']])
    await imports.import({ name: 'citi.csv', text })
    expect((await cards(imports)).map(({ key, holder }) => [key, holder])).toEqual([['member:ada lindqvist', 'Ada Lindqvist'], ['member:ben okafor', 'Ben Okafor']])
    expect((await imports.drop({ name: 'citi2.csv', text: `${text}\r\n` })).counts.duplicate).toBe(2)
  })

  it('give a card that had no holder one, but never take it from a person who decided', async () => {
    const ofx = ofxText({ accounts: [{ number: '000000000071002', rows: [{ on: '2026-05-01', amount: '-9.00', name: 'OTHER', id: '1' }] }] })
    const csv = csvText(MEMBERS, [['05/03/2026', 'CORNER COFFEE', 'ADA LINDQVIST', '-71002', '4.50']])
    const imports = await desk()
    await imports.import({ name: 'a.ofx', text: ofx })
    const record = await imports.import({ name: 'b.csv', text: csv })
    expect(await cards(imports)).toMatchObject([{ digits: '71002', holder: 'Ada Lindqvist' }])
    await imports.undo(record.id)
    expect(await cards(imports)).toMatchObject([{ digits: '71002', holder: null }])
    // A person looked at the card and left it without a holder.
    await imports.store.transaction((db) => db.updateTable('cards').set({ import_id: null }).execute())
    await imports.import({ name: 'b.csv', text: csv })
    expect(await cards(imports)).toMatchObject([{ digits: '71002', holder: null }])
  })

  it('absent, leave the card without a holder', async () => {
    const imports = await desk()
    await imports.import({ name: 'a.csv', text: csvText(SHORT, [plain('05/03/2026', 'CORNER COFFEE', '4.50')]) })
    expect(await cards(imports)).toMatchObject([{ key: '', digits: null, brand: 'amex', holder: null }])
  })
})

describe('files that do not say which account they are', () => {
  const may = csvText(SHORT, [plain('05/03/2026', 'CORNER COFFEE', '4.50', "'320261230000001'")])
  const june = csvText(SHORT, [plain('05/03/2026', 'CORNER COFFEE', '4.50', "'320261230000001'"), plain('06/03/2026', 'HARBOR GRILL', '40.00', "'320261540000002'")])

  it('go where the files of that layout went before', async () => {
    const imports = await desk()
    await imports.import({ name: 'may.csv', text: may })
    const preview = await imports.drop({ name: 'june.csv', text: june })
    expect(preview.accounts[0]).toMatchObject({ identified: false, targetAccountId: 1, counts: { new: 1, duplicate: 1 } })
  })

  it('can be sent to another account, and their rows are compared again', async () => {
    const imports = await desk()
    await imports.import({ name: 'may.csv', text: may })
    const preview = await imports.drop({ name: 'june.csv', text: june })
    const asNew = await imports.setTarget({ previewId: preview.previewId, accountIndex: 0, accountId: null, newLabel: 'Second card' })
    expect(asNew.accounts[0]).toMatchObject({ targetAccountId: null, counts: { new: 2, duplicate: 0 } })
    expect(asNew.willAdd).toBe(2)
    await imports.apply(asNew)
    expect(await imports.store.read.selectFrom('accounts').select('label').orderBy('id').execute()).toEqual([{ label: 'American Express' }, { label: 'Second card' }])
    // Two accounts of that layout now: in doubt a new one, until a person says which.
    const third = await imports.drop({ name: 'june2.csv', text: `${june}\r\n` })
    expect(third.accounts[0]?.targetAccountId).toBeNull()
    const told = await imports.setTarget({ previewId: third.previewId, accountIndex: 0, accountId: 2 })
    expect(told.counts).toEqual({ new: 0, duplicate: 2, changed: 0, conflict: 0 })
  })

  it('refuse an account that is not there, and files that identify themselves', async () => {
    const imports = await desk()
    const { previewId } = await imports.drop({ name: 'may.csv', text: may }, { name: 'a.ofx', text: ofxText({ accounts: [{ rows: [{ on: '2026-05-01', amount: '-9.00', name: 'X', id: '1' }] }] }) })
    await expect(imports.setTarget({ previewId, accountIndex: 0, accountId: 99 })).rejects.toMatchObject({ code: 'not-found', details: { kind: 'account' } })
    await expect(imports.setTarget({ previewId, accountIndex: 7, accountId: null })).rejects.toMatchObject({ code: 'not-found', details: { kind: 'account' } })
    await expect(imports.setTarget({ previewId, accountIndex: 1, accountId: null })).rejects.toMatchObject({ code: 'validation.failed' })
  })
})

describe('files that name nothing but their issuer are told apart by their rows', () => {
  const days = ['03', '04', '05', '06', '07', '08']
  const short = (cents: number) => csvText(SHORT, days.map((day, index) => plain(`05/${day}/2026`, 'CORNER COFFEE', `${index + 1}.${cents}`)))
  const numbered = { name: 'a.ofx', text: ofxText({ accounts: [{ rows: days.map((day, index) => ({ on: `2026-05-${day}`, amount: `-${index + 1}.50`, name: 'CORNER COFFEE', id: day })) }] }) }

  it('the charges of a numbered account again go into that account, in one drop and later', async () => {
    const later = await desk()
    await later.import(numbered)
    const preview = await later.drop({ name: 'short.csv', text: short(50) })
    expect(preview.accounts[0]).toMatchObject({ identified: false, targetAccountId: 1, counts: { new: 0, duplicate: 6 } })
    const together = await desk()
    await together.import({ name: 'short.csv', text: short(50) }, numbered)
    expect(await charges(together.store)).toHaveLength(6)
  })

  it('the same days with nothing in common are another card', async () => {
    const imports = await desk()
    await imports.import({ name: 'one.csv', text: short(50) })
    const preview = await imports.drop({ name: 'two.csv', text: short(75) })
    expect(preview.accounts[0]?.targetAccountId).toBeNull()
    await imports.apply(preview)
    const both = await desk()
    await both.import({ name: 'one.csv', text: short(50) }, { name: 'two.csv', text: short(75) })
    for (const { store } of [imports, both]) expect(await store.read.selectFrom('accounts').select('label').orderBy('id').execute()).toEqual([{ label: 'American Express' }, { label: 'American Express (2)' }])
    const again = await imports.drop({ name: 'two again.csv', text: `${short(75)}\r\n` })
    expect(again.accounts[0]?.targetAccountId).toBe(2)
  })
})

describe('the same account told in several ways', () => {
  const ofx = { name: 'a.ofx', text: ofxText({ org: 'CHASE', accounts: [{ number: '000000000004411', rows: [{ on: '2026-05-03', amount: '-4.50', name: 'CORNER COFFEE', id: 'A' }] }] }) }
  const csv = { name: 'Chase4411_Activity.csv', text: csvText('Transaction Date,Post Date,Description,Category,Type,Amount,Memo', [['05/03/2026', '05/03/2026', 'CORNER COFFEE', '', 'Sale', '-4.50', '']]) }

  it('by number and by last digits, is one account, in any order and in one drop', async () => {
    for (const drops of [[[ofx], [csv]], [[csv], [ofx]], [[ofx, csv]], [[csv, ofx]]]) {
      const imports = await desk()
      for (const files of drops) await imports.import(...files)
      expect(await charges(imports.store), JSON.stringify(drops.map((files) => files.map(({ name }) => name)))).toHaveLength(1)
      expect(await imports.store.read.selectFrom('accounts').select('id').execute()).toHaveLength(1)
      expect(await imports.store.read.selectFrom('cards').select('id').execute()).toHaveLength(1)
    }
  })

  it('two numbers with the same last digits are two accounts', async () => {
    const imports = await desk()
    await imports.import(ofx)
    const preview = await imports.drop({ name: 'b.ofx', text: ofx.text.replace('000000000004411', '000000009994411') })
    expect(preview.accounts[0]?.targetAccountId).toBeNull()
  })

  it('one card one month and several the next is one account', async () => {
    const imports = await desk()
    await imports.import({ name: 'may.csv', text: csvText(CAPITAL_ONE, [capitalOne('2026-05-03', '4411', '4.50')]) })
    await imports.import({ name: 'june.csv', text: csvText(CAPITAL_ONE, [capitalOne('2026-05-03', '4411', '4.50'), capitalOne('2026-06-03', '5522', '9.00')]) })
    await imports.import({ name: 'july.csv', text: csvText(CAPITAL_ONE, [capitalOne('2026-06-03', '5522', '9.00')]) })
    expect((await charges(imports.store)).map(({ card }) => card)).toEqual(['4411', '5522'])
    expect(new Set((await cards(imports)).map(({ account }) => account)).size).toBe(1)
  })

  it('a file of two cards that came in as accounts of their own is divided between them', async () => {
    const imports = await desk()
    await imports.import({ name: 'a.csv', text: csvText(CAPITAL_ONE, [capitalOne('2026-05-03', '4411', '4.50')]) })
    await imports.import({ name: 'b.csv', text: csvText(CAPITAL_ONE, [capitalOne('2026-05-03', '5522', '4.50')]) })
    expect(new Set((await cards(imports)).map(({ account }) => account)).size).toBe(2)
    const both = csvText(CAPITAL_ONE, [capitalOne('2026-05-03', '4411', '4.50'), capitalOne('2026-05-03', '5522', '4.50'), capitalOne('2026-05-05', '5522', '7.00'), capitalOne('2026-05-05', '6633', '8.00')])
    const preview = await imports.drop({ name: 'both.csv', text: both })
    expect(preview.accounts.map(({ targetAccountId, counts }) => [targetAccountId, counts.new, counts.duplicate])).toEqual([[1, 0, 1], [2, 1, 1], [null, 1, 0]])
    await imports.apply(preview)
    expect((await charges(imports.store)).map(({ card, minor }) => [card, minor])).toEqual([['4411', -450], ['5522', -450], ['5522', -700], ['6633', -800]])
  })
})

describe('several accounts in one file', () => {
  it('each go into their own', async () => {
    const imports = await desk()
    const row = { on: '2026-05-03', amount: '-4.50', name: 'CORNER COFFEE', id: '1' }
    const preview = await imports.drop({ name: 'all.ofx', text: ofxText({ accounts: [{ number: '000000112233445', rows: [row] }, { number: '000000112233446', currency: 'EUR', rows: [row, { ...row, id: '2' }] }] }) })
    expect(preview.accounts.map(({ label, currency, counts, totalMinor, firstOn }) => ({ label, currency, new: counts.new, totalMinor, firstOn }))).toEqual([
      { label: 'American Express ··33445', currency: 'USD', new: 1, totalMinor: -450, firstOn: '2026-05-03' },
      { label: 'American Express ··33446', currency: 'EUR', new: 2, totalMinor: -900, firstOn: '2026-05-03' },
    ])
    expect((await imports.rows(preview, null, 1)).map(({ row: index, accountIndex, currency }) => [index, accountIndex, currency])).toEqual([[1, 1, 'EUR'], [2, 1, 'EUR']])
    await imports.apply(preview)
    expect(await imports.store.read.selectFrom('accounts').select(['currency', 'last_digits']).orderBy('id').execute()).toEqual([{ currency: 'USD', last_digits: '33445' }, { currency: 'EUR', last_digits: '33446' }])
  })
})

describe('account numbers', () => {
  it('are stored nowhere: keys are keyed hashes whose secret the settings do not show', async () => {
    const imports = await desk()
    const number = '371449635398431'
    await imports.import({ name: `statement ${number}.ofx`, text: ofxText({ accounts: [{ number, rows: [{ on: '2026-05-03', amount: '-4.50', name: `REF ${number}`, id: `X${number}`, memo: number }] }] }) })
    const content = await imports.store.transaction(async (_db, sqlite) =>
      ['accounts', 'cards', 'transactions', 'transaction_sources', 'import_files', 'merchants', 'settings'].map((table) => JSON.stringify(sqlite.prepare(`SELECT * FROM ${table}`).all())).join('\n'),
    )
    expect(content).not.toContain(number)
    expect(await imports.store.read.selectFrom('cards').select(['brand', 'last_digits']).execute()).toEqual([{ brand: 'amex', last_digits: '98431' }])
    const { readSettings } = await import('#engine/settings/settings.queries.ts')
    expect(JSON.stringify(await readSettings(imports.store.read))).not.toMatch(/fingerprint/i)
  })
})
