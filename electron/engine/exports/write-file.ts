/** A file is whole or not there. */
import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '#shared/rpc/errors.ts'

export interface WriteTarget {
  readonly path: string
  /** For people, without its folder. */
  readonly name: string
}

/**
 * Writes beside the target and puts the result in its place in one step; on failure or cancel nothing of it is left and what was
 * there before stays.
 *
 * Throws `db.disk-full` (no space), `file.not-writable` (everything else).
 */
export async function writeWhole(target: WriteTarget, content: Uint8Array | string, signal?: AbortSignal): Promise<number> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
  const temporary = join(dirname(target.path), `.${randomUUID()}.cardkeep-part`)
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    signal?.throwIfAborted()
    await rename(temporary, target.path)
    return bytes.length
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw signal?.aborted === true ? error : asFileError(error, target.name)
  }
}

/** What a failed write means to a person; `file` is its name without the folder. */
export function asFileError(error: unknown, file: string): AppError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('db.disk-full', {}, { cause: error })
  return new AppError('file.not-writable', { file }, { cause: error })
}
