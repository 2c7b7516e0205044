/** A call refused for want of presence: asked once, made again, or left refused. */
import { expect, test } from 'vitest'
import { createPresence, withPresence } from '#renderer/lib/presence.ts'
import { createEngineClient, type EngineClient } from '#shared/rpc/client.ts'
import type { AppErrorCode } from '#shared/rpc/errors.ts'
import type { ClientMessage, Wire } from '#shared/rpc/protocol.ts'

/** An engine of a few lines that refuses every call until somebody is there, and then answers it. */
function rig(refusal: AppErrorCode = 'presence.required') {
  const presence = createPresence()
  const world = { isThere: false, sent: [] as string[] }
  let deliver: (message: unknown) => void = () => undefined
  const wire: Wire = {
    send: (message) => {
      const call = message as ClientMessage
      if (call.t !== 'call') return
      world.sent.push(call.name)
      const reply = world.isThere ? { t: 'ok', id: call.id, value: call.input } : { t: 'fail', id: call.id, error: { code: refusal, details: {}, retryable: false } }
      queueMicrotask(() => deliver(reply))
    },
    onMessage: (listener) => {
      deliver = listener
    },
    onClose: () => undefined,
    close: () => undefined,
  }
  const engine = withPresence(createEngineClient(), presence)
  engine.attach(wire)
  return { presence, world, call: engine.call as unknown as Readonly<Record<string, Readonly<Record<string, (input: unknown) => Promise<unknown>>>>>, engine: engine satisfies EngineClient }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

test('a refused call waits for the answer and is made again with the same input', async () => {
  const { presence, world, call } = rig()
  presence.subscribe(() => undefined)
  const saved = call['limits']?.['save']?.({ cap: 5 })
  await settled()
  expect(presence.isAsked).toBe(true)
  world.isThere = true
  presence.answer(true)
  expect(await saved).toEqual({ cap: 5 })
  expect(world.sent).toEqual(['limits.save', 'limits.save'])
  expect(presence.isAsked).toBe(false)
})

test('a question that is closed leaves the call refused, and it is not made again', async () => {
  const { presence, world, call } = rig()
  presence.subscribe(() => undefined)
  const saved = call['limits']?.['save']?.({})
  await settled()
  presence.answer(false)
  await expect(saved).rejects.toMatchObject({ code: 'presence.required' })
  expect(world.sent).toHaveLength(1)
})

test('a call that is refused again after the answer fails, and does not ask for ever', async () => {
  const { presence, world, call } = rig()
  presence.subscribe(() => undefined)
  const saved = call['limits']?.['save']?.({})
  await settled()
  presence.answer(true)
  await expect(saved).rejects.toMatchObject({ code: 'presence.required' })
  expect(world.sent).toHaveLength(2)
})

test('calls that are refused together share one question', async () => {
  const { presence, world, call } = rig()
  let told = 0
  presence.subscribe(() => (told += 1))
  const both = Promise.all([call['requests']?.['approve']?.(1), call['limits']?.['raise']?.(2)])
  await settled()
  expect(told).toBe(1)
  world.isThere = true
  presence.answer(true)
  expect(await both).toEqual([1, 2])
})

test('where nobody can put the question, behind a locked door, the call fails at once', async () => {
  const { presence, call } = rig()
  presence.subscribe(() => undefined)()
  await expect(call['limits']?.['save']?.({})).rejects.toMatchObject({ code: 'presence.required' })
  expect(presence.isAsked).toBe(false)
})

test('any other refusal is the caller’s, unasked', async () => {
  const { presence, call } = rig('vault.locked')
  presence.subscribe(() => undefined)
  await expect(call['limits']?.['save']?.({})).rejects.toMatchObject({ code: 'vault.locked' })
  expect(presence.isAsked).toBe(false)
})

test('the engine behind it can still be let go and attached', async () => {
  const { engine, call } = rig('vault.locked')
  expect(engine.attached).toBe(true)
  engine.detach()
  expect(engine.attached).toBe(false)
  const waiting = call['vault']?.['status']?.({})
  const state = await Promise.race([waiting?.then(() => 'answered', () => 'failed'), settled().then(() => 'waiting')])
  expect(state).toBe('waiting')
})
