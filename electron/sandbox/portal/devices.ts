/** Trusted computers: a token that stands in for the code. */
import { GatewayError } from '#shared/gateway/errors.ts'
import { DAY, type Desk } from './desk.ts'
import type { Where } from './events.ts'
import { keyed, randomToken, sameText } from './secrets.ts'

const TRUST_TIME = 90 * DAY

export interface DeviceRow {
  readonly id: string
  readonly deviceId: string
  readonly name: string
  readonly platform: string
  readonly tokenHash: string
  readonly trustedAt: number
  readonly lastUsedAt: number
  readonly expiresAt: number
}

const COLUMNS = 'id, device_id AS deviceId, name, platform, token_hash AS tokenHash, trusted_at AS trustedAt, last_used_at AS lastUsedAt, expires_at AS expiresAt'

export class Devices {
  readonly #desk: Desk

  constructor(desk: Desk) {
    this.#desk = desk
  }

  /** Returns the token to show next time; an earlier one of the same computer stops working. */
  trust(personId: string, { id, name, platform }: Where): string {
    const token = randomToken()
    const now = this.#desk.clocks.wall()
    this.#desk.store.sql('DELETE FROM devices WHERE person_id = ? AND device_id = ?').run(personId, id)
    this.#desk.store
      .sql('INSERT INTO devices (id, person_id, device_id, name, platform, token_hash, trusted_at, last_used_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(`dev_${randomToken()}`, personId, id, name, platform, this.#hash(token), now, now, now + TRUST_TIME)
    return token
  }

  isTrusted(personId: string, deviceId: string, token: string | undefined): boolean {
    if (token === undefined) return false
    const now = this.#desk.clocks.wall()
    const row = this.list(personId).find((candidate) => candidate.deviceId === deviceId && candidate.expiresAt > now)
    if (!row || !sameText(row.tokenHash, this.#hash(token))) return false
    this.#desk.store.sql('UPDATE devices SET last_used_at = ? WHERE id = ?').run(now, row.id)
    return true
  }

  list(personId: string): readonly DeviceRow[] {
    return this.#desk.store.sql(`SELECT ${COLUMNS} FROM devices WHERE person_id = ? ORDER BY last_used_at DESC`).all(personId) as DeviceRow[]
  }

  /** Throws `not_found`. */
  revoke(personId: string, id: string): DeviceRow {
    const row = this.list(personId).find((candidate) => candidate.id === id)
    if (!row) throw new GatewayError('not_found')
    this.#desk.store.sql('DELETE FROM devices WHERE id = ?').run(id)
    return row
  }

  revokeAll(personId: string): number {
    return this.#desk.store.sql('DELETE FROM devices WHERE person_id = ?').run(personId).changes
  }

  #hash(token: string): string {
    return keyed(this.#desk, 'trust-token', token)
  }
}
