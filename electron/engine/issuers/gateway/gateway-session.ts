/**
 * Calls in the name of who is signed in.
 *
 * The access token lives here, in memory. The refresh token lives in the store and works once, so there is one refresh at a time, its key is
 * on the disk before the issuer is asked, and the new tokens are on the disk before they are used: an answer that was lost is asked for again
 * with the same key (rules: shared/gateway/resources/sessions.ts).
 */
import { v7 } from 'uuid'
import type { Endpoint, ReplyOf, RequestOf } from '#shared/gateway/define.ts'
import { sessionsApi, type Session } from '#shared/gateway/resources/sessions.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { GatewayClient } from './gateway-client.ts'

export interface TokenStore {
  /** null: nobody is signed in. */
  read(): Promise<{ readonly refreshToken: string; readonly pendingRefreshKey: string | null } | null>
  /** On the disk when it resolves. */
  savePendingKey(key: string): Promise<void>
  /** On the disk when it resolves; there is no pending key any more. */
  replace(session: Session): Promise<void>
  /** The session is over, and why. */
  clear(reason: 'ended' | 'reused'): Promise<void>
}

export interface GatewaySessionOptions {
  readonly client: GatewayClient
  readonly tokens: TokenStore
  readonly now: () => number
  readonly newKey?: () => string
}

export interface SessionCallOptions {
  readonly signal?: AbortSignal | undefined
}

export interface GatewaySession {
  readonly client: GatewayClient
  /** For endpoints with `auth: 'session'`. Throws what the client throws, and `auth.signed-out` once the session is over. */
  call<E extends Endpoint>(endpoint: E, request: RequestOf<E>, options?: SessionCallOptions): Promise<ReplyOf<E>>
  /**
   * For what brings new tokens in the place of these: until `work` has adopted them or failed, nobody else refreshes. To the issuer the old refresh
   * token would be a stolen one by then, and it would end every session of the person. `work` asks through the call that it is given.
   */
  replacing<T>(work: (call: GatewaySession['call']) => Promise<T>): Promise<T>
  /** Takes over a session that the caller has kept already. */
  adopt(session: Session): void
  /** Forgets the access token; the next call refreshes. */
  forget(): void
}

interface Access {
  readonly token: string
  /** When to ask for another before it is refused; null where the two clocks differ too much to say. */
  readonly renewAt: number | null
}

interface Held {
  access: Access | undefined
  refreshing: Promise<Access> | undefined
  /** Settled, never rejected, when nobody replaces the tokens. */
  replacing: Promise<unknown>
  generation: number
}

/** So long before its end an access token is renewed. */
const MARGIN_MS = 30_000

export function createGatewaySession({ client, tokens, now, newKey = v7 }: GatewaySessionOptions): GatewaySession {
  const held: Held = { access: undefined, refreshing: undefined, replacing: Promise.resolve(), generation: 0 }

  const end = async (reason: 'ended' | 'reused', generation: number): Promise<void> => {
    // Somebody has signed in meanwhile: the session that is over is not the one kept now.
    if (generation !== held.generation) return
    held.generation += 1
    held.access = undefined
    await tokens.clear(reason)
  }

  const refresh = async (): Promise<Access> => {
    const { generation } = held
    const kept = await tokens.read()
    if (kept === null) throw new AppError('auth.signed-out', { reason: 'none' })
    const idempotencyKey = kept.pendingRefreshKey ?? newKey()
    if (kept.pendingRefreshKey === null) await tokens.savePendingKey(idempotencyKey)
    try {
      const session = await client.call(sessionsApi.refresh, { body: { refreshToken: kept.refreshToken }, idempotencyKey })
      // Signed in anew meanwhile: those tokens count, these belong to a session that nobody uses.
      if (generation !== held.generation) return held.access ?? (await refresh())
      await tokens.replace(session)
      held.access = accessOf(session, now())
      return held.access
    } catch (error) {
      const reason = endOf(error)
      if (reason === undefined) throw error
      await end(reason, generation)
      throw new AppError('auth.signed-out', { reason })
    }
  }

  const renewed = (): Promise<Access> => {
    held.refreshing ??= refresh().finally(() => {
      held.refreshing = undefined
    })
    return held.refreshing
  }
  /** By a caller that is not the one who replaces them. */
  const renewedAfter = async (): Promise<Access> => {
    for (let seen: unknown; seen !== held.replacing; ) await (seen = held.replacing)
    return current() ?? renewed()
  }
  const current = (): Access | undefined => (held.access !== undefined && (held.access.renewAt === null || now() < held.access.renewAt) ? held.access : undefined)

  const callWith = (renew: () => Promise<Access>): GatewaySession['call'] =>
    async (endpoint, request, { signal } = {}) => {
      const attempt = async (access: Access) => {
        const { generation } = held
        try {
          return await client.call(endpoint, request, { accessToken: access.token, signal })
        } catch (error) {
          if (AppError.is(error, 'auth.signed-out') && error.details.reason !== 'none') await end(error.details.reason, generation)
          throw error
        }
      }
      const first = current() ?? (await unlessAborted(renew(), signal))
      try {
        return await attempt(first)
      } catch (error) {
        if (!AppError.is(error, 'auth.signed-out') || error.details.reason !== 'none') throw error
        if (held.access === first) held.access = undefined
        return attempt(current() ?? (await unlessAborted(renew(), signal)))
      }
    }

  return {
    client,
    adopt(session) {
      held.generation += 1
      held.access = accessOf(session, now())
    },
    forget() {
      held.access = undefined
    },
    call: callWith(renewedAfter),
    async replacing(work) {
      await held.replacing
      while (held.refreshing) await held.refreshing.catch(() => {})
      const done = work(callWith(renewed))
      held.replacing = done.catch(() => {})
      return done
    },
  }
}

function accessOf({ accessToken, accessExpiresAt }: Session, now: number): Access {
  const renewAt = accessExpiresAt - MARGIN_MS
  // Seems old the moment it came: this computer's clock is ahead. The issuer says when it has had enough of it.
  return { token: accessToken, renewAt: renewAt > now ? renewAt : null }
}

/** Why the session is over, if that is what a failed refresh says. */
function endOf(error: unknown): 'ended' | 'reused' | undefined {
  if (AppError.is(error, 'auth.token-expired')) return 'ended'
  if (!AppError.is(error, 'auth.signed-out')) return undefined
  return error.details.reason === 'reused' ? 'reused' : 'ended'
}

/** One who gives up does not stop the refresh for the others. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work
  const given = Promise.withResolvers<never>()
  const onAbort = (): void => given.reject(new AppError('task.cancelled', {}))
  if (signal.aborted) onAbort()
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work, given.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
