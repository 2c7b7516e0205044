/** Computers that are trusted: no code is asked for on them. */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { done, id, instant, text } from '../primitives.ts'

export const trustedDevice = z.object({ id, name: text(80), platform: text(40), current: z.boolean(), trustedAt: instant, lastUsedAt: instant, expiresAt: instant })

export const devicesApi = {
  list: endpoint({ method: 'GET', path: '/v1/devices', summary: 'Trusted computers', auth: 'session', response: z.object({ items: z.array(trustedDevice).max(100) }) }),
  revoke: endpoint({ method: 'DELETE', path: '/v1/devices/{deviceId}', summary: 'No longer trust a computer; its sessions end', auth: 'session', params: z.strictObject({ deviceId: id }), response: done }),
}
