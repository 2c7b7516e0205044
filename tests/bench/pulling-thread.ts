/** A working thread that pulls what it is told to: everything else about it, and the front before it, is the product's. */
import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { openStore, type Store } from '#engine/db/store.ts'
import { runThread } from '#engine/front/run-thread.ts'
import { lockedSession } from '#engine/guarded-session.ts'
import { EngineServer } from '#engine/rpc/serve.ts'
import { writerOf } from '#engine/rpc/transaction.ts'
import { pull } from '#engine/sync/pull/pull.ts'
import { vaultEnvironment } from '#engine/vault/environment.ts'
import { databaseFile } from '#engine/db/database-file.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { bareInsert } from './bare-insert.ts'
import { cpuSince } from './measure.ts'
import { GeneratedFeed } from './generated-feed.ts'

export interface Cost {
  /** Milliseconds. */
  readonly took: number
  /** Seconds of processor time of the whole process. */
  readonly cpu: number
}

const { folder } = vaultEnvironment()

class Puller {
  #store: Store | undefined
  #feed: GeneratedFeed | undefined
  #connectionId = 0

  get store(): Store {
    if (!this.#store) throw new AppError('vault.locked', {})
    return this.#store
  }

  async open(key: Uint8Array): Promise<void> {
    this.#store = await openStore({ file: databaseFile(folder), key: Buffer.from(key), now: Date.now() })
    const { id } = await this.#store.transaction((db) => db.insertInto('connections').values({ kind: 'gateway', name: 'Bench', created_at: Date.now() }).returning('id').executeTakeFirstOrThrow())
    this.#connectionId = id
  }

  /** So many charges more, from the first on. */
  async pull(charges: number): Promise<Cost> {
    const { store } = this
    const connectionId = this.#connectionId
    if (this.#feed) this.#feed.addCharges(charges)
    else this.#feed = new GeneratedFeed(charges)
    const { id: runId } = await store.transaction((db) => db.insertInto('sync_runs').values({ connection_id: connectionId, reason: 'person', started_at: Date.now(), outcome: 'running' }).returning('id').executeTakeFirstOrThrow())
    const [start, before] = [performance.now(), process.cpuUsage()]
    await pull({
      connectionId, runId, store: () => store, connector: this.#feed, signal: new AbortController().signal, now: Date.now, onProgress: () => {},
      write: writerOf({ store: () => store, now: Date.now, emitChanged: () => {} }),
    })
    return { took: performance.now() - start, cpu: cpuSince(before) }
  }

  /** The rows that the pull made, inserted as they are; reading them is not timed. */
  async bare(): Promise<Cost> {
    const to = await openStore({ file: join(dirname(databaseFile(folder)), 'bare.db'), key: randomBytes(32), now: Date.now() })
    try {
      return await bareInsert(this.store, to)
    } finally {
      await to.close()
    }
  }
}

const puller = new Puller()

// No answer to any call of the app: what the bench asks of it, the front answers.
const server = new EngineServer({
  async call(name, input) {
    if (name === 'bench.pull' && typeof input === 'number') return puller.pull(input)
    if (name === 'bench.bare') return puller.bare()
    throw new AppError('rpc.unknown-call', { name })
  },
})

runThread(() => ({
  server,
  files: { grant: () => {} },
  session: { ...lockedSession, unlocked: true, open: ({ key }) => puller.open(key) },
  close: () => puller.store.close(),
}))
