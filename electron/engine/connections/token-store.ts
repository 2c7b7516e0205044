/**
 * The tokens of one connection, in the encrypted database alone.
 *
 * A refresh token works once. The key of a refresh is on the disk before the issuer is asked: a program that ends in between asks again with the same
 * key and gets the same answer, where another key would look like a stolen token and end every session of the person.
 *
 * A client speaks for one session. What it still writes after somebody has signed in anew or out is of a session that is not kept any more, and
 * changes nothing.
 */
import type { Session } from '#shared/gateway/resources/sessions.ts'
import type { Store } from '../db/store.ts'
import type { TokenStore } from '../issuers/gateway/gateway-session.ts'
import type { WriteAs } from '../rpc/transaction.ts'
import { addNotice } from '../sync/sync.queries.ts'
import { changeGatewayOfSession, readGateway, SIGNED_OUT, sessionColumns } from './connections.queries.ts'

export interface TokenStoreDeps {
  readonly store: () => Store
  readonly write: WriteAs
  readonly connectionId: number
}

export interface BoundTokenStore extends TokenStore {
  /** The session that the client was given, kept by the caller already. */
  bind(session: Pick<Session, 'sessionId'>): void
}

export function createTokenStore({ store, write, connectionId }: TokenStoreDeps): BoundTokenStore {
  const bound: { sessionId: string | null } = { sessionId: null }
  // As it is when a write is asked for: by the time its turn comes, somebody may have signed in.
  const mine = () => ({ connectionId, sessionId: bound.sessionId })
  return {
    bind({ sessionId }) {
      bound.sessionId = sessionId
    },
    async read() {
      const row = await readGateway(store().read, connectionId)
      bound.sessionId = row.session_id
      return row.refresh_token === null ? null : { refreshToken: row.refresh_token, pendingRefreshKey: row.pending_refresh_key }
    },
    async savePendingKey(key) {
      const session = mine()
      await store().transaction((db) => changeGatewayOfSession(db, session, { pending_refresh_key: key }))
    },
    async replace(renewed) {
      const session = mine()
      await store().transaction((db) => changeGatewayOfSession(db, session, sessionColumns(renewed)))
    },
    async clear(reason) {
      const session = mine()
      await write('connections.sessionEnded', async ({ db, now, audit, changed }) => {
        const ended = await changeGatewayOfSession(db, session, { ...SIGNED_OUT, signed_out_because: reason })
        audit({ connectionId, reason, ended })
        if (!ended) return
        await addNotice(db, { connectionId, at: now, kind: 'session-ended', details: { because: reason } })
        changed('connections', 'sync')
      })
    },
  }
}
