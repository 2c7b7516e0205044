/** The diary of what happened around a person's sign-in. */
import type { SecurityEvent } from '#shared/gateway/resources/security-events.ts'
import type { Desk } from './desk.ts'

export interface Where {
  readonly id: string | null
  readonly name: string | null
  readonly platform: string | null
}

export const NOWHERE: Where = { id: null, name: null, platform: null }

interface Row {
  readonly n: number
  readonly at: number
  readonly kind: SecurityEvent['kind']
  readonly deviceId: string | null
  readonly deviceName: string | null
  readonly platform: string | null
  readonly reportedAt: number | null
}

export class Diary {
  readonly #desk: Desk

  constructor(desk: Desk) {
    this.#desk = desk
  }

  write(personId: string, kind: SecurityEvent['kind'], where: Where = NOWHERE): void {
    this.#desk.store.sql('INSERT INTO security_events (person_id, at, kind, device_id, device_name, platform) VALUES (?, ?, ?, ?, ?, ?)').run(personId, this.#desk.clocks.wall(), kind, where.id, where.name, where.platform)
  }

  list(personId: string, ownDevice: string, { before, limit }: { readonly before: number; readonly limit: number }): readonly SecurityEvent[] {
    const rows = this.#desk.store
      .sql('SELECT n, at, kind, device_id AS deviceId, device_name AS deviceName, platform, reported_at AS reportedAt FROM security_events WHERE person_id = ? AND n < ? ORDER BY n DESC LIMIT ?')
      .all(personId, before, limit) as Row[]
    return rows.map(({ n, deviceId, ...row }) => ({ ...row, id: `sev_${n}`, here: deviceId === ownDevice }))
  }

  /** False when the person has no such event. */
  report(personId: string, eventId: string): boolean {
    const n = Number(/^sev_(\d{1,15})$/.exec(eventId)?.[1] ?? Number.NaN)
    return this.#desk.store.sql('UPDATE security_events SET reported_at = coalesce(reported_at, ?) WHERE person_id = ? AND n = ?').run(this.#desk.clocks.wall(), personId, n).changes === 1
  }
}
