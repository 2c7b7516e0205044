/** A store with a connection, something to pull from, and the whole of it as text, by the issuer's ids. */
import { CompiledQuery } from 'kysely'
import { AppError } from '#shared/rpc/errors.ts'
import { gatewayApi } from '#shared/gateway/api.ts'
import { GatewayError } from '#shared/gateway/errors.ts'
import type { Store } from '#engine/db/store.ts'
import { writerOf } from '#engine/rpc/transaction.ts'
import type { IssuerConnector } from '#engine/issuers/connector.ts'
import { pull, type PullTotals } from '#engine/sync/pull/pull.ts'
import type { TestClient } from '#tests/support/gateway-client.ts'
import { openTestStore, TEST_NOW } from '#tests/support/store.ts'

export type ChangeFeed = Pick<IssuerConnector, 'changes'>

export interface PullStore {
  readonly store: Store
  readonly connectionId: number
  /** Topics that were told, pull by pull. */
  readonly told: Set<string>
  pull(feed: ChangeFeed, options?: PullOptions): Promise<PullTotals>
}

export interface PullOptions {
  readonly pageSize?: number
  readonly signal?: AbortSignal
  readonly now?: number
  /** Throws inside the transaction of the page, after its rows were written. */
  readonly crash?: () => boolean
  readonly onProgress?: (progress: { readonly done: number; readonly total: number | null }) => void
}

export class Crash extends Error {}

export async function openPullStore(): Promise<PullStore> {
  return pullsInto((await openTestStore()).store)
}

/** A connection of its own in a store that may hold other things. */
export async function pullsInto(store: Store): Promise<PullStore> {
  const { id } = await store.transaction((db) => db.insertInto('connections').values({ kind: 'gateway', name: 'Sandbox', created_at: TEST_NOW }).returning('id').executeTakeFirstOrThrow())
  const told = new Set<string>()
  const pullOnce = async (feed: ChangeFeed, { pageSize, signal, now = TEST_NOW, crash, onProgress = () => {} }: PullOptions): Promise<PullTotals> => {
    const run = await store.transaction((db) => db.insertInto('sync_runs').values({ connection_id: id, reason: 'person', started_at: now, outcome: 'running' }).returning('id').executeTakeFirstOrThrow())
    const plain = writerOf({ store: () => store, now: () => now, emitChanged: (topics) => topics.forEach((topic) => told.add(topic)) })
    return pull({
      connectionId: id, store: () => store, connector: feed, runId: run.id, signal: signal ?? new AbortController().signal, now: () => now, onProgress, ...(pageSize === undefined ? {} : { pageSize }),
      write: (action, work) =>
        plain(action, async (context) => {
          const done = await work(context)
          if (crash?.() === true) throw new Crash('power cut')
          return done
        }),
    })
  }
  return { store, connectionId: id, told, pull: (feed, options = {}) => pullOnce(feed, options) }
}

/** The feed of a sandbox over HTTP. */
export function sandboxFeed(client: TestClient): ChangeFeed {
  return {
    async changes({ cursor, etag, limit = 1_000 }) {
      try {
        const reply = await client.call(gatewayApi.changes.list, { query: { limit, ...(cursor === null ? {} : { cursor }) }, ...(etag === null ? {} : { ifNoneMatch: etag }) })
        return reply.modified ? { modified: true, page: reply.body, etag: reply.etag ?? null } : { modified: false }
      } catch (error) {
        if (error instanceof GatewayError && error.code === 'cursor_invalid') throw new AppError('issuer.cursor-invalid', {})
        throw error
      }
    },
  }
}

/** Every row that a pull writes, without ids of this database: two stores that hold the same give the same text. */
export async function dump(store: Store): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const result: Record<string, readonly unknown[]> = {}
  for (const [name, sql] of Object.entries(DUMPS)) result[name] = await rowsOf(store, sql)
  return result
}

export async function rowsOf<Row = Record<string, unknown>>(store: Store, text: string): Promise<readonly Row[]> {
  return (await store.read.executeQuery<Row>(CompiledQuery.raw(text))).rows
}

const DUMPS: Readonly<Record<string, string>> = {
  accounts: 'SELECT external_key, kind, issuer, label, last_digits, currency FROM accounts ORDER BY 1',
  cards: `SELECT a.external_key AS account, c.external_key, h.name AS holder, c.last_digits, c.brand, c.status, c.awaits_activation, c.nickname, n.external_key AS replaced_by
    FROM cards c JOIN accounts a ON a.id = c.account_id LEFT JOIN cardholders h ON h.id = c.cardholder_id LEFT JOIN cards n ON n.id = c.replaced_by_card_id ORDER BY 1, 2`,
  people: 'SELECT l.external_id, h.name, h.match_name, l.given_name FROM cardholder_links l JOIN cardholders h ON h.id = l.cardholder_id ORDER BY 1',
  lonely: 'SELECT name FROM cardholders WHERE id NOT IN (SELECT cardholder_id FROM cardholder_links) ORDER BY 1',
  transactions: `SELECT t.external_id, a.external_key AS account, c.external_key AS card, m.name AS merchant, g.key AS category, t.category_source, t.posted_on, t.transacted_on, t.transacted_at,
      t.amount_minor, t.currency, t.source_minor, t.original_minor, t.original_currency, t.exchange_rate, t.type, t.pending, t.descriptor, t.memo, t.reference, t.mcc, t.note, t.authorization_id, t.issuer_version
    FROM transactions t JOIN accounts a ON a.id = t.account_id JOIN cards c ON c.id = t.card_id JOIN merchants m ON m.id = t.merchant_id JOIN categories g ON g.id = t.category_id ORDER BY 1, 2`,
  authorizations: `SELECT z.external_id, z.version, c.external_key AS card, z.status, z.at, z.amount_minor, z.merchant_name, z.channel, z.decline_reason, z.object
    FROM authorizations z LEFT JOIN cards c ON c.id = z.card_id ORDER BY 1`,
  statements: `SELECT a.external_key AS account, s.external_id, s.opened_on, s.closed_on, s.due_on, s.opening_minor, s.closing_minor, s.minimum_due_minor, s.purchases_minor, s.credits_minor, s.fees_minor,
      s.finance_charge_minor, s.credit_limit_minor, s.autopay FROM statements s JOIN accounts a ON a.id = s.account_id ORDER BY s.external_id`,
  objects: 'SELECT type, external_id, version, object FROM issuer_objects ORDER BY 1, 2',
  setAside: 'SELECT external_id, note FROM set_aside ORDER BY 1',
}

/** Roll-ups as they are kept, and as they are counted anew from the charges. */
export async function rollUps(store: Store): Promise<{ readonly kept: readonly unknown[]; readonly counted: readonly unknown[] }> {
  const kept = await rowsOf(store, 'SELECT card_id, day, category_id, currency, spend_minor, payment_minor, transactions FROM daily_spend ORDER BY 1, 2, 3, 4')
  const counted = await rowsOf(
    store,
    `SELECT card_id, posted_on AS day, category_id, currency, sum(spend_minor) AS spend_minor, sum(payment_minor) AS payment_minor, count(*) AS transactions
     FROM transactions WHERE pending = 0 GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
  )
  return { kept, counted }
}
