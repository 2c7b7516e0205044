/** An issuer that writes card numbers into everything, and files that hold them: nothing of a number is in the database, the log or an export. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Sqlite } from '#engine/db/sqlite.ts'
import { findCardNumbers } from '#shared/domain/card-text.ts'
import { atRest, connectedWorld, register, signIn, type World } from '#tests/integration/connections/world.ts'
import { openPullStore, rowsOf, sandboxFeed } from '#tests/integration/sync/pull-support.ts'
import { grantFile } from '#tests/support/engine.ts'
import { readPdf } from '#tests/support/pdf-text.ts'
import { signedInSandbox } from '#tests/support/sandbox.ts'
import { temporaryFolder } from '#tests/support/store.ts'
import { print } from '../support/amounts.ts'
import { PAN_TEXTS } from '../support/pan.ts'

const FILES = ['csv/card-numbers-inside.csv', 'ofx/card-numbers-inside.ofx'].map((name) => join(import.meta.dirname, '../../fixtures/statements', name))

interface Scan {
  readonly cells: number
  /** `table.column`, with how many of its cells hold a number. */
  readonly found: Readonly<Record<string, number>>
}

/** Every text of every table, search index included, and every whole number long enough to be one. */
function scanCells(rows: Iterable<readonly [string, unknown]>): Scan {
  const found: Record<string, number> = {}
  let cells = 0
  for (const [place, value] of rows) {
    if (typeof value !== 'string' && typeof value !== 'number') continue
    cells += 1
    if (findCardNumbers(String(value)).length > 0) found[place] = (found[place] ?? 0) + 1
  }
  return { cells, found }
}

function* cellsOf(database: Sqlite): Iterable<readonly [string, unknown]> {
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'").pluck().all() as string[]
  for (const table of tables) {
    for (const row of database.prepare(`SELECT * FROM "${table}"`).iterate() as Iterable<Record<string, unknown>>) {
      for (const [column, value] of Object.entries(row)) yield [`${table}.${column}`, value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value]
    }
  }
}

/** Signs in, takes everything in twice (once as it is, once with words of the API replaced too), imports files, and writes every export. */
async function useEverything(world: World): Promise<readonly string[]> {
  const { call, sandbox, engine, connectionId } = world
  await sandbox.fault({ kind: 'texts', texts: [...PAN_TEXTS], times: null }, { kind: 'unknown', cardData: true, operation: 'changes.list', times: null })
  await register(world)
  await signIn(world)
  await atRest(world)
  await fetch(`${sandbox.url}/sandbox/faults`, { method: 'DELETE' })
  await sandbox.fault({ kind: 'texts', texts: [...PAN_TEXTS], enums: true, times: null })
  for (let day = 0; day < 7; day += 1) sandbox.travel.nextDay()
  await call.sync.now({ connectionId })
  await call.connections.contact({ connectionId })
  await call.connections.sessions({ connectionId })
  await call.connections.devices({ connectionId })
  await call.connections.securityEvents({ connectionId, limit: 50 })
  const preview = await call.imports.preview({ files: FILES.map((path) => grantFile(engine.engine, path)) })
  await call.imports.apply({ previewId: preview.previewId })
  await call.connections.diagnose({ connectionId })

  const folder = await temporaryFolder()
  const target = (name: string) => grantFile(engine.engine, join(folder, name), 'write')
  const period = { from: '2025-01', to: '2026-12', scope: { cardIds: null } }
  await call.reports.exportCsv({ period, target: target('report.csv') })
  await call.reports.exportPdf({ period, target: target('report.pdf') })
  await call.audit.export({ format: 'csv', target: target('audit.csv') })
  await call.audit.export({ format: 'jsonl', target: target('audit.jsonl') })
  const { rows } = await call.transactions.list({ filter: {}, sort: 'newest', cursor: null, limit: 100 })
  const answers = [rows, await call.cards.list({}), await call.employees.list({}), await call.sync.notices({}), await call.sync.runs({ before: null, limit: 20 }), await call.audit.list({ before: null, limit: 100 })]
  // Of the PDF what a reader sees, of the others field by field: an entry's number and the instant beside it come to a card number by chance.
  const report = await readPdf(await readFile(join(folder, 'report.pdf')))
  return [...report.pages.flatMap(({ items }) => items.map(({ text }) => text)), ...(await Promise.all(['report.csv', 'audit.csv', 'audit.jsonl'].map((name) => readFile(join(folder, name), 'latin1')))).flatMap((text) => text.split(/[\n,]/)), ...answers.flatMap(textsIn)]
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

test('card numbers in every string of an issuer and of files: none is in the database, the log, an export or an answer; the issuer\'s are told of', async () => {
  const world = await connectedWorld({ syncs: true })
  const shown = await useEverything(world).catch((error: unknown) => { print(world.log.join("\n")); throw error })
  const database = await world.database()
  onTestFinished(() => void database.close())
  const { cells, found } = scanCells(cellsOf(database))
  const inAnswers = scanCells(shown.map((text) => ['shown', text] as const))
  const inLog = scanCells(world.log.map((line) => ['log', line] as const))
  const notice = (await world.call.sync.notices({})).find(({ kind }) => kind === 'card-data-left-out')
  print(`card numbers: ${PAN_TEXTS.length} texts in every string of an issuer, ${FILES.length} files; ${cells} cells, ${inAnswers.cells} shown or exported texts and ${inLog.cells} log lines scanned, ${Object.keys(found).length} hits; told of: ${notice?.facts['numbers']} numbers, ${notice?.facts['codes']} codes`)
  expect(cells).toBeGreaterThan(50_000)
  expect(found).toEqual({})
  expect(inAnswers.found).toEqual({})
  expect(inLog.found).toEqual({})
  expect(notice?.facts['numbers']).toBeGreaterThan(5_000)
  expect(notice?.facts['codes']).toBeGreaterThan(1_000)
  expect(String(notice?.facts['fields'])).toContain('name')
  // The charges are there all the same.
  expect((database.prepare('SELECT count(*) FROM transactions').pluck().get() as number)).toBeGreaterThan(1_000)
  expect(world.sandbox.problems).toEqual([])
})

test('control: without the sieve at the boundary the same pull leaves numbers in the database', async () => {
  const { sandbox, client } = await signedInSandbox()
  await sandbox.fault({ kind: 'texts', texts: [...PAN_TEXTS], times: null, operation: 'changes.list' })
  const here = await openPullStore()
  await here.pull(sandboxFeed(client))
  const rows = await rowsOf<{ object: string }>(here.store, 'SELECT object FROM authorizations UNION ALL SELECT object FROM issuer_objects')
  const { found } = scanCells(rows.map(({ object }) => ['object', object] as const))
  print(`control: without the sieve ${found['object'] ?? 0} of ${rows.length} stored objects hold a card number`)
  expect(found['object']).toBeGreaterThan(1_000)
})
