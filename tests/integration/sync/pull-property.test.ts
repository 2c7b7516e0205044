/** Whatever happens at the issuer, on the way and on this computer: in the end what is here is what the issuer has, and a person's own is kept. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Change } from '#shared/gateway/resources/changes.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { applyPage } from '#engine/sync/pull/apply-page.ts'
import { moveOn, readPullState } from '#engine/sync/pull/state.queries.ts'
import { TEST_NOW } from '#tests/support/store.ts'
import { MODEL_ACTS, ModelIssuer, type ModelAct } from './pull-model.ts'
import { Crash, dump, openPullStore, rollUps, rowsOf, type ChangeFeed, type PullStore } from './pull-support.ts'

const RUNS = Number(process.env['CARDKEEP_HISTORIES'] ?? 50)

type Damage = 'none' | 'duplicate' | 'reorder' | 'overlap'
type Step =
  | { readonly do: 'act'; readonly act: ModelAct }
  | { readonly do: 'pull'; readonly pageSize: number; readonly damage: Damage; readonly crashAt: number; readonly meanwhile: ModelAct | null }
  | { readonly do: 'note'; readonly at: number }

const act = fc.constantFrom(...MODEL_ACTS.filter((name) => name !== 'start-anew'))
const quietStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('act'), act }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pull'), pageSize: fc.integer({ min: 1, max: 12 }), damage: fc.constantFrom<Damage>('none', 'duplicate', 'reorder', 'overlap'), crashAt: fc.nat(8), meanwhile: fc.option(act) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('note'), at: fc.nat(1_000) }) },
)
const step: fc.Arbitrary<Step> = fc.oneof({ weight: 19, arbitrary: quietStep }, { weight: 1, arbitrary: fc.constant<Step>({ do: 'act', act: 'start-anew' }) })
const historyOf = (steps: fc.Arbitrary<Step>) => fc.record({ seed: fc.nat(1_000_000), steps: fc.array(steps, { minLength: 5, maxLength: 60 }) })

function damaged(how: Damage): (items: readonly Change[], before: readonly Change[]) => readonly Change[] {
  if (how === 'duplicate') return (items) => items.flatMap((item) => [item, item])
  if (how === 'reorder') return (items) => items.toReversed()
  if (how === 'overlap') return (items, before) => [...before.slice(-4), ...items.toReversed(), ...before.slice(-2)]
  return (items) => items
}

type PullOnce = (here: PullStore, feed: ChangeFeed, options: { readonly pageSize: number; readonly crash: () => boolean }) => Promise<unknown>
const rightly: PullOnce = (here, feed, options) => here.pull(feed, options)

async function live({ seed, steps }: { readonly seed: number; readonly steps: readonly Step[] }, pullOnce: PullOnce): Promise<void> {
  const [issuer, here] = [new ModelIssuer(seed), await openPullStore()]
  const notes = new Map<string, string>()
  for (const each of steps) {
    if (each.do === 'act') issuer.act(each.act)
    else if (each.do === 'note') await note(here, each.at, notes)
    else {
      let pages = 0
      let asked = 0
      const meanwhile = () => {
        asked += 1
        if (each.meanwhile !== null && asked < 4) issuer.act(each.meanwhile)
      }
      const crash = () => {
        pages += 1
        return pages === each.crashAt
      }
      await pullOnce(here, issuer.feed(damaged(each.damage), meanwhile), { pageSize: each.pageSize, crash }).catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error
      })
    }
  }
  await pullOnce(here, issuer.feed(), { pageSize: 7, crash: () => false })
  await expectSame(here, issuer)
  await expectKept(here, notes)
}

/** A person writes on a charge. */
async function note({ store }: PullStore, at: number, notes: Map<string, string>): Promise<void> {
  const rows = await rowsOf<{ id: number; key: string }>(store, 'SELECT id, coalesce(authorization_id, external_id) AS key FROM transactions ORDER BY id')
  const row = rows[at % rows.length]
  if (!row) return
  const text = `note ${notes.size}`
  await store.transaction((db) => db.updateTable('transactions').set({ note: text }).where('id', '=', row.id).execute())
  notes.set(text, row.key)
}

async function expectSame({ store }: PullStore, issuer: ModelIssuer): Promise<void> {
  const byId = <T extends { readonly id: string }>(items: readonly T[]) => items.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const posted = issuer.all('transaction')
  const mine = await rowsOf(
    store,
    `SELECT t.external_id AS id, a.external_key AS account, nullif(c.external_key, '') AS card, t.amount_minor AS minor, t.posted_on AS postedOn, t.authorization_id AS authorization, t.descriptor
     FROM transactions t JOIN accounts a ON a.id = t.account_id JOIN cards c ON c.id = t.card_id WHERE t.pending = 0 ORDER BY t.external_id`,
  )
  expect(mine).toEqual(byId(posted).map((t) => ({ id: t.id, account: t.accountId, card: t.cardId, minor: t.amount.amountMinor, postedOn: t.postedOn, authorization: t.authorizationId, descriptor: t.descriptor })))
  const open = byId(issuer.all('authorization')).filter(({ id, status }) => status === 'pending' && !posted.some(({ authorizationId }) => authorizationId === id))
  expect(await rowsOf(store, 'SELECT external_id AS id, amount_minor AS minor FROM transactions WHERE pending = 1 ORDER BY external_id')).toEqual(open.map(({ id, amount }) => ({ id, minor: 0 - amount.amountMinor })))
  expect(await rowsOf(store, 'SELECT external_id AS id, status FROM authorizations ORDER BY external_id')).toEqual(byId(issuer.all('authorization')).map(({ id, status }) => ({ id, status })))
  const kept = await rowsOf<{ object: string }>(store, 'SELECT object FROM issuer_objects ORDER BY external_id')
  expect(kept.map(({ object }) => JSON.parse(object))).toEqual(byId([...issuer.all('company'), ...issuer.all('product'), ...issuer.all('account'), ...issuer.all('cardholder'), ...issuer.all('card')]))
  const cards = await rowsOf(
    store,
    `SELECT c.external_key AS id, a.external_key AS account, c.nickname, n.external_key AS replacedBy, l.external_id AS holder, CASE WHEN c.awaits_activation = 1 THEN 'inactive' ELSE c.status END AS status
     FROM cards c JOIN accounts a ON a.id = c.account_id LEFT JOIN cards n ON n.id = c.replaced_by_card_id LEFT JOIN cardholder_links l ON l.cardholder_id = c.cardholder_id WHERE c.external_key <> '' ORDER BY 1`,
  )
  expect(cards).toEqual(byId(issuer.all('card')).map((c) => ({ id: c.id, account: c.accountId, nickname: c.nickname, replacedBy: c.replacedById, holder: c.cardholderId, status: c.status })))
  const [company] = issuer.all('company')
  const zone = company?.timeZone === 'Mars/Olympus' ? 'UTC' : company?.timeZone
  const days = await rowsOf<{ at: number; day: string }>(store, 'SELECT transacted_at AS at, transacted_on AS day FROM transactions')
  expect(days.filter(({ at, day }) => new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at) !== day)).toEqual([])
  const { kept: rolled, counted } = await rollUps(store)
  expect(rolled).toEqual(counted)
}

/** The newest note on each charge is on it, or waits for it to come again. */
async function expectKept({ store }: PullStore, notes: ReadonlyMap<string, string>): Promise<void> {
  const newest = new Map([...notes].map(([text, key]) => [key, text]))
  const found = new Set((await rowsOf<{ note: string }>(store, 'SELECT note FROM transactions WHERE note IS NOT NULL UNION ALL SELECT note FROM set_aside WHERE note IS NOT NULL')).map((row) => row.note))
  expect([...newest.values()].filter((text) => !found.has(text))).toEqual([])
}

it(`brings ${RUNS} random histories to the issuer's state`, { timeout: 60_000 + RUNS * 2_000 }, async () => {
  await fc.assert(fc.asyncProperty(historyOf(step), (past) => live(past, rightly)), { numRuns: RUNS, endOnFailure: true })
})

/** The same writers, but the cursor is stored first: a crash between the two loses a page. */
const cursorFirst: PullOnce = async ({ store, connectionId }, feed, { pageSize, crash }) => {
  for (let more = true; more; ) {
    const { cursor } = await readPullState(store.read, connectionId)
    const answer = await feed.changes({ cursor, etag: null, limit: pageSize, signal: new AbortController().signal })
    if (!answer.modified) return
    const { page } = answer
    await store.transaction((db) => moveOn(db, connectionId, { cursor: page.nextCursor, etag: null }))
    await store.transaction(async (db, sqlite) => {
      await applyPage({ db, sqlite, connectionId, run: 1, page, etag: null, cursorBefore: page.nextCursor, now: TEST_NOW })
      if (crash()) throw new Crash('power cut')
    })
    more = page.hasMore
  }
}

it('fails with the cursor stored before the rows, so the test can tell', { timeout: 60_000 }, async () => {
  const result = await fc.check(fc.asyncProperty(historyOf(quietStep), (past) => live(past, cursorFirst)), { numRuns: 50, endOnFailure: true })
  expect(result.failed).toBe(true)
  expect(String(result.errorInstance)).not.toContain('issuer.cursor-invalid')
})

it('passes with the same loop when nothing crashes, so it is the crash that the test sees', { timeout: 60_000 }, async () => {
  const calm: PullOnce = (here, feed, { pageSize }) => cursorFirst(here, feed, { pageSize, crash: () => false })
  await fc.assert(fc.asyncProperty(historyOf(quietStep), (past) => live(past, calm)), { numRuns: 10 })
})

it('gives the same database however pages are damaged', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(1_000_000), fc.array(act, { minLength: 10, maxLength: 80 }), fc.integer({ min: 1, max: 20 }), async (seed, acts, pageSize) => {
      const dumps: unknown[] = []
      for (const how of ['none', 'duplicate', 'reorder', 'overlap'] as const) {
        const [issuer, here] = [new ModelIssuer(seed), await openPullStore()]
        for (const [index, each] of acts.entries()) {
          issuer.act(each)
          if (index % 15 === 14) await here.pull(issuer.feed(damaged(how)), { pageSize })
        }
        await here.pull(issuer.feed(damaged(how)), { pageSize })
        dumps.push(await dump(here.store))
      }
      for (const each of dumps) expect(each).toEqual(dumps[0])
    }),
    { numRuns: 8 },
  )
})

it('gives up on a feed that never moves', async () => {
  const here = await openPullStore()
  const issuer = new ModelIssuer(1)
  const stuck: ChangeFeed = {
    changes: async (request) => {
      const answer = await issuer.feed().changes({ ...request, cursor: null, limit: 2 })
      return answer
    },
  }
  await expect(here.pull(stuck)).rejects.toSatisfy((error) => AppError.is(error, 'issuer.unexpected'))
})
