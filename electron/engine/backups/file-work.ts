/**
 * Work on whole database files, which keeps a thread busy for as long as the disk takes: in a thread of its own, so that nobody waits for it.
 *
 * The key crosses as a message whose memory is moved, as to every other thread of the engine.
 */
import { Worker } from 'node:worker_threads'
import { AppError } from '#shared/rpc/errors.ts'
import { connectPeer, type ThreadPort } from '../transport/peer.ts'
import { checkDatabase, copyDatabase, type CheckJob, type CopyFacts, type CopyJob } from './copy.queries.ts'

export interface FileWork {
  /** See `copyDatabase`. */
  copy(job: CopyJob): Promise<CopyFacts>
  /** See `checkDatabase`. */
  check(job: CheckJob): Promise<boolean>
}

/** In the thread that asks. */
export const fileWorkHere: FileWork = {
  copy: async (job) => copyDatabase(job),
  check: async (job) => checkDatabase(job),
}

/** The thread's program lies beside the engine's own and is named after it, in the sources as in the build. */
export const filesThreadBeside = (program: string): URL => new URL(program.replace(/(-thread)?\.(js|ts)$/, '-files.$2'))

/** A thread for each job, gone when it is done. */
export function fileWorkInThread(program: URL): FileWork {
  return {
    copy: (job) => inThread(program, job, (thread, own) => thread.ask('copy', [own], [own.key.buffer as ArrayBuffer])),
    check: (job) => inThread(program, job, (thread, own) => thread.ask('check', [own], [own.key.buffer as ArrayBuffer])),
  }
}

async function inThread<Job extends { readonly key: Uint8Array }, T>(program: URL, job: Job, ask: (thread: ReturnType<typeof connect>, own: Job) => Promise<T>): Promise<T> {
  const worker = new Worker(program)
  const died = new Promise<never>((_resolve, reject) => {
    worker.once('error', (error) => reject(error))
    worker.once('exit', () => reject(new AppError('engine.unavailable', {})))
  })
  try {
    return await Promise.race([ask(connect(worker), { ...job, key: Uint8Array.from(job.key) }), died])
  } finally {
    died.catch(() => {})
    await worker.terminate()
  }
}

const connect = (port: ThreadPort) => connectPeer<FileWork, Record<string, never>>(port, {})

/** The thread itself. */
export function serveFileWork(port: ThreadPort): void {
  connectPeer<Record<string, never>, FileWork>(port, fileWorkHere)
}
