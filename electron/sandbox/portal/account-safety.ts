/** Sessions, trusted computers, and "this wasn't me". */
import { GatewayError } from '#shared/gateway/errors.ts'
import type { devicesApi } from '#shared/gateway/resources/devices.ts'
import type { securityEventsApi } from '#shared/gateway/resources/security-events.ts'
import type { sessionsApi } from '#shared/gateway/resources/sessions.ts'
import type { HandlersOf } from '../http/handlers.ts'
import type { Portal } from './portal.ts'

export function sessionHandlers(portal: Portal): HandlersOf<typeof sessionsApi> {
  const { sessions } = portal
  return {
    refresh: ({ body, idempotencyKey }) => sessions.refresh(body.refreshToken, idempotencyKey),
    list: ({ caller }) => ({
      items: sessions.list(caller.personId).map(({ id, deviceName, platform, createdAt, lastUsedAt }) => ({ id, current: id === caller.sessionId, deviceName, platform, createdAt, lastUsedAt })),
    }),
    end: ({ params, caller }) => {
      if (!sessions.end(caller.personId, params.sessionId)) throw new GatewayError('not_found')
      return {}
    },
    endOthers: ({ caller }) => {
      const ended = sessions.endAll(caller.personId, caller.sessionId)
      portal.diary.write(caller.personId, 'sessions-ended', { id: caller.deviceId, name: null, platform: null })
      return { ended }
    },
    signOut: ({ caller }) => {
      sessions.end(caller.personId, caller.sessionId)
      return {}
    },
  }
}

export function deviceHandlers(portal: Portal): HandlersOf<typeof devicesApi> {
  return {
    list: ({ caller }) => ({
      items: portal.devices.list(caller.personId).map(({ id, name, platform, deviceId, trustedAt, lastUsedAt, expiresAt }) => ({ id, name, platform, current: deviceId === caller.deviceId, trustedAt, lastUsedAt, expiresAt })),
    }),
    revoke: ({ params, caller }) => {
      const device = portal.devices.revoke(caller.personId, params.deviceId)
      // The computer that asks keeps its session: it is only no longer known next time.
      if (device.deviceId !== caller.deviceId) portal.sessions.endOfDevice(caller.personId, device.deviceId)
      portal.diary.write(caller.personId, 'device-revoked', { id: device.deviceId, name: device.name, platform: device.platform })
      return {}
    },
  }
}

export function securityEventHandlers(portal: Portal): HandlersOf<typeof securityEventsApi> {
  return {
    list: ({ query, caller }) => {
      const limit = query.limit ?? 50
      const before = query.cursor !== undefined && /^\d{1,15}$/.test(query.cursor) ? Number(query.cursor) : Number.MAX_SAFE_INTEGER
      const found = portal.diary.list(caller.personId, caller.deviceId, { before, limit: limit + 1 })
      return { items: found.slice(0, limit), nextCursor: found.length > limit ? (found[limit - 1]?.id.slice(4) ?? null) : null }
    },
    notMe: ({ params, caller }) =>
      portal.store.write(() => {
        if (!portal.diary.report(caller.personId, params.eventId)) throw new GatewayError('not_found')
        portal.challenges.dropAll(caller.personId)
        portal.people.requirePasswordChange(caller.personId)
        portal.diary.write(caller.personId, 'not-me', { id: caller.deviceId, name: null, platform: null })
        return { sessionsEnded: portal.sessions.endAll(caller.personId, caller.sessionId), devicesRevoked: portal.devices.revokeAll(caller.personId), passwordChangeRequired: true }
      }),
  }
}
