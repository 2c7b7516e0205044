/** What must hold whatever is imported, in whatever order. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Store } from '#engine/db/store.ts'
import { openImportDesk, type ImportDesk, type TextFile } from '#tests/support/imports.ts'
import { csvText, ofxText } from '#tests/support/statements.ts'
import { openTestStore } from '#tests/support/store.ts'
import { charges, dump, expectSound, type StoredCharge } from './books-state.ts'

/** How often each of these charges occurs in a file, by its position in the universe. */
type Counts = readonly number[]

interface Universe {
  readonly name: string
  readonly size: number
  readonly file: (counts: Counts, name: string) => TextFile
  /** Position of a stored charge in the universe. */
  readonly positionOf: (charge: StoredCharge) => number
}

const MERCHANTS = ['Corner Coffee', 'Harbor Grill', 'Northwind Air'] as const
const DAYS = ['2026-05-03', '2026-05-04', '2026-06-04'] as const
const AMOUNTS = [450, 460, 8_000] as const

function decimal(minor: number): string {
  const text = String(minor).padStart(3, '0')
  return `${text.slice(0, -2)}.${text.slice(-2)}`
}

function repeat<T>(counts: Counts, make: (position: number) => T): T[] {
  return counts.flatMap((count, position) => Array.from({ length: count }, () => make(position)))
}

/** Every merchant on every day with every amount, without ids: equal in all but one thing is different. */
const withoutIds: Universe = {
  name: 'rows without ids (CSV)',
  size: 27,
  file: (counts, name) => ({
    name: `${name}.csv`,
    text: csvText('Transaction Date,Post Date,Description,Category,Type,Amount,Memo', repeat(counts, (position) => {
      const { merchant, day, amount } = partsOf(position)
      const date = `${day.slice(5, 7)}/${day.slice(8)}/${day.slice(0, 4)}`
      return [date, date, merchant, '', 'Sale', `-${decimal(amount)}`, '']
    })),
  }),
  positionOf: ({ text, postedOn, minor }) => MERCHANTS.indexOf(text as (typeof MERCHANTS)[number]) * 9 + DAYS.indexOf(postedOn as (typeof DAYS)[number]) * 3 + AMOUNTS.indexOf(-minor as (typeof AMOUNTS)[number]),
}

function partsOf(position: number) {
  return { merchant: MERCHANTS[Math.floor(position / 9)] ?? '', day: DAYS[Math.floor(position / 3) % 3] ?? '', amount: AMOUNTS[position % 3] ?? 0 }
}

/** Ids that several merchants, days and signs share, as banks reuse them: nothing here is a change of anything else. */
const REUSED = Array.from({ length: 12 }, (_, position) => ({
  id: `F${position % 3}`, name: ['COFFEE', 'GRILL', 'AIRLINE', 'HOTEL', 'TAXI', 'FUEL', 'BASKET', 'PAPER', 'HOSTING', 'MOBILE', 'LEGAL', 'POWER'][position] ?? '',
  on: `2026-05-${String(3 + (position % 4)).padStart(2, '0')}`, amount: `${position % 5 === 0 ? '' : '-'}${decimal(450 + (position % 2) * 10)}`,
}))
const withReusedIds: Universe = {
  name: 'rows with ids that are reused (OFX)',
  size: REUSED.length,
  file: (counts, name) => ({ name: `${name}.ofx`, text: ofxText({ accounts: [{ rows: repeat(counts, (position) => REUSED[position] ?? REUSED[0]!) }] }) }),
  positionOf: ({ text }) => REUSED.findIndex(({ name }) => name === text),
}

const UNIVERSES = [withoutIds, withReusedIds]

/** Files, some of them dropped together. */
function dropsOf(universe: Universe): fc.Arbitrary<readonly (readonly Counts[])[]> {
  const counts = fc.array(fc.constantFrom(0, 0, 0, 1, 1, 2, 3), { minLength: universe.size, maxLength: universe.size }).filter((each) => each.some((count) => count > 0))
  return fc.array(fc.array(counts, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 })
}

function filesOf(universe: Universe, drop: readonly Counts[], prefix: string): TextFile[] {
  return drop.map((counts, index) => universe.file(counts, `${prefix}-${index}`))
}

async function storedCounts(store: Store, universe: Universe): Promise<Counts> {
  const counts = Array.from({ length: universe.size }, () => 0)
  for (const charge of await charges(store)) {
    const position = universe.positionOf(charge)
    expect(position).toBeGreaterThanOrEqual(0)
    counts[position] = (counts[position] ?? 0) + 1
  }
  return counts
}

function union(files: readonly Counts[], size: number): Counts {
  return Array.from({ length: size }, (_, position) => Math.max(0, ...files.map((counts) => counts[position] ?? 0)))
}

async function freshDesk(): Promise<ImportDesk> {
  return openImportDesk((await openTestStore()).store)
}

describe.each(UNIVERSES)('$name', (universe) => {
  it('files in any order and any drop end as the union of all, each charge as often as the file that has most of it', async () => {
    await fc.assert(
      fc.asyncProperty(dropsOf(universe), async (drops) => {
        const desk = await freshDesk()
        for (const [index, drop] of drops.entries()) {
          const preview = await desk.drop(...filesOf(universe, drop, `drop${index}`))
          expect([preview.counts.changed, preview.counts.conflict]).toEqual([0, 0])
          await desk.apply(preview)
        }
        expect(await storedCounts(desk.store, universe)).toEqual(union(drops.flat(), universe.size))
        await expectSound(desk.store)
      }),
      { numRuns: 25 },
    )
  })

  it('an import that is taken back leaves the books as they were, to the last id', async () => {
    await fc.assert(
      fc.asyncProperty(dropsOf(universe), async (drops) => {
        const desk = await freshDesk()
        const states: (readonly [number, Awaited<ReturnType<typeof dump>>])[] = []
        for (const [index, drop] of drops.entries()) {
          const before = await dump(desk.store)
          const record = await desk.import(...filesOf(universe, drop, `drop${index}`))
          states.push([record.id, before])
        }
        for (const [id, before] of states.toReversed()) {
          await desk.undo(id)
          expect(await dump(desk.store)).toEqual(before)
          await expectSound(desk.store)
        }
      }),
      { numRuns: 20 },
    )
  })

  it('a failure at any write of an import leaves nothing of it', async () => {
    await fc.assert(
      fc.asyncProperty(dropsOf(universe), fc.nat({ max: 200 }), async (drops, failAt) => {
        const desk = await freshDesk()
        const [first = [], ...rest] = drops
        await desk.import(...filesOf(universe, first, 'first'))
        const before = await dump(desk.store, { records: true })
        const preview = await desk.drop(...filesOf(universe, rest.flat().slice(0, 3).length > 0 ? rest.flat().slice(0, 3) : first, 'second'))
        let writes = 0
        const failing = desk.apply(preview, { around: (context) => ({ ...context, sqlite: breaking(context.sqlite, () => writes++ === failAt) }) })
        const failed = await failing.then(() => false, (error: unknown) => error instanceof Breakdown)
        if (!failed) return
        expect(await dump(desk.store, { records: true })).toEqual(before)
        // The preview is still there, and still right.
        await desk.apply(preview)
        await expectSound(desk.store)
      }),
      { numRuns: 25 },
    )
  })
})

class Breakdown extends Error {}

type Prepared = ReturnType<Parameters<Parameters<Store['transaction']>[0]>[1]['prepare']>

/** A connection whose statements throw instead of writing when asked to. */
function breaking<T extends Parameters<Parameters<Store['transaction']>[0]>[1]>(sqlite: T, breaks: () => boolean): T {
  return new Proxy(sqlite, {
    get(target, name) {
      if (name !== 'prepare') return Reflect.get(target, name, target) as unknown
      return (source: string) => {
        const statement = target.prepare(source) as Prepared
        return new Proxy(statement, {
          get(inner, method) {
            const value = Reflect.get(inner, method, inner) as unknown
            if (typeof value !== 'function') return value
            return (...values: unknown[]) => {
              if (method === 'run' && breaks()) throw new Breakdown('The disk went away')
              return (value as (...values: unknown[]) => unknown).apply(inner, values)
            }
          },
        })
      }
    },
  })
}

/** Anything that files of one account say: few merchants, days, amounts and ids, pending or posted, in two formats. */
const wildRow = fc.record({
  merchant: fc.constantFrom('CORNER COFFEE', 'CORNER COFFEE BOSTON', 'HARBOR GRILL'),
  day: fc.constantFrom('2026-05-03', '2026-05-04', '2026-05-06', '2026-06-20'),
  minor: fc.constantFrom(-4_000, -4_400, -4_800, -9_000, 4_000),
  id: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
  pending: fc.boolean(),
})
const wildFile = fc.record({ csv: fc.boolean(), rows: fc.array(wildRow, { minLength: 1, maxLength: 5 }) })

function wildText({ csv, rows }: { readonly csv: boolean; readonly rows: readonly { merchant: string; day: string; minor: number; id: string; pending: boolean }[] }, name: string): TextFile {
  if (!csv) {
    const own = rows.map(({ merchant, day, minor, id, pending }) => ({ on: day, amount: `${minor < 0 ? '-' : ''}${decimal(Math.abs(minor))}`, name: merchant, id, pending }))
    return { name: `${name}.ofx`, text: ofxText({ org: 'CHASE', accounts: [{ number: '000000000004411', rows: own }] }) }
  }
  const lines = rows.map(({ merchant, day, minor }) => {
    const date = `${day.slice(5, 7)}/${day.slice(8)}/${day.slice(0, 4)}`
    return [date, date, merchant, '', minor < 0 ? 'Sale' : 'Payment', `${minor < 0 ? '-' : ''}${decimal(Math.abs(minor))}`, '']
  })
  return { name: `Chase4411_${name}.csv`, text: csvText('Transaction Date,Post Date,Description,Category,Type,Amount,Memo', lines) }
}

describe('pending charges, corrected amounts and two formats, all mixed', () => {
  it('a file that left nothing to decide adds nothing when it comes again, and every import can be taken back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(wildFile, { minLength: 1, maxLength: 5 }), async (files) => {
        const desk = await freshDesk()
        const states: (readonly [number, Awaited<ReturnType<typeof dump>>])[] = []
        for (const [index, file] of files.entries()) {
          const text = wildText(file, String(index))
          const before = await dump(desk.store)
          const preview = await desk.drop(text)
          states.push([(await desk.apply(preview)).id, before])
          const again = await desk.drop({ name: text.name, text: `${text.text}\n` })
          // What a person left out the first time is open again; nothing else is.
          expect(again.willAdd).toBeLessThanOrEqual(preview.counts.conflict)
          await expectSound(desk.store)
        }
        for (const [id, before] of states.toReversed()) {
          await desk.undo(id)
          expect(await dump(desk.store)).toEqual(before)
        }
      }),
      { numRuns: 60 },
    )
  })
})
