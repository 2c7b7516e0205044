/** From the files that a person chose to what they say; a file that cannot be read says why and nothing else. */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { GrantedFile } from '#shared/rpc/control.ts'
import type { Fingerprint, ParsedFile } from '../importers/parsed-statement.ts'
import { refuse } from '../importers/problems.ts'
import { parseStatement } from '../importers/read-statement.ts'
import type { TaskContext } from '../rpc/handlers.ts'
import { Pace } from './pace.ts'

/** Ten years of a busy company are some 50 MB; beyond this it is not a statement. */
export const MAX_FILE_BYTES = 256 * 1024 * 1024
const HASH_CHUNK = 2 * 1024 * 1024

export interface ReadFile {
  readonly parsed: ParsedFile
  readonly size: number
  /** Hex; '' for a file that was not read. */
  readonly sha256: string
}

/** Throws `task.cancelled`. */
export async function readFile(context: Pick<TaskContext, 'signal' | 'progress'>, file: GrantedFile, fingerprint: Fingerprint): Promise<ReadFile> {
  const loaded = await load(file)
  if ('refused' in loaded) return { parsed: loaded.refused, size: loaded.size, sha256: '' }
  const { bytes } = loaded
  const label = `Reading ${file.name}`
  const parsed = await parseStatement(
    { name: file.name, bytes },
    { fingerprint, signal: context.signal, onProgress: (done, total) => context.progress({ done, total, label }) },
  )
  return { parsed, size: bytes.length, sha256: await sha256(bytes, new Pace(context.signal)) }
}

async function load({ path, name }: GrantedFile): Promise<{ readonly bytes: Buffer } | { readonly refused: ParsedFile; readonly size: number }> {
  try {
    await using handle = await open(path, 'r')
    const { size } = await handle.stat()
    if (size > MAX_FILE_BYTES) {
      return { refused: refuse(name, 'too-large', null, `The file is larger than ${MAX_FILE_BYTES / 2 ** 20} MB: no statement is. Export a shorter period.`), size }
    }
    return { bytes: await handle.readFile() }
  } catch {
    return { refused: refuse(name, 'unreadable', null, 'The file cannot be opened. It may have been moved, or is open elsewhere.'), size: 0 }
  }
}

async function sha256(bytes: Buffer, pace: Pace): Promise<string> {
  const hash = createHash('sha256')
  for (let at = 0; at < bytes.length; at += HASH_CHUNK) {
    hash.update(bytes.subarray(at, at + HASH_CHUNK))
    if (pace.due) await pace.rest()
  }
  return hash.digest('hex')
}
