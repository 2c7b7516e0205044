/** Two threads that ask each other: every function of the one's interface is a call for the other. */
import type { TransferListItem } from 'node:worker_threads'
import { AppError, type AppErrorWire } from '#shared/rpc/errors.ts'

/** Node's port between threads: a `MessagePort`, a `Worker`, a worker's `parentPort`. */
export interface ThreadPort {
  postMessage(message: unknown, transfer?: TransferListItem[]): void
  on(event: 'message', listener: (message: unknown) => void): unknown
}

type Ask = { readonly t: 'ask'; readonly id: number; readonly name: string; readonly args: readonly unknown[] }
/** `unexpected` is the class of an error that is no AppError. */
type Answer = { readonly t: 'answer'; readonly id: number; readonly value?: unknown; readonly error?: AppErrorWire; readonly unexpected?: string }

type Functions<T> = { readonly [K in keyof T]: T[K] extends (...args: infer A) => Promise<infer R> ? (...args: A) => Promise<R> : never }

/** What the other side offers, over `port`. Rejects with its AppError, or with an Error of the same name. */
export interface Peer<Theirs> {
  ask<K extends keyof Functions<Theirs> & string>(name: K, args: Parameters<Functions<Theirs>[K]>, transfer?: TransferListItem[]): ReturnType<Functions<Theirs>[K]>
}

export function connectPeer<Theirs, Ours>(port: ThreadPort, ours: Functions<Ours>): Peer<Theirs> {
  const waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }>()
  const offered = ours as unknown as Readonly<Record<string, (...args: readonly unknown[]) => Promise<unknown>>>
  let asked = 0
  const reply = async ({ id, name, args }: Ask): Promise<Answer> => {
    try {
      return { t: 'answer', id, value: await offered[name]?.(...args) }
    } catch (error) {
      if (error instanceof AppError) return { t: 'answer', id, error: error.toWire() }
      return { t: 'answer', id, unexpected: error instanceof Error ? error.name : typeof error }
    }
  }
  port.on('message', (message) => {
    const received = message as Ask | Answer
    if (received.t === 'ask') return void reply(received).then((answer) => port.postMessage(answer))
    const entry = waiting.get(received.id)
    waiting.delete(received.id)
    if (received.error !== undefined) entry?.reject(AppError.fromWire(received.error))
    else if (received.unexpected !== undefined) entry?.reject(Object.assign(new Error('in the other thread'), { name: received.unexpected }))
    else entry?.resolve(received.value)
  })
  return {
    ask: (name, args, transfer) =>
      new Promise<unknown>((resolve, reject) => {
        asked += 1
        waiting.set(asked, { resolve, reject })
        port.postMessage({ t: 'ask', id: asked, name, args } satisfies Ask, transfer)
      }) as never,
  }
}
