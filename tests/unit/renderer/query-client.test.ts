import { QueryObserver } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { createAsk, type EngineQuery } from '#renderer/lib/engine-hooks.ts'
import { createQueryClient, shouldRetry, toAppError } from '#renderer/lib/query-client.ts'
import { isTouched } from '#renderer/lib/query-topics.ts'
import { createEngineClient } from '#shared/rpc/client.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { ClientMessage, Wire } from '#shared/rpc/protocol.ts'

/** An engine of a few lines: answers every call with how often that call was made. */
function fakeEngine() {
  const counts = new Map<string, number>()
  let deliver: (message: unknown) => void = () => undefined
  const wire: Wire = {
    send: (message) => {
      const call = message as ClientMessage
      if (call.t !== 'call') return
      const count = (counts.get(call.name) ?? 0) + 1
      counts.set(call.name, count)
      queueMicrotask(() => deliver({ t: 'ok', id: call.id, value: count }))
    },
    onMessage: (listener) => {
      deliver = listener
    },
    onClose: () => undefined,
    close: () => undefined,
  }
  return { wire, counts, emit: (topics: readonly string[]) => deliver({ t: 'event', name: 'changed', payload: { topics } }) }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20))

describe('the cache of engine answers', () => {
  it('asks again exactly the questions that a change makes old', async () => {
    const engine = fakeEngine()
    const client = createEngineClient()
    const cache = createQueryClient(client)
    const ask = createAsk(client)
    client.attach(engine.wire)
    const watch = <T>(question: EngineQuery<T>) => new QueryObserver<T>(cache, question).subscribe(() => undefined)
    const stop = [watch(ask.cards.list({})), watch(ask.statements.list({ scope: { cardIds: null } })), watch(ask.audit.verify({}))]
    await settled()
    engine.emit(['cards'])
    await settled()
    expect(Object.fromEntries(engine.counts)).toEqual({ 'cards.list': 2, 'statements.list': 2, 'audit.verify': 1 })
    for (const end of stop) end()
    cache.clear()
  })

  it('keeps the same question with other input apart', () => {
    const ask = createAsk(createEngineClient())
    expect(ask.transactions.get({ id: 1 }).queryKey).toEqual(['transactions', 'get', { id: 1 }])
    expect(ask.transactions.get({ id: 2 }).queryKey).not.toEqual(ask.transactions.get({ id: 1 }).queryKey)
  })

  it('recognises pages of a list as that list', () => {
    expect(isTouched(['transactions', 'list', {}, 'pages'], ['categories'])).toBe(true)
    expect(isTouched(['transactions', 'list', {}, 'pages'], ['imports'])).toBe(false)
    expect(isTouched(['bridge', 'getFrame'], ['settings'])).toBe(false)
  })
})

describe('trying again', () => {
  it('happens only where it can help, and not for ever', () => {
    expect(shouldRetry(0, new AppError('engine.unavailable', {}))).toBe(true)
    expect(shouldRetry(3, new AppError('engine.unavailable', {}))).toBe(false)
    expect(shouldRetry(0, new AppError('vault.locked', {}))).toBe(false)
    expect(shouldRetry(0, new TypeError('bug'))).toBe(false)
  })

  it('rebuilds the error that the bridge rejects with in its plain form', () => {
    const error = toAppError({ code: 'file.unreadable', details: { file: 'a.ofx' }, retryable: true })
    expect(AppError.is(error, 'file.unreadable') && error.details.file).toBe('a.ofx')
  })

  it('turns anything unexpected into an internal error without its text', () => {
    const error = toAppError(new TypeError('secret 4111111111111111'))
    expect(JSON.stringify(error.toWire())).toBe('{"code":"engine.internal","details":{"reference":"TypeError"},"retryable":false}')
  })
})
