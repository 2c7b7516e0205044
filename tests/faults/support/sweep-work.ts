/** What the sweeps do: an import, pages of an issuer's feed, and a control that is not one transaction. Each can be begun again where it was stopped. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '#engine/db/store.ts'
import { applyPage } from '#engine/sync/pull/apply-page.ts'
import { readPullState } from '#engine/sync/pull/state.queries.ts'
import { GeneratedFeed } from '#tests/bench/generated-feed.ts'
import { ImportDesk } from '#tests/support/imports.ts'

/** Opening makes SQLite's shared index of the log, of 32 KiB: limits begin behind it. */
const LOG_BEFORE_BYTES = 48_000
export const IMPORTED = 40
const FEED = new GeneratedFeed(10)
const PAGE = 90

/** Commits that are acknowledged before the work begins. */
export async function writeFiller(store: Store, logSize: () => number): Promise<void> {
  for (let index = 0; index === 0 || logSize() < LOG_BEFORE_BYTES; index += 1) {
    await store.transaction((db) => db.insertInto('drafts').values({ key: `filler:${index}`, address: '/', value: 'x'.repeat(2_000), kept_at: index }).onConflict((on) => on.doNothing()).execute())
  }
}

const CSV = ['Date,Card Member,Account #,Description,Amount', ...Array.from({ length: IMPORTED }, (_, index) => `03/${String((index % 28) + 1).padStart(2, '0')}/2026,ADA FINCH,-11005,WHARF SUPPLIES ${index},${index + 1}.25`)].join('\n')

/** As a person does it: a preview, then one transaction. */
async function importFile(store: Store): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cardkeep-faults-'))
  try {
    await new ImportDesk(store, folder).import({ name: 'activity.csv', text: CSV })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** From where the last page that was kept left off, to the end of the feed. */
async function pullPages(store: Store): Promise<void> {
  const connectionId = await feedConnection(store)
  for (;;) {
    const { cursor } = await readPullState(store.read, connectionId)
    const { page } = await FEED.changes({ cursor, limit: PAGE, signal: new AbortController().signal } as Parameters<GeneratedFeed['changes']>[0]) as Extract<Awaited<ReturnType<GeneratedFeed['changes']>>, { modified: true }>
    await store.transaction(async (db, sqlite) => {
      const { id: run } = await db.insertInto('sync_runs').values({ connection_id: connectionId, reason: 'start', started_at: 1, outcome: 'running' }).returning('id').executeTakeFirstOrThrow()
      await applyPage({ db, sqlite, connectionId, run, page, etag: null, cursorBefore: cursor, now: 1 })
    })
    if (!page.hasMore) return
  }
}

async function feedConnection(store: Store): Promise<number> {
  const known = await store.read.selectFrom('connections').select('id').where('name', '=', 'Feed').executeTakeFirst()
  if (known) return known.id
  return store.transaction(async (db) => {
    const { id } = await db.insertInto('connections').values({ kind: 'gateway', name: 'Feed', created_at: 1 }).returning('id').executeTakeFirstOrThrow()
    await db.insertInto('gateway_connections').values({ connection_id: id, base_url: 'http://127.0.0.1:9', environment: 'sandbox', device_id: 'd', state: 'signed-in', capabilities: '[]' }).execute()
    return id
  })
}

/** The control: what belongs together in two transactions. */
async function importInHalves(store: Store): Promise<void> {
  for (const half of [0, 1]) {
    await store.transaction(async (_db, sqlite) => {
      const put = sqlite.prepare('INSERT INTO merchants (name, match_name) VALUES (?, ?)')
      for (let index = 0; index < 200; index += 1) put.run(`Half ${half} ${index} ${'y'.repeat(100)}`, `half ${half} ${index}`)
    })
  }
}

export const WORK = { import: importFile, page: pullPages, halves: importInHalves } as const
export type WorkName = keyof typeof WORK
export const isWork = (name: string): name is WorkName => name in WORK
