/**
 * Work on whole database files, which keeps a thread busy for as long as the disk takes: in a thread of its own, so that nobody waits for it.
 *
 * Loads no SQLite itself. The key crosses as a message whose memory is moved, as to every other thread of the engine.
 */
import { Worker } from 'node:worker_threads'
import { AppError } from '#shared/rpc/errors.ts'
import type { RefitJob, RefitReport } from '../rescue/refit.queries.ts'
import type { SalvageJob, SalvageReport } from '../rescue/salvage.queries.ts'
import { connectPeer, type ThreadPort } from '../transport/peer.ts'
import type { CheckJob, CopyFacts, CopyJob } from './copy.queries.ts'

export interface FileWork {
  /** See `copyDatabase`. */
  copy(job: CopyJob): Promise<CopyFacts>
  /** See `checkDatabase`. */
  check(job: CheckJob): Promise<boolean>
  /** See `refitDatabase`. */
  refit(job: RefitJob): Promise<RefitReport>
  /** See `salvageDatabase`. */
  salvage(job: SalvageJob): Promise<SalvageReport>
}

/** The thread's program lies beside the engine's own and is named after it, in the sources as in the build. */
export const filesThreadBeside = (program: string): URL => new URL(program.replace(/(-thread)?\.(js|ts)$/, '-files.$2'))

/** A thread for each job, gone when it is done. */
export function fileWorkInThread(program: URL): FileWork {
  return {
    copy: (job) => inThread(program, job, (thread, own, moved) => thread.ask('copy', [own], moved)),
    check: (job) => inThread(program, job, (thread, own, moved) => thread.ask('check', [own], moved)),
    refit: (job) => inThread(program, job, (thread, own, moved) => thread.ask('refit', [own], moved)),
    salvage: (job) => inThread(program, job, (thread, own, moved) => thread.ask('salvage', [own], moved)),
  }
}

type Ask<Job, T> = (thread: ReturnType<typeof connect>, own: Job, moved: ArrayBuffer[]) => Promise<T>

async function inThread<Job extends { readonly key: Uint8Array }, T>(program: URL, job: Job, ask: Ask<Job, T>): Promise<T> {
  const worker = new Worker(program)
  const died = new Promise<never>((_resolve, reject) => {
    worker.once('error', (error) => reject(error))
    worker.once('exit', () => reject(new AppError('engine.unavailable', {})))
  })
  died.catch(() => {})
  try {
    const key = Uint8Array.from(job.key)
    return await Promise.race([ask(connect(worker), { ...job, key }, [key.buffer]), died])
  } finally {
    await worker.terminate()
  }
}

const connect = (port: ThreadPort) => connectPeer<FileWork, Record<string, never>>(port, {})
