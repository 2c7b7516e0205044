/**
 * What an issuer lets somebody do once (choose a user ID, set a new password), in the engine's memory alone.
 *
 * Cleared when it is used or refused, and with the process when the vault locks.
 */

export type TicketKind = 'registration' | 'reset'

export class Tickets {
  readonly #held = new Map<string, string>()

  put(kind: TicketKind, connectionId: number, token: string): void {
    this.#held.set(`${kind}:${connectionId}`, token)
  }

  get(kind: TicketKind, connectionId: number): string | undefined {
    return this.#held.get(`${kind}:${connectionId}`)
  }

  drop(kind: TicketKind, connectionId: number): void {
    this.#held.delete(`${kind}:${connectionId}`)
  }

  dropAll(connectionId: number): void {
    this.drop('registration', connectionId)
    this.drop('reset', connectionId)
  }
}
