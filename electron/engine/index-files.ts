/** The engine's thread for work on whole database files: started for one job, by either of the other two. */
import { parentPort } from 'node:worker_threads'
import { serveFileWork } from './backups/file-work-here.ts'

if (!parentPort) throw new Error('Not a thread of the engine')
serveFileWork(parentPort)
