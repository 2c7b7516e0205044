/** The working thread as a program: what the front asks of it, on the one port between them. */
import { parentPort } from 'node:worker_threads'
import { portWire } from '../transport/port-wire.ts'
import { connectPeer, type Peer } from '../transport/peer.ts'
import type { Work } from '../work.ts'
import type { FrontApi, ThreadApi } from './thread-api.ts'

export type ThreadWork = Pick<Work, 'session' | 'close'> & { readonly server: Pick<Work['server'], 'attach'>; readonly files: Pick<Work['files'], 'grant'> }

export function runThread(start: (front: Peer<FrontApi>) => ThreadWork): void {
  if (!parentPort) throw new Error('Not a thread of the engine')
  // Nothing arrives before this file has run to its end.
  const work: { now?: ThreadWork } = {}
  const of = () => {
    if (!work.now) throw new Error('The thread has not begun')
    return work.now
  }
  const front = connectPeer<FrontApi, ThreadApi>(parentPort, {
    open: (opening) => of().session.open(opening),
    record: (entry) => of().session.record(entry),
    provePresence: () => of().session.provePresence(),
    insistOnPresence: () => of().session.insistOnPresence(),
    rekey: (rekeying) => of().session.rekey(rekeying, (progress) => void front.ask('rekeyProgress', [progress])),
    attach: async (port) => of().server.attach(portWire(port)),
    grant: async (file) => of().files.grant(file),
    close: () => of().close(),
  })
  work.now = start(front)
}
