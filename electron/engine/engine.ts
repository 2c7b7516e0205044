/**
 * The engine as one value in one thread: tests and benchmarks start it this way.
 *
 * The program (`index.ts`) puts the same parts together in two threads: see front/README.md.
 */
import type { HostApi } from '#shared/rpc/control.ts'
import { fileWorkHere } from './backups/file-work.ts'
import { gated } from './rpc/admit.ts'
import type { EngineServer } from './rpc/serve.ts'
import { createVaultHandlers } from './vault/vault.handlers.ts'
import { createVaultKeeper } from './vault/vault-keeper.ts'
import { createWork, type Work, type WorkOptions } from './work.ts'

export interface EngineOptions extends Omit<WorkOptions, 'renameVault' | 'noteRefusal' | 'vault' | 'host' | 'fileWork'>, Partial<Pick<WorkOptions, 'noteRefusal' | 'fileWork'>> {
  readonly host: HostApi
  /** Milliseconds that the wall clock cannot move. */
  readonly monotonic: () => number
}

export interface Engine extends Omit<Work, 'session' | 'server'> {
  readonly server: Pick<EngineServer, 'attach' | 'emit'>
}

export function createEngine({ monotonic, noteRefusal = () => {}, ...options }: EngineOptions): Engine {
  const { folder, host, now } = options
  const keeper = createVaultKeeper({ folder, host, now, monotonic })
  const work = createWork({
    fileWork: fileWorkHere,
    ...options,
    noteRefusal,
    renameVault: (businessName) => keeper.rename({ businessName }),
    vault: (session, emitUnlocked) => createVaultHandlers({ keeper, session, emitUnlocked, files: { writable: (token) => work.files.writable(token) } }),
  })
  const { server } = work
  return { ...work, server: { attach: (wire) => server.attach(gated(wire, noteRefusal)), emit: (event) => server.emit(event) } }
}
