/** The whole of the sandbox's made-up company, pulled over HTTP: what is here equals what the issuer has. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gatewayApi as api } from '#shared/gateway/api.ts'
import type { Statement } from '#shared/gateway/resources/statements.ts'
import { listCards } from '#engine/cards/cards.queries.ts'
import { listStatements } from '#engine/statements/statements.queries.ts'
import type { TestClient } from '#tests/support/gateway-client.ts'
import { openTestSandbox, register, signIn, startTestSandbox, type TestSandbox } from '#tests/support/sandbox.ts'
import { dump, openPullStore, rollUps, rowsOf, sandboxFeed, type PullStore } from './pull-support.ts'

const held = {} as { sandbox: TestSandbox; client: TestClient }

beforeAll(async () => {
  const sandbox = await openTestSandbox({ checkEverything: false })
  await register(sandbox)
  Object.assign(held, { sandbox, client: (await signIn(sandbox)).client })
})
afterAll(() => held.sandbox.close())

interface Sum {
  readonly account: string
  readonly month: string
  readonly count: number
  readonly minor: number
}

/** The issuer's own books, read past the feed. */
function issuerSums(): readonly Sum[] {
  return held.sandbox.world.store.sqlite
    .prepare(
      `SELECT body ->> '$.accountId' AS account, substr(body ->> '$.postedOn', 1, 7) AS month, count(*) AS count, sum(body ->> '$.amount.amountMinor') AS minor
       FROM objects WHERE type = 'transaction' AND body IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,
    )
    .all() as Sum[]
}

function issuerCount(type: string): number {
  return (held.sandbox.world.store.sqlite.prepare('SELECT count(*) AS n FROM objects WHERE type = ? AND body IS NOT NULL').get(type) as { n: number }).n
}

const mySums = ({ store }: PullStore) =>
  rowsOf<Sum>(
    store,
    `SELECT a.external_key AS account, substr(t.posted_on, 1, 7) AS month, count(*) AS count, sum(t.amount_minor) AS minor
     FROM transactions t JOIN accounts a ON a.id = t.account_id WHERE t.pending = 0 GROUP BY 1, 2 ORDER BY 1, 2`,
  )

describe('later pulls', () => {
  it('bring what the days bring, and leave the same rows as a first pull then', async () => {
    const sandbox = await startTestSandbox({ checkEverything: false })
    await register(sandbox)
    const { client } = await signIn(sandbox)
    const here = await openPullStore()
    await here.pull(sandboxFeed(client))
    const ids = await rowsOf<{ id: number; key: string }>(here.store, 'SELECT id, authorization_id AS key FROM transactions WHERE pending = 1')
    for (let day = 0; day < 4; day += 1) {
      sandbox.travel.nextDay()
      await here.pull(sandboxFeed(client))
    }
    const fresh = await openPullStore()
    await fresh.pull(sandboxFeed(client))
    const withoutNames = async ({ store }: PullStore) => ({ ...(await dump(store)), lonely: [] })
    expect(await withoutNames(here)).toEqual(await withoutNames(fresh))
    // What was pending and posted since is in the very row that it was.
    const posted = await rowsOf<{ id: number; key: string }>(here.store, 'SELECT id, authorization_id AS key FROM transactions WHERE pending = 0 AND authorization_id IS NOT NULL')
    const same = ids.filter(({ id, key }) => posted.some((row) => row.id === id && row.key === key))
    expect(same.length).toBeGreaterThan(0)
    expect(same.length).toBe(ids.filter(({ key }) => posted.some((row) => row.key === key)).length)
    // At the feed's end nothing is read twice.
    const { received } = await here.pull(sandboxFeed(client))
    expect(received).toBe(0)
  })
})

describe('a first pull', () => {
  it('brings every charge: counts and sums of each account and month are the issuer\'s', async () => {
    const here = await openPullStore()
    const totals = await here.pull(sandboxFeed(held.client))
    expect(totals.received).toBeGreaterThan(2_000)
    expect(totals.added).toBe(totals.received)
    expect(await mySums(here)).toEqual(issuerSums())
    const { kept, counted } = await rollUps(here.store)
    expect(kept).toEqual(counted)
    expect([...here.told]).toEqual(expect.arrayContaining(['transactions', 'cards', 'employees', 'statements']))
  })

  it('reconciles every statement to the cent, line by line as many as the issuer printed', async () => {
    const here = await openPullStore()
    await here.pull(sandboxFeed(held.client))
    const mine = await listStatements(here.store.read, { cardIds: null })
    const theirs: Statement[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await held.client.call(api.statements.list, { query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) } })
      theirs.push(...page.items)
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    expect(mine).toHaveLength(theirs.length)
    expect(mine.length).toBeGreaterThan(20)
    expect(mine.filter(({ differenceMinor }) => differenceMinor !== 0)).toEqual([])
    const lines = (rows: readonly { readonly closedOn: string; readonly lines: number }[]) => rows.map(({ closedOn, lines: count }) => `${closedOn} ${count}`).toSorted()
    expect(lines(mine.map(({ closedOn, transactions }) => ({ closedOn, lines: transactions })))).toEqual(lines(theirs))
  })

  it('shows cards with holder, digits, brand, nickname and status as the issuer has them', async () => {
    const here = await openPullStore()
    await here.pull(sandboxFeed(held.client))
    const cards = (await listCards(here.store.read)).filter(({ lastDigits }) => lastDigits !== null)
    expect(cards).toHaveLength(issuerCount('card'))
    const { items } = await held.client.call(api.cards.list, { query: { limit: 500 } })
    const holders = new Map((await held.client.call(api.cardholders.list, { query: { limit: 500 } })).items.map((holder) => [holder.id, `${holder.firstName} ${holder.lastName}`]))
    const line = (parts: readonly unknown[]) => parts.join(' | ')
    expect(cards.map((card) => line([card.lastDigits, card.cardholder?.name, card.brand, card.nickname, card.status])).toSorted()).toEqual(
      items.map((card) => line([card.lastDigits, holders.get(card.cardholderId), card.network, card.nickname, card.status])).toSorted(),
    )
    expect(new Set(cards.map(({ status }) => status))).toEqual(new Set(['active', 'frozen', 'closed', 'inactive']))
  })

  it('shows what is pending, keeps declines apart, and every other object whole', async () => {
    const here = await openPullStore()
    await here.pull(sandboxFeed(held.client))
    const statuses = await rowsOf<{ status: string; count: number }>(here.store, 'SELECT status, count(*) AS count FROM authorizations GROUP BY 1 ORDER BY 1')
    const theirs = held.sandbox.world.store.sqlite.prepare(`SELECT body ->> '$.status' AS status, count(*) AS count FROM objects WHERE type = 'authorization' AND body IS NOT NULL GROUP BY 1 ORDER BY 1`).all()
    expect(statuses).toEqual(theirs)
    const pending = statuses.find(({ status }) => status === 'pending')?.count
    expect(pending).toBeGreaterThan(0)
    expect(await rowsOf(here.store, 'SELECT count(*) AS n FROM transactions WHERE pending = 1')).toEqual([{ n: pending }])
    for (const type of ['company', 'product', 'limit', 'controls', 'limitRequest', 'bankAccount', 'payment', 'autopay', 'rewardsProgram', 'rewardActivity', 'offer', 'dispute', 'alertRule', 'alert'])
      expect(await rowsOf(here.store, `SELECT count(*) AS n FROM issuer_objects WHERE type = '${type}'`)).toEqual([{ n: issuerCount(type) }])
  })

  it('gives the same rows whatever the size of its pages', async () => {
    const [small, large] = [await openPullStore(), await openPullStore()]
    await small.pull(sandboxFeed(held.client), { pageSize: 73 })
    await large.pull(sandboxFeed(held.client), { pageSize: 5_000 })
    expect(await dump(small.store)).toEqual(await dump(large.store))
  })
})
