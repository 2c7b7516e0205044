/**
 * The file that is kept elsewhere: one readable line of head, then the database as it is, encrypted.
 *
 *   cardkeep backup 1\n
 *   {"madeAt":…,"businessName":…,"envelope":"…","bytes":…,"sha256":"…"}\n
 *   <the database>
 *
 * The envelope in it opens with the passphrase alone, at a higher price a guess, or with the recovery key: no keychain travels. The check over the
 * database tells a cut-off copy from a whole one; that nobody altered it is what the cipher proves when it is opened.
 */
import { createHash, randomUUID } from 'node:crypto'
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { AppError } from '#shared/rpc/errors.ts'
import { asFileError, type WriteTarget } from '../exports/write-file.ts'

const MAGIC = 'cardkeep backup 1\n'
/** Of any version: to tell a newer one from something else. */
const MAGIC_OF_ANY = /^cardkeep backup (\d{1,4})\n/
const LONGEST_HEAD = 65_536
const CHUNK = 1_048_576

const headSchema = z.object({
  madeAt: z.number().int().nonnegative(),
  businessName: z.string().min(1).max(120),
  envelope: z.string().min(1).max(32_768),
  bytes: z.number().int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type BundleHead = Readonly<z.infer<typeof headSchema>>

export interface NewBundle extends Pick<BundleHead, 'madeAt' | 'businessName' | 'envelope'> {
  /** A whole database that nobody has open. */
  readonly database: string
  readonly target: WriteTarget
  readonly signal?: AbortSignal
  readonly onBytes?: (done: number, total: number) => void
}

/**
 * Writes beside the target, reads it again from the disk, and puts it in its place in one step. Returns its size.
 *
 * Throws `db.disk-full`, `file.not-writable`, `task.cancelled`; nothing of it is left then.
 */
export async function writeBundle({ database, target, signal, onBytes, ...facts }: NewBundle): Promise<number> {
  const part = join(dirname(target.path), `.${randomUUID()}.cardkeep-part`)
  const { size } = await stat(database)
  const total = size * 3
  try {
    const sha256 = await hashFrom(database, 0, { signal, onBytes: (done) => onBytes?.(done, total) })
    const head = Buffer.from(`${MAGIC}${JSON.stringify({ ...facts, bytes: size, sha256 } satisfies BundleHead)}\n`, 'utf8')
    const file = await open(part, 'wx', 0o600)
    try {
      await file.writeFile(head)
      for await (const { chunk, done } of chunksOf(database, 0, signal)) {
        await file.writeFile(chunk)
        onBytes?.(size + done, total)
      }
      await file.sync()
    } finally {
      await file.close()
    }
    const written = await hashFrom(part, head.length, { signal, onBytes: (done) => onBytes?.(2 * size + done, total) })
    if (written !== sha256) throw new AppError('file.not-writable', { file: target.name })
    await rename(part, target.path)
    return head.length + size
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    throw error instanceof AppError ? error : asFileError(error, target.name)
  }
}

/** What its head says. Throws `backup.unreadable`, `file.unreadable`. */
export async function readBundleHead(target: WriteTarget): Promise<BundleHead> {
  return (await headOf(target)).head
}

/**
 * Writes the database in it to `to`, a file that is not there yet.
 *
 * Throws `backup.unreadable` (`cut-off` where it is shorter than it was or changed on its way), `file.unreadable`, `db.disk-full`.
 */
export async function unpackBundle(target: WriteTarget, to: string): Promise<BundleHead> {
  const { head, start } = await headOf(target)
  const hash = createHash('sha256')
  const written = { bytes: 0 }
  const file = await open(to, 'wx', 0o600).catch((error: unknown) => {
    throw asFileError(error, target.name)
  })
  try {
    for await (const { chunk } of chunksOf(target.path, start)) {
      hash.update(chunk)
      written.bytes += chunk.length
      if (written.bytes > head.bytes) break
      await file.writeFile(chunk)
    }
    await file.sync()
  } catch (error) {
    throw asFileError(error, target.name)
  } finally {
    await file.close()
  }
  if (written.bytes !== head.bytes || hash.digest('hex') !== head.sha256) throw new AppError('backup.unreadable', { reason: 'cut-off' })
  return head
}

async function headOf(target: WriteTarget): Promise<{ readonly head: BundleHead; readonly start: number }> {
  const beginning = await beginningOf(target)
  const text = beginning.toString('latin1')
  const [magic, version] = MAGIC_OF_ANY.exec(text) ?? []
  if (magic === undefined) throw new AppError('backup.unreadable', { reason: 'not-a-backup' })
  if (magic !== MAGIC) throw new AppError('backup.unreadable', { reason: Number(version) > 1 ? 'newer' : 'not-a-backup' })
  const end = beginning.indexOf('\n', MAGIC.length)
  const head = end < 0 ? undefined : headSchema.safeParse(parsed(beginning.subarray(MAGIC.length, end).toString('utf8')))
  if (!head?.success) throw new AppError('backup.unreadable', { reason: 'cut-off' })
  return { head: head.data, start: end + 1 }
}

async function beginningOf({ path, name }: WriteTarget): Promise<Buffer> {
  try {
    const file = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_HEAD), 0, LONGEST_HEAD, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw new AppError('file.unreadable', { file: name }, { cause: error })
  }
}

interface Watched {
  readonly signal?: AbortSignal | undefined
  readonly onBytes?: (done: number) => void
}

async function hashFrom(path: string, start: number, { signal, onBytes }: Watched): Promise<string> {
  const hash = createHash('sha256')
  for await (const { chunk, done } of chunksOf(path, start, signal)) {
    hash.update(chunk)
    onBytes?.(done)
  }
  return hash.digest('hex')
}

async function* chunksOf(path: string, start: number, signal?: AbortSignal): AsyncGenerator<{ readonly chunk: Buffer; readonly done: number }> {
  const file: FileHandle = await open(path, 'r')
  try {
    for (let at = start; ; ) {
      if (signal?.aborted === true) throw new AppError('task.cancelled', {})
      const { buffer, bytesRead } = await file.read(Buffer.alloc(CHUNK), 0, CHUNK, at)
      if (bytesRead === 0) return
      at += bytesRead
      yield { chunk: buffer.subarray(0, bytesRead), done: at - start }
    }
  } finally {
    await file.close()
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
