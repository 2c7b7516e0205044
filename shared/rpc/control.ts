/**
 * What main and the engine say to each other over the engine's own channel (not a window's port).
 *
 * Main: here is a port, here is a file the person chose, end yourself. Engine: I am ready, read or write this
 * keychain item. The keychain's secret is the only secret that crosses, and it opens nothing without the passphrase.
 */
import type { AppErrorWire } from './errors.ts'
import type { Misfit } from './bounds.ts'

/** `available` works now; `locked` exists but the system does not open it; `absent` no keychain service at all. */
export type KeychainState = 'available' | 'locked' | 'absent'

/** `preparing` also while a finished sandbox is only starting: it answers once it is `running`. */
export type SandboxState = 'stopped' | 'preparing' | 'running'

/** The system's keychain. */
export interface KeychainApi {
  keychainState(): Promise<KeychainState>
  /** The stored secret as base64, or null when the keychain has no such item. Throws `vault.keychain-unavailable`. */
  keychainGet(vaultId: string): Promise<string | null>
  keychainSet(vaultId: string, secret: string): Promise<void>
  keychainDelete(vaultId: string): Promise<boolean>
}

/** The sandbox issuer's process. */
export interface SandboxApi {
  /**
   * Starts the sandbox issuer unless it runs, and answers once it takes requests (the first time it makes up its history).
   * Its address stays the same from start to start, unless another program took the port. Throws `sandbox.failed`.
   */
  sandboxStart(): Promise<{ readonly url: string }>
  /** Resolves when its process is gone. What it holds stays on the disk. */
  sandboxStop(): Promise<void>
  sandboxState(): Promise<SandboxState>
  /** How far its first start is, 0 to 100: some seconds in which its history is made up. 100 once it runs. */
  sandboxProgress(): Promise<number>
}

/** What main must know to lock in time. It is told by an engine whose vault is open, and keeps it in memory only. */
export interface LockApi {
  /** The vault is open, or another time was chosen: lock when nobody was there for so many minutes (1 to 60). */
  lockAfter(minutes: number): Promise<void>
  /** Lock as if somebody had asked for it: the key that this engine holds is no longer the vault's. */
  lockNow(): Promise<void>
}

/** What the engine asks of main. */
export interface HostApi extends KeychainApi, SandboxApi, LockApi {}

export type HostCallName = keyof HostApi

export interface GrantedFile {
  readonly token: string
  readonly path: string
  readonly name: string
  readonly mode: 'read' | 'write'
}

export type MainToEngine =
  /** A window's port follows with this message (utilityProcess), or its messages are relayed under `portId` (forked Node). */
  | { readonly t: 'attach'; readonly portId: number }
  | { readonly t: 'detach'; readonly portId: number }
  | { readonly t: 'relay'; readonly portId: number; readonly message: unknown }
  | { readonly t: 'grant'; readonly file: GrantedFile }
  | { readonly t: 'host-result'; readonly id: number; readonly value?: unknown; readonly error?: AppErrorWire }
  /** Close the database and exit. Main kills the process when it has not ended in time. */
  | { readonly t: 'shutdown' }

/** A message of a window that went no further. `call` is a name of the contract or null; `count` is how many had this reason so far. */
export interface EngineRefusal {
  readonly reason: 'not-a-message' | Misfit | 'unknown-call' | 'invalid-input'
  readonly call: string | null
  readonly count: number
}

export type EngineToMain =
  | ({ readonly t: 'refused' } & EngineRefusal)
  | { readonly t: 'ready' }
  | { readonly t: 'relay'; readonly portId: number; readonly message: unknown }
  | { readonly t: 'host-call'; readonly id: number; readonly name: HostCallName; readonly args: readonly string[] }
