/** What the sandbox and the app that started it say to each other: over Electron's parent port, or over a forked Node's pipe. */

export type SandboxMessage =
  /** Its history is being made up: once, at the first start. */
  | { readonly t: 'preparing'; readonly percent: number }
  | { readonly t: 'ready'; readonly port: number; readonly url: string }

export type SandboxCommand = { readonly t: 'shutdown' }

export interface SandboxChannel {
  send(message: SandboxMessage): void
  /** The app asks for the end, or is gone. */
  onShutdown(listener: () => void): void
}

interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
}

const isShutdown = (message: unknown): message is SandboxCommand => typeof message === 'object' && message !== null && 't' in message && message.t === 'shutdown'

/** Undefined where nobody started it but a person at a command line. */
export function ownChannel(): SandboxChannel | undefined {
  const { parentPort } = process as unknown as { readonly parentPort?: ParentPort }
  if (parentPort) {
    return {
      send: (message) => parentPort.postMessage(message),
      onShutdown: (listener) => parentPort.on('message', ({ data }) => {
        if (isShutdown(data)) listener()
      }),
    }
  }
  if (!process.send) return undefined
  return {
    send: (message) => {
      if (process.connected) process.send?.(message)
    },
    onShutdown: (listener) => {
      process.on('message', (message) => {
        if (isShutdown(message)) listener()
      })
      process.on('disconnect', listener)
    },
  }
}
