/**
 * Small files that are either the old or the new content after a crash at any instant, never a mixture.
 *
 * Write a temporary file, fsync it, rename it over the target, fsync the folder. Everything here is readable by
 * the owner alone.
 */
import { chmod, lstat, mkdir, open, readdir, readFile, rename, rm, unlink } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { AppError } from '#shared/rpc/errors.ts'

const OWNER_ONLY_FILE = 0o600
const OWNER_ONLY_FOLDER = 0o700
const HALF_WRITTEN = /\.[0-9a-f]{12}\.tmp$/

/** Makes the folder (and its parents) with mode 0700; an existing one is narrowed to it. */
export async function ensurePrivateFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: OWNER_ONLY_FOLDER })
    await chmod(folder, OWNER_ONLY_FOLDER)
  } catch (error) {
    throw asAppError(error)
  }
}

/**
 * Replaces a file durably: when the promise resolves, the new content is on the disk.
 *
 * Throws `db.disk-full` or `db.read-only`; the old content is then still there.
 */
export async function writeDurably(path: string, content: string): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const file = await open(temporary, 'wx', OWNER_ONLY_FILE)
    try {
      await file.writeFile(content, 'utf8')
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw asAppError(error)
  }
}

/** Puts a file in the place of another: when the promise resolves, the disk has it there. Whether there was one to move. */
export async function renameDurably(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to)
    await syncFolder(dirname(to))
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw asAppError(error)
  }
}

/** Removes a file, where there is one, so that it stays removed. */
export async function removeDurably(path: string): Promise<void> {
  try {
    // A disk that cannot be written refuses to remove even what is not there.
    await lstat(path)
    await unlink(path)
    await syncFolder(dirname(path))
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw asAppError(error)
  }
}

/** When the promise resolves, what others have written into the file is on the disk. */
export async function syncFile(path: string): Promise<void> {
  try {
    const file = await open(path, 'r+')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    throw asAppError(error)
  }
}

/** Removes, where that is possible, what writes that were ended in the middle have left in a folder: to be asked before anybody writes there. */
export async function clearHalfWritten(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) if (HALF_WRITTEN.test(name)) await rm(join(folder, name), { force: true }).catch(() => undefined)
}

/** The file's bytes, or undefined when there is no such file. */
export async function readIfPresent(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw asAppError(error)
  }
}

export async function syncFolder(folder: string): Promise<void> {
  // Windows has no fsync of a folder; its rename is journalled by NTFS.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** The closed set of errors has no paths in it, and the system's own message does: only its kind is kept. */
function asAppError(error: unknown): unknown {
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('db.disk-full', {})
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return new AppError('db.read-only', {})
  return error
}
