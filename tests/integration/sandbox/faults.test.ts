import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { gatewayApi as api } from '#shared/gateway/api.ts'
import { GatewayError, GatewayMalformed } from '#shared/gateway/errors.ts'
import { isKnownChange, type ChangesPage } from '#shared/gateway/resources/changes.ts'
import { newKey, type TestClient } from '#tests/support/gateway-client.ts'
import { openTestSandbox, register, signIn, type TestSandbox } from '#tests/support/sandbox.ts'

const held = {} as { sandbox: TestSandbox; client: TestClient; token: string }

beforeAll(async () => {
  const sandbox = await openTestSandbox()
  await register(sandbox)
  const { client, session } = await signIn(sandbox)
  Object.assign(held, { sandbox, client, token: session.accessToken })
})
afterEach(() => held.sandbox.faults.clear())
afterAll(() => held.sandbox.close())

const company = () => held.client.call(api.company.get, {})
const raw = (path: string) => fetch(held.sandbox.url + path, { headers: { authorization: `Bearer ${held.token}`, 'accept-encoding': 'identity' } })
const page = async (cursor?: string): Promise<ChangesPage> => {
  const reply = await held.client.call(api.changes.list, { query: { limit: 60, ...(cursor === undefined ? {} : { cursor }) } })
  return reply.modified ? reply.body : expect.unreachable()
}
const ids = ({ items }: ChangesPage) => items.map(({ id }) => id)

describe('each fault does what it says', () => {
  it('latency makes the answer late', async () => {
    await held.sandbox.fault({ kind: 'latency', ms: 300 })
    const before = performance.now()
    await company()
    expect(performance.now() - before).toBeGreaterThanOrEqual(295)
  })

  it('strikes only its operation, after so many requests, so many times', async () => {
    await held.sandbox.fault({ kind: 'status', status: 500, operation: 'company.get', skip: 1, times: 2 })
    await held.client.call(api.company.accounts, {})
    await company()
    await expect(company()).rejects.toMatchObject({ status: 500 })
    await expect(company()).rejects.toMatchObject({ status: 500 })
    await company()
    expect(held.sandbox.faults.state()).toMatchObject({ armed: [], struck: { status: 2 } })
  })

  it.each([[500, 'server_error'], [502, 'server_error'], [503, 'unavailable']])('status %d is an error of the API', async (status, code) => {
    await held.sandbox.fault({ kind: 'status', status })
    await expect(company()).rejects.toMatchObject({ status, code, transient: true })
  })

  it('429 says when to come back', async () => {
    await held.sandbox.fault({ kind: 'status', status: 429, retryAfterSeconds: 7 })
    await expect(company()).rejects.toMatchObject({ status: 429, code: 'rate_limited', details: { retryAfterMs: 7_000 } })
  })

  it('a status as a page is what a captive portal shows', async () => {
    await held.sandbox.fault({ kind: 'status', status: 511, page: true })
    await expect(company()).rejects.toBeInstanceOf(GatewayMalformed)
  })

  it('a status before has no effect, after has one', async () => {
    const people = () => held.sandbox.world.objects.all('cardholder').length
    const invite = () => held.client.call(api.cardholders.invite, { body: { firstName: 'A', lastName: 'B', email: null }, idempotencyKey: newKey() })
    const before = people()
    await held.sandbox.fault({ kind: 'status', status: 503, operation: 'cardholders.invite' })
    await expect(invite()).rejects.toBeInstanceOf(GatewayError)
    expect(people()).toBe(before)
    await held.sandbox.fault({ kind: 'status', status: 503, stage: 'after', operation: 'cardholders.invite' })
    await expect(invite()).rejects.toBeInstanceOf(GatewayError)
    expect(people()).toBe(before + 1)
  })

  it.each([['before'], ['after'], ['during']] as const)('reset %s cuts the connection', async (stage) => {
    await held.sandbox.fault({ kind: 'reset', stage, operation: 'cards.list' })
    await expect(held.client.call(api.cards.list, {})).rejects.toThrow(/fetch failed|terminated/)
    await held.client.call(api.cards.list, {})
  })

  it('truncate ends the body early: noticed by the transport when announced, by the reader when not', async () => {
    await held.sandbox.fault({ kind: 'truncate', announced: true, operation: 'cards.list' }, { kind: 'truncate', operation: 'cards.list', skip: 1 })
    await expect(held.client.call(api.cards.list, {})).rejects.toThrow('terminated')
    await expect(held.client.call(api.cards.list, {})).rejects.toBeInstanceOf(GatewayMalformed)
    await held.client.call(api.cards.list, {})
  })

  it.each([['not-json'], ['page'], ['empty'], ['wrong-shape']] as const)('malformed, %s, is refused by the reader', async (how) => {
    await held.sandbox.fault({ kind: 'malformed', how, operation: 'cards.list' })
    await expect(held.client.call(api.cards.list, {})).rejects.toBeInstanceOf(GatewayMalformed)
  })

  it('mutated answers are read or refused, never anything else, and mostly refused', async () => {
    let refused = 0
    for (let seed = 0; seed < 60; seed += 1) {
      await held.sandbox.fault({ kind: 'malformed', how: 'mutated', seed, operation: 'changes.list' })
      const answer = await page().catch((error: unknown) => error)
      if (answer instanceof GatewayMalformed) refused += 1
      else expect(answer).toHaveProperty('items')
    }
    expect(refused).toBeGreaterThan(30)
  })

  it('pages come doubled, shuffled, overlapping or again', async () => {
    const [first, second] = [await page(), await page((await page()).nextCursor)]
    const struck = async (how: 'duplicate' | 'reorder' | 'overlap' | 'repeat') => {
      await held.sandbox.fault({ kind: 'pages', how, operation: 'changes.list', skip: 1 })
      await page()
      return page(first.nextCursor)
    }
    const doubled = await struck('duplicate')
    expect(doubled.items.length).toBeGreaterThan(60)
    expect([...new Set(ids(doubled))]).toEqual(ids(second))
    const shuffled = await struck('reorder')
    expect(ids(shuffled)).not.toEqual(ids(second))
    expect(ids(shuffled).toSorted()).toEqual(ids(second).toSorted())
    expect(ids(await struck('overlap'))).toEqual([...ids(first).slice(-20), ...ids(second)])
    expect(await struck('repeat')).toEqual(first)
  })

  it('unknown values, fields and types come, and are taken', async () => {
    await held.sandbox.fault({ kind: 'unknown', cardData: true, operation: 'changes.list' })
    expect(await (await raw('/v1/changes?limit=60')).text()).toMatch(/futureField.*4111111111111111|4111111111111111.*futureField/)
    await held.sandbox.fault({ kind: 'unknown', cardData: true, operation: 'changes.list' })
    const taken = await page()
    expect(taken.items.filter((item) => !isKnownChange(item)).map(({ type }) => type)).toEqual(['hologram'])
    expect(JSON.stringify(taken)).toContain('future-')
    expect(JSON.stringify(taken)).not.toMatch(/4111111111111111|371449635398431|futureField/)
  })

  it('the clock is off in the header and in the answer', async () => {
    await held.sandbox.fault({ kind: 'clock-skew', ms: 3_600_000, times: null })
    const response = await raw('/v1/service')
    expect(Math.abs(Date.parse(response.headers.get('date')!) - Date.now() - 3_600_000)).toBeLessThan(10_000)
    expect(((await response.json()) as { serverTime: number }).serverTime).toBe(held.sandbox.world.clocks.wall() + 3_600_000)
  })

  it('switches are refused when they are none, and cleared', async () => {
    await expect(held.sandbox.fault({ kind: 'gravity' } as never)).rejects.toThrow('invalid_request')
    await held.sandbox.fault({ kind: 'status', status: 500, times: null })
    await expect(company()).rejects.toMatchObject({ status: 500 })
    await fetch(`${held.sandbox.url}/sandbox/faults`, { method: 'DELETE' })
    await company()
  })

  it('a revoked session ends in the middle of a sync', async () => {
    await held.sandbox.fault({ kind: 'revoke', operation: 'changes.list', skip: 1 })
    const first = await page()
    await expect(page(first.nextCursor)).rejects.toMatchObject({ code: 'session_ended', status: 401 })
    await expect(company()).rejects.toMatchObject({ code: 'session_ended' })
  })
})
