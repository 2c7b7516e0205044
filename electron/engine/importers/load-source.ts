/** A file from disk, refused before it is read where its size or first bytes say that it is no statement. */
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ParsedFile, ProblemCode, StatementSource } from './parsed-statement.ts'
import { refuse } from './problems.ts'
import { SNIFF_BYTES, sniffBinary, sniffText } from './sniff.ts'

export type LoadedSource = { readonly source: StatementSource } | { readonly refused: ParsedFile }

export interface LoadLimits {
  /** Largest file read, in bytes. */
  readonly maxBytes?: number
  /** Longest first line of a file that is not OFX (OFX may be one line), in bytes. */
  readonly maxLineBytes?: number
}

const MIB = 1024 * 1024
const MAX_BYTES = 256 * MIB
const MAX_LINE_BYTES = 8 * MIB
const CHUNK = MIB

/** Never throws for what is on the disk: what cannot be read comes back refused. */
export async function loadSource(path: string, limits: LoadLimits = {}): Promise<LoadedSource> {
  const name = basename(path)
  let handle: FileHandle
  try {
    handle = await open(path, 'r')
  } catch (error) {
    return refusal(name, 'unreadable', unreadable(error))
  }
  try {
    return await loadFrom(handle, name, limits)
  } catch (error) {
    return refusal(name, 'unreadable', unreadable(error))
  } finally {
    await handle.close()
  }
}

async function loadFrom(handle: FileHandle, name: string, limits: LoadLimits): Promise<LoadedSource> {
  const stats = await handle.stat()
  if (!stats.isFile()) return refusal(name, 'unreadable', 'This is not a file.')
  if (stats.size === 0) return refusal(name, 'empty-file', 'The file is empty.')
  const maxLine = limits.maxLineBytes ?? MAX_LINE_BYTES
  const head = await read(handle, 0, Math.min(stats.size, Math.max(SNIFF_BYTES, maxLine)))
  const binary = sniffBinary(head)
  if (binary?.kind === 'refused') return { refused: refuse(name, binary.code, 1, binary.reason, binary.format) }
  const content = sniffText(head.toString('latin1', 0, SNIFF_BYTES))
  if (content.kind !== 'ofx' && stats.size > maxLine && firstLineEnd(head) === -1) {
    return refusal(name, 'line-too-long', `The first line alone is longer than ${size(maxLine)}: this is no statement.`)
  }
  const max = limits.maxBytes ?? MAX_BYTES
  if (stats.size > max) return refusal(name, 'too-large', `The file is ${size(stats.size)} large; statements of up to ${size(max)} can be imported.`)
  const rest = await read(handle, head.length, stats.size - head.length)
  return { source: { name, bytes: rest.length === 0 ? head : Buffer.concat([head, rest]) } }
}

/** In chunks, so that the engine answers others while a large file is read. */
async function read(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(Math.max(length, 0))
  let done = 0
  while (done < bytes.length) {
    const { bytesRead } = await handle.read(bytes, done, Math.min(CHUNK, bytes.length - done), from + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return bytes.subarray(0, done)
}

function firstLineEnd(bytes: Buffer): number {
  const lineFeed = bytes.indexOf(10)
  return lineFeed === -1 ? bytes.indexOf(13) : lineFeed
}

function refusal(name: string, code: ProblemCode, reason: string): LoadedSource {
  return { refused: refuse(name, code, 1, reason) }
}

function unreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'ENOENT') return 'The file is not there.'
  if (code === 'EACCES' || code === 'EPERM') return 'The file may not be read.'
  return 'The file cannot be read.'
}

function size(bytes: number): string {
  return bytes >= MIB ? `${Math.round(bytes / MIB)} MB` : `${bytes} bytes`
}
