/** The books under a new key, beside the old ones: see vault/rekey-files.ts for how they take their place. */
import type { TaskProgress } from '#shared/rpc/define.ts'
import { appendAudit } from './audit/audit.queries.ts'
import type { FileWork } from './backups/file-work.ts'
import { databaseFile } from './db/database-file.ts'
import { rekeyDatabase } from './db/rekey.queries.ts'
import { openStore, type Store } from './db/store.ts'
import { commitRekey, dropRekey, rekeyedFile } from './vault/rekey-files.ts'

/** Keys are 32 bytes; the caller's to wipe. */
export interface Rekeying {
  readonly key: Uint8Array
  readonly nextKey: Uint8Array
  /** Text of the envelope that opens the next key. */
  readonly envelope: string
}

export interface RekeyDeps {
  readonly folder: string
  readonly now: () => number
  readonly work: Pick<FileWork, 'copy'>
}

/**
 * When it resolves, the vault is the new one and this store writes no more: close it, and end the process. When it rejects, nothing has changed.
 *
 * Throws `db.disk-full`, `db.read-only`, `db.damaged`, `vault.locked`.
 */
export async function rekeyBooks({ folder, now, work }: RekeyDeps, store: Store, { key, nextKey, envelope }: Rekeying, onProgress: (progress: TaskProgress) => void): Promise<void> {
  const file = rekeyedFile(folder)
  const next = Buffer.from(nextKey)
  const step = (done: number, label: string) => onProgress({ done, total: 4, label })
  try {
    await store.lastTurn(async () => {
      try {
        await dropRekey(folder)
        step(0, 'Copying the books')
        await work.copy({ file: databaseFile(folder), to: file, key })
        step(1, 'Encrypting the copy')
        rekeyDatabase({ file, key: Buffer.from(key), nextKey: next })
        step(2, 'Opening the copy')
        await recordIn(file, next, now())
        step(3, 'Putting it in place')
        await commitRekey(folder, envelope)
        step(4, 'Done')
      } catch (error) {
        await dropRekey(folder)
        throw error
      }
    })
  } finally {
    next.fill(0)
  }
}

/** Opens it as the next unlocking will, and leaves the entry by which the trail tells of the new key. */
async function recordIn(file: string, key: Buffer, at: number): Promise<void> {
  const store = await openStore({ file, key, now: at })
  try {
    await store.transaction((db) => appendAudit(db, { at, action: 'vault.rekey', details: {} }))
  } finally {
    await store.close()
  }
}
