/**
 * Runs a program that the system stops at a given byte of any file, with nothing but what every Linux has.
 *
 * A process may write no further than its file size limit. A write beyond it either fails (EFBIG), which is what a full or broken disk looks like to
 * SQLite, or the system kills the process in the middle of that very write (SIGXFSZ), where the program has not asked to be spared. SQLite's log grows by
 * one frame after the other, so that each byte of it is one write: a sweep over sizes is a sweep over writes.
 */
import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'

/** `ulimit -f` counts in these. */
const BLOCK = 512

export interface Run {
  readonly program: string
  readonly args: readonly string[]
  /** Undefined: no limit. */
  readonly bytes?: number
}

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** Lines that it printed: pipes have no limit. */
  readonly lines: readonly string[]
  readonly errors: string
}

export function runLimited({ program, args, bytes }: Run): Promise<Ended> {
  const limit = bytes === undefined ? 'unlimited' : String(Math.floor(bytes / BLOCK))
  const child = spawn('sh', ['-c', 'ulimit -c 0; ulimit -S -f "$0"; exec "$@"', limit, process.execPath, join(import.meta.dirname, program), ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, TMPDIR: args[0] ?? '' } })
  const [out, errors]: [Buffer[], Buffer[]] = [[], []]
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, lines: Buffer.concat(out).toString('utf8').split('\n').filter(Boolean), errors: Buffer.concat(errors).toString('utf8') }))
  })
}

/** From here on the write that passes the limit kills this process. Node spares itself at its start; a listener that comes and goes undoes that. */
export function dieAtTheLimit(): void {
  const listener = () => {}
  process.on('SIGXFSZ', listener)
  process.off('SIGXFSZ', listener)
}

/** There is room again. */
export function liftTheLimit(): void {
  execFileSync('prlimit', ['--pid', String(process.pid), '--fsize=unlimited'])
}
