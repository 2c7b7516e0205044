/** A running engine as main sees it, whichever of the two ways it was started. */
import type { EngineToMain, MainToEngine } from '#shared/rpc/control.ts'
import type { Child } from '../programs/child.ts'

/** The part of Electron's MessagePortMain that is needed here. */
export interface HostPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
  close(): void
}

export interface EngineProcess<Port extends HostPort = HostPort> extends Child<MainToEngine, EngineToMain> {
  /** Gives the engine its end of a window's channel. */
  attach(portId: number, port: Port): void
  /** Everything but relayed messages, which go to their port. */
  onMessage(listener: (message: EngineToMain) => void): void
}

export type StartEngineProcess<Port extends HostPort = HostPort> = () => EngineProcess<Port>
