/**
 * Takes in what changed at the issuer, page by page.
 *
 * Each page is one transaction with the cursor behind it, so that a crash at any instant resumes with nothing lost and nothing twice. While one
 * page is written the next one is on its way, never more. Nothing waits for the network inside a transaction.
 */
import { AppError } from '#shared/rpc/errors.ts'
import type { ChangesPage } from '#shared/gateway/resources/changes.ts'
import type { Store } from '../../db/store.ts'
import type { ChangesAnswer, IssuerConnector } from '../../issuers/connector.ts'
import type { WriteAs } from '../../rpc/transaction.ts'
import { applyPage, type Applied } from './apply-page.ts'
import { PageSize } from './page-size.ts'
import { markSynced, moveOn, readPullState, startFullPull, type Place } from './state.queries.ts'
import { sweep } from './sweep.ts'

export interface PullDeps {
  readonly connectionId: number
  readonly store: () => Store
  /** Each page is written as `sync.pull` and audited with its counts. */
  readonly write: WriteAs
  readonly connector: Pick<IssuerConnector, 'changes'>
  /** The `sync_runs` row that counts what is done. */
  readonly runId: number
  readonly signal: AbortSignal
  readonly now: () => number
  readonly onProgress: (progress: { readonly done: number; readonly total: number | null }) => void
  /** Changes a page; left out: as many as are written quickly. */
  readonly pageSize?: number
}

export interface PullTotals {
  readonly received: number
  readonly added: number
  readonly updated: number
  readonly removed: number
}

/** A feed that stays where it is gets this many more tries: a page may come twice. */
const PATIENCE = 3
const FULL_PULLS = 2

/**
 * Returns when the issuer has nothing more. Throws what the connector throws, and `task.cancelled` between pages; what was written until then
 * stays, and the next pull goes on from there.
 */
export async function pull(deps: PullDeps): Promise<PullTotals> {
  return new Pull(deps).run()
}

interface Asked {
  readonly reply: Promise<ChangesAnswer>
  /** Epoch ms. */
  readonly at: number
  readonly from: Place
}

class Pull {
  readonly #deps: PullDeps
  readonly #size: PageSize
  /** Ends a request under way when writing fails. */
  readonly #end = new AbortController()
  readonly #totals = { received: 0, added: 0, updated: 0, removed: 0 }
  #fullPulls = 0
  #standing = 0

  constructor(deps: PullDeps) {
    this.#deps = deps
    this.#size = new PageSize(deps.pageSize)
  }

  async run(): Promise<PullTotals> {
    const { connectionId, store } = this.#deps
    try {
      let asked: Asked | undefined = this.#ask(await readPullState(store().read, connectionId))
      while (asked) asked = await this.#step(asked)
      return { ...this.#totals }
    } finally {
      this.#end.abort()
    }
  }

  /** Takes one answer; returns what was asked next, undefined at the end. */
  async #step(asked: Asked): Promise<Asked | undefined> {
    const reply = await this.#answer(asked)
    if (reply === 'from-the-start') return this.#ask({ cursor: null, etag: null })
    if (!reply.modified) {
      await this.#finish(asked, asked.from.etag)
      return undefined
    }
    const { page, etag } = reply
    this.#check(page, asked.from)
    this.#throwIfCancelled()
    const next = page.hasMore ? this.#ask({ cursor: page.nextCursor, etag: null }) : undefined
    await this.#take(page, etag, asked.from)
    this.#deps.onProgress({ done: this.#totals.received, total: this.#totals.received + page.remainingAtMost })
    this.#throwIfCancelled()
    if (!next) await this.#finish(asked, etag)
    return next
  }

  #ask(from: Place): Asked {
    const { connector, signal, now } = this.#deps
    const reply = connector.changes({ ...from, limit: this.#size.limit, signal: AbortSignal.any([signal, this.#end.signal]) })
    // It may fail while the page before is still being written; whoever awaits it gets the error.
    reply.catch(() => {})
    return { reply, at: now(), from }
  }

  async #answer({ reply }: Asked): Promise<ChangesAnswer | 'from-the-start'> {
    try {
      return await reply
    } catch (error) {
      this.#throwIfCancelled()
      if (!AppError.is(error, 'issuer.cursor-invalid') || this.#fullPulls >= FULL_PULLS) throw error
      this.#fullPulls += 1
      const { connectionId, runId, write } = this.#deps
      await write('sync.start-over', async ({ db, audit }) => {
        await startFullPull(db, connectionId)
        audit({ connectionId, runId })
      })
      return 'from-the-start'
    }
  }

  #check(page: ChangesPage, { cursor }: Place): void {
    this.#standing = page.hasMore && (page.nextCursor === cursor || page.items.length === 0) ? this.#standing + 1 : 0
    if (this.#standing > PATIENCE) throw new AppError('issuer.unexpected', { what: 'wrong-shape' })
  }

  async #take(page: ChangesPage, etag: string | null, { cursor: cursorBefore }: Place): Promise<void> {
    const { connectionId, runId, store, write } = this.#deps
    // An empty page after others still is the end of the feed, where loose ends are tied.
    if (page.items.length === 0 && (page.hasMore || this.#totals.received === 0)) {
      if (page.nextCursor !== cursorBefore) await store().transaction((db) => moveOn(db, connectionId, { cursor: page.nextCursor, etag }))
      return
    }
    const started = performance.now()
    let written = started
    const applied = await write('sync.pull', async ({ db, sqlite, now, changed, audit }): Promise<Applied> => {
      const done = await applyPage({ db, sqlite, connectionId, run: runId, page, etag, cursorBefore, now })
      const { topics, ...counts } = done
      audit({ connectionId, runId, ...counts })
      changed(...topics)
      written = performance.now()
      return done
    })
    this.#size.took(page.items.length, { page: performance.now() - started, commit: performance.now() - written })
    for (const figure of ['received', 'added', 'updated', 'removed'] as const) this.#totals[figure] += applied[figure]
  }

  async #finish({ at }: Asked, etag: string | null): Promise<void> {
    const { connectionId, store, runId, write, signal } = this.#deps
    const { fullPull } = await readPullState(store().read, connectionId)
    if (fullPull) this.#totals.removed += await sweep({ connectionId, run: runId, store, write, signal })
    // The pull's own bookkeeping: nothing of the books, so no audit entry every five minutes.
    await store().transaction((db) => markSynced(db, connectionId, at, etag))
  }

  #throwIfCancelled(): void {
    if (this.#deps.signal.aborted) throw new AppError('task.cancelled', {})
  }
}
