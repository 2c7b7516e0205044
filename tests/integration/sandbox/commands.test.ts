import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gatewayApi as api } from '#shared/gateway/api.ts'
import { gatewayClient, newKey, type TestClient } from '#tests/support/gateway-client.ts'
import { openTestSandbox, register, signIn, SANDBOX_PASSWORD, type TestSandbox } from '#tests/support/sandbox.ts'

const held = {} as { sandbox: TestSandbox; client: TestClient; token: string }

beforeAll(async () => {
  const sandbox = await openTestSandbox()
  await register(sandbox)
  await register(sandbox, { who: 1, userId: 'theo.h' })
  const { client, session } = await signIn(sandbox)
  Object.assign(held, { sandbox, client, token: session.accessToken })
})
afterAll(() => held.sandbox.close())

const invite = (idempotencyKey: string, lastName = 'Brandt') => held.client.call(api.cardholders.invite, { body: { firstName: 'Ola', lastName, email: null }, idempotencyKey })
const people = () => held.sandbox.world.objects.all('cardholder').length

describe('a command with a key', () => {
  it('takes effect once, and gives the same answer again', async () => {
    const before = people()
    const key = newKey()
    const first = await invite(key)
    expect(await invite(key)).toEqual(first)
    expect(await Promise.all([invite(key), invite(key), invite(key.toUpperCase())])).toEqual([first, first, first])
    expect(people()).toBe(before + 1)
  })

  it('is refused for another request under the same key, and nothing happens', async () => {
    const key = newKey()
    await invite(key)
    const before = people()
    await expect(invite(key, 'Somebody else')).rejects.toMatchObject({ code: 'idempotency_mismatch', status: 409 })
    const [card] = held.sandbox.world.objects.all('card')
    await expect(held.client.call(api.cards.rename, { params: { cardId: card!.id }, body: { nickname: 'x' }, idempotencyKey: key })).rejects.toMatchObject({ code: 'idempotency_mismatch' })
    expect(people()).toBe(before)
  })

  it('is the same request whatever the order of its fields', async () => {
    const key = newKey()
    const send = (body: string) =>
      fetch(`${held.sandbox.url}/v1/cardholders`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${held.token}`, 'idempotency-key': key }, body }).then((response) => response.text())
    expect(await send('{"firstName":"A","lastName":"B","email":null}')).toBe(await send('{"email":null,"lastName":"B","firstName":"A"}'))
  })

  it('keeps a refusal too: what was refused stays refused, although it would be accepted now', async () => {
    const key = newKey()
    const card = held.sandbox.world.objects.all('card').find(({ status }) => status === 'active')!
    const cancelChange = () => held.client.call(api.cards.cancelProductChange, { params: { cardId: card.id }, body: {}, idempotencyKey: key })
    await expect(cancelChange()).rejects.toMatchObject({ code: 'not_allowed', details: { reason: 'no-product-change' } })
    const productId = held.sandbox.world.objects.all('product').find(({ id }) => id !== card.productId)!.id
    if (card.kind === 'physical') await held.client.call(api.cards.changeProduct, { params: { cardId: card.id }, body: { productId }, idempotencyKey: newKey() })
    await expect(cancelChange()).rejects.toMatchObject({ code: 'not_allowed', details: { reason: 'no-product-change' } })
    expect(await held.client.call(api.commands.get, { params: { key } })).toMatchObject({ state: 'done', status: 409, answer: null, error: { code: 'not_allowed' } })
  })

  it('may be tried again when the failure was the server\'s', async () => {
    const key = newKey()
    await held.sandbox.fault({ kind: 'status', status: 503, operation: 'cardholders.invite' })
    await expect(invite(key)).rejects.toMatchObject({ code: 'unavailable', status: 503 })
    await expect(held.client.call(api.commands.get, { params: { key } })).rejects.toMatchObject({ code: 'not_found' })
    expect((await invite(key)).firstName).toBe('Ola')
  })

  it('has taken effect though its answer was lost, and the key tells', async () => {
    const key = newKey()
    const before = people()
    await held.sandbox.fault({ kind: 'reset', stage: 'after', operation: 'cardholders.invite' })
    await expect(invite(key)).rejects.toThrow('fetch failed')
    const outcome = await held.client.call(api.commands.get, { params: { key } })
    expect(outcome).toMatchObject({ operation: 'cardholders.invite', state: 'done', status: 200 })
    expect(await invite(key)).toEqual(outcome.answer)
    expect(people()).toBe(before + 1)
  })

  it('needs a key that is a UUID', async () => {
    for (const key of ['', 'abc', '00000000-0000-0000-0000-000000000000']) await expect(invite(key)).rejects.toMatchObject({ code: 'idempotency_key_missing', status: 400 })
  })

  it('is nobody else\'s: another person can neither replay nor look it up', async () => {
    const key = newKey()
    await invite(key)
    const { client } = await signIn(held.sandbox, { identifier: 'theo.h', password: SANDBOX_PASSWORD })
    await expect(client.call(api.commands.get, { params: { key } })).rejects.toMatchObject({ code: 'not_found' })
    await expect(client.call(api.cardholders.invite, { body: { firstName: 'Ola', lastName: 'Brandt', email: null }, idempotencyKey: key })).rejects.toMatchObject({ code: 'idempotency_mismatch' })
  })

  it('survives a restart', async () => {
    const key = newKey()
    const first = await invite(key)
    held.sandbox = await held.sandbox.restart()
    expect(await invite(key)).toEqual(first)
  })
})

describe('what is not a request of the API', () => {
  it.each([
    ['broken JSON', { method: 'POST', body: '{"firstName":' }, 400], ['another type', { method: 'POST', body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['too much', { method: 'POST', body: JSON.stringify({ firstName: 'x'.repeat(300_000) }) }, 413], ['another method', { method: 'PUT', body: '{}' }, 404],
  ])('%s is refused in the API\'s own words', async (_what, { method, body, headers }: { method: string; body: string; headers?: Record<string, string> }, status) => {
    const response = await fetch(`${held.sandbox.url}/v1/cardholders`, { method, body, headers: { 'content-type': 'application/json', authorization: `Bearer ${held.token}`, 'idempotency-key': newKey(), ...headers } })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error: { message: expect.any(String) } })
  })

  it('names fields, never values', async () => {
    const response = await fetch(`${held.sandbox.url}/v1/registration/verify`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ cardNumber: '4111 1111 1111 1111', surprise: 'secret' }) })
    const text = await response.text()
    expect(response.status).toBe(400)
    expect(text).toContain('cardNumber')
    expect(text).not.toMatch(/4111|secret/)
  })

  it('gets nothing under another host name', async () => {
    const { request } = await import('node:http')
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request({ host: '127.0.0.1', port: held.sandbox.port, path: '/sandbox/inbox', headers: { host: 'evil.example' } }, (response) => {
        response.resume()
        resolve(response.statusCode)
      }).on('error', reject).end()
    })
    expect(status).toBe(403)
    await expect(gatewayClient(held.sandbox.url).call(api.service.describe, {})).resolves.toBeDefined()
  })
})
