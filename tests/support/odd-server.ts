/** A server that answers whatever a test wants, on this computer and a free port, gone when the test ends. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

export const pem = (name: string): string => readFileSync(join(import.meta.dirname, '../fixtures/tls', `${name}.pem`), 'utf8')

export async function oddServer(answer: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(answer))}`
}

/** With one of the certificates in tests/fixtures/tls. */
export async function oddSecureServer(certificate: string, answer: RequestListener): Promise<string> {
  return `https://127.0.0.1:${await listen(createSecureServer({ cert: pem(certificate), key: pem('leaf-key') }, answer))}`
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return (server.address() as AddressInfo).port
}
