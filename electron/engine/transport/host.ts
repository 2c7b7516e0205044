/** Calls from the engine to main over the control channel. */
import { AppError, type AppErrorWire } from '#shared/rpc/errors.ts'
import type { HostApi, HostCallName, KeychainState, MainToEngine, SandboxState } from '#shared/rpc/control.ts'
import type { ControlChannel } from './channel.ts'

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: AppError) => void
}

export interface HostClient {
  readonly api: HostApi
  /** Takes main's answer to an earlier call. */
  settle(message: Extract<MainToEngine, { t: 'host-result' }>): void
}

export function createHostClient(channel: ControlChannel): HostClient {
  const waiting = new Map<number, Waiting>()
  let nextId = 1
  const call = <T>(name: HostCallName, ...args: string[]) =>
    new Promise<T>((resolve, reject) => {
      const id = nextId++
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
      channel.send({ t: 'host-call', id, name, args })
    })
  return {
    api: {
      keychainState: () => call<KeychainState>('keychainState'),
      keychainGet: (vaultId) => call<string | null>('keychainGet', vaultId),
      keychainSet: (vaultId, secret) => call<void>('keychainSet', vaultId, secret),
      keychainDelete: (vaultId) => call<boolean>('keychainDelete', vaultId),
      sandboxStart: () => call<{ readonly url: string }>('sandboxStart'),
      sandboxStop: () => call<void>('sandboxStop'),
      sandboxState: () => call<SandboxState>('sandboxState'),
      sandboxProgress: () => call<number>('sandboxProgress'),
      lockAfter: (minutes) => call<void>('lockAfter', String(minutes)),
      lockNow: () => call<void>('lockNow'),
    },
    settle({ id, value, error }) {
      const entry = waiting.get(id)
      waiting.delete(id)
      if (error === undefined) entry?.resolve(value)
      else entry?.reject(AppError.fromWire(error satisfies AppErrorWire))
    },
  }
}
