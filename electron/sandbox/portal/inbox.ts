/** The sandbox inbox: every text and e-mail that the made-up issuer sent, codes included. */
import type { Message } from '../issuer/world.ts'
import type { Store } from '../store/store.ts'

export interface InboxMessage {
  readonly id: number
  readonly at: number
  readonly channel: 'email' | 'sms'
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly code: string | null
}

const KEPT = 500

export class Inbox {
  readonly #store: Store
  readonly #now: () => number

  constructor(store: Store, now: () => number) {
    this.#store = store
    this.#now = now
  }

  add({ channel, to, subject, text, code }: Message): void {
    const { lastInsertRowid } = this.#store.sql('INSERT INTO inbox (at, channel, recipient, subject, text, code) VALUES (?, ?, ?, ?, ?, ?)').run(this.#now(), channel, to, subject, text, code ?? null)
    this.#store.sql('DELETE FROM inbox WHERE n <= ?').run(Number(lastInsertRowid) - KEPT)
  }

  /** Newest first. */
  list(limit: number): readonly InboxMessage[] {
    return this.#store.sql('SELECT n AS id, at, channel, recipient AS "to", subject, text, code FROM inbox ORDER BY n DESC LIMIT ?').all(limit) as InboxMessage[]
  }
}
