/** One connection's live end: the only file here that knows how the Gateway client and its session are made. */
import { gatewayApi } from '#shared/gateway/api.ts'
import type { Endpoint, ReplyOf, RequestOf } from '#shared/gateway/define.ts'
import type { Service } from '#shared/gateway/resources/service.ts'
import type { Session } from '#shared/gateway/resources/sessions.ts'
import type { Diagnosis } from '#shared/rpc/contract/connections.contract.ts'
import type { CardDataLeftOut, MaskId } from '../issuers/card-data.ts'
import type { IssuerConnector } from '../issuers/connector.ts'
import { diagnose } from '../issuers/gateway/diagnose.ts'
import { createGatewayClient } from '../issuers/gateway/gateway-client.ts'
import { createGatewayConnector } from '../issuers/gateway/gateway-connector.ts'
import { createGatewaySession, type TokenStore } from '../issuers/gateway/gateway-session.ts'

/** Rejects with the AppErrors of the issuer clients. */
export type Ask = <E extends Endpoint>(endpoint: E, request: RequestOf<E>, signal: AbortSignal) => Promise<ReplyOf<E>>

export interface IssuerLink {
  /** Without a session and without any renewing: sign-in, codes, registration, recovery. */
  readonly anonymous: Ask
  /** In the name of who is signed in. Throws `auth.signed-out`. */
  readonly signedIn: Ask
  /** For what ends with another session adopted: see GatewaySession. `work` asks in the name of who is signed in. */
  replacing<T>(work: (ask: Ask) => Promise<T>): Promise<T>
  readonly connector: IssuerConnector
  /** The session that the issuer has just given, kept by the caller already. */
  adopt(session: Session): void
  diagnose(options: { readonly signedIn: boolean; readonly signal: AbortSignal }): Promise<Diagnosis>
  close(): void
}

export interface IssuerLinkDeps {
  readonly now: () => number
  readonly log: (line: string) => void
}

export interface ConnectedLinkDeps extends IssuerLinkDeps {
  /** Takes what of an answer was card data and did not come in. */
  readonly onCardData: (leftOut: CardDataLeftOut) => void
  readonly maskId: MaskId
}

export function createIssuerLink(url: string, tokens: TokenStore, { now, log, onCardData, maskId }: ConnectedLinkDeps): IssuerLink {
  const client = createGatewayClient({ baseUrl: url, log, onCardData, maskId })
  const session = createGatewaySession({ client, tokens, now })
  return {
    anonymous: (endpoint, request, signal) => client.call(endpoint, request, { signal }),
    signedIn: (endpoint, request, signal) => session.call(endpoint, request, { signal }),
    replacing: (work) => session.replacing((call) => work((endpoint, request, signal) => call(endpoint, request, { signal }))),
    connector: createGatewayConnector(session),
    adopt: (given) => session.adopt(given),
    diagnose: ({ signedIn, signal }) => diagnose({ client, session: signedIn ? session : undefined, now, signal }),
    close: () => client.close(),
  }
}

/** Who answers at an address, before anything of it is kept. */
export async function describeIssuer(url: string, signal: AbortSignal, { log }: IssuerLinkDeps): Promise<Service> {
  const client = createGatewayClient({ baseUrl: url, log })
  try {
    return await client.call(gatewayApi.service.describe, {}, { signal })
  } finally {
    client.close()
  }
}
