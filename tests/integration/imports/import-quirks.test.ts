/** Each of DOMAIN.md 1.1-1.3, 1.8 and 1.9 on the real database, named as the sentence it proves. */
import { describe, expect, it } from 'vitest'
import { openImportDesk, type ImportDesk } from '#tests/support/imports.ts'
import { csvText, ofxText, type OfxRow } from '#tests/support/statements.ts'
import { openTestStore } from '#tests/support/store.ts'
import { charges, dump, expectSound } from './books-state.ts'

const CHASE = 'Transaction Date,Post Date,Description,Category,Type,Amount,Memo'

async function desk(): Promise<ImportDesk> {
  return openImportDesk((await openTestStore()).store)
}

function ofx(...rows: readonly OfxRow[]): string {
  return ofxText({ accounts: [{ rows }] })
}

const coffee = (id: string, on = '2026-05-03'): OfxRow => ({ on, amount: '-4.50', name: 'CORNER COFFEE', id })
const chaseCoffee = ['05/03/2026', '05/03/2026', 'CORNER COFFEE', 'Food & Drink', 'Sale', '-4.50', '']

describe('preview first (1.1)', () => {
  it('stores nothing, and every row has a status and a choice', async () => {
    const imports = await desk()
    const before = await dump(imports.store, { records: true })
    const preview = await imports.drop({ name: 'may.ofx', text: ofx(coffee('A'), { ...coffee('B'), amount: '12.00' }) })
    expect(preview).toMatchObject({ counts: { new: 2, duplicate: 0, changed: 0, conflict: 0 }, willAdd: 2, willUpdate: 0 })
    expect((await imports.rows(preview)).map(({ status, choice, amountMinor }) => ({ status, choice, amountMinor }))).toEqual([
      { status: 'new', choice: 'add', amountMinor: -450 },
      { status: 'new', choice: 'add', amountMinor: 1_200 },
    ])
    expect(await dump(imports.store, { records: true })).toEqual(before)
  })

  it('what was previewed is what is applied: skipped rows stay out, a forced duplicate comes in', async () => {
    const imports = await desk()
    await imports.import({ name: 'a.ofx', text: ofx(coffee('A')) })
    const preview = await imports.drop({ name: 'b.ofx', text: ofx(coffee('A'), coffee('B'), coffee('C')) })
    await imports.choose(preview, 'skip', [1])
    const chosen = await imports.choose(preview, 'add', [0])
    expect([chosen.willAdd, chosen.willUpdate]).toEqual([2, 0])
    const record = await imports.apply(preview)
    expect([record.added, record.updated, record.skipped]).toEqual([2, 0, 1])
    expect((await charges(imports.store)).map(({ externalId }) => externalId)).toEqual(['A', 'A', 'C'])
  })

  it('the decisions are pinned: books that changed since make the preview stale instead of being matched anew', async () => {
    const imports = await desk()
    const preview = await imports.drop({ name: 'a.ofx', text: ofx(coffee('A')) })
    await imports.import({ name: 'b.ofx', text: ofx(coffee('A')) })
    await expect(imports.apply(preview)).rejects.toMatchObject({ code: 'import.preview-stale' })
    expect(await charges(imports.store)).toHaveLength(1)
    await expect(imports.apply(preview)).rejects.toMatchObject({ code: 'not-found', details: { kind: 'preview' } })
  })

  it('a charge that something else changed meanwhile is not overwritten', async () => {
    const imports = await desk()
    await imports.import({ name: 'a.ofx', text: ofx({ ...coffee('A'), pending: true }) })
    const preview = await imports.drop({ name: 'b.ofx', text: ofx(coffee('A')) })
    await imports.store.transaction((db) => db.updateTable('transactions').set({ amount_minor: -451 }).execute())
    const before = await dump(imports.store, { records: true })
    await expect(imports.apply(preview)).rejects.toMatchObject({ code: 'import.preview-stale' })
    expect(await dump(imports.store, { records: true })).toEqual(before)
  })

  it('a note or category that a person changes meanwhile makes no preview stale, and both are kept by the update', async () => {
    const imports = await desk()
    await imports.import({ name: 'a.ofx', text: ofx({ ...coffee('A'), pending: true }) })
    const preview = await imports.drop({ name: 'b.ofx', text: ofx({ ...coffee('A'), amount: '-5.00' }) })
    const { id: fuel } = await imports.store.read.selectFrom('categories').select('id').where('key', '=', 'fuel').executeTakeFirstOrThrow()
    await imports.store.transaction((db) => db.updateTable('transactions').set({ note: 'mine', category_id: fuel, category_source: 'person' }).execute())
    expect((await imports.apply(preview)).updated).toBe(1)
    expect(await imports.store.read.selectFrom('transactions').select(['amount_minor', 'note', 'category_id', 'category_source', 'pending']).execute()).toEqual([
      { amount_minor: -500, note: 'mine', category_id: fuel, category_source: 'person', pending: 0 },
    ])
    await expectSound(imports.store)
  })
})

describe('equal charges are counted, never dropped (1.2)', () => {
  it('two equal coffees of one day both stay, with ids and without', async () => {
    const imports = await desk()
    expect((await imports.import({ name: 'a.ofx', text: ofx(coffee('A'), coffee('B')) })).added).toBe(2)
    expect((await imports.import({ name: 'Chase4411_Activity.csv', text: csvText(CHASE, [chaseCoffee, chaseCoffee]) })).added).toBe(2)
    expect(await charges(imports.store)).toHaveLength(4)
  })

  it('the same file twice adds nothing, under another name too', async () => {
    const imports = await desk()
    const text = csvText(CHASE, [chaseCoffee, chaseCoffee])
    await imports.import({ name: 'Chase4411_Activity.csv', text })
    const preview = await imports.drop({ name: 'Chase4411_copy.csv', text })
    expect(preview.files[0]?.importedBefore).toBeGreaterThan(0)
    expect(preview.counts).toEqual({ new: 0, duplicate: 2, changed: 0, conflict: 0 })
    expect((await imports.apply(preview)).added).toBe(0)
    expect(await charges(imports.store)).toHaveLength(2)
  })

  it('overlapping files add only what is new, one after the other and dropped together', async () => {
    const may = { name: 'may.ofx', text: ofx(coffee('A'), coffee('B', '2026-05-30')) }
    const june = { name: 'june.ofx', text: ofx(coffee('B', '2026-05-30'), coffee('C', '2026-06-02')) }
    for (const files of [[may, june], [june, may]]) {
      const apart = await desk()
      for (const file of files) await apart.import(file)
      const together = await desk()
      expect((await together.import(...files)).added).toBe(3)
      expect((await charges(apart.store)).map(({ externalId }) => externalId)).toEqual(['A', 'B', 'C'])
      expect((await charges(together.store)).map(({ externalId }) => externalId)).toEqual(['A', 'B', 'C'])
    }
  })

  it('the same file twice in one drop adds it once', async () => {
    const imports = await desk()
    const text = ofx(coffee('A'), coffee('A'))
    expect((await imports.import({ name: 'a.ofx', text }, { name: 'a (1).ofx', text })).added).toBe(2)
  })
})

describe('ids are not unique (1.3)', () => {
  it('a purchase and its foreign transaction fee under one id both stay, and come in once', async () => {
    const imports = await desk()
    const text = ofx({ on: '2026-05-03', amount: '-100.00', name: 'HOTEL PARIS', id: 'F' }, { on: '2026-05-03', amount: '-3.00', name: 'FOREIGN TRANSACTION FEE', id: 'F' })
    expect((await imports.import({ name: 'a.ofx', text })).added).toBe(2)
    expect((await imports.import({ name: 'b.ofx', text: text + '\n' })).added).toBe(0)
  })

  it('an id that the bank reuses months later brings a new charge', async () => {
    const imports = await desk()
    await imports.import({ name: 'may.ofx', text: ofx(coffee('7')) })
    expect((await imports.import({ name: 'june.ofx', text: ofx(coffee('7', '2026-06-03')) })).added).toBe(1)
  })

  it('ids belong to their account: another account may have the same', async () => {
    const imports = await desk()
    await imports.import({ name: 'a.ofx', text: ofxText({ accounts: [{ number: '000000112233445', rows: [coffee('1')] }] }) })
    const preview = await imports.drop({ name: 'b.ofx', text: ofxText({ accounts: [{ number: '000000998877665', rows: [coffee('1')] }] }) })
    expect(preview.counts.new).toBe(1)
    expect(preview.accounts[0]?.targetAccountId).toBeNull()
  })
})

describe('pending to posted (1.8)', () => {
  const pending: OfxRow = { on: '2026-05-03', amount: '-40.00', name: 'HARBOR GRILL', id: 'P', pending: true }
  const posted: OfxRow = { on: '2026-05-05', amount: '-48.00', name: 'HARBOR GRILL BOSTON', id: 'Q' }

  it('a charge that posts with a tip under another id and date is the same charge, and both ids are remembered', async () => {
    const imports = await desk()
    await imports.import({ name: 'a.ofx', text: ofx(pending) })
    const preview = await imports.drop({ name: 'b.ofx', text: ofx(posted) })
    const [row] = await imports.rows(preview)
    expect(row).toMatchObject({ status: 'changed', choice: 'update', choices: ['update', 'add', 'skip'], match: { postedOn: '2026-05-03', amountMinor: -4_000, pending: true } })
    expect(row?.differences).toEqual(['was pending', 'amount was $40.00', 'date was 2026-05-03', 'text was “HARBOR GRILL”'])
    expect(preview.willUpdate).toBe(1)
    await imports.apply(preview)
    for (const file of [ofx(pending), ofx(posted), ofx(pending, posted)]) {
      const again = await imports.drop({ name: 'c.ofx', text: file })
      expect([again.counts.new, again.counts.changed, again.counts.conflict]).toEqual([0, 0, 0])
    }
    expect(await charges(imports.store)).toMatchObject([{ externalId: 'Q', minor: -4_800, pending: 0, postedOn: '2026-05-05' }])
    await expectSound(imports.store)
  })

  it('both dropped together, in either order, are one posted charge', async () => {
    for (const order of [[pending, posted], [posted, pending]]) {
      const imports = await desk()
      await imports.import(...order.map((row, index) => ({ name: `${index}.ofx`, text: ofx(row) })))
      expect(await charges(imports.store)).toMatchObject([{ externalId: 'Q', minor: -4_800, pending: 0 }])
    }
  })

  it('with two candidates a person decides, and updating twice from one file is not offered', async () => {
    const imports = await desk()
    await imports.import({ name: 'a.ofx', text: ofx(pending, { ...pending, id: 'P2', amount: '-42.00' }) })
    const preview = await imports.drop({ name: 'b.ofx', text: ofx(posted, { ...posted, id: 'Q2', amount: '-49.00' }) })
    expect(preview).toMatchObject({ counts: { conflict: 2 }, willAdd: 0, willUpdate: 0 })
    const rows = await imports.rows(preview)
    expect(rows[0]).toMatchObject({ choice: 'skip', choices: ['skip', 'update', 'add'] })
    const chosen = await imports.choose(preview, 'update', { status: 'conflict' })
    expect(chosen.willUpdate).toBe(new Set(rows.map(({ match }) => match?.transactionId)).size)
  })
})

describe('files that update the same charge', () => {
  it('may follow each other when both are sure, but a conflict never joins in', async () => {
    const imports = await desk()
    const pending: OfxRow = { on: '2026-05-03', amount: '-40.00', name: 'HARBOR GRILL', id: 'P', pending: true }
    await imports.import({ name: 'a.ofx', text: ofx(pending) })
    const sure = await imports.drop({ name: 'b.ofx', text: ofx({ ...pending, amount: '-44.00' }) }, { name: 'c.ofx', text: ofx({ ...pending, amount: '-46.00', pending: false }) })
    expect(sure).toMatchObject({ counts: { changed: 2 }, willUpdate: 2 })
    await imports.discard(sure.previewId)
    const unsure = await imports.drop({ name: 'b.ofx', text: ofx({ ...pending, id: 'Q', amount: '-35.00', pending: false }) }, { name: 'c.ofx', text: ofx({ ...pending, id: 'R', amount: '-30.00', pending: false }) })
    expect(unsure.counts.conflict).toBe(2)
    expect((await imports.choose(unsure, 'update', { status: 'conflict' })).willUpdate).toBe(1)
    await imports.apply(sure).then(() => expect.unreachable(), (error: unknown) => expect(error).toMatchObject({ code: 'not-found' }))
    await imports.apply(unsure)
    expect(await charges(imports.store)).toMatchObject([{ externalId: 'Q', minor: -3_500 }])
  })
})

describe('a merge stays a merge (1.9)', () => {
  it('a conflict that a person merged does not come back, from either file', async () => {
    const imports = await desk()
    const first = ofx({ on: '2026-05-03', amount: '-40.00', name: 'HARBOR GRILL', id: 'P', pending: true })
    const second = ofx({ on: '2026-05-04', amount: '-35.00', name: 'HARBOR GRILL', id: 'Q' })
    await imports.import({ name: 'a.ofx', text: first })
    const preview = await imports.drop({ name: 'b.ofx', text: second })
    expect(preview.counts.conflict).toBe(1)
    await imports.choose(preview, 'update', { status: 'conflict' })
    await imports.apply(preview)
    for (const text of [first, second]) expect((await imports.drop({ name: 'again.ofx', text })).counts).toEqual({ new: 0, duplicate: 1, changed: 0, conflict: 0 })
    expect(await charges(imports.store)).toHaveLength(1)
  })

  it('the same charges from a CSV without ids, after an OFX with ids, are duplicates and become sources', async () => {
    const imports = await desk()
    const rows = [coffee('A'), coffee('B'), { on: '2026-05-06', amount: '-80.00', name: 'DELTA AIR LINES ATLANTA', id: 'C' }]
    await imports.import({ name: 'a.ofx', text: ofxText({ org: 'CHASE', accounts: [{ number: '000000000004411', rows }] }) })
    const text = csvText(CHASE, [chaseCoffee, chaseCoffee, ['05/05/2026', '05/06/2026', 'Delta Air Lines', 'Travel', 'Sale', '-80.00', '']])
    const preview = await imports.drop({ name: 'Chase4411_Activity20260601.csv', text })
    expect(preview.accounts[0]?.targetAccountId).toBe(1)
    expect(preview.counts).toEqual({ new: 0, duplicate: 3, changed: 0, conflict: 0 })
    await imports.apply(preview)
    const sources = await imports.store.read.selectFrom('transaction_sources').select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
    expect(sources.count).toBe(6)
    expect((await imports.drop({ name: 'Chase4411_again.csv', text: text + '\r\n' })).counts.duplicate).toBe(3)
  })

  it('a CSV that has more of them than the books is left to a person', async () => {
    const imports = await desk()
    await imports.import({ name: 'a.ofx', text: ofxText({ org: 'CHASE', accounts: [{ number: '000000000004411', rows: [coffee('A')] }] }) })
    const preview = await imports.drop({ name: 'Chase4411_Activity.csv', text: csvText(CHASE, [chaseCoffee, chaseCoffee]) })
    expect(preview.counts).toEqual({ new: 0, duplicate: 1, changed: 0, conflict: 1 })
  })
})
