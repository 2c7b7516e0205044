/** The front's own look into the database: a connection that cannot write, and the calls that need no more. */
import { contract } from '#shared/rpc/contract/index.ts'
import { asAppError } from '../db/sqlite.ts'
import { openReader } from '../db/store.ts'
import { answer, callsOf, type AnswerDeps } from '../rpc/answer.ts'
import { reads } from './reads.ts'

export interface ReadingOptions extends Pick<AnswerDeps, 'reportInternal' | 'noteRefusal' | 'checkOutputs'> {
  readonly file: string
  /** 32 bytes; the caller's to wipe. */
  readonly key: Buffer
  readonly now: () => number
}

export interface Reading {
  answers(name: string): boolean
  /** Resolves with the call's output, rejects with an AppError and nothing else. */
  call(name: string, input: unknown, signal: AbortSignal): Promise<unknown>
  /** Waits for what is being answered: the last one who writes can then clear the log behind it. */
  close(): Promise<void>
}

/** Throws what opening a database throws. */
export function openReading({ file, key, now, ...checks }: ReadingOptions): Reading {
  const { read, close } = openReader({ file, key })
  const calls = new Map(Object.entries(reads).flatMap(([feature, handlers]) => callsOf(feature, contract[feature as keyof typeof reads], handlers)))
  const running = new Set<Promise<unknown>>()
  return {
    answers: (name) => calls.has(name),
    call(name, input, signal) {
      const reply = answer({ ...checks, translate: asAppError }, calls.get(name), { name, input, signal }, ({ handler }, parsed) => handler({ db: read, now: now() }, parsed))
      const settled = reply.catch(() => {}).finally(() => running.delete(settled))
      running.add(settled)
      return reply
    },
    async close() {
      await Promise.all(running)
      close()
    },
  }
}
