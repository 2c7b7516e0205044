/** From a file that a person chose to what it says; a file that cannot be read says why and nothing else. */
import { createHash } from 'node:crypto'
import type { GrantedFile } from '#shared/rpc/control.ts'
import { loadSource } from '../importers/load-source.ts'
import type { Fingerprint, ParsedFile } from '../importers/parsed-statement.ts'
import { parseStatement } from '../importers/read-statement.ts'
import type { TaskContext } from '../rpc/handlers.ts'
import { Pace } from '../pace.ts'

const HASH_CHUNK = 2 * 1024 * 1024

export interface ReadFile {
  readonly parsed: ParsedFile
  /** Bytes; 0 for a file that was refused before it was read. */
  readonly size: number
  /** Hex; '' for a file that was refused before it was read. */
  readonly sha256: string
}

/** Throws `task.cancelled`. */
export async function readFile(context: Pick<TaskContext, 'signal' | 'progress'>, file: GrantedFile, fingerprint: Fingerprint): Promise<ReadFile> {
  const { signal, progress } = context
  const pace = new Pace(signal)
  const label = `Reading ${file.name}`
  progress({ done: 0, total: null, label })
  const loaded = await loadSource(file.path)
  pace.check()
  if ('refused' in loaded) return { parsed: loaded.refused, size: 0, sha256: '' }
  const { source } = loaded
  const parsed = await parseStatement(source, { fingerprint, signal, onProgress: (done, total) => progress({ done, total, label }) })
  return { parsed, size: source.bytes.length, sha256: await sha256(source.bytes, pace) }
}

async function sha256(bytes: Uint8Array, pace: Pace): Promise<string> {
  const hash = createHash('sha256')
  for (let at = 0; at < bytes.length; at += HASH_CHUNK) {
    hash.update(bytes.subarray(at, at + HASH_CHUNK))
    if (pace.due) await pace.rest()
  }
  return hash.digest('hex')
}
