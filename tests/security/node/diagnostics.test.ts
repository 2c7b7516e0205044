/** What leaves with Copy diagnostics: nothing that anybody wrote or was sent. */
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Sqlite } from '#engine/db/sqlite.ts'
import { reportText } from '#renderer/features/diagnostics/model/report-text.ts'
import { atRest, connectedWorld, register, signIn } from '#tests/integration/connections/world.ts'
import { grantFile } from '#tests/support/engine.ts'
import { print } from '../support/amounts.ts'

/** Words that the app itself writes into rows: kinds, states and codes, which the report may name. */
const OWN_COLUMNS = /^(?:sync_runs\.(?:reason|outcome)|sync_notices\.kind|connections\.kind|gateway_connections\.(?:state|environment|capabilities)|outbox\.(?:state|command)|settings\.key|categories\.key|audit\.action|issuer_objects\.type)$/

function textsIn(database: Sqlite): readonly string[] {
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'transaction_search%'").pluck().all() as string[]
  const texts = new Set<string>()
  for (const table of tables) {
    for (const row of database.prepare(`SELECT * FROM "${table}"`).iterate() as Iterable<Record<string, unknown>>) {
      for (const [column, value] of Object.entries(row)) if (typeof value === 'string' && value.length >= 5 && !/^(?:issuer|import)$/.test(value) && !/^\d{4}-\d\d(?:-\d\d)?$/.test(value) && !OWN_COLUMNS.test(`${table}.${column}`)) texts.add(value)
    }
  }
  return [...texts]
}

const FILES = ['csv/amex-extended-members.csv', 'csv/chase-card.csv', 'csv/viseca.csv', 'csv/capital-one-card.csv', 'ofx/several-accounts.qbo', 'ofx/windows-1252.ofx']

const facts = (report: Parameters<typeof reportText>[0]['report']) => ({ report, at: 0, vault: { protection: 'keychain-and-passphrase', keychain: 'available' }, frame: { version: '0.1.0', electron: '45.4.1', platform: 'linux', followsScreen: true } }) as const

test('of all texts in the books none is in the copied text', async () => {
  const world = await connectedWorld()
  await register(world)
  await signIn(world)
  await atRest(world)
  const { previewId } = await world.call.imports.preview({ files: FILES.map((name) => grantFile(world.engine.engine, join(import.meta.dirname, '../../fixtures/statements', name))) })
  await world.call.imports.apply({ previewId })
  await world.call.settings.update({ businessName: 'Harbour & Finch of Salem' })
  const text = reportText(facts(await world.call.diagnostics.report({})), world.log)
  const database = await world.database()
  onTestFinished(() => void database.close())
  const texts = textsIn(database)
  const leaked = texts.filter((one) => text.includes(one))
  print(`diagnostics: ${text.length} characters, ${texts.length} different texts of the books, ${leaked.length} of them in it`)
  expect(texts.length).toBeGreaterThan(100)
  expect(leaked).toEqual([])
  expect(text).toMatch(/Connection 2: gateway · sandbox · signed-in · \d+ capabilities/)
  expect(text).toMatch(/transactions \d+/)
  // Any amount of the books in its own way of writing.
  expect(text).not.toMatch(/[$€£]|\d\.\d\d\b(?!\.)/)

  // That what is looked for would be found.
  expect(texts.filter((one) => `${text}\n${texts[7]}`.includes(one))).toContain(texts[7])
})
