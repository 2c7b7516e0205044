/**
 * The engine as one value in one thread: tests and benchmarks start it this way.
 *
 * The program (`index.ts`) puts the same parts together in two threads: see front/README.md.
 */
import type { HostApi } from '#shared/rpc/control.ts'
import { fileWorkHere } from './backups/file-work-here.ts'
import { gated } from './rpc/admit.ts'
import type { FeatureHandlers } from './rpc/handlers.ts'
import type { EngineServer } from './rpc/serve.ts'
import { createRescueHandlers } from './rescue/rescue.handlers.ts'
import { Rescue } from './rescue/rescue.ts'
import { createVaultHandlers } from './vault/vault.handlers.ts'
import { createVaultKeeper } from './vault/vault-keeper.ts'
import { createWork, type Work, type WorkOptions } from './work.ts'

export interface EngineOptions extends Omit<WorkOptions, 'renameVault' | 'noteRefusal' | 'vault' | 'host' | 'fileWork' | 'portableEnvelope' | 'guard' | 'rescue'>, Partial<Pick<WorkOptions, 'noteRefusal' | 'fileWork'>> {
  readonly host: HostApi
}

export interface Engine extends Omit<Work, 'session' | 'server'> {
  readonly server: Pick<EngineServer, 'attach' | 'emit'>
}

export function createEngine({ noteRefusal = () => {}, ...options }: EngineOptions): Engine {
  const { folder, host, now, monotonic } = options
  const keeper = createVaultKeeper({ folder, host, now, monotonic })
  const parts: { rescue?: Rescue } = {}
  const work = createWork({
    fileWork: fileWorkHere,
    ...options,
    noteRefusal,
    renameVault: (businessName) => keeper.rename({ businessName }),
    portableEnvelope: (passphrase) => keeper.portableEnvelope({ passphrase }),
    guard: async (opening, open) => parts.rescue?.guard(opening, open) ?? open(),
    rescue: (session, emitUnlocked, closeBooks) => {
      const rescue = new Rescue({ folder, keeper, session, work: options.fileWork ?? fileWorkHere, files: { readable: (token) => work.files.readable(token) }, now, closeBooks })
      parts.rescue = rescue
      return createRescueHandlers({ rescue, emitUnlocked })
    },
    vault: (session, emitUnlocked) => first(() => parts.rescue?.settle(), createVaultHandlers({ keeper, session, emitUnlocked, lockNow: () => host.lockNow(), files: { writable: (token) => work.files.writable(token) } })),
  })
  const { server } = work
  return { ...work, server: { attach: (wire) => server.attach(gated(wire, noteRefusal)), emit: (event) => server.emit(event) } }
}

/** What was stopped in the middle is finished before anything of the vault is read. */
function first(settle: () => Promise<void> | undefined, handlers: FeatureHandlers<'vault'>): FeatureHandlers<'vault'> {
  type AnyHandler = (...given: readonly unknown[]) => Promise<unknown>
  const settled = Object.entries(handlers as Readonly<Record<string, AnyHandler>>).map(([name, handler]) => [
    name,
    async (...given: readonly unknown[]) => {
      await settle()
      return handler(...given)
    },
  ])
  return Object.fromEntries(settled) as unknown as FeatureHandlers<'vault'>
}
