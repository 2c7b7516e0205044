/** The engine's own channel to main, whatever carries it. */
import type { EngineToMain, MainToEngine } from '#shared/rpc/control.ts'
import type { Wire } from '#shared/rpc/protocol.ts'

export interface ControlChannel {
  send(message: EngineToMain): void
  /** `wire` comes with an `attach` message. */
  onMessage(listener: (message: MainToEngine, wire: Wire | undefined) => void): void
  /** Main is gone: the engine has nobody to serve. */
  onClose(listener: () => void): void
}
