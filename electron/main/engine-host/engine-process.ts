/** A running engine as main sees it, whichever of the two ways it was started. */
import type { EngineToMain, MainToEngine } from '#shared/rpc/control.ts'

/** The part of Electron's MessagePortMain that is needed here. */
export interface HostPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
  close(): void
}

export interface EngineProcess<Port extends HostPort = HostPort> {
  readonly pid: number | undefined
  /** Does nothing once the process has ended: a message to a process that is gone must not end main (electron/electron#53923). */
  send(message: MainToEngine): void
  /** Gives the engine its end of a window's channel. */
  attach(portId: number, port: Port): void
  /** Everything but relayed messages, which go to their port. */
  onMessage(listener: (message: EngineToMain) => void): void
  /** Each listener is called once, however the process ended. */
  onExit(listener: (code: number | null) => void): void
  /** Ends it now, without asking. */
  kill(): void
}

export type StartEngineProcess<Port extends HostPort = HostPort> = () => EngineProcess<Port>
