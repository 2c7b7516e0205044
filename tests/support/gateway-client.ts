/** A plain client of the Gateway API over fetch, for tests of the sandbox. It refreshes nothing and retries nothing: a test sees what came. */
import { randomUUID } from 'node:crypto'
import type { Endpoint, ReplyOf, RequestOf } from '#shared/gateway/define.ts'
import { readReply, writeRequest } from '#shared/gateway/exchange.ts'
import type { Session } from '#shared/gateway/resources/sessions.ts'

export interface TestClient {
  call<E extends Endpoint>(endpoint: E, request: RequestOf<E>): Promise<ReplyOf<E>>
  /** Whose token goes along from now on. */
  use(session: Pick<Session, 'accessToken'> | undefined): void
}

export function gatewayClient(url: string, session?: Pick<Session, 'accessToken'>): TestClient {
  const state = { token: session?.accessToken }
  return {
    use: (next) => {
      state.token = next?.accessToken
    },
    call: async (endpoint, request) => {
      const { method, target, headers, body } = writeRequest(endpoint, request)
      const response = await fetch(url + target, { method, headers: { ...headers, ...(state.token === undefined ? {} : { authorization: `Bearer ${state.token}` }) }, ...(body === undefined ? {} : { body }) })
      const bytes = new Uint8Array(await response.arrayBuffer())
      return readReply(endpoint, { status: response.status, header: (name) => response.headers.get(name), bytes, text: () => new TextDecoder().decode(bytes) })
    },
  }
}

/** A new key for a command. */
export const newKey = (): string => randomUUID()
