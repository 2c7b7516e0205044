/** Nobody but the issuer: every certificate that is not right is refused before anything is sent, whatever the environment says. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { gatewayApi } from '#shared/gateway/api.ts'
import { createGatewayClient } from '#engine/issuers/gateway/gateway-client.ts'
import { oddSecureServer, pem } from '#tests/support/odd-server.ts'
import { startTestSandbox } from '#tests/support/sandbox.ts'

const CASES = [['expired', 'expired'], ['not-yet-valid', 'not-yet-valid'], ['self-signed', 'self-signed'], ['wrong-host', 'wrong-host']] as const
const SIGN_IN = { body: { identifier: 'maren.finch', password: 'nine herons walk at dawn', device: { id: '0193d1f0-0000-7000-8000-000000000000', name: 'x', platform: 'linux' } } }

async function refusalBy(certificate: string, authorities: readonly string[] | undefined) {
  let requests = 0
  const url = await oddSecureServer(certificate, (_request, response) => {
    requests += 1
    response.end('{}')
  })
  const client = createGatewayClient({ baseUrl: url, ...(authorities ? { authorities } : {}) })
  const error = await client.call(gatewayApi.signIn.start, SIGN_IN).catch((caught: unknown) => caught)
  client.close()
  return { error, requests }
}

afterEach(() => {
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
})

describe.each(['', '0'])('with NODE_TLS_REJECT_UNAUTHORIZED=%s', (value) => {
  it.each(CASES)('refuses %s, and no byte of a password leaves', async (certificate, problem) => {
    if (value !== '') process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = value
    const { error, requests } = await refusalBy(certificate, [pem('ca')])
    expect(error).toMatchObject({ code: 'issuer.certificate', details: { problem }, retryable: false })
    expect(requests).toBe(0)
  })

  it('refuses an authority that is not among the usual ones', async () => {
    if (value !== '') process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = value
    const { error, requests } = await refusalBy('good', undefined)
    expect(error).toMatchObject({ code: 'issuer.certificate', details: { problem: 'untrusted' } })
    expect(requests).toBe(0)
  })
})

it('the same server is taken by a plain fetch when the environment says so: the refusals above are this client’s own', async () => {
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
  const url = await oddSecureServer('self-signed', (_request, response) => response.end('{}'))
  expect((await fetch(url)).status).toBe(200)
})

it('NODE_EXTRA_CA_CERTS makes nobody trusted', async () => {
  const url = await oddSecureServer('good', (_request, response) => response.end('{}'))
  const child = fork(new URL('./ask-with-environment.ts', import.meta.url), [url], { env: { ...process.env, NODE_EXTRA_CA_CERTS: new URL('../../fixtures/tls/ca.pem', import.meta.url).pathname }, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  const [said] = (await once(child, 'message')) as [unknown]
  // The first shows that the variable was in force there.
  expect(said).toEqual({ plain: 200, client: 'issuer.certificate' })
})

it('speaks with a server whose certificate is right', async () => {
  const sandbox = await startTestSandbox({ tls: { cert: pem('good'), key: pem('leaf-key') } })
  const client = createGatewayClient({ baseUrl: sandbox.url, authorities: [pem('ca')] })
  expect((await client.call(gatewayApi.service.describe, {})).environment).toBe('sandbox')
  client.close()
})

it.each(['http://issuer.example', 'http://127.0.0.1.issuer.example', 'http://10.0.0.1', 'ftp://localhost', 'https://me:pw@issuer.example', 'nonsense'])('does not begin with %s', (baseUrl) => {
  expect(() => createGatewayClient({ baseUrl })).toThrow('validation.failed')
})
