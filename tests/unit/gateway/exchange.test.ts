import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ZodError } from 'zod'
import { gatewayApi } from '#shared/gateway/api.ts'
import { GatewayError, GatewayMalformed } from '#shared/gateway/errors.ts'
import { readQuery, readReply, writeRequest, type PlainReply } from '#shared/gateway/exchange.ts'

const reply = (status: number, body: string, headers: Record<string, string> = { 'content-type': 'application/json' }): PlainReply => ({
  status, header: (name) => headers[name] ?? null, bytes: new TextEncoder().encode(body), text: () => body,
})

describe('writeRequest', () => {
  it('fills the path, the query, the key and the body', () => {
    expect(writeRequest(gatewayApi.cards.rename, { params: { cardId: 'a/b c' }, body: { nickname: '  Van 1 ' }, idempotencyKey: 'k' })).toEqual({
      method: 'PATCH', target: '/v1/cards/a%2Fb%20c', headers: { accept: 'application/json', 'content-type': 'application/json', 'idempotency-key': 'k' }, body: '{"nickname":"Van 1"}',
    })
    expect(writeRequest(gatewayApi.changes.list, { query: { cursor: 'x.1', limit: 5 }, ifNoneMatch: '"t"' })).toMatchObject({ target: '/v1/changes?cursor=x.1&limit=5', headers: { 'if-none-match': '"t"' }, body: undefined })
  })

  it('sends nothing that does not fit', () => {
    expect(() => writeRequest(gatewayApi.limits.raise, { params: { limitId: 'l' }, body: { amount: { amountMinor: 1.5, currency: 'USD' }, until: 1, reason: null }, idempotencyKey: 'k' })).toThrow(ZodError)
  })

  it('writes queries that come back as they were', () => {
    fc.assert(
      fc.property(fc.record({ limit: fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }), cardId: fc.option(fc.string({ minLength: 1, maxLength: 64 }), { nil: undefined }) }, { requiredKeys: [] }), (query) => {
        const { target } = writeRequest(gatewayApi.transactions.list, { query })
        const raw = Object.fromEntries(new URL(target, 'http://x').searchParams)
        expect(gatewayApi.transactions.list.query.parse(readQuery(gatewayApi.transactions.list.query, raw))).toEqual(JSON.parse(JSON.stringify(query)))
      }),
    )
  })
})

describe('readReply', () => {
  const service = { name: 'I', environment: 'production', apiVersion: '1', serverTime: 1, businessDate: '2026-01-01', capabilities: [], maxPageSize: 1 }

  it('reads an answer', () => {
    expect(readReply(gatewayApi.service.describe, reply(200, JSON.stringify(service)))).toEqual(service)
  })

  it('reads a refusal, with the wait of the header where the body has none', () => {
    const body = '{"error":{"code":"rate_limited","message":"slow down"}}'
    try {
      readReply(gatewayApi.service.describe, reply(429, body, { 'content-type': 'application/json', 'retry-after': '7' }))
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(GatewayError)
      expect(error).toMatchObject({ code: 'rate_limited', status: 429, details: { retryAfterMs: 7_000 }, transient: true })
    }
  })

  it('tells "nothing changed" from a page', () => {
    expect(readReply(gatewayApi.changes.list, reply(304, '', { etag: '"a"' }))).toEqual({ modified: false, etag: '"a"' })
    expect(readReply(gatewayApi.changes.list, reply(200, '{"items":[],"nextCursor":"e.1","hasMore":false,"remainingAtMost":0}', { 'content-type': 'application/json', etag: '"b"' }))).toMatchObject({ modified: true, etag: '"b"', body: { nextCursor: 'e.1' } })
    expect(() => readReply(gatewayApi.service.describe, reply(304, ''))).toThrow(GatewayMalformed)
  })

  it.each([
    ['a web page', reply(200, '<html>', { 'content-type': 'text/html' })],
    ['a web page as an error', reply(503, '<html>', { 'content-type': 'text/html' })],
    ['a page that calls itself JSON', reply(200, '<html>')],
    ['half of an answer', reply(200, JSON.stringify(service).slice(0, 40))],
    ['nothing', reply(200, '')],
    ['another shape', reply(200, '{"name":1}')],
    ['an error of another shape', reply(500, '{"message":"oops"}')],
    ['half of an error', reply(500, '{"error":{"code":')],
    ['a redirect', reply(302, '')],
    ['a type without a body', reply(200, JSON.stringify(service), {})],
  ])('refuses %s as malformed', (_what, plain) => {
    expect(() => readReply(gatewayApi.service.describe, plain)).toThrow(GatewayMalformed)
  })

  it('names the field that does not fit, never its value', () => {
    try {
      readReply(gatewayApi.service.describe, reply(200, JSON.stringify({ ...service, serverTime: '4111111111111111' })))
      expect.unreachable()
    } catch (error) {
      expect(String(error)).toContain('serverTime')
      expect(String(error)).not.toContain('4111')
    }
  })

  it('refuses a file of a type that was not asked for, or too large', () => {
    const file = gatewayApi.disputes.evidenceFile
    expect(readReply(file, reply(200, '%PDF-', { 'content-type': 'application/pdf' })).contentType).toBe('application/pdf')
    expect(() => readReply(file, reply(200, 'MZ', { 'content-type': 'application/x-msdownload' }))).toThrow(GatewayMalformed)
    expect(() => readReply(file, { ...reply(200, '', { 'content-type': 'application/pdf' }), bytes: new Uint8Array(10_485_761) })).toThrow(GatewayMalformed)
  })

  it('throws one of its two errors for any nonsense, never anything else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), fc.string(), fc.constantFrom('application/json', 'text/plain', ''), (status, body, type) => {
        try {
          readReply(gatewayApi.cards.list, reply(status, body, { 'content-type': type }))
        } catch (error) {
          expect(error instanceof GatewayError || error instanceof GatewayMalformed).toBe(true)
        }
      }),
    )
  })
})
