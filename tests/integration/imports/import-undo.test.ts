import { describe, expect, it } from 'vitest'
import { openImportDesk, type ImportDesk } from '#tests/support/imports.ts'
import { ofxText, type OfxClosing, type OfxRow } from '#tests/support/statements.ts'
import { openTestStore } from '#tests/support/store.ts'
import { charges, dump, expectSound } from './books-state.ts'

async function desk(): Promise<ImportDesk> {
  return openImportDesk((await openTestStore()).store)
}

const coffee = (id: string, on = '2026-05-03', amount = '-4.50'): OfxRow => ({ on, amount, name: 'CORNER COFFEE', id })
const file = (name: string, rows: readonly OfxRow[], closings: readonly OfxClosing[] = []) => ({ name, text: ofxText({ accounts: [{ rows, closings }] }) })

describe('taking an import back', () => {
  it('leaves it listed as taken back, and the same file can come in again', async () => {
    const imports = await desk()
    const record = await imports.import(file('a.ofx', [coffee('A')]))
    const undone = await imports.undo(record.id)
    expect(undone.undoneAt).toBeGreaterThan(record.appliedAt)
    expect(await imports.list()).toEqual([undone])
    expect(imports.audits.at(-1)).toEqual({ importId: record.id, removed: 1, restored: 0, handMade: 0 })
    expect((await imports.drop(file('a.ofx', [coffee('A')]))).files[0]?.importedBefore).toBeNull()
    expect((await imports.import(file('a.ofx', [coffee('A')]))).added).toBe(1)
    expect((await imports.list()).map(({ id, undoneAt }) => [id, undoneAt === null])).toEqual([[2, true], [1, false]])
  })

  it('is refused the second time, and for an import that never was', async () => {
    const imports = await desk()
    const { id } = await imports.import(file('a.ofx', [coffee('A')]))
    await imports.undo(id)
    await expect(imports.undo(id)).rejects.toMatchObject({ code: 'import.already-undone' })
    await expect(imports.undo(77)).rejects.toMatchObject({ code: 'not-found', details: { kind: 'import' } })
  })

  it('puts updated charges back as they were, but keeps what a person chose since', async () => {
    const imports = await desk()
    await imports.import(file('a.ofx', [{ ...coffee('A'), pending: true }]))
    const before = await dump(imports.store)
    const { id } = await imports.import(file('b.ofx', [coffee('A', '2026-05-04', '-5.00')]))
    await imports.undo(id)
    expect(await dump(imports.store)).toEqual(before)
    const again = await imports.import(file('b.ofx', [coffee('A', '2026-05-04', '-5.00')]))
    const { id: fuel } = await imports.store.read.selectFrom('categories').select('id').where('key', '=', 'fuel').executeTakeFirstOrThrow()
    await imports.store.transaction((db) => db.updateTable('transactions').set({ note: 'mine', category_id: fuel, category_source: 'person' }).execute())
    await imports.undo(again.id)
    expect(await imports.store.read.selectFrom('transactions').select(['amount_minor', 'pending', 'note', 'category_id', 'category_source']).execute()).toEqual([
      { amount_minor: -450, pending: 1, note: 'mine', category_id: fuel, category_source: 'person' },
    ])
    await expectSound(imports.store)
  })

  it('says in the audit how many notes and hand-made categories went with it', async () => {
    const imports = await desk()
    const { id } = await imports.import(file('a.ofx', [coffee('A'), coffee('B'), coffee('C')]))
    await imports.store.transaction((db) => db.updateTable('transactions').set({ note: 'mine' }).where('external_id', '<>', 'C').execute())
    await imports.undo(id)
    expect(imports.audits.at(-1)).toMatchObject({ removed: 3, handMade: 2 })
  })

  it('leaves what a person has touched: a renamed card stays, a merchant with a chosen category too', async () => {
    const imports = await desk()
    const { id } = await imports.import(file('a.ofx', [coffee('A')]))
    const { id: fuel } = await imports.store.read.selectFrom('categories').select('id').where('key', '=', 'fuel').executeTakeFirstOrThrow()
    await imports.store.transaction(async (db) => {
      await db.updateTable('cards').set({ nickname: 'Fleet', import_id: null }).execute()
      await db.updateTable('accounts').set({ import_id: null }).execute()
      await db.updateTable('merchants').set({ category_id: fuel }).execute()
    })
    await imports.undo(id)
    expect(await imports.store.read.selectFrom('cards').select('nickname').execute()).toEqual([{ nickname: 'Fleet' }])
    expect(await imports.store.read.selectFrom('merchants').select('category_id').execute()).toEqual([{ category_id: fuel }])
    expect(await charges(imports.store)).toEqual([])
  })

  it('an account that a later import uses stays until that one goes as well', async () => {
    const imports = await desk()
    const first = await imports.import(file('a.ofx', [coffee('A')]))
    const second = await imports.import(file('b.ofx', [coffee('B', '2026-07-03')]))
    await imports.undo(first.id)
    expect(await charges(imports.store)).toHaveLength(1)
    await imports.undo(second.id)
    for (const table of ['accounts', 'cards', 'merchants'] as const) expect(await imports.store.read.selectFrom(table).selectAll().execute(), table).toEqual([])
  })
})

describe('is blocked, in words, by a later import', () => {
  it('whose file tells the same charges', async () => {
    const imports = await desk()
    const first = await imports.import(file('may.ofx', [coffee('A'), coffee('B')]))
    const second = await imports.import(file('june.ofx', [coffee('B'), coffee('C', '2026-06-03')]))
    await expect(imports.undo(first.id)).rejects.toMatchObject({ code: 'import.undo-blocked', details: { reason: 'The later import of june.ofx builds on one entry of this one. Undo that import first.' } })
    await imports.undo(second.id)
    await imports.undo(first.id)
    expect(await charges(imports.store)).toEqual([])
  })

  it('that updated a charge of it', async () => {
    const imports = await desk()
    const first = await imports.import(file('a.ofx', [{ ...coffee('A'), pending: true }]))
    await imports.import(file('b.ofx', [coffee('A')]))
    await expect(imports.undo(first.id)).rejects.toMatchObject({ code: 'import.undo-blocked' })
  })

  it('but not by the very same file a second time', async () => {
    const imports = await desk()
    const first = await imports.import(file('a.ofx', [coffee('A')]))
    await imports.import(file('a.ofx', [coffee('A')]))
    await imports.undo(first.id)
    expect(await charges(imports.store)).toEqual([])
  })
})

describe('statements', () => {
  const closing: OfxClosing = { openedOn: '2026-05-01', closedOn: '2026-05-31', dueOn: '2026-06-25', opening: '-10.00', closing: '-14.50', minimum: '5.00' }

  it('come from closing blocks, once per account and closing day', async () => {
    const imports = await desk()
    const preview = await imports.drop(file('a.ofx', [coffee('A')], [closing]), file('b.ofx', [], [closing]))
    expect([preview.statements, preview.accounts.map(({ statements }) => statements)]).toEqual([1, [1, 1]])
    expect((await imports.apply(preview)).statements).toBe(1)
    expect(await imports.store.read.selectFrom('statements').select(['opened_on', 'closed_on', 'due_on', 'opening_minor', 'closing_minor', 'minimum_due_minor']).execute()).toEqual([
      { opened_on: '2026-05-01', closed_on: '2026-05-31', due_on: '2026-06-25', opening_minor: -1_000, closing_minor: -1_450, minimum_due_minor: 500 },
    ])
    expect((await imports.import(file('c.ofx', [coffee('A')], [closing]))).statements).toBe(0)
  })

  it('a corrected one is updated, put back by undo, and blocks the undo of the first', async () => {
    const imports = await desk()
    const first = await imports.import(file('a.ofx', [], [closing]))
    const before = await dump(imports.store)
    const second = await imports.import(file('b.ofx', [], [{ closedOn: '2026-05-31', closing: '-15.00' }]))
    expect(second.statements).toBe(1)
    expect(await imports.store.read.selectFrom('statements').select(['closing_minor', 'due_on']).execute()).toEqual([{ closing_minor: -1_500, due_on: '2026-06-25' }])
    await expect(imports.undo(first.id)).rejects.toMatchObject({ code: 'import.undo-blocked' })
    await imports.undo(second.id)
    expect(await dump(imports.store)).toEqual(before)
    await imports.undo(first.id)
    expect(await imports.store.read.selectFrom('accounts').selectAll().execute()).toEqual([])
  })
})

describe('a charge that the bank takes back (CORRECTACTION DELETE)', () => {
  const deletion = { ...coffee('D'), corrects: { id: 'A', action: 'DELETE' as const } }

  it('goes when a person says so, does not come in again, and comes back with undo', async () => {
    const imports = await desk()
    const first = await imports.import(file('a.ofx', [coffee('A'), coffee('B')]))
    await imports.store.transaction((db) => db.updateTable('transactions').set({ note: 'mine' }).where('external_id', '=', 'A').execute())
    const before = await dump(imports.store)
    const preview = await imports.drop(file('b.ofx', [deletion]))
    expect(await imports.rows(preview)).toMatchObject([{ status: 'conflict', choice: 'skip', choices: ['skip', 'update'], differences: ['the bank takes this charge back'] }])
    await imports.choose(preview, 'add', { status: 'conflict' })
    expect((await imports.choose(preview, 'update', { status: 'conflict' })).willUpdate).toBe(1)
    const record = await imports.apply(preview)
    expect((await charges(imports.store)).map(({ externalId }) => externalId)).toEqual(['B'])
    await expectSound(imports.store)
    expect(await imports.rows(await imports.drop(file('a2.ofx', [coffee('A'), coffee('B'), deletion])))).toMatchObject([
      { status: 'duplicate', differences: ['the bank took this charge back'] }, { status: 'duplicate' }, { status: 'duplicate', choices: ['skip'] },
    ])
    await expect(imports.undo(first.id)).rejects.toMatchObject({ code: 'import.undo-blocked' })
    await imports.undo(record.id)
    expect(await dump(imports.store)).toEqual(before)
  })

  it('that is not here changes nothing', async () => {
    const imports = await desk()
    const preview = await imports.drop(file('b.ofx', [deletion]))
    expect(await imports.rows(preview)).toMatchObject([{ status: 'duplicate', choice: 'skip', choices: ['skip'] }])
    expect((await imports.choose(preview, 'add', { status: 'duplicate' })).willAdd).toBe(0)
  })
})

describe('a replacement (CORRECTACTION REPLACE)', () => {
  it('updates the charge it names, and neither version comes in again', async () => {
    const imports = await desk()
    await imports.import(file('a.ofx', [coffee('A')]))
    const replacement = { ...coffee('R', '2026-05-03', '-9.50'), corrects: { id: 'A', action: 'REPLACE' as const } }
    expect((await imports.import(file('b.ofx', [replacement]))).updated).toBe(1)
    expect((await imports.drop(file('c.ofx', [coffee('A'), replacement]))).counts).toEqual({ new: 0, duplicate: 2, changed: 0, conflict: 0 })
    expect(await charges(imports.store)).toMatchObject([{ externalId: 'R', minor: -950 }])
  })
})
