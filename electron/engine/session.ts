/** Whether the vault is open, and the store while it is. Closing is final: a lock ends the whole process. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#shared/rpc/errors.ts'
import { appendAudit } from './audit/audit.queries.ts'
import { openStore, type Store } from './db/store.ts'
import type { AuditDetails } from './rpc/handlers.ts'

export interface SessionDeps {
  readonly folder: string
  readonly now: () => number
}

export class EngineSession {
  readonly #deps: SessionDeps
  #store: Store | undefined

  constructor(deps: SessionDeps) {
    this.#deps = deps
  }

  get unlocked(): boolean {
    return this.#store !== undefined
  }

  /** Throws `vault.locked` while there is no store. */
  get store(): Store {
    if (!this.#store) throw new AppError('vault.locked', {})
    return this.#store
  }

  /** Opens the database with its key, brings its schema up to date and wipes the key's copy. */
  async open(key: Buffer, action: string, details: AuditDetails): Promise<void> {
    await mkdir(this.#deps.folder, { recursive: true, mode: 0o700 })
    const now = this.#deps.now()
    try {
      this.#store ??= await openStore({ file: join(this.#deps.folder, 'cardkeep.db'), key, now })
    } finally {
      key.fill(0)
    }
    await this.#store.transaction((db) => appendAudit(db, { at: now, action, details }))
  }

  async close(): Promise<void> {
    const store = this.#store
    this.#store = undefined
    await store?.close()
  }
}
