/** Whether the vault is open, and the store while it is. Closing is final: a lock ends the whole process. */
import { mkdir } from 'node:fs/promises'
import type { TaskProgress } from '#shared/rpc/define.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { appendAudit } from './audit/audit.queries.ts'
import { databaseFile } from './db/database-file.ts'
import { openStore, type Store } from './db/store.ts'
import type { AuditDetails } from './rpc/handlers.ts'
import type { Rekeying } from './rekey.ts'
import { writeSettings } from './settings/settings.queries.ts'

export interface SessionDeps {
  readonly folder: string
  readonly now: () => number
  /** Called before an older database is brought up to date, with its key; where it throws, nothing is. */
  readonly beforeUpdate?: (key: Uint8Array) => Promise<void>
}

/** The database is opened in the name of an action, which the audit keeps. */
export interface Opening {
  /** 32 bytes; wiped once the database is open or has refused. */
  readonly key: Uint8Array
  readonly action: 'vault.create' | 'vault.unlock' | 'vault.recover' | 'rescue.fromCopy' | 'rescue.fromFile' | 'rescue.salvage'
  readonly details: AuditDetails
  /** Of a vault that was just made. */
  readonly businessName?: string
}

/** Something about the vault itself that was done while it was open, for the audit. */
export interface SecurityEvent {
  readonly action: 'vault.recover' | 'vault.changePassphrase' | 'vault.setPin' | 'vault.removePin' | 'vault.confirmRecoveryKey' | 'vault.proofRefused'
  readonly details: AuditDetails
}

/** Whether the vault is open, for whoever keeps its key. All but `open` throw `vault.locked` where it is not. */
export interface VaultSession {
  readonly unlocked: boolean
  /** Somebody has just given what opens it: counts as presence. */
  open(opening: Opening): Promise<void>
  record(event: SecurityEvent): Promise<void>
  /** Somebody has just given the passphrase or the PIN again. */
  provePresence(): Promise<void>
  /** Throws `presence.required`. */
  insistOnPresence(): Promise<void>
  /** See rekey.ts. Wipes the keys. When it resolves, the vault is closed for good. */
  rekey(rekeying: Rekeying, onProgress: (progress: TaskProgress) => void): Promise<void>
}

export class EngineSession implements Pick<VaultSession, 'unlocked' | 'open'> {
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

  /** Opens the database with its key and brings its schema up to date. */
  async open({ key, action, details, businessName }: Opening): Promise<void> {
    await mkdir(this.#deps.folder, { recursive: true, mode: 0o700 })
    const now = this.#deps.now()
    try {
      this.#store ??= await openStore({
        file: databaseFile(this.#deps.folder),
        key: Buffer.from(key.buffer, key.byteOffset, key.byteLength),
        now,
        beforeUpdate: async () => this.#deps.beforeUpdate?.(key),
      })
    } finally {
      key.fill(0)
    }
    await this.#store.transaction(async (db) => {
      await appendAudit(db, { at: now, action, details })
      if (businessName !== undefined) await writeSettings(db, { businessName })
    })
  }

  async close(): Promise<void> {
    const store = this.#store
    this.#store = undefined
    await store?.close()
  }
}
