import { join } from 'node:path'
import { Kysely, SqliteDialect } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { initial } from '#engine/db/migrations/0010-initial.ts'
import { issuers } from '#engine/db/migrations/0020-issuers.ts'
import { migrate } from '#engine/db/migrations/index.ts'
import { openSqlite, type Sqlite } from '#engine/db/sqlite.ts'
import { temporaryFolder, TEST_NOW } from '#tests/support/store.ts'

type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

/** As an app of the first version left it: a business with people, cards, charges, an import, a statement and an audit entry. */
const FIRST_BOOKS = `
  INSERT INTO cardholders (id, name, match_name, origin, created_at) VALUES (1, 'Ada Lindqvist', 'ada lindqvist', 'person', 1), (2, 'Noor Haddad', 'noor haddad', 'import', 2);
  INSERT INTO accounts (id, connection_id, external_key, kind, issuer, label, last_digits, currency, created_at) VALUES (1, 1, 'a', 'card', 'Amex', 'Business Gold', '1003', 'USD', 3);
  INSERT INTO imports (id, connection_id, applied_at, added, updated, skipped, statements) VALUES (1, 1, 4, 2, 0, 0, 1);
  INSERT INTO import_files (id, import_id, name, format, size, sha256) VALUES (1, 1, 'october.ofx', 'ofx1', 9, 'x');
  INSERT INTO cards (id, account_id, external_key, cardholder_id, last_digits, brand, status, nickname, created_at, import_id)
    VALUES (1, 1, 'c', 1, '1003', 'amex', 'active', 'Travel', 5, NULL), (2, 1, 'd', 2, '1011', 'amex', 'active', NULL, 5, 1);
  INSERT INTO merchants (id, name, match_name) VALUES (1, 'Harbour Street Coffee', 'harbour street coffee');
  INSERT INTO transactions (id, account_id, card_id, merchant_id, category_id, category_source, import_id, external_id, posted_on, amount_minor, currency, source_minor, type, pending, descriptor, memo, note, confirmed_at)
    VALUES (1, 1, 1, 1, 1, 'mcc', 1, 't1', '2026-10-03', -450, 'USD', -450, 'charge', 0, 'HARBOUR ST', NULL, 'with Noor', 6),
           (2, 1, 2, 1, 1, 'mcc', 1, 't2', '2026-10-04', -900, 'USD', -900, 'charge', 1, 'HARBOUR ST', 'pending', NULL, 6);
  INSERT INTO transaction_sources (transaction_id, import_file_id, line, raw) VALUES (1, 1, 7, '{"a":1}');
  INSERT INTO statements (id, account_id, closed_on, closing_minor) VALUES (1, 1, '2026-10-31', -1350);
  INSERT INTO audit (at, action, details, hash) VALUES (7, 'imports.apply', '{}', x'00');
`

async function openAt(version: 10 | 20): Promise<{ readonly sqlite: Sqlite; goOn(): Promise<void> }> {
  const sqlite = openSqlite({ file: join(await temporaryFolder(), 'cardkeep.db'), key: Buffer.alloc(32, 7) })
  onTestFinished(() => void sqlite.close())
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) })
  await migrate(sqlite, db, TEST_NOW, version === 10 ? [initial] : [initial, issuers])
  return { sqlite, goOn: () => migrate(sqlite, db, TEST_NOW + 1, [initial, issuers]) }
}

const schemaOf = (sqlite: Sqlite) => sqlite.prepare(`SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'transaction_search_%' ORDER BY type, name`).all()

function rowsOf(sqlite: Sqlite): Rows {
  const tables = sqlite.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'transaction_search%'`).pluck().all()
  return Object.fromEntries(tables.map((table) => [table, sqlite.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all()]))
}

test('0020 issuers: books of the first version keep every row and get the schema of fresh ones', async () => {
  const { sqlite, goOn } = await openAt(10)
  sqlite.exec(FIRST_BOOKS)
  const { outbox: _outbox, ...before } = rowsOf(sqlite)
  await goOn()

  expect(sqlite.pragma('user_version', { simple: true })).toBe(20)
  expect(schemaOf(sqlite)).toEqual(schemaOf((await openAt(20)).sqlite))
  const after = rowsOf(sqlite)
  expect(before['transactions']).toHaveLength(2)
  const added: Readonly<Record<string, object>> = {
    transactions: { authorization_id: null, issuer_version: null, issuer_generation: null, transacted_at: null },
    cards: { awaits_activation: 0, stands_for_account: 0 },
  }
  for (const [table, rows] of Object.entries(before)) expect(after[table], table).toEqual(rows.map((row) => ({ ...row, ...added[table] })))
  for (const table of Object.keys(after).filter((name) => !(name in before))) expect(after[table], table).toEqual([])
  expect(sqlite.pragma('foreign_key_check')).toEqual([])
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
})

test('0020 issuers: what the triggers keep still follows afterwards', async () => {
  const { sqlite, goOn } = await openAt(10)
  sqlite.exec(FIRST_BOOKS)
  await goOn()
  sqlite.exec(`UPDATE transactions SET pending = 0 WHERE id = 2; UPDATE transactions SET note = 'for the regatta' WHERE id = 1`)
  expect(sqlite.prepare('SELECT sum(spend_minor) FROM daily_spend').pluck().get()).toBe(1_350)
  expect(sqlite.prepare(`SELECT rowid FROM transaction_search WHERE transaction_search MATCH 'regatta'`).pluck().all()).toEqual([1])
})
