/**
 * The live end of every connection: one client with one session each, made at its first use and dropped when somebody signs in or out.
 *
 * The one place that knows where the app's own sandbox issuer listens: main says so each time, and starts it where it does not run.
 */
import type { Session } from '#shared/gateway/resources/sessions.ts'
import type { Service } from '#shared/gateway/resources/service.ts'
import type { Diagnosis } from '#shared/rpc/contract/connections.contract.ts'
import type { HostApi } from '#shared/rpc/control.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { Store } from '../db/store.ts'
import { booksFingerprint } from '../imports/fingerprint.ts'
import { maskIdWith, type CardDataLeftOut } from '../issuers/card-data.ts'
import type { IssuerConnector } from '../issuers/connector.ts'
import type { WriteAs } from '../rpc/transaction.ts'
import { tellOfCardData } from '../sync/card-data.queries.ts'
import { OWN_SANDBOX } from './address.ts'
import { isSandboxOff, readGateway } from './connections.queries.ts'
import { createIssuerLink, describeIssuer, type IssuerLink, type IssuerLinkDeps } from './issuer-link.ts'
import { createTokenStore, type BoundTokenStore } from './token-store.ts'

export interface IssuerRegistryDeps extends IssuerLinkDeps {
  /** Throws `vault.locked`. */
  readonly store: () => Store
  readonly write: WriteAs
  readonly host: Pick<HostApi, 'sandboxStart'>
}

interface Live {
  readonly url: string
  readonly tokens: BoundTokenStore
  readonly link: IssuerLink
}

export interface IssuerRegistry {
  /** Both ways to speak with an issuer. Throws `not-found` (connection), `issuer.unreachable` for a sandbox that is switched off, `sandbox.failed`. */
  linkOf(connectionId: number): Promise<IssuerLink>
  /** What the sync speaks through: in the name of who is signed in. Throws as `linkOf`. */
  connectorOf(connectionId: number): Promise<IssuerConnector>
  /** Where it is asked in this run. Throws as `linkOf`. */
  urlOf(connectionId: number): Promise<string>
  /** True when there is a session to use, whether or not the issuer still knows it. */
  isSignedIn(connectionId: number): Promise<boolean>
  /** The session that an issuer has just given, kept by the caller already. */
  adopt(connectionId: number, session: Session): Promise<void>
  /** The next use makes a new client and reads what is stored. */
  drop(connectionId: number): void
  /** Who answers at an address, before anything is kept. */
  describe(baseUrl: string, signal: AbortSignal): Promise<Service>
  diagnose(connectionId: number, signal: AbortSignal): Promise<Diagnosis>
  /** Starts it where it does not run. Throws `sandbox.failed`, and `issuer.unreachable` where a person switched it off. */
  ownSandbox(): Promise<string>
  /** Ends all clients. */
  close(): void
}

export function createIssuerRegistry({ store, write, host, ...linkDeps }: IssuerRegistryDeps): IssuerRegistry {
  const live = new Map<number, Live>()
  // The vault was locked or the connection removed meanwhile: what was left out is left out all the same.
  const cannotTell = (error: unknown) => linkDeps.log(`card data was left out and not told of: ${error instanceof Error ? error.name : typeof error}`)

  const ownSandbox = async (): Promise<string> => {
    if (await isSandboxOff(store().read)) throw new AppError('issuer.unreachable', { reason: 'switched-off' })
    return (await host.sandboxStart()).url
  }
  const whereIs = async (baseUrl: string): Promise<string> => (baseUrl === OWN_SANDBOX ? ownSandbox() : baseUrl)
  const urlOf = async (connectionId: number): Promise<string> => whereIs((await readGateway(store().read, connectionId)).base_url)

  const drop = (connectionId: number): void => {
    live.get(connectionId)?.link.close()
    live.delete(connectionId)
  }

  const liveOf = async (connectionId: number): Promise<Live> => {
    const url = await urlOf(connectionId)
    const known = live.get(connectionId)
    if (known?.url === url) return known
    // The sandbox came back at another address.
    if (known) drop(connectionId)
    const fingerprint = await booksFingerprint(store())
    const tokens = createTokenStore({ store, write, connectionId })
    const onCardData = (leftOut: CardDataLeftOut) => void tellOfCardData(write, connectionId, leftOut).catch(cannotTell)
    const made = { url, tokens, link: createIssuerLink(url, tokens, { ...linkDeps, onCardData, maskId: maskIdWith((id) => fingerprint('issuer-id', id)) }) }
    live.set(connectionId, made)
    return made
  }
  const linkOf = async (connectionId: number): Promise<IssuerLink> => (await liveOf(connectionId)).link
  const isSignedIn = async (connectionId: number): Promise<boolean> => (await readGateway(store().read, connectionId)).refresh_token !== null

  return {
    ownSandbox, urlOf, linkOf, isSignedIn, drop,
    connectorOf: async (connectionId) => (await linkOf(connectionId)).connector,
    async adopt(connectionId, session) {
      const { tokens, link } = await liveOf(connectionId)
      tokens.bind(session)
      link.adopt(session)
    },
    describe: async (baseUrl, signal) => describeIssuer(await whereIs(baseUrl), signal, linkDeps),
    async diagnose(connectionId, signal) {
      const signedIn = await isSignedIn(connectionId)
      try {
        return await (await linkOf(connectionId)).diagnose({ signedIn, signal })
      } catch (error) {
        if (!AppError.is(error, 'issuer.unreachable') && !AppError.is(error, 'sandbox.failed')) throw error
        return nobodyThere(linkDeps.now(), error)
      }
    },
    close() {
      for (const connectionId of live.keys()) drop(connectionId)
    },
  }
}

/** There is no address to ask at: the sandbox is switched off or does not start. */
function nobodyThere(at: number, { code, details }: AppError): Diagnosis {
  const skipped = (step: Diagnosis['steps'][number]['step']) => ({ step, state: 'skipped' as const, ms: null, facts: {} })
  const reason = 'reason' in details && typeof details.reason === 'string' ? { reason: details.reason } : {}
  return { at, steps: [{ step: 'network', state: 'failed', ms: null, facts: { code, ...reason } }, skipped('certificate'), skipped('service'), skipped('clock'), skipped('signed-in')] }
}
