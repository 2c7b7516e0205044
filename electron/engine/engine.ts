/**
 * The engine as one value in one thread: tests and benchmarks start it this way.
 *
 * The program (`index.ts`) puts the same parts together in two threads: see front/README.md.
 */
import type { HostApi } from '#shared/rpc/control.ts'
import { createVaultHandlers } from './vault/vault.handlers.ts'
import { createVaultKeeper } from './vault/vault-keeper.ts'
import { createWork, type Work, type WorkOptions } from './work.ts'

export interface EngineOptions extends Omit<WorkOptions, 'renameVault' | 'vault' | 'host'> {
  readonly host: HostApi
  /** Milliseconds that the wall clock cannot move. */
  readonly monotonic: () => number
}

export type Engine = Omit<Work, 'session'>

export function createEngine({ monotonic, ...options }: EngineOptions): Engine {
  const { folder, host, now } = options
  const keeper = createVaultKeeper({ folder, host, now, monotonic })
  return createWork({
    ...options,
    renameVault: (businessName) => keeper.rename({ businessName }),
    vault: (session, emitUnlocked) => createVaultHandlers({ keeper, session, emitUnlocked }),
  })
}
