/** What is to happen on a later day: a posting, a payment drawn, a dispute's next step. Kept on disk, so that it happens after a restart too. */
import type { Sqlite } from './sqlite.ts'

export interface Scheduled {
  readonly id: number
  readonly day: string
  readonly kind: string
  readonly ref: string
  readonly payload: unknown
}

interface Row extends Omit<Scheduled, 'payload'> {
  readonly payload: string
}

export class Schedule {
  readonly #add
  readonly #due
  readonly #done
  readonly #cancel

  constructor(sqlite: Sqlite) {
    this.#add = sqlite.prepare('INSERT INTO schedule (day, kind, ref, payload) VALUES (?, ?, ?, ?)')
    this.#due = sqlite.prepare('SELECT id, day, kind, ref, payload FROM schedule WHERE day <= ? ORDER BY day, id LIMIT 500')
    this.#done = sqlite.prepare('DELETE FROM schedule WHERE id = ?')
    this.#cancel = sqlite.prepare('DELETE FROM schedule WHERE ref = ? AND kind = ?')
  }

  add(day: string, kind: string, ref: string, payload: unknown = {}): void {
    this.#add.run(day, kind, ref, JSON.stringify(payload))
  }

  /** Takes everything due up to a day, in order. What a task schedules for the same day is taken too. */
  take(upTo: string, run: (task: Scheduled) => void): void {
    for (;;) {
      const rows = this.#due.all(upTo) as Row[]
      if (rows.length === 0) return
      for (const row of rows) {
        // A task before it may have called it off.
        if (this.#done.run(row.id).changes === 1) run({ ...row, payload: JSON.parse(row.payload) })
      }
    }
  }

  cancel(ref: string, kind: string): void {
    this.#cancel.run(ref, kind)
  }
}
