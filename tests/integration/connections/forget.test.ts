import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ForgetRun } from '#engine/connections/forget.queries.ts'
import type { Sqlite } from '#engine/db/sqlite.ts'
import { Pace } from '#engine/pace.ts'
import { BookKeeper } from '#tests/support/books.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { openTestStore, TEST_NOW } from '#tests/support/store.ts'
import { atRest, connectedWorld, listed, register, signedInWorld, signIn, type World } from './world.ts'

/** Every row but the undeletable audit, the schema's own and what SQLite keeps for itself. */
function contents(sqlite: Sqlite): Record<string, readonly unknown[]> {
  const tables = sqlite.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'transaction_search%' AND name <> 'audit'").pluck().all() as string[]
  return Object.fromEntries(tables.map((table) => [table, sqlite.prepare(`SELECT * FROM "${table}"`).all()]))
}

interface Issuer {
  readonly connectionId: number
  readonly cards: readonly number[]
}

/** A connection with two cards, of which one replaced the other. */
function addIssuer(sqlite: Sqlite, name: string, holder: number | null): Issuer {
  const insert = (sql: string, ...values: (string | number | null)[]) => Number(sqlite.prepare(sql).run(...values).lastInsertRowid)
  const connectionId = insert("INSERT INTO connections (kind, name, created_at) VALUES ('gateway', ?, ?)", name, TEST_NOW)
  insert("INSERT INTO gateway_connections (connection_id, base_url, environment, device_id, state, refresh_token) VALUES (?, ?, 'production', 'device', 'signed-in', 'token')", connectionId, `https://${name}.example`)
  const account = insert("INSERT INTO accounts (connection_id, external_key, kind, label, currency, created_at) VALUES (?, 'acc_1', 'card', 'Account', 'USD', ?)", connectionId, TEST_NOW)
  const card = (key: string) => insert("INSERT INTO cards (account_id, external_key, cardholder_id, brand, status, created_at) VALUES (?, ?, ?, 'amex', 'active', ?)", account, key, holder, TEST_NOW)
  const cards = [card('card_1'), card('card_2')]
  sqlite.prepare('UPDATE cards SET replaced_by_card_id = ? WHERE id = ?').run(cards[1], cards[0])
  insert("INSERT INTO statements (account_id, closed_on, closing_minor) VALUES (?, '2026-10-31', -100)", account)
  insert("INSERT INTO sync_state (connection_id, cursor) VALUES (?, 'cursor')", connectionId)
  insert("INSERT INTO sync_runs (connection_id, reason, started_at, outcome) VALUES (?, 'start', 1, 'done')", connectionId)
  insert("INSERT INTO issuer_objects (connection_id, type, external_id, version, generation, object) VALUES (?, 'card', 'card_1', 1, 1, '{}')", connectionId)
  insert("INSERT INTO authorizations (connection_id, external_id, version, generation, card_id, status, at, amount_minor, currency, merchant_name, channel, object) VALUES (?, 'auth_1', 1, 1, ?, 'declined', 1, 100, 'USD', 'Bar', 'chip', '{}')", connectionId, cards[0]!)
  insert("INSERT INTO sync_notices (connection_id, at, kind, details) VALUES (?, 1, 'full-refresh', '{}')", connectionId)
  insert("INSERT INTO watch_limits (connection_id, card_id, amount_minor, currency, rules, created_at) VALUES (?, ?, 100, 'USD', '{}', 1)", connectionId, cards[0]!)
  insert("INSERT INTO rule_approvals (connection_id, request_id, at) VALUES (?, 'req_1', 1)", connectionId)
  insert("INSERT INTO card_steps (card_id, step, done_at) VALUES (?, 'wallet', 1)", cards[0]!)
  const group = insert("INSERT INTO card_groups (name, match_name, created_at) VALUES (?, ?, 1)", `Of ${name}`, `of ${name}`)
  for (const each of cards) insert('INSERT INTO card_group_members (group_id, card_id) VALUES (?, ?)', group, each)
  return { connectionId, cards }
}

const addOutbox = (sqlite: Sqlite, connectionId: number, state: string) =>
  sqlite.prepare("INSERT INTO outbox (connection_id, idempotency_key, subject, command, payload, state, next_attempt_at, created_at, updated_at) VALUES (?, ?, 'card:1', 'cards.freeze', '{}', ?, 1, 1, 1)").run(connectionId, `key-${state}-${connectionId}`, state)

/** Books of statement files that stand beside the issuer's. */
async function keepAside(world: World): Promise<void> {
  const database = await world.database()
  const books = new BookKeeper(database)
  const card = books.card({ holder: books.person('Ada Lindqvist') })
  for (const on of ['2026-09-30', '2026-10-31']) books.charge({ card, on, minor: -1_234, merchant: 'Blue Heron Coffee' })
  database.close()
}

const charge = fc.record({ card: fc.nat(3), on: fc.constantFrom('2026-09-30', '2026-10-01', '2026-11-01'), minor: fc.integer({ min: -5_000, max: 5_000 }), pending: fc.boolean(), merchant: fc.constantFrom('Only There', 'Everywhere') })

describe('a connection that is forgotten', () => {
  it('leaves the books exactly as they were without it', async () => {
    const { store } = await openTestStore()
    await fc.assert(
      fc.asyncProperty(fc.array(charge, { maxLength: 30 }), async (charges) => {
        await store.transaction(async (_db, sqlite) => {
          sqlite.exec('SAVEPOINT before_it')
          const books = new BookKeeper(sqlite)
          const own = [books.card({ holder: books.person('Ada Finch') }), books.card()]
          books.charge({ card: own[0]!, on: '2026-10-02', minor: -100, merchant: 'Everywhere' })
          for (const each of charges.filter(({ card }) => card < 2)) books.charge({ ...each, card: own[each.card]!, merchant: 'Everywhere' })
          const before = contents(sqlite)

          const issuer = addIssuer(sqlite, 'harbour', null)
          const withIssuer = new BookKeeper(sqlite)
          for (const each of charges.filter(({ card }) => card >= 2)) withIssuer.charge({ ...each, card: issuer.cards[each.card - 2]! })
          addOutbox(sqlite, issuer.connectionId, 'confirmed')
          const figures = await new ForgetRun(sqlite, issuer.connectionId).all(new Pace())

          expect(figures).toEqual({ transactions: charges.filter(({ card }) => card >= 2).length, cards: 2, handMade: 0 })
          expect(contents(sqlite)).toEqual(before)
          expect(sqlite.prepare('SELECT count(*) FROM transaction_search').pluck().get()).toBe(1 + charges.filter(({ card }) => card < 2).length)
          sqlite.exec('ROLLBACK TO before_it; RELEASE before_it')
        })
      }),
      { numRuns: 40 },
    )
  })

  it('takes the people whom it brought and nobody else names', async () => {
    const { store } = await openTestStore()
    await store.transaction(async (_db, sqlite) => {
      const books = new BookKeeper(sqlite)
      const person = (name: string) => Number(sqlite.prepare("INSERT INTO cardholders (name, match_name, origin, created_at) VALUES (?, ?, 'import', 1)").run(name, name.toLowerCase()).lastInsertRowid)
      const [brought, renamed, elsewhere, holding] = [person('Brought'), person('Renamed'), person('Elsewhere'), person('Holding')]
      const found = books.person('Found Here')
      const issuer = addIssuer(sqlite, 'harbour', brought)
      const other = addIssuer(sqlite, 'other', elsewhere)
      books.card({ holder: holding })
      const link = sqlite.prepare('INSERT INTO cardholder_links (connection_id, external_id, cardholder_id, given_name) VALUES (?, ?, ?, ?)')
      link.run(issuer.connectionId, 'ch_1', brought, 'Brought')
      link.run(issuer.connectionId, 'ch_2', renamed, 'What the issuer called them')
      link.run(issuer.connectionId, 'ch_3', elsewhere, 'Elsewhere')
      link.run(other.connectionId, 'ch_3', elsewhere, null)
      link.run(issuer.connectionId, 'ch_4', holding, 'Holding')
      link.run(issuer.connectionId, 'ch_5', found, null)
      await new ForgetRun(sqlite, issuer.connectionId).all(new Pace())
      expect(sqlite.prepare('SELECT name FROM cardholders ORDER BY name').pluck().all()).toEqual(['Elsewhere', 'Found Here', 'Holding', 'Renamed'])
      expect(sqlite.prepare('SELECT count(*) FROM gateway_connections').pluck().get()).toBe(1)
    })
  })

  it('takes its cards out of groups and its people out of rules; what holds nobody any more goes', async () => {
    const { store } = await openTestStore()
    await store.transaction(async (_db, sqlite) => {
      const kept = new BookKeeper(sqlite).card()
      const insert = (sql: string, ...values: (string | number | null)[]) => Number(sqlite.prepare(sql).run(...values).lastInsertRowid)
      const person = (name: string) => insert("INSERT INTO cardholders (name, match_name, origin, created_at) VALUES (?, ?, 'import', 1)", name, name.toLowerCase())
      const [brought, stays] = [person('Brought'), person('Stays')]
      const issuer = addIssuer(sqlite, 'harbour', brought)
      insert('INSERT INTO cardholder_links (connection_id, external_id, cardholder_id, given_name) VALUES (?, ?, ?, ?)', issuer.connectionId, 'ch_1', brought, 'Brought')
      const mixed = insert("INSERT INTO card_groups (name, match_name, created_at) VALUES ('Mixed', 'mixed', 1)")
      for (const card of [issuer.cards[0]!, kept]) insert('INSERT INTO card_group_members (group_id, card_id) VALUES (?, ?)', mixed, card)
      for (const people of [JSON.stringify([brought]), JSON.stringify([brought, stays]), JSON.stringify([stays]), null]) insert("INSERT INTO approval_rules (cardholders, up_to_minor, currency, per_month, is_on, created_at) VALUES (?, 1, 'USD', 1, 1, 1)", people)
      await new ForgetRun(sqlite, issuer.connectionId).all(new Pace())
      expect(sqlite.prepare('SELECT name FROM card_groups').pluck().all()).toEqual(['Mixed'])
      expect(sqlite.prepare('SELECT card_id FROM card_group_members').pluck().all()).toEqual([kept])
      expect(sqlite.prepare('SELECT cardholders FROM approval_rules ORDER BY id').pluck().all()).toEqual([JSON.stringify([stays]), JSON.stringify([stays]), null])
    })
  })

  it('is taken out of the choice of cards, which falls back to all of them', async () => {
    const { store } = await openTestStore()
    await store.transaction(async (_db, sqlite) => {
      const kept = new BookKeeper(sqlite).card()
      const choose = sqlite.prepare("INSERT INTO settings (key, value) VALUES ('scopeCardIds', ?) ON CONFLICT DO UPDATE SET value = excluded.value")
      const chosen = sqlite.prepare("SELECT value FROM settings WHERE key = 'scopeCardIds'").pluck()
      for (const [others, expected] of [[[kept], JSON.stringify([kept])], [[], 'null']] as const) {
        const issuer = addIssuer(sqlite, 'harbour', null)
        choose.run(JSON.stringify([issuer.cards[0], ...others]))
        await new ForgetRun(sqlite, issuer.connectionId).all(new Pace())
        expect(chosen.get()).toBe(expected)
      }
    })
  })

  it('has to be insisted on while changes wait, and ends its session at the issuer', async () => {
    const world = await signedInWorld()
    const { call, connectionId } = world
    const database = await world.database()
    addOutbox(database, connectionId, 'needs-attention')
    database.close()
    await expectAppError(call.connections.forget({ connectionId, evenUnsent: false }), 'validation.failed', { field: 'waiting' })
    expect(await listed(world)).toMatchObject({ state: 'signed-in', waiting: 1 })
    await call.connections.forget({ connectionId, evenUnsent: true })
    expect((await call.connections.list({})).map(({ kind }) => kind)).toEqual(['files'])
    expect(world.sandbox.world.store.sql('SELECT count(*) AS open FROM sessions WHERE ended_at IS NULL').get()).toEqual({ open: 0 })
    await expectAppError(call.connections.contact({ connectionId }), 'not-found', { kind: 'connection' })
  })

  it('takes back all that came in when somebody signed in, and nothing else', async () => {
    const world = await connectedWorld({ syncs: true })
    const { call, connectionId } = world
    await keepAside(world)
    const read = async () => {
      const database = await world.database()
      const { connections: _connections, gateway_connections: _gateway, settings: _settings, ...rest } = contents(database)
      database.close()
      return rest
    }
    const before = await read()
    await register(world)
    await signIn(world)
    await atRest(world)
    expect(await listed(world)).toMatchObject({ cards: expect.any(Number), syncedAt: expect.any(Number) })
    const synced = await read()
    expect(synced['transactions']!.length).toBeGreaterThan(8_000)
    const figures = await call.connections.forget({ connectionId, evenUnsent: false })
    expect(figures).toEqual({ transactions: synced['transactions']!.length - before['transactions']!.length, cards: synced['cards']!.length - before['cards']!.length })
    expect(await read()).toEqual(before)
  })

  it('can be connected anew', async () => {
    const { call, connectionId } = await connectedWorld()
    await call.connections.forget({ connectionId, evenUnsent: false })
    expect(await call.connections.startSandbox({})).toMatchObject({ state: 'signed-out' })
    await expectAppError(call.connections.forget({ connectionId: 1, evenUnsent: false }), 'not-found', { kind: 'connection' })
  })
})
