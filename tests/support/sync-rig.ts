/**
 * The engine's sync put together on a store and a real sandbox, without the vault: it can be cut off at any moment, as a power failure would,
 * and opened again in milliseconds.
 */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Topic } from '#shared/rpc/contract/events.contract.ts'
import { createCardsHandlers } from '#engine/cards/cards.handlers.ts'
import { createIssuerRegistry } from '#engine/connections/issuer-registry.ts'
import type { Sqlite } from '#engine/db/sqlite.ts'
import { refreshForms } from '#engine/disputes/read-forms.ts'
import { openStore, type Store } from '#engine/db/store.ts'
import type { IssuerConnector } from '#engine/issuers/connector.ts'
import { approveByRules } from '#engine/requests/auto-approve.ts'
import { writerOf, type WriteAs } from '#engine/rpc/transaction.ts'
import { enqueue, type Enqueued } from '#engine/sync/outbox.ts'
import { createSyncHandlers } from '#engine/sync/sync.handlers.ts'
import { createSyncScheduler, type SyncScheduler } from '#engine/sync/scheduler.ts'
import { transactionsHandlers } from '#engine/transactions/transactions.handlers.ts'
import type { Session } from '#shared/gateway/resources/sessions.ts'
import type { ManualTime } from './manual-time.ts'

export interface RigOptions {
  /** Folder of the database. */
  readonly folder: string
  readonly key: Buffer
  readonly time: ManualTime
  readonly random: () => number
  /** What a negative control does to the connector. */
  readonly break?: (connector: IssuerConnector) => IssuerConnector
  /** What a negative control does to the writing connection once it is open. */
  readonly afterOpen?: (writer: Sqlite) => void
}

export interface SyncRig {
  readonly store: Store
  readonly write: WriteAs
  readonly scheduler: SyncScheduler
  readonly connectorOf: (connectionId: number) => Promise<IssuerConnector>
  readonly topics: Topic[]
  readonly logged: string[]
  freeze(cardId: number): Promise<void>
  unfreeze(cardId: number): Promise<void>
  /** Queues any change, as a handler would; returns its outbox id. */
  ask(change: Enqueued): Promise<number>
  note(transactionId: number, note: string): Promise<void>
  retry(outboxId: number): Promise<void>
  sync(signal?: AbortSignal): Promise<void>
  /** Points the connection at a sandbox and gives it a session. */
  useSession(url: string, session: Session, deviceId: string): Promise<number>
  pointTo(url: string): Promise<void>
  close(): Promise<void>
  /**
   * As if the power failed now: what is sure to be on the disk is copied to `folder`; what this rig still does is seen by nobody.
   *
   * With synchronous=FULL the log is flushed with every commit. With less, only a checkpoint flushes it
   * (sqlite.org/pragma.html#pragma_synchronous), and a disk that has not been told to may have kept nothing of it.
   */
  cutOff(folder: string): Promise<void>
}

const FILES = ['cardkeep.db', 'cardkeep.db-wal'] as const
const FULL = 2

export async function openRig(options: RigOptions): Promise<SyncRig> {
  const { folder, key, time, random } = options
  const opened = await openStore({ file: join(folder, FILES[0]), key: Buffer.from(key), now: time.now() })
  const writer = await opened.transaction(async (_db, sqlite) => sqlite)
  options.afterOpen?.(writer)
  const power = { failed: false }
  // Nothing is begun any more after the cut: whatever is sent has been written down before.
  const store = (): Store => {
    if (power.failed) throw new Error('cut off')
    return opened
  }
  const topics: Topic[] = []
  const logged: string[] = []
  const emit = (changed: readonly Topic[]) => void topics.push(...changed)
  const write = writerOf({ store, now: time.now, emitChanged: emit })
  const registry = createIssuerRegistry({ store, write, host: { sandboxStart: async () => ({ url: '' }) }, now: time.now, log: () => {} })
  const connectorOf = async (connectionId: number) => {
    const connector = await registry.connectorOf(connectionId)
    return options.break ? options.break(connector) : connector
  }
  const scheduler = createSyncScheduler({
    store, write, connectorOf, now: time.now, setTimer: time.setTimer, emit, random, log: (line) => void logged.push(line),
    afterPull: async (connectionId, signal) => {
      const deps = { read: () => store().read, write, now: time.now }
      await approveByRules(deps, connectionId)
      await refreshForms({ store, write, now: time.now, connectorOf }, { connectionId, signal })
    },
  })
  const cards = createCardsHandlers({ outboxGrew: (connectionId) => scheduler.outboxGrew(connectionId) })
  const sync = createSyncHandlers(scheduler)
  const close = async () => {
    await scheduler.stop()
    registry.close()
    await opened.close()
  }
  return {
    store: opened, write, scheduler, connectorOf, topics, logged, close,
    freeze: async (cardId) => void (await write('cards.freeze', (context) => cards.freeze(context, { cardId }))),
    unfreeze: async (cardId) => void (await write('cards.unfreeze', (context) => cards.unfreeze(context, { cardId }))),
    ask: (change) => write('test.ask', (context) => enqueue(context, change)),
    note: async (id, note) => void (await write('transactions.setNote', (context) => transactionsHandlers.setNote(context, { id, note }))),
    retry: async (outboxId) => void (await write('sync.retry', (context) => sync.retry(context, { outboxId }))),
    sync: async (signal = new AbortController().signal) => void (await scheduler.now(null, signal, () => {})),
    pointTo: (url) => write('test.pointTo', async ({ db }) => void (await db.updateTable('gateway_connections').set({ base_url: url }).execute())),
    useSession: (url, session, deviceId) => {
      return write('test.useSession', async ({ db }) => {
        const tokens = { state: 'signed-in', signed_out_because: null, refresh_token: session.refreshToken, refresh_expires_at: session.refreshExpiresAt, pending_refresh_key: null, session_id: session.sessionId } as const
        const known = await db.selectFrom('gateway_connections').select('connection_id').executeTakeFirst()
        if (known) {
          registry.drop(known.connection_id)
          await db.updateTable('gateway_connections').set(tokens).execute()
          return known.connection_id
        }
        const { id } = await db.insertInto('connections').values({ kind: 'gateway', name: 'Sandbox', created_at: time.now() }).returning('id').executeTakeFirstOrThrow()
        await db.insertInto('gateway_connections').values({ ...tokens, connection_id: id, base_url: url, environment: 'sandbox', device_id: deviceId, capabilities: JSON.stringify(['cards', 'freeze', 'disputes']) }).execute()
        return id
      })
    },
    async cutOff(next) {
      mkdirSync(next, { recursive: true })
      const flushed = Number(writer.pragma('synchronous', { simple: true })) >= FULL ? FILES : FILES.slice(0, 1)
      // In one go: nothing else runs between the two copies, and SQLite writes in this same thread.
      for (const name of flushed) if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(next, name))
      power.failed = true
      await close()
    },
  }
}
