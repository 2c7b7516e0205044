/** Looks for a text in the memory of living processes, as somebody with all rights on the machine could (Linux, root). */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'

export const canReadMemory = process.platform === 'linux' && process.getuid?.() === 0

export interface ScannedProcess {
  readonly pid: number
  /** What it is: `main`, `engine`, or what Chromium calls it (`renderer`, `gpu-process`, …). */
  readonly name: string
  /** How often the text stands in what it can write to, in UTF-8 or UTF-16. */
  readonly hits: number
  readonly megabytes: number
}

/** The process and everything that it started, and what those started. */
export function processTree(root: number): readonly number[] {
  const parents = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), parentOf(Number(name))] as const))
  const tree = [root]
  for (const pid of tree) tree.push(...[...parents].filter(([child, parent]) => parent === pid && !tree.includes(child)).map(([child]) => child))
  return tree
}

export function scanMemory(pids: readonly number[], text: string): readonly ScannedProcess[] {
  const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]
  return pids.flatMap((pid) => {
    try {
      return [scanProcess(pid, needles)]
    } catch {
      // It ended meanwhile, and holds nothing any more.
      return []
    }
  })
}

const CHUNK = 4 << 20

function scanProcess(pid: number, needles: readonly Buffer[]): ScannedProcess {
  const name = nameOf(pid)
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  let [hits, bytes] = [0, 0]
  try {
    for (const { start, end } of writableRegions(pid)) {
      const overlap = Math.max(...needles.map((needle) => needle.length)) - 1
      for (let at = start; at < end; at += CHUNK) {
        const chunk = readAt(memory, at, Math.min(CHUNK + overlap, end - at))
        bytes += chunk.length
        for (const needle of needles) hits += countIn(chunk, needle, CHUNK)
      }
    }
  } finally {
    closeSync(memory)
  }
  return { pid, name, hits, megabytes: Math.round(bytes / (1 << 20)) }
}

function writableRegions(pid: number): readonly { readonly start: number; readonly end: number }[] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n').flatMap((line) => {
    const [, start, end] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? []
    return start === undefined || end === undefined || /\[vvar|\[vsyscall/.test(line) ? [] : [{ start: Number.parseInt(start, 16), end: Number.parseInt(end, 16) }]
  })
}

/** What can be read there; regions that are only reserved give nothing. */
function readAt(memory: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  try {
    return bytes.subarray(0, readSync(memory, bytes, 0, length, at))
  } catch {
    return bytes.subarray(0, 0)
  }
}

/** How often it begins within the first `within` bytes: what begins later is the next chunk's. */
function countIn(bytes: Buffer, needle: Buffer, within: number): number {
  let count = 0
  for (let at = bytes.indexOf(needle); at >= 0 && at < within; at = bytes.indexOf(needle, at + 1)) count += 1
  return count
}

function parentOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ')[1])
  } catch {
    return 0
  }
}

function nameOf(pid: number): string {
  const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  return /--type=([a-z-]+)/.exec(line)?.[1] ?? /([\w-]+)\.js\b/.exec(line)?.[1] ?? 'main'
}
