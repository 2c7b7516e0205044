/** The engine's program in a process of its own, with the window's typed client at the other end: a test can kill it. */
import { join } from 'node:path'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { engineEnvironment } from '#main/engine-host/engine-environment.ts'
import { createEngineHost } from '#main/engine-host/engine-host.ts'
import type { HostPort } from '#main/engine-host/engine-process.ts'
import { startForkedNode } from '#main/engine-host/forked-node.ts'
import { createHostCalls } from '#main/handlers/host-calls.ts'
import { createEngineClient, type EngineClient } from '#shared/rpc/client.ts'
import type { Wire } from '#shared/rpc/protocol.ts'

/** Node's port with the event shape of Electron's. */
export class HostMessagePort implements HostPort {
  readonly port: MessagePort
  constructor(port: MessagePort) {
    this.port = port
  }
  postMessage(message: unknown): void {
    this.port.postMessage(message)
  }
  on(event: 'message' | 'close', listener: (event: { readonly data: unknown }) => void): void {
    if (event === 'message') this.port.on('message', (data: unknown) => listener({ data }))
    else this.port.on('close', () => listener({ data: undefined }))
  }
  start(): void {
    this.port.start()
  }
  close(): void {
    this.port.close()
  }
}

export const pageWire = ({ port }: HostMessagePort): Wire => ({
  send: (message) => port.postMessage(message),
  onMessage: (listener) => void port.on('message', listener),
  onClose: (listener) => void port.on('close', listener),
  close: () => port.close(),
})

export interface ForkedEngine {
  readonly client: EngineClient
  /** A further window's end, for messages that no client would send. */
  connect(deliver: (wire: Wire) => void): void
  readonly pid: () => number | undefined
  /** SIGKILL at once, then another engine. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** `entry`: the engine's own program unless a test has another. */
export function forkEngine(vaultFolder: string, entry = join(import.meta.dirname, '../../electron/engine/index.ts')): ForkedEngine {
  const env = engineEnvironment({ vaultFolder, packaged: false, from: process.env })
  const keychain = { state: async () => 'absent' as const, get: async () => null, set: async () => {}, delete: async () => false }
  const sandbox = { state: 'stopped' as const, percent: 0, start: async () => ({ url: '' }), stop: async () => {} }
  const host = createEngineHost<HostMessagePort>({
    start: () => startForkedNode({ entry, env, showOutput: false, node: process.execPath }),
    createChannel: () => {
      const { port1, port2 } = new MessageChannel()
      return { port1: new HostMessagePort(port1), port2: new HostMessagePort(port2) }
    },
    answerHostCall: createHostCalls({ keychain, sandbox, lockAfter: () => {}, lockNow: () => void host.restart() }),
    grants: () => [],
    onState: () => {},
    log: () => {},
    now: Date.now,
  })
  const client = createEngineClient()
  host.connect((port) => client.attach(pageWire(port)))
  host.start()
  return {
    client,
    connect: (deliver) => void host.connect((port) => deliver(pageWire(port))),
    pid: () => host.pid,
    kill: async () => {
      if (host.pid !== undefined) process.kill(host.pid, 'SIGKILL')
      await host.restart()
    },
    stop: () => host.stop(),
  }
}
