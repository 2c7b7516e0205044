import { describe, expect, it } from 'vitest'
import { endpointName, gatewayApi, gatewayEndpoints } from '#shared/gateway/api.ts'
import { errorsOf, isBinary } from '#shared/gateway/define.ts'
import { ERROR_CODES } from '#shared/gateway/errors.ts'

const named = gatewayEndpoints.map(({ name, endpoint }) => [name, endpoint] as const)

describe('every endpoint of the Gateway API', () => {
  it('has a path of its own for its method', () => {
    const keys = named.map(([, { method, path }]) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`)
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })

  it.each(named)('%s names in its path exactly what its params declare', (_name, { path, params }) => {
    expect([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted()).toEqual(Object.keys(params?.shape ?? {}).toSorted())
  })

  it.each(named)('%s has a body where its method has one, and only there', (_name, { method, body }) => {
    expect(body !== undefined).toBe(method === 'POST' || method === 'PUT' || method === 'PATCH')
  })

  it.each(named.filter(([name]) => !/^(?:registration|signIn|challenges|sessions|devices|recovery|contact|securityEvents)\./.test(name)))('%s carries a key if it changes the business', (_name, { method, idempotent }) => {
    expect(idempotent === true).toBe(method !== 'GET')
  })

  it.each(named)('%s puts no secret into an address', (_name, { query, params }) => {
    const names = [...Object.keys(query?.shape ?? {}), ...Object.keys(params?.shape ?? {})]
    expect(names.filter((name) => /password|token|code|number|cvv|birth/i.test(name))).toEqual([])
  })

  it.each(named)('%s refuses unknown fields of a request', (_name, { body }) => {
    if (body === undefined || isBinary(body)) return
    const result = body.safeParse({ surprise: 1 })
    expect(result.success).toBe(false)
  })

  it.each(named)('%s lists only errors that exist, general ones included', (_name, endpoint) => {
    const errors = errorsOf(endpoint)
    expect(errors.filter((code) => !ERROR_CODES.includes(code))).toEqual([])
    expect(errors).toContain('server_error')
    expect(errors.includes('session_ended')).toBe(endpoint.auth === 'session' || endpoint === gatewayApi.sessions.refresh)
  })

  it('is found by name, and a stranger is not', () => {
    expect(endpointName(gatewayApi.cards.freeze)).toBe('cards.freeze')
    expect(() => endpointName({ ...gatewayApi.cards.freeze })).toThrow(RangeError)
  })
})
