/** T15: what is stored is not to be read without its key: not in the database, its log, its copies, or in what SQLite writes while it sorts. */
import { writeFile } from 'node:fs/promises'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openSqlite, type Sqlite } from '#engine/db/sqlite.ts'
import { grantFile, startTestEngine, TEST_PASSPHRASE } from '#tests/support/engine.ts'
import { temporaryFolder } from '#tests/support/store.ts'
import { print } from '../support/amounts.ts'
import { filesUnder, findIn, marksOf, unlinkedFilesOf } from '../support/marks.ts'

const ROWS = 4_000
const MARKS = marksOf(200)

/** A file with a mark in the merchant, the person, the memo and the reference of every row. */
function markedFile(): string {
  const mark = (index: number) => MARKS[index % 160] ?? ''
  const header = 'Date,Description,Card Member,Account #,Amount,Extended Details,Appears On Your Statement As,Address,City/State,Zip Code,Country,Reference,Category'
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const day = String(1 + (index % 28)).padStart(2, '0')
    return [`03/${day}/2026`, `${mark(index)} ${index}`, mark(index % 8), `-${10_000 + (index % 6) * 1_000}`, `${10 + index}.25`, mark(index + 1), mark(index + 2), mark(index + 3), mark(index + 4), '98101', 'UNITED STATES', `'${mark(index + 5)}${index}'`, 'Travel'].join(',')
  })
  return `${[header, ...rows].join('\n')}\n`
}

test('200 marks in every text that files and a person write: none is readable in any file of the vault or in the log', async () => {
  const files = await temporaryFolder()
  const log: string[] = []
  const world = await startTestEngine({ log: (line) => log.push(line) })
  await writeFile(join(files, `${MARKS[199]}.csv`), markedFile())
  const { previewId } = await world.call.imports.preview({ files: [grantFile(world.engine, join(files, `${MARKS[199]}.csv`))] })
  await world.call.imports.apply({ previewId })
  const { rows } = await world.call.transactions.list({ filter: {}, sort: 'largest', cursor: null, limit: 100 })
  const cards = await world.call.cards.list({})
  const write: readonly ((mark: string, index: number) => Promise<unknown>)[] = [
    (mark, index) => world.call.transactions.setNote({ id: rows[index]?.id ?? 0, note: mark }),
    (mark) => world.call.transactions.createCategory({ name: mark }),
    (mark) => world.call.employees.create({ name: mark }),
    (mark) => world.call.cards.saveGroup({ groupId: null, name: mark, cardIds: [cards[0]?.id ?? 0] }),
    (mark, index) => world.call.drafts.keep({ key: `note:${index + 1}`, address: '/transactions', value: mark }),
  ]
  for (const [index, mark] of MARKS.slice(160, 199).entries()) await write[index % write.length]?.(mark, index)
  await world.call.reports.perCardholder({ from: '2026-01', to: '2026-12', scope: { cardIds: null } })
  const look = (where: string, bytes: Buffer) => [...findIn(where, bytes, MARKS), ...findIn(where, bytes, [TEST_PASSPHRASE])]
  const paths = filesUnder(world.folder)
  const found = [...paths.flatMap((path) => look(path, readFileSync(path))), ...look('log', Buffer.from(log.join('\n'))), ...unlinkedFilesOf('self').flatMap(({ name, bytes }) => look(name, bytes))]
  const size = paths.reduce((sum, path) => sum + statSync(path).size, 0)
  print(`at rest: ${MARKS.length} marks and the passphrase in 7 encodings, ${ROWS} rows, ${paths.length} files of ${Math.round(size / 1024)} KiB and ${log.length} log lines: ${found.length} found`)
  expect(found).toEqual([])
  expect(size).toBeGreaterThan(1_000_000)
  expect(paths.map((path) => path.split('/').at(-1))).toEqual(expect.arrayContaining(['cardkeep.db', 'cardkeep.db-wal']))
  // The books themselves know them.
  expect(rows[0]?.merchant).toMatch(/zqqwm/i)
})

/** A table that no cache holds, sorted by what no index knows; what SQLite keeps in files meanwhile. */
function sortWatched(prepare: (database: Sqlite) => void, folder: string): readonly { readonly name: string; readonly bytes: Buffer }[] {
  const database = openSqlite({ file: join(folder, 'sorted.db'), key: Buffer.alloc(32, 7) })
  onTestFinished(() => void database.close())
  database.exec('CREATE TABLE marked (id INTEGER PRIMARY KEY, mark TEXT NOT NULL, filler TEXT NOT NULL) STRICT')
  const insert = database.prepare('INSERT INTO marked (mark, filler) VALUES (?, ?)')
  database.transaction(() => {
    for (let row = 0; row < 60_000; row += 1) insert.run(MARKS[row % MARKS.length], `${(row * 7_919) % 60_000} ${'filler '.repeat(24)}`)
  })()
  // So little memory that it cannot sort in it.
  database.pragma('cache_size = -500')
  prepare(database)
  for (const _ of database.prepare('SELECT * FROM marked ORDER BY filler DESC, mark').iterate()) return unlinkedFilesOf('self').filter(({ name }) => name.includes('etilqs'))
  return []
}

describe.runIf(process.platform === 'linux')('what SQLite writes while it sorts', () => {
  test('no file at all', async () => {
    const files = sortWatched(() => {}, await temporaryFolder())
    print(`sorting 60000 rows: ${files.length} temporary files`)
    expect(files).toEqual([])
  })

  test('control: with temp_store=FILE the marks are in a file, in clear', async () => {
    const files = sortWatched((database) => void database.pragma('temp_store = FILE'), await temporaryFolder())
    const found = files.flatMap(({ name, bytes }) => findIn(name, bytes, MARKS))
    print(`control: with temp_store=FILE ${files.length} temporary files, ${new Set(found.map(({ mark }) => mark)).size} marks in them`)
    expect(found.length).toBeGreaterThan(0)
  })
})

test('control: a mark is found however it is written', () => {
  const [mark = ''] = MARKS
  const texts = [mark, Buffer.from(mark).toString('hex'), Buffer.from(mark).toString('base64'), Buffer.from(`x${mark}`).toString('base64'), Buffer.from(`xy${mark}`).toString('base64'), Buffer.from(`abc${mark}`).toString('base64')]
  for (const text of texts) expect(findIn('x', Buffer.from(`… ${text} …`), [mark])).toHaveLength(1)
  expect(findIn('x', Buffer.from(mark, 'utf16le'), [mark])).toHaveLength(1)
})
