import { MessageChannel } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { createEngineClient } from '#shared/rpc/client.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { EngineServer } from '#engine/rpc/serve.ts'
import type { CallOptions } from '#engine/rpc/router.ts'
import { nodeWire } from '#tests/support/wire.ts'

type Call = (name: string, input: unknown, options: CallOptions) => Promise<unknown>

function pair(call: Call) {
  const server = new EngineServer({ call })
  const client = createEngineClient()
  const connect = () => {
    const { port1, port2 } = new MessageChannel()
    server.attach(nodeWire(port1))
    client.attach(nodeWire(port2))
    return { cut: () => port1.close() }
  }
  return { server, client, connect }
}

describe('a call over a real channel', () => {
  it('carries name, input and answer', async () => {
    const { client, connect } = pair(async (name, input) => ({ name, input }))
    const { cut } = connect()
    await expect(client.call.cards.list({})).resolves.toEqual({ name: 'cards.list', input: {} })
    cut()
  })

  it('made before there is a wire waits for one', async () => {
    const { client, connect } = pair(async () => 'late')
    const answer = client.call.cards.list({})
    const { cut } = connect()
    await expect(answer).resolves.toBe('late')
    cut()
  })

  it('rebuilds an error as the same class with its details', async () => {
    const { client, connect } = pair(async () => {
      throw new AppError('vault.throttled', { waitMs: 5_000, failedAttempts: 4 })
    })
    const { cut } = connect()
    const error = await client.call.vault.status({}).catch((caught: unknown) => caught)
    expect(AppError.is(error, 'vault.throttled') && error.details).toEqual({ waitMs: 5_000, failedAttempts: 4 })
    cut()
  })

  it('that was on its way when the engine died rejects as retryable, and the next one works on a new wire', async () => {
    let answers = false
    const { client, connect } = pair((_name, _input, { signal }) => (answers ? Promise.resolve('back') : new Promise((_, reject) => signal.addEventListener('abort', () => reject(new AppError('task.cancelled', {}))))))
    const { cut } = connect()
    const lost = client.call.cards.list({})
    cut()
    const error = await lost.catch((caught: unknown) => caught)
    expect(AppError.is(error, 'engine.unavailable') && error.retryable).toBe(true)
    answers = true
    const second = connect()
    await expect(client.call.cards.list({})).resolves.toBe('back')
    second.cut()
  })

  it('reports progress and stops when it is cancelled', async () => {
    const { client, connect } = pair(
      (_name, _input, { signal, onProgress }) =>
        new Promise((_, reject) => {
          onProgress({ done: 1, total: 3, label: 'Reading' })
          signal.addEventListener('abort', () => reject(new AppError('task.cancelled', {})))
        }),
    )
    const { cut } = connect()
    const controller = new AbortController()
    const seen: unknown[] = []
    const task = client.call.imports.apply({ previewId: 'x' }, {
      signal: controller.signal,
      onProgress: (progress) => {
        seen.push(progress)
        controller.abort()
      },
    })
    await expect(task).rejects.toMatchObject({ code: 'task.cancelled' })
    expect(seen).toEqual([{ done: 1, total: 3, label: 'Reading' }])
    cut()
  })

  it('delivers events to those who listen, until they stop', async () => {
    const { client, server, connect } = pair(async () => 'done')
    const { cut } = connect()
    const heard: unknown[] = []
    const stop = client.on('changed', ({ topics }) => heard.push(topics))
    server.emit({ t: 'event', name: 'changed', payload: { topics: ['cards'] } })
    await client.call.cards.list({})
    stop()
    server.emit({ t: 'event', name: 'changed', payload: { topics: ['imports'] } })
    await client.call.cards.list({})
    expect(heard).toEqual([['cards']])
    cut()
  })

  it('ignores messages that are not of the protocol', async () => {
    const { server } = pair(async () => 'fine')
    const { port1, port2 } = new MessageChannel()
    server.attach(nodeWire(port1))
    const answers: unknown[] = []
    port2.on('message', (message) => answers.push(message))
    for (const odd of [null, 7, 'call', { t: 'call' }, { t: 'call', id: 'one', name: 'cards.list' }, { t: 'ok', id: 1 }, [], new Map()]) port2.postMessage(odd)
    port2.postMessage({ t: 'call', id: 1, name: 'cards.list', input: {} })
    await expect.poll(() => answers).toEqual([{ t: 'ok', id: 1, value: 'fine' }])
    port1.close()
  })
})
