/** What undo says it will do is what it does, whatever was imported and touched before. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHANGED_COLUMNS } from '#engine/imports/kept-rows.ts'
import { planUndo } from '#engine/imports/undo-plan.queries.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { Store } from '#engine/db/store.ts'
import { openImportDesk, type TextFile } from '#tests/support/imports.ts'
import { csvText, ofxText, type OfxRow } from '#tests/support/statements.ts'
import { openTestStore } from '#tests/support/store.ts'

const MEMBERS = [['DANA REYES', '-71008'], ['SAM OKAFOR', '-71016'], ['ADA FINCH', '-71024']] as const

interface Drop {
  readonly kind: 'ofx' | 'csv' | 'members'
  /** Which of the charges are in the file. */
  readonly rows: readonly number[]
  /** Another version tells other amounts for the same charges. */
  readonly version: number
  /** What the file says of the pending ones: pending, posted, or deleted. */
  readonly stage: 'pending' | 'posted' | 'deleted'
  readonly closing: boolean
  /** What the person decides where the file may mean a charge that is here. */
  readonly conflicts: 'add' | 'update' | 'skip'
}

function fileOf(drop: Drop, index: number): TextFile {
  return drop.kind === 'ofx' ? ofxOf(drop, index) : csvOf(drop, index)
}

function ofxOf({ rows, version, stage, closing }: Drop, index: number): TextFile {
  const charges = rows.map((row): OfxRow => {
    const base = { on: `2026-05-0${1 + (row % 6)}`, name: `MERCHANT ${row}`, id: `F${row}` }
    const amount = `-${10 + row}.${version}0`
    if (row % 3 !== 0 || stage === 'posted') return { ...base, amount }
    if (stage === 'pending') return { ...base, amount, pending: true }
    return { ...base, id: `D${row}-${index}`, amount, corrects: { id: `F${row}`, action: 'DELETE' } }
  })
  const closings = closing ? [{ openedOn: '2026-04-30', closedOn: '2026-05-30', opening: '-10.00', closing: `-${200 + version}.00` }] : []
  return { name: `drop-${index}.ofx`, text: ofxText({ accounts: [{ number: '377412345671008', rows: charges, closings }] }) }
}

/** `members` leaves the digits out: the holder's name alone tells the card. */
function csvOf({ kind, rows, version }: Drop, index: number): TextFile {
  const lines = rows.map((row) => {
    const [name, account] = MEMBERS[(row + version) % MEMBERS.length] ?? MEMBERS[0]
    return [`05/0${1 + (row % 6)}/2026`, `MERCHANT ${row}`, name, kind === 'csv' ? account : '', `${10 + row}.00`]
  })
  return { name: `drop-${index}.csv`, text: csvText('Date,Description,Card Member,Account #,Amount', lines) }
}

const drop: fc.Arbitrary<Drop> = fc.record({
  kind: fc.constantFrom('ofx', 'ofx', 'csv', 'members'),
  rows: fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 6 }),
  version: fc.nat(2),
  stage: fc.constantFrom('pending', 'posted', 'deleted'),
  closing: fc.boolean(),
  conflicts: fc.constantFrom('add', 'update', 'update', 'skip'),
})

async function readNames(store: Store, table: 'cards' | 'cardholders'): Promise<readonly string[]> {
  const rows = table === 'cards' ? await store.read.selectFrom('cards').select('id').execute() : await store.read.selectFrom('cardholders').select('name as id').execute()
  return rows.map(({ id }) => String(id))
}

const statements = (store: Store) => store.read.selectFrom('statements').selectAll().execute()

describe('the plan of an undo', () => {
  it('counts exactly what the undo then does, and says no where the undo says no', async () => {
    let done = 0
    await fc.assert(
      fc.asyncProperty(fc.array(drop, { minLength: 1, maxLength: 5 }), fc.infiniteStream(fc.nat(100)), async (drops, choices) => {
        const { store } = await openTestStore()
        const desk = await openImportDesk(store)
        for (const [index, each] of drops.entries()) {
          const dropped = await desk.drop(fileOf(each, index))
          const account = await store.read.selectFrom('accounts').select('id').executeTakeFirst()
          const preview = dropped.accounts[0]?.identified ? dropped : await desk.setTarget({ previewId: dropped.previewId, accountIndex: 0, accountId: account?.id ?? null })
          await desk.apply(await desk.choose(preview, each.conflicts, { status: 'conflict' }))
        }
        await store.transaction(async (db) => void (await db.updateTable('transactions').set({ note: 'mine' }).where('id', '<', 4).execute()))
        for (const pick of choices.take(3)) {
          const open = (await desk.list()).filter((record) => record.undoneAt === null)
          const target = open[pick % Math.max(1, open.length)]
          if (!target) return
          const plan = await planUndo(store.read, target.id)
          const before = { cards: await readNames(store, 'cards'), people: await readNames(store, 'cardholders'), statements: await statements(store) }
          const outcome = await desk.undo(target.id).then(() => null, (error: unknown) => error)
          if (plan.blockedBy !== null) {
            expect(AppError.is(outcome, 'import.undo-blocked') && outcome.details.reason).toBe(plan.blockedBy.reason)
            expect(open.map((record) => record.id)).toContain(plan.blockedBy.importId)
            continue
          }
          done += 1
          expect(outcome).toBeNull()
          expect(desk.audits.at(-1)).toMatchObject({ removed: plan.removes, restored: plan.restores, handMade: plan.handMade })
          const after = { cards: await readNames(store, 'cards'), people: await readNames(store, 'cardholders'), statements: await statements(store) }
          expect(before.cards.length - after.cards.length).toBe(plan.cards.length)
          expect(plan.cardholders).toEqual(before.people.filter((name) => !after.people.includes(name)).toSorted())
          expect(before.statements.length - after.statements.length).toBe(plan.statementsRemoved)
          const changed = after.statements.filter((row) => before.statements.some((old) => old.id === row.id && JSON.stringify(old) !== JSON.stringify(row)))
          expect(changed.length).toBeLessThanOrEqual(plan.statementsRestored)
        }
      }),
      { numRuns: 20 },
    )
    // Otherwise it would have compared nothing.
    expect(done).toBeGreaterThan(10)
  }, 60_000)

  it('names what goes with it, its sums per currency, and the later import in its way', async () => {
    const { store } = await openTestStore()
    const desk = await openImportDesk(store)
    const first = await desk.import(csvOf({ kind: 'csv', rows: [0, 1], version: 0, stage: 'posted', closing: false, conflicts: 'add' }, 1))
    expect(await planUndo(store.read, first.id)).toEqual({
      importId: first.id, removes: 2, removesTotals: [{ currency: 'USD', minor: -2_100 }], handMade: 0, restores: 0, statementsRemoved: 0, statementsRestored: 0,
      cards: ['American Express ··71008', 'American Express ··71016'], cardholders: ['Dana Reyes', 'Sam Okafor'], blockedBy: null,
    })
    const second = await desk.import(csvOf({ kind: 'csv', rows: [1, 2], version: 0, stage: 'posted', closing: false, conflicts: 'add' }, 2))
    expect((await planUndo(store.read, first.id)).blockedBy).toEqual({ importId: second.id, reason: 'The later import of drop-2.csv builds on one entry of this one. Undo that import first.' })
    expect(await planUndo(store.read, second.id)).toMatchObject({ removes: 1, cards: ['American Express ··71024'], cardholders: ['Ada Finch'] })
    await desk.undo(second.id)
    await expect(planUndo(store.read, second.id)).rejects.toMatchObject({ code: 'import.already-undone' })
    await expect(planUndo(store.read, 99)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('lets a card go whose only charge was moved there and moves back', async () => {
    const { store } = await openTestStore()
    const desk = await openImportDesk(store)
    await desk.import(csvOf({ kind: 'csv', rows: [0], version: 0, stage: 'posted', closing: false, conflicts: 'add' }, 1))
    const second = await desk.import(csvOf({ kind: 'csv', rows: [1], version: 0, stage: 'posted', closing: false, conflicts: 'add' }, 2))
    await store.transaction(async (_db, sqlite) => {
      const columns = CHANGED_COLUMNS.map((column) => `'${column}', t.${column}`).join(', ')
      sqlite.prepare(`INSERT INTO import_changes (import_id, transaction_id, before) SELECT ?, t.id, json_object(${columns}, 'merchant', 'MERCHANT 0') FROM transactions t WHERE t.import_id <> ?`).run(second.id, second.id)
      sqlite.prepare('UPDATE transactions SET card_id = (SELECT max(id) FROM cards)').run()
    })
    const plan = await planUndo(store.read, second.id)
    expect(plan).toMatchObject({ removes: 1, restores: 1, cards: ['American Express ··71016'], cardholders: ['Sam Okafor'] })
    await desk.undo(second.id)
    expect(await readNames(store, 'cards')).toHaveLength(1)
    expect(await readNames(store, 'cardholders')).toEqual(['Dana Reyes'])
  })
})
