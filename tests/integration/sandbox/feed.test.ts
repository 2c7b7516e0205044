import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gatewayApi as api } from '#shared/gateway/api.ts'
import { FEED_TYPES, feedTypes, type FeedType } from '#shared/gateway/resources/changes.ts'
import { FeedFollower } from '#tests/support/feed-follower.ts'
import { newKey, type TestClient } from '#tests/support/gateway-client.ts'
import { openTestSandbox, register, signIn, type TestSandbox } from '#tests/support/sandbox.ts'

const held = {} as { sandbox: TestSandbox; client: TestClient }

beforeAll(async () => {
  // Its own check of every page would slow down hundreds of pages; every-route.test.ts has it on.
  const sandbox = await openTestSandbox({ checkEverything: false })
  await register(sandbox)
  Object.assign(held, { sandbox, client: (await signIn(sandbox)).client })
})
afterAll(() => held.sandbox.close())

/** The issuer's own truth, read past the feed: parsed by the same schema, so that the two can be compared as text. */
function truth(): ReadonlyMap<string, string> {
  const rows = held.sandbox.world.store.sqlite.prepare('SELECT type, id, seq, body FROM objects WHERE body IS NOT NULL').all() as { type: FeedType; id: string; seq: number; body: string }[]
  return new Map(rows.map(({ type, id, seq, body }) => [id, JSON.stringify(feedTypes[type].parse({ ...(JSON.parse(body) as object), version: seq }))]))
}

const sorted = (map: ReadonlyMap<string, string>) => [...map].toSorted(([a], [b]) => (a < b ? -1 : 1))

type Action = (client: TestClient, pick: number) => Promise<unknown>
const ignoreRefusal = () => undefined
const post = (body: object) => fetch(`${held.sandbox.url}/sandbox/clock`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

const ACTIONS: readonly Action[] = [
  async () => post({ do: 'make-charge' }),
  async () => post({ do: 'next-day' }),
  async (client, pick) => {
    const { items } = await client.call(api.cards.list, { query: { limit: 100 } })
    const card = items[pick % items.length]!
    await client.call(card.status === 'frozen' ? api.cards.unfreeze : api.cards.freeze, { params: { cardId: card.id }, body: {}, idempotencyKey: newKey() }).catch(ignoreRefusal)
  },
  async (client, pick) => {
    const { items } = await client.call(api.cards.list, { query: { limit: 100 } })
    await client.call(api.cards.report, { params: { cardId: items[pick % items.length]!.id }, body: { reason: 'lost', replace: true }, idempotencyKey: newKey() }).catch(ignoreRefusal)
  },
  async (client, pick) => {
    const { items } = await client.call(api.limits.list, { query: { limit: 100 } })
    const limit = items[pick % items.length]
    if (limit) await client.call(pick % 5 === 0 ? api.limits.remove : api.limits.endRaise, { params: { limitId: limit.id }, body: {}, idempotencyKey: newKey() }).catch(ignoreRefusal)
  },
  async (client, pick) => client.call(api.cardholders.invite, { body: { firstName: 'New', lastName: `Person ${pick}`, email: null }, idempotencyKey: newKey() }),
  async (client, pick) => {
    const { items } = await client.call(api.transactions.list, { query: { limit: 50 } })
    await client.call(api.disputes.create, { body: { transactionId: items[pick % items.length]!.id, reason: 'fraud' }, idempotencyKey: newKey() }).catch(ignoreRefusal)
  },
  async (client) => {
    const draft = (await client.call(api.disputes.list, {})).items.find(({ status }) => status === 'draft')
    if (draft) await client.call(api.disputes.discard, { params: { disputeId: draft.id }, idempotencyKey: newKey() }).catch(ignoreRefusal)
  },
]

describe('the feed', () => {
  it('brings a client that follows the cursor exactly to the issuer\'s state, whatever is written meanwhile', async () => {
    const step = fc.record({ action: fc.nat(ACTIONS.length - 1), pick: fc.nat(1_000), pagesBefore: fc.nat(3) })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), fc.constantFrom(37, 400, 2_500), async (steps, limit) => {
        const follower = new FeedFollower(held.client, limit)
        for (const { action, pick, pagesBefore } of steps) {
          for (let page = 0; page < pagesBefore; page += 1) await follower.step()
          // The writer and the reader at the same time.
          await Promise.all([ACTIONS[action]!(held.client, pick), follower.step()])
        }
        await follower.toTheEnd()
        expect(sorted(follower.objects)).toEqual(sorted(truth()))
      }),
      { numRuns: 12 },
    )
    expect(held.sandbox.problems).toEqual([])
  })

  it('holds references at its end', async () => {
    const follower = new FeedFollower(held.client, 5_000)
    await follower.toTheEnd()
    const known = new Set(follower.objects.keys())
    const dangling = [...follower.objects.values()].flatMap((text) => {
      const { id, accountId, cardId, cardholderId, limitId, statementId } = JSON.parse(text) as Record<string, string | null | undefined>
      return [accountId, cardId, cardholderId, statementId].filter((target): target is string => typeof target === 'string' && !known.has(target)).map((target) => `${id} → ${target} ${limitId ?? ''}`)
    })
    expect(dangling).toEqual([])
  })

  it('meets what others refer to first, at a first sync of a new sandbox', async () => {
    const sandbox = await openTestSandbox({ checkEverything: false })
    const order = (sandbox.world.store.sqlite.prepare('SELECT type, min(seq) AS first, max(seq) AS last FROM objects GROUP BY type').all() as { type: FeedType; first: number; last: number }[]).toSorted((a, b) => a.first - b.first)
    await sandbox.close()
    const place = (type: FeedType) => order.find((row) => row.type === type)!
    expect(order).toHaveLength(FEED_TYPES.length)
    for (const base of ['account', 'cardholder', 'card', 'limit'] as const) expect(place(base).last).toBeLessThan(place('transaction').first)
  })

  it('answers 304 at its end until something changes', async () => {
    const follower = new FeedFollower(held.client, 5_000)
    await follower.toTheEnd()
    // The first poll with the end's own cursor learns the end's tag.
    await follower.step()
    const ask = () => held.client.call(api.changes.list, { query: { cursor: follower.cursor! }, ifNoneMatch: follower.etag })
    expect(await ask()).toEqual({ modified: false, etag: follower.etag })
    await post({ do: 'make-charge' })
    const next = await ask()
    expect(next.modified && next.body.items.map(({ type }) => type)).toContain('authorization')
  })

  it('sends a cursor of another store back to the beginning', async () => {
    for (const cursor of ['other.5', 'nonsense', '', `${held.sandbox.world.store.setting('epoch')}.999999999`, `${held.sandbox.world.store.setting('epoch')}.-1`]) {
      await expect(held.client.call(api.changes.list, { query: { cursor } })).rejects.toMatchObject({ code: 'cursor_invalid', status: 410 })
    }
  })

  it('compresses pages', async () => {
    const session = (await signIn(held.sandbox)).session
    for (const [accept, encoding] of [['gzip', 'gzip'], ['br', 'br'], ['identity', null]] as const) {
      const response = await fetch(`${held.sandbox.url}/v1/changes`, { headers: { authorization: `Bearer ${session.accessToken}`, 'accept-encoding': accept } })
      expect(response.headers.get('content-encoding')).toBe(encoding)
      expect(((await response.json()) as { items: unknown[] }).items).toHaveLength(1_000)
    }
  })
})
