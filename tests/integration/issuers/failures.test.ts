/** Each way in which an issuer, or what is between, can fail is one code, in time, and says nothing of what was sent. */
import { brotliCompressSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gatewayApi } from '#shared/gateway/api.ts'
import { createGatewayClient, type GatewayClient, type GatewayClientOptions } from '#engine/issuers/gateway/gateway-client.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { mutated } from '#sandbox/faults/damage.ts'
import type { FaultSwitch } from '#sandbox/faults/fault.ts'
import { Random } from '#sandbox/seed/random.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { oddServer } from '#tests/support/odd-server.ts'
import { openTestSandbox, register, signIn, type TestSandbox } from '#tests/support/sandbox.ts'

const SECRET = 'a-token-that-nobody-may-read-anywhere'
const held: { sandbox?: TestSandbox; token?: string } = {}
const sandboxOf = (): TestSandbox => held.sandbox ?? (() => { throw new Error('no sandbox') })()

beforeAll(async () => {
  held.sandbox = await openTestSandbox()
  await register(held.sandbox)
  held.token = (await signIn(held.sandbox)).session.accessToken
})
afterAll(() => held.sandbox?.close())

async function using<T>(options: Omit<GatewayClientOptions, 'baseUrl'> & { readonly baseUrl?: string }, work: (client: GatewayClient) => Promise<T>): Promise<T> {
  const client = createGatewayClient({ baseUrl: sandboxOf().url, ...options })
  try {
    return await work(client)
  } finally {
    client.close()
  }
}

const describeIt = (client: GatewayClient) => client.call(gatewayApi.service.describe, {}, { accessToken: SECRET })
/** What the app hears instead of an answer. */
const refused = (options: { readonly baseUrl: string; readonly timeouts?: { readonly total: number } }): Promise<unknown> =>
  using(options, (client) => describeIt(client).then(() => 'answered', (error: unknown) => (error instanceof AppError ? error.toWire() : error)))
const answered = async (client: GatewayClient) => expect((await describeIt(client)).environment).toBe('sandbox')

const STRUCK: readonly (readonly [string, FaultSwitch, Partial<{ code: string; details: object; retryable: boolean }>])[] = [
  ['latency', { kind: 'latency', ms: 2_000 }, { code: 'issuer.unreachable', details: { reason: 'timeout' }, retryable: true }],
  ['a reset before', { kind: 'reset', stage: 'before' }, { code: 'issuer.unreachable', details: { reason: 'reset' } }],
  ['a reset after', { kind: 'reset', stage: 'after' }, { code: 'issuer.unreachable', details: { reason: 'reset' } }],
  ['a reset during the answer', { kind: 'reset', stage: 'during' }, { code: 'issuer.unreachable', details: { reason: 'reset' } }],
  ['a body shorter than announced', { kind: 'truncate', announced: true }, { code: 'issuer.unreachable', details: { reason: 'reset' } }],
  ['a body cut off', { kind: 'truncate' }, { code: 'issuer.unexpected', details: { what: 'cut-off' }, retryable: true }],
  ['no JSON', { kind: 'malformed', how: 'not-json' }, { code: 'issuer.unexpected', details: { what: 'cut-off' } }],
  ['a web page', { kind: 'malformed', how: 'page' }, { code: 'issuer.unexpected', details: { what: 'not-json' } }],
  ['nothing', { kind: 'malformed', how: 'empty' }, { code: 'issuer.unexpected', details: { what: 'cut-off' } }],
  ['another shape', { kind: 'malformed', how: 'wrong-shape' }, { code: 'issuer.unexpected', details: { what: 'wrong-shape' } }],
  ['a fault of the issuer', { kind: 'status', status: 500 }, { code: 'issuer.failed', details: { status: 500 }, retryable: true }],
  ['maintenance', { kind: 'status', status: 503, retryAfterSeconds: 7 }, { code: 'issuer.failed', details: { status: 503, waitMs: 7_000 } }],
  ['a proxy’s page', { kind: 'status', status: 502, page: true, retryAfterSeconds: 3 }, { code: 'issuer.failed', details: { status: 502, waitMs: 3_000 } }],
  ['too much', { kind: 'status', status: 429, retryAfterSeconds: 9 }, { code: 'issuer.throttled', details: { waitMs: 9_000 }, retryable: true }],
  ['a proxy’s too much', { kind: 'status', status: 429, page: true, retryAfterSeconds: 2 }, { code: 'issuer.throttled', details: { waitMs: 2_000 } }],
]

describe('from the sandbox', () => {
  it.each(STRUCK)('%s', async (_name, fault, wanted) => {
    await sandboxOf().fault(fault)
    await using({ timeouts: { head: 300 } }, async (client) => {
      const error = await describeIt(client).catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(AppError)
      expect(error).toMatchObject(wanted)
      // The next one goes through: no connection is left in a state that spoils it.
      await answered(client)
    })
  })
})

describe('from something else', () => {
  it.each([['gzip', gzipSync], ['br', brotliCompressSync]] as const)('a small %s answer that unpacks to 64 MB is given up early', async (encoding, pack) => {
    const bomb = pack(Buffer.alloc(64 * 1024 * 1024, ' '))
    expect(bomb.byteLength).toBeLessThan(100_000)
    const baseUrl = await oddServer((_request, response) => response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding }).end(bomb))
    const before = process.memoryUsage.rss()
    expect(await refused({ baseUrl })).toMatchObject({ code: 'issuer.unexpected', details: { what: 'too-large' } })
    expect(process.memoryUsage.rss() - before).toBeLessThan(60 * 1024 * 1024)
  })

  it('a length beyond all measure is not even begun', async () => {
    const baseUrl = await oddServer((_request, response) => void response.writeHead(200, { 'content-type': 'application/json', 'content-length': 2 ** 40 }).flushHeaders())
    expect(await refused({ baseUrl })).toMatchObject({ code: 'issuer.unexpected', details: { what: 'too-large' } })
  })

  it('a packed answer that is cut off or no gzip at all', async () => {
    const packed = gzipSync(JSON.stringify({ name: 'x'.repeat(1_000) }))
    for (const body of [packed.subarray(0, packed.byteLength / 2), Buffer.from('hello')]) {
      const baseUrl = await oddServer((_request, response) => response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body))
      expect(await refused({ baseUrl })).toMatchObject({ code: 'issuer.unexpected', details: { what: 'cut-off' } })
    }
  })

  it.each([301, 302, 307, 308])('a redirect (%i) is not followed, so the token goes nowhere', async (status) => {
    const seen: (string | undefined)[] = []
    const elsewhere = await oddServer((request, response) => {
      seen.push(request.headers.authorization)
      response.end('{}')
    })
    const baseUrl = await oddServer((_request, response) => response.writeHead(status, { location: elsewhere }).end())
    expect(await refused({ baseUrl })).toMatchObject({ code: 'issuer.unexpected', details: { what: 'redirected' } })
    expect(seen).toEqual([])
  })

  it('an answer that drips for ever', async () => {
    const baseUrl = await oddServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const drip = setInterval(() => response.write(' '), 20)
      response.once('close', () => clearInterval(drip))
    })
    expect(await refused({ baseUrl, timeouts: { total: 250 } })).toMatchObject({ code: 'issuer.unreachable', details: { reason: 'timeout' } })
  })

  it('nobody there, and no such name', async () => {
    expect(await refused({ baseUrl: 'http://127.0.0.1:1' })).toMatchObject({ code: 'issuer.unreachable', details: { reason: 'refused' } })
    expect(await refused({ baseUrl: 'https://issuer.invalid' })).toMatchObject({ code: 'issuer.unreachable' })
  })

  it('something that does not speak HTTP', async () => {
    const baseUrl = await oddServer((_request, response) => response.socket?.end('SSH-2.0-OpenSSH\r\n'))
    expect(await refused({ baseUrl })).toMatchObject({ code: 'issuer.unexpected', details: { what: 'not-json' } })
  })
})

it('stops at once when nobody waits for the answer any more', async () => {
  await sandboxOf().fault({ kind: 'latency', ms: 5_000 })
  await using({}, async (client) => {
    const abort = new AbortController()
    const startedAt = performance.now()
    const call = client.call(gatewayApi.service.describe, {}, { signal: abort.signal })
    setTimeout(() => abort.abort(), 50)
    await expectAppError(call, 'task.cancelled')
    expect(performance.now() - startedAt).toBeLessThan(2_000)
    await expectAppError(client.call(gatewayApi.service.describe, {}, { signal: abort.signal }), 'task.cancelled')
  })
})

it('keeps its connection, says what it is and nothing about this computer', async () => {
  const sockets = new Set<unknown>()
  const headers: (readonly string[])[] = []
  const agents: (string | undefined)[] = []
  const baseUrl = await oddServer((request, response) => {
    sockets.add(request.socket)
    headers.push(Object.keys(request.headers).sort())
    agents.push(request.headers['user-agent'])
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":{"code":"not_found","message":"no","details":{}}}')
  })
  await using({ baseUrl, version: '0.1.0' }, async (client) => {
    for (let time = 0; time < 3; time += 1) await expectAppError(client.call(gatewayApi.service.describe, {}), 'issuer.rejected', { code: 'not_found', reason: null, field: null })
  })
  expect(sockets.size).toBe(1)
  expect(headers[0]).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent'])
  expect(agents[0]).toBe('Cardkeep/0.1.0')
})

it('puts no token, password or answer into an error or the log', async () => {
  const lines: string[] = []
  const password = 'a password of a person'
  const baseUrl = await oddServer((_request, response) => response.writeHead(422, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { code: 'unacceptable_value', message: SECRET, details: { field: password, reason: '4000056655665556' } } })))
  await using({ baseUrl, log: (line) => lines.push(line) }, async (client) => {
    const body = { identifier: 'maren.finch', password, device: { id: '0193d1f0-0000-7000-8000-000000000000', name: 'x', platform: 'linux' } }
    const error = await client.call(gatewayApi.signIn.start, { body }, { accessToken: SECRET }).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'issuer.rejected', details: { code: 'unacceptable_value', reason: null, field: null } })
    const said = JSON.stringify([error instanceof AppError && error.toWire(), lines]) + String(error instanceof Error && error.stack)
    for (const secret of [SECRET, password, '4000056655665556', 'maren']) expect(said).not.toContain(secret)
  })
  expect(lines).toEqual([expect.stringMatching(/^POST \/v1\/[\w-]+ issuer\.rejected \d+ ms$/)])
})

it('survives answers with anything wrong anywhere in them', async () => {
  const served: { body: string } = { body: '' }
  const baseUrl = await oddServer((_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(served.body))
  const page = await using({}, (client) => client.call(gatewayApi.changes.list, { query: { limit: 40 } }, held.token === undefined ? {} : { accessToken: held.token }))
  if (!page.modified) throw new Error('a page was expected')
  const text = JSON.stringify(page.body)
  const outcomes = { taken: 0, refused: 0 }
  const damage = fc.oneof(
    fc.nat().map((seed) => JSON.stringify(mutated(JSON.parse(text), new Random('mutated', seed)))),
    fc.nat(text.length - 1).map((at) => text.slice(0, at)),
    fc.tuple(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 4 })).map(([at, junk]) => text.slice(0, at) + junk + text.slice(at + 1)),
  )
  await using({ baseUrl }, (client) =>
    fc.assert(fc.asyncProperty(damage, async (body) => {
      served.body = body
      try {
        const reply = await client.call(gatewayApi.changes.list, { query: {} })
        expect(reply.modified && Array.isArray(reply.body.items)).toBe(true)
        outcomes.taken += 1
      } catch (error) {
        expect(error).toBeInstanceOf(AppError)
        expect((error as AppError).code).toBe('issuer.unexpected')
        outcomes.refused += 1
      }
    }), { numRuns: 1_000 }))
  expect(Math.min(outcomes.taken, outcomes.refused)).toBeGreaterThan(50)
})
