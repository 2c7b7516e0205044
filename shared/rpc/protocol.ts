/** The messages on a port between a window and the engine. Plain data that survives structured clone and JSON alike. */
import type { AppErrorWire } from './errors.ts'
import type { TaskProgress } from './define.ts'
import type { EngineEvents } from './contract/events.contract.ts'

export type ClientMessage =
  | { readonly t: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly t: 'cancel'; readonly id: number }

export type EngineMessage =
  | { readonly t: 'ok'; readonly id: number; readonly value: unknown }
  | { readonly t: 'fail'; readonly id: number; readonly error: AppErrorWire }
  | { readonly t: 'progress'; readonly id: number; readonly progress: TaskProgress }
  | EngineEventMessage

export type EngineEventMessage = {
  readonly [K in keyof EngineEvents]: { readonly t: 'event'; readonly name: K; readonly payload: EngineEvents[K] }
}[keyof EngineEvents]

/**
 * One end of a message channel, whatever carries it: a MessagePort in a window, a MessagePortMain in the engine,
 * a relayed pipe to a forked Node, a Node MessageChannel in tests.
 */
export interface Wire {
  send(message: unknown): void
  /** Registers the only listener. */
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
  close(): void
}
