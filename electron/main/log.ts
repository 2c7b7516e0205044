/**
 * The local log: what happened to the app's own processes, one JSON line each.
 *
 * An allow list by type: an event has a name and numbers or closed words. There is no field for free text, so that no
 * path, name, amount or secret can get in. What would look like one is taken out all the same (shared/redaction).
 */
import { appendFileSync, chmodSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { redact, redacting } from '#shared/redaction/redact.ts'
import type { BridgeCallName, EngineState } from '#shared/rpc/bridge.ts'
import type { EngineEvent } from './engine-host/engine-host.ts'
import type { BusName } from './locking/dbus/address.ts'
import type { LockReason } from './locking/locker.ts'
import type { SandboxEvent } from './sandbox-host/sandbox-host.ts'

export type LogEvent =
  | EngineEvent
  | SandboxEvent
  | { readonly event: 'app-started'; readonly electron: string; readonly packaged: boolean; readonly engine: 'utility-process' | 'forked-node' }
  | { readonly event: 'app-stopping' | 'second-launch' }
  | { readonly event: 'locked'; readonly reason: LockReason; readonly ms: number }
  | { readonly event: 'screen-lock-followed'; readonly bus: BusName; readonly listening: boolean }
  | { readonly event: 'window-ready'; readonly ms: number }
  | { readonly event: 'engine-state'; readonly state: EngineState }
  | { readonly event: 'page-gone'; readonly reason: PageGoneReason; readonly code: number }
  | { readonly event: 'bridge-refused'; readonly why: 'sender' | 'input' }
  | { readonly event: 'bridge-failed'; readonly call: BridgeCallName | 'offerFiles'; readonly reference: string }
  | { readonly event: 'refused'; readonly what: 'navigation' | 'window' | 'webview' | 'permission' | 'request' | 'download' }

export type PageGoneReason = 'clean-exit' | 'abnormal-exit' | 'killed' | 'crashed' | 'oom' | 'launch-failed' | 'integrity-failure' | 'memory-eviction'

export type Log = (event: LogEvent) => void

const LARGEST_FILE = 1_000_000

/** Milliseconds come with fractions that say nothing. */
const written = (key: string, value: unknown): unknown => (typeof value === 'number' ? Math.round(value) : redacting(key, value))

export interface LogOptions {
  readonly folder: string
  readonly now: () => number
  /** Shows each line in the terminal too. */
  readonly echo?: (line: string) => void
}

/** Writes `main.log` (0600) in the folder, keeping one older file. A log that cannot be written is no reason to stop. */
export function createLog({ folder, now, echo }: LogOptions): Log {
  const file = join(folder, 'main.log')
  const attempt = (work: () => void) => {
    try {
      work()
    } catch {
      // A full or read-only disk is told to the person by what they do, not by the log.
    }
  }
  attempt(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
  })
  return (event) => {
    const line = JSON.stringify({ at: new Date(now()).toISOString(), ...event }, written)
    echo?.(line)
    attempt(() => {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_FILE) renameSync(file, `${file}.1`)
      appendFileSync(file, `${line}\n`, { mode: 0o600 })
    })
  }
}

const MOST_LINES = 150
const LONGEST_LINE = 2_000

/** The last lines of the log, the newest last; none where it cannot be read. What an older version wrote has the redactor before it as well. */
export async function readLogTail(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, 'main.log'), 'utf8').catch(() => '')
  return text.split('\n').filter(Boolean).slice(-MOST_LINES).map((line) => redact(line).slice(0, LONGEST_LINE))
}
