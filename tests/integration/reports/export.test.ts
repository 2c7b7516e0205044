import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { reportsHandlers } from '#engine/reports/reports.handlers.ts'
import { writeSettings } from '#engine/settings/settings.queries.ts'
import type { Store } from '#engine/db/store.ts'
import { keepBooks } from '#tests/support/books.ts'
import { taskContext } from '#tests/support/calls.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { readPdf } from '#tests/support/pdf-text.ts'
import { openTestStore, temporaryFolder } from '#tests/support/store.ts'

let store: Store
let folder: string
let cards: readonly number[]

beforeEach(async () => {
  ;({ store } = await openTestStore())
  folder = await temporaryFolder()
  await store.transaction((db) => writeSettings(db, { businessName: 'Harbour & Finch LLC' }))
  cards = await keepBooks(store, (books) => {
    const [evil, ada] = [books.person('=cmd|calc, "Ltd"'), books.person('Ada Lindqvist')]
    const account = books.account({ issuer: 'Chase' })
    const all = [books.card({ account, holder: evil, digits: '0420' }), books.card({ account, holder: ada, digits: '0077' })]
    books.charge({ card: all[0]!, on: '2026-10-05', minor: -120_418, category: 'dining' })
    books.charge({ card: all[1]!, on: '2026-11-05', minor: -50, category: 'fuel' })
    books.charge({ card: all[1]!, on: '2026-11-06', minor: 75, type: 'refund', category: 'fuel' })
    return all
  })
})

const inputOf = (cardIds: number[] | null = null, from = '2026-10', to = '2026-11') => ({ period: { from, to, scope: { cardIds } }, target: 'target' })
const KINDS = ['exportCsv', 'exportPdf'] as const

describe('a CSV export', () => {
  test('writes the whole report where the person said, and what it wrote into the audit', async () => {
    const path = join(folder, 'report.csv')
    const { context, audits } = taskContext(store, path)
    const result = await reportsHandlers.exportCsv(context, inputOf())
    const bytes = await readFile(path)
    expect(result).toEqual({ file: 'report.csv', bytes: bytes.length, rows: 2 })
    expect(bytes.toString('utf8').replace('\uFEFF', '').split('\r\n')).toEqual([
      'Section,Cardholder,Category,Month,Currency,Spend,Transactions',
      `Spend,"'=cmd|calc, ""Ltd""",Restaurants,2026-10,USD,1204.18,1`,
      'Spend,Ada Lindqvist,Fuel,2026-11,USD,-0.25,2',
      `Total per cardholder,"'=cmd|calc, ""Ltd""",,,USD,1204.18,1`,
      'Total per cardholder,Ada Lindqvist,,,USD,-0.25,2',
      'Total per category,,Restaurants,,USD,1204.18,1',
      'Total per category,,Fuel,,USD,-0.25,2',
      'Total per month,,,2026-10,USD,1204.18,1',
      'Total per month,,,2026-11,USD,-0.25,2',
      'Total,,,,USD,1203.93,3',
      '',
    ])
    expect(audits).toEqual([{ from: '2026-10', to: '2026-11', cards: null, rows: 2, bytes: bytes.length }])
    expect(await readdir(folder)).toEqual(['report.csv'])
  })
})

describe('a PDF export', () => {
  test('writes pages that name the business and the cards, with progress to the end', async () => {
    const path = join(folder, 'report.pdf')
    const { context, progress } = taskContext(store, path)
    const { bytes, rows } = await reportsHandlers.exportPdf(context, inputOf([cards[1]!]))
    const file = await readFile(path)
    const { pages } = await readPdf(file)
    expect([bytes, rows]).toEqual([file.length, 1])
    expect(pages[0]?.text).toContain('Harbour & Finch LLC')
    expect(pages[0]?.text).toContain('Chase ··0077')
    expect(pages[0]?.text).toContain('Ada Lindqvist | – | −0.25 | −0.25')
    expect(progress.at(-1)).toMatchObject({ done: 2, total: 2 })
  })
})

describe.each(KINDS)('%s', (kind) => {
  test('of nothing is refused', async () => {
    const path = join(folder, 'empty')
    await expectAppError(reportsHandlers[kind](taskContext(store, path).context, inputOf(null, '2020-01', '2020-02')), 'export.empty')
    expect(await readdir(folder)).toEqual([])
  })

  test('to a place that nobody granted is refused', async () => {
    const { context } = taskContext(store, join(folder, 'report'))
    await expectAppError(reportsHandlers[kind](context, { ...inputOf(), target: 'another' }), 'not-found', { kind: 'file' })
    expect(await readdir(folder)).toEqual([])
  })

  test('replaces an older file as a whole', async () => {
    const path = join(folder, 'report')
    await writeFile(path, 'x'.repeat(1_000_000))
    const { bytes } = await reportsHandlers[kind](taskContext(store, path).context, inputOf())
    expect([(await readFile(path)).length, await readdir(folder)]).toEqual([bytes, ['report']])
  })

  test('that cannot write says so by the file’s name alone and leaves nothing behind', async () => {
    await mkdir(join(folder, 'report'))
    await writeFile(join(folder, 'report', 'kept'), 'kept')
    for (const path of [join(folder, 'report'), join(folder, 'missing', 'report')]) {
      const { context, audits } = taskContext(store, path)
      await expectAppError(reportsHandlers[kind](context, inputOf()), 'file.not-writable', { file: 'report' })
      expect(audits).toEqual([])
    }
    expect([await readdir(folder), await readdir(join(folder, 'report'))]).toEqual([['report'], ['kept']])
  })

  test('that is cancelled leaves what was there', async () => {
    const path = join(folder, 'report')
    await writeFile(path, 'before')
    const { context, audits } = taskContext(store, path, AbortSignal.abort())
    await expect(reportsHandlers[kind](context, inputOf())).rejects.toThrow('aborted')
    expect([await readFile(path, 'utf8'), await readdir(folder), audits]).toEqual(['before', ['report'], []])
  })
})
