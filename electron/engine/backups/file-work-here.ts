/** The work on whole database files itself, in the thread that asks: what `../index-files.ts` runs, and an engine in one thread. */
import { refitDatabase } from '../rescue/refit.queries.ts'
import { salvageDatabase } from '../rescue/salvage.queries.ts'
import { connectPeer, type ThreadPort } from '../transport/peer.ts'
import { checkDatabase, copyDatabase } from './copy.queries.ts'
import type { FileWork } from './file-work.ts'

export const fileWorkHere: FileWork = {
  copy: async (job) => copyDatabase(job),
  check: async (job) => checkDatabase(job),
  refit: async (job) => refitDatabase(job),
  salvage: (job) => salvageDatabase(job),
}

export function serveFileWork(port: ThreadPort): void {
  connectPeer<Record<string, never>, FileWork>(port, fileWorkHere)
}
