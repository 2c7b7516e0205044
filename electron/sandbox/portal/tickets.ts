/** One-time tickets that carry a person from one step to the next: identity to registration, code to new password. */
import { GatewayError } from '#shared/gateway/errors.ts'
import { MINUTE, type Desk } from './desk.ts'
import { keyed, randomToken } from './secrets.ts'

const VALID = 15 * MINUTE

export class Tickets {
  readonly #desk: Desk

  constructor(desk: Desk) {
    this.#desk = desk
  }

  issue(kind: 'registration' | 'reset', personId: string): { readonly token: string; readonly expiresAt: number } {
    const token = randomToken()
    const expiresAt = this.#desk.clocks.wall() + VALID
    this.#desk.store.sql('INSERT INTO tickets (hash, person_id, kind, expires_at) VALUES (?, ?, ?, ?)').run(keyed(this.#desk, kind, token), personId, kind, expiresAt)
    return { token, expiresAt }
  }

  /** Whose it is; it stays valid until `use`. Throws `token_invalid`. */
  look(kind: 'registration' | 'reset', token: string): string {
    const row = this.#desk.store.sql('SELECT person_id AS personId FROM tickets WHERE hash = ? AND kind = ? AND expires_at > ?').get(keyed(this.#desk, kind, token), kind, this.#desk.clocks.wall()) as { personId: string } | undefined
    if (!row) throw new GatewayError('token_invalid')
    return row.personId
  }

  /** Throws `token_invalid` when somebody was faster. */
  use(kind: 'registration' | 'reset', token: string): void {
    if (this.#desk.store.sql('DELETE FROM tickets WHERE hash = ?').run(keyed(this.#desk, kind, token)).changes !== 1) throw new GatewayError('token_invalid')
  }
}
