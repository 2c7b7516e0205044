/** Starts the working thread: a Worker of this process, so that it dies with it and no secret leaves the process. */
import { Worker } from 'node:worker_threads'
import type { ThreadPort } from '../transport/peer.ts'

export interface WorkingThread extends ThreadPort {
  /** Ends it at once: to be asked when it has closed what it had open. */
  terminate(): Promise<unknown>
}

/** The thread's program lies beside the engine's own and is named after it, in the sources as in the build. */
export const threadBeside = (program: string): URL => new URL(program.replace(/\.(js|ts)$/, '-thread.$1'))

/** Young objects die within a page of the feed: three times the room only kept more of them in memory (measured: 33 MB of a first pull). */
const YOUNG_MB = 24

/** An error that nobody catches there is one here, and ends the process; `onExit` hears of any other end. */
export function startThread(program: URL, onExit: (code: number) => void): WorkingThread {
  const worker = new Worker(program, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })
  worker.on('exit', onExit)
  return worker
}
