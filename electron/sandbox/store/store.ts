/** The sandbox's store: objects, schedule, files, counters and settings, with one way to write. */
import { Objects } from './objects.ts'
import { Schedule } from './schedule.ts'
import { openSqlite, whileMaking, type Sqlite, type Statement } from './sqlite.ts'

export class Store {
  readonly sqlite: Sqlite
  readonly objects: Objects
  readonly schedule: Schedule
  readonly #counters = new Map<string, number>()
  readonly #statements = new Map<string, Statement>()
  readonly #flushes: (() => void)[] = []
  readonly #resets: (() => void)[] = []

  constructor(folder: string) {
    this.sqlite = openSqlite(folder)
    this.objects = new Objects(this.sqlite)
    this.schedule = new Schedule(this.sqlite)
    this.#loadCounters()
  }

  /** What keeps figures in memory during a write puts them down before the commit, and forgets them after a rollback. */
  onWrite({ flush, reset }: { readonly flush: () => void; readonly reset: () => void }): void {
    this.#flushes.push(flush)
    this.#resets.push(reset)
  }

  /** Runs `work` as one transaction. Inside another it simply joins that one. */
  write<T>(work: () => T): T {
    if (this.sqlite.inTransaction) return work()
    this.sqlite.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      for (const flush of this.#flushes) flush()
      this.#saveCounters()
      this.sqlite.exec('COMMIT')
      return result
    } catch (error) {
      this.sqlite.exec('ROLLBACK')
      this.objects.reload()
      this.#loadCounters()
      for (const reset of this.#resets) reset()
      throw error
    }
  }

  /** See whileMaking in sqlite.ts. */
  making(options: { readonly withoutIndexes: boolean }, work: () => void): void {
    whileMaking(this.sqlite, options, work)
  }

  /** The next id of a kind: `txn_0000001a`. In the order they are made, so that they sort and a seed is the same every time. */
  nextId(prefix: string): string {
    const next = (this.#counters.get(prefix) ?? 0) + 1
    this.#counters.set(prefix, next)
    return `${prefix}_${next.toString(36).padStart(7, '0')}`
  }

  /** A prepared statement, prepared once. */
  sql(text: string): Statement {
    const known = this.#statements.get(text)
    if (known) return known
    const statement = this.sqlite.prepare(text)
    this.#statements.set(text, statement)
    return statement
  }

  setting(key: string): string | undefined {
    return (this.sql('SELECT value FROM meta WHERE key = ?').get(key) as { value: string } | undefined)?.value
  }

  setSetting(key: string, value: string): void {
    this.sql('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, value)
  }

  addFile(id: string, ownerId: string, contentType: string, bytes: Uint8Array): void {
    this.sql('INSERT INTO files (id, owner_id, content_type, bytes) VALUES (?, ?, ?, ?)').run(id, ownerId, contentType, Buffer.from(bytes))
  }

  file(id: string): { readonly contentType: string; readonly bytes: Uint8Array<ArrayBuffer> } | undefined {
    const row = this.sql('SELECT content_type AS contentType, bytes FROM files WHERE id = ?').get(id) as { contentType: string; bytes: Buffer } | undefined
    return row && { contentType: row.contentType, bytes: new Uint8Array(row.bytes) }
  }

  removeFile(id: string): void {
    this.sql('DELETE FROM files WHERE id = ?').run(id)
  }

  close(): void {
    this.sqlite.close()
  }

  #loadCounters(): void {
    this.#counters.clear()
    for (const { prefix, n } of this.sqlite.prepare('SELECT prefix, n FROM counters').all() as { prefix: string; n: number }[]) this.#counters.set(prefix, n)
  }

  #saveCounters(): void {
    const save = this.sql('INSERT INTO counters (prefix, n) VALUES (?, ?) ON CONFLICT (prefix) DO UPDATE SET n = excluded.n WHERE n <> excluded.n')
    for (const [prefix, n] of this.#counters) save.run(prefix, n)
  }
}
