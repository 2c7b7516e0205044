/** The automatic copies beside the database: `copies/<time>-<reason>.db`, three of them. */
import { readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#shared/rpc/errors.ts'
import type { AutomaticCopy } from '#shared/rpc/contract/backups.contract.ts'
import { databaseFile } from '../db/database-file.ts'
import { ensurePrivateFolder } from '../vault/durable-file.ts'
import type { FileWork } from './file-work.ts'
import { asStorageError } from './storage-error.ts'

export const COPIES_KEPT = 3
/** Left free beside a copy, so that making it is not what fills the disk. */
const ROOM_BYTES = 32 * 1_024 * 1_024

const NAME = /^(\d{13})-(daily|update|person|restore)\.db$/

const folderOf = (vaultFolder: string): string => join(vaultFolder, 'copies')

/** Of a copy that `listCopies` named. Throws `not-found` (kind file) for anything else. */
export async function copyFile(vaultFolder: string, id: string): Promise<string> {
  const known = (await listCopies(vaultFolder)).some((copy) => copy.id === id)
  if (!known) throw new AppError('not-found', { kind: 'file' })
  return join(folderOf(vaultFolder), id)
}

/** The newest first; none where there is no folder yet. */
export async function listCopies(vaultFolder: string): Promise<readonly AutomaticCopy[]> {
  const names = await readdir(folderOf(vaultFolder)).catch(() => [])
  const found = await Promise.all(
    names.map(async (id) => {
      const [, at, reason] = NAME.exec(id) ?? []
      const facts = at === undefined ? undefined : await stat(join(folderOf(vaultFolder), id)).catch(() => undefined)
      return facts?.isFile() ? [{ id, madeAt: Number(at), bytes: facts.size, reason: reason as AutomaticCopy['reason'] }] : []
    }),
  )
  return found.flat().toSorted((a, b) => b.madeAt - a.madeAt)
}

/** All of them: none opens any more once the key has changed. */
export const dropCopies = (vaultFolder: string): Promise<void> => rm(folderOf(vaultFolder), { recursive: true, force: true })

export interface NewCopy {
  readonly vaultFolder: string
  /** 32 bytes; the caller's to wipe. */
  readonly key: Uint8Array
  readonly reason: AutomaticCopy['reason']
  readonly now: number
  readonly work: Pick<FileWork, 'copy'>
}

/**
 * Makes a copy, checks it, and lets the oldest go once it is there.
 *
 * Throws `db.disk-full` (also where it would leave no room), `db.read-only`, `db.damaged`; no copy is lost then.
 */
export async function makeCopy({ vaultFolder, key, reason, now, work }: NewCopy): Promise<AutomaticCopy> {
  const folder = folderOf(vaultFolder)
  await ensurePrivateFolder(folder)
  // What an engine that was ended in the middle of it left behind.
  for (const name of await readdir(folder)) if (name.endsWith('.part')) await rm(join(folder, name), { force: true })
  await demandRoom(vaultFolder)
  const id = `${String(now).padStart(13, '0')}-${reason}.db`
  const { bytes } = await work.copy({ file: databaseFile(vaultFolder), to: join(folder, id), key: Uint8Array.from(key) })
  // A clock that was set back must not make the newest one look like the oldest.
  const others = (await listCopies(vaultFolder)).filter((copy) => copy.id !== id)
  for (const old of others.slice(COPIES_KEPT - 1)) await rm(join(folder, old.id), { force: true })
  return { id, madeAt: now, bytes, reason }
}

/** Makes a copy that nobody keeps. Throws what `makeCopy` throws. */
export async function usingCopy<T>({ vaultFolder, key, work }: Pick<NewCopy, 'vaultFolder' | 'key' | 'work'>, withIt: (file: string) => Promise<T>): Promise<T> {
  const folder = folderOf(vaultFolder)
  await ensurePrivateFolder(folder)
  await demandRoom(vaultFolder)
  const to = join(folder, 'outgoing.part')
  try {
    await work.copy({ file: databaseFile(vaultFolder), to, key: Uint8Array.from(key) })
    return await withIt(to)
  } finally {
    await rm(to, { force: true })
  }
}

/** A copy takes as much room as the database does. Throws `db.disk-full`. */
async function demandRoom(vaultFolder: string): Promise<void> {
  try {
    const [{ bavail, bsize }, { size }] = await Promise.all([statfs(vaultFolder), stat(databaseFile(vaultFolder))])
    if (bavail * bsize < size + ROOM_BYTES) throw new AppError('db.disk-full', {})
  } catch (error) {
    throw asStorageError(error)
  }
}
