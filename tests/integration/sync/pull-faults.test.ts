/** The sandbox with its fault switches on, over HTTP: what a network, a proxy or an issuer from the future does to pages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FaultSwitch } from '#sandbox/faults/fault.ts'
import { openTestSandbox, register, signIn, type TestSandbox } from '#tests/support/sandbox.ts'
import type { TestClient } from '#tests/support/gateway-client.ts'
import { dump, openPullStore, rollUps, rowsOf, sandboxFeed, type PullStore } from './pull-support.ts'

const held = {} as { sandbox: TestSandbox; client: TestClient; clean?: Awaited<ReturnType<typeof dump>> }
const PAGE = { pageSize: 400 }

beforeAll(async () => {
  const sandbox = await openTestSandbox({ checkEverything: false, scale: 1_300 })
  await register(sandbox)
  const { client } = await signIn(sandbox)
  Object.assign(held, { sandbox, client })
})
afterAll(() => held.sandbox.close())

/** What a pull without faults gives; made once. */
async function clean() {
  if (held.clean) return held.clean
  const here = await openPullStore()
  await here.pull(sandboxFeed(held.client), PAGE)
  held.clean = await dump(here.store)
  return held.clean
}

async function withFaults(work: () => Promise<void>, ...faults: readonly FaultSwitch[]): Promise<void> {
  await held.sandbox.fault(...faults)
  try {
    await work()
  } finally {
    await fetch(`${held.sandbox.url}/sandbox/faults`, { method: 'DELETE' })
  }
}

describe('pages that are not what they should be', () => {
  it.each(['duplicate', 'reorder', 'overlap', 'repeat'] as const)('%s: the same database as without', async (how) => {
    const here = await openPullStore()
    const page: FaultSwitch = { kind: 'pages', operation: 'changes.list', how, times: how === 'repeat' ? 3 : null, skip: how === 'repeat' ? 1 : 0 }
    await withFaults(async () => void (await here.pull(sandboxFeed(held.client), PAGE)), page)
    expect(await dump(here.store)).toEqual(await clean())
  })

  it.each([
    { kind: 'truncate', operation: 'changes.list', skip: 2 },
    { kind: 'truncate', operation: 'changes.list', announced: true, skip: 2 },
    { kind: 'malformed', operation: 'changes.list', how: 'not-json', skip: 2 },
    { kind: 'malformed', operation: 'changes.list', how: 'wrong-shape', skip: 2 },
    { kind: 'malformed', operation: 'changes.list', how: 'page', skip: 2 },
    { kind: 'reset', operation: 'changes.list', stage: 'during', skip: 2 },
  ] as const satisfies readonly FaultSwitch[])('case %#: nothing of that page is stored, the next pull goes on', async (fault) => {
    const here = await openPullStore()
    await withFaults(async () => void (await expect(here.pull(sandboxFeed(held.client), PAGE)).rejects.toBeInstanceOf(Error)), fault)
    // Two pages came whole; the third is asked for while the second is written.
    expect(await received(here)).toBe(2 * PAGE.pageSize)
    await here.pull(sandboxFeed(held.client), PAGE)
    expect(await dump(here.store)).toEqual(await clean())
  })

  it('of the future: kept and shown, no card number among it, and read right once the values are known', async () => {
    const here = await openPullStore()
    await withFaults(async () => void (await here.pull(sandboxFeed(held.client), PAGE)), { kind: 'unknown', operation: 'changes.list', times: null, cardData: true })
    expect(await rowsOf(here.store, `SELECT type, external_id FROM issuer_objects WHERE type = 'hologram'`)).toEqual([{ type: 'hologram', external_id: 'holo_1' }])
    const [money] = await rowsOf(here.store, 'SELECT count(*) AS n, sum(amount_minor) AS minor FROM transactions WHERE pending = 0')
    const truth = (await clean())['transactions']?.filter((row) => (row as { pending: number }).pending === 0) as { amount_minor: number }[]
    expect(money).toEqual({ n: truth.length, minor: truth.reduce((sum, row) => sum + row.amount_minor, 0) })
    const everything = JSON.stringify(await dump(here.store))
    for (const secret of ['4111111111111111', '371449635398431', '737']) expect(everything.includes(`"${secret}"`) || everything.includes(`\\"${secret}\\"`)).toBe(false)
    // Everything listed again, as after an update of the app: nothing of the damage is left but the unknown object, which is no longer listed.
    await here.store.transaction((db) => db.updateTable('sync_state').set({ cursor: 'other.1' }).execute())
    await here.pull(sandboxFeed(held.client), PAGE)
    expect(await dump(here.store)).toEqual(await clean())
  })
})

describe('a cursor that the issuer no longer knows', () => {
  it('mid-way: everything is listed again, what is gone is swept, a person\'s own stays', async () => {
    const here = await openPullStore()
    let pages = 0
    const crash = () => {
      pages += 1
      return pages === 4
    }
    await expect(here.pull(sandboxFeed(held.client), { ...PAGE, crash })).rejects.toThrow('power cut')
    await here.store.transaction(async (db, sqlite) => {
      await db.updateTable('sync_state').set({ cursor: 'other.1' }).execute()
      sqlite.prepare(`UPDATE transactions SET note = 'mine' WHERE id = (SELECT min(id) FROM transactions WHERE pending = 0)`).run()
      // One that the issuer does not have.
      sqlite.prepare(`INSERT INTO transactions (account_id, card_id, merchant_id, category_id, category_source, external_id, posted_on, amount_minor, currency, source_minor, type, pending, descriptor, confirmed_at, issuer_version, issuer_generation, note)
        SELECT account_id, card_id, merchant_id, category_id, 'none', 'txn_gone', posted_on, -1, currency, -1, 'charge', 0, 'GONE', 0, 1, 1, 'kept' FROM transactions LIMIT 1`).run()
    })
    await here.pull(sandboxFeed(held.client), PAGE)
    const now = await dump(here.store)
    expect(now['setAside']).toEqual([{ external_id: 'txn_gone', note: 'kept' }])
    expect(now['transactions']?.filter((row) => (row as { note: string | null }).note === 'mine')).toHaveLength(1)
    const bare = (rows: readonly unknown[] | undefined) => rows?.map((row) => ({ ...(row as object), note: null }))
    expect(bare(now['transactions'])).toEqual(bare((await clean())['transactions']))
    expect({ ...now, transactions: [], setAside: [] }).toEqual({ ...(await clean()), transactions: [], setAside: [] })
    expect(await rowsOf(here.store, 'SELECT kind FROM sync_notices')).toEqual([{ kind: 'full-refresh' }])
    const { kept, counted } = await rollUps(here.store)
    expect(kept).toEqual(counted)
  })
})

async function received({ store }: PullStore): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(store, 'SELECT sum(received) AS n FROM sync_runs')
  return row?.n ?? 0
}
