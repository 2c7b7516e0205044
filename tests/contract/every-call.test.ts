import { describe, expect, it } from 'vitest'
import { contract } from '#shared/rpc/contract/index.ts'
import type { CallDefinition } from '#shared/rpc/define.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { VALID_INPUTS } from '#tests/support/call-inputs.ts'
import { startTestEngine } from '#tests/support/engine.ts'

const CALLS = Object.entries(contract).flatMap(([feature, definitions]) =>
  Object.entries(definitions as Record<string, CallDefinition>).map(([name, definition]) => ({ name: `${feature}.${name}`, definition })),
)

const GARBAGE: readonly unknown[] = [undefined, null, 7, 'text', [], { surprise: true }, { __proto__: { polluted: true }, extra: 1 }]

/** Calls the engine exactly as a window would, without the typed client's help. */
async function callRaw(engine: Awaited<ReturnType<typeof startTestEngine>>, name: string, input: unknown): Promise<unknown> {
  const [feature = '', call = ''] = name.split('.')
  const client = engine.call as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
  return client[feature]![call]!(input).catch((error: unknown) => error)
}

describe('every call of the contract', () => {
  it('has a valid input listed (tests/support/call-inputs.ts)', () => {
    expect(CALLS.map(({ name }) => name).toSorted()).toEqual(Object.keys(VALID_INPUTS).toSorted())
  })

  it('answers, or fails with a known error, on an empty vault', async () => {
    const engine = await startTestEngine()
    for (const { name, definition } of CALLS) {
      const answer = await callRaw(engine, name, VALID_INPUTS[name])
      if (answer instanceof AppError) expect(answer.code, name).not.toMatch(/^engine\.internal$|^rpc\./)
      else expect(definition.output.safeParse(answer).success, name).toBe(true)
    }
  })

  it('refuses what does not fit its input, and the handler never sees it', async () => {
    const engine = await startTestEngine()
    for (const { name, definition } of CALLS) {
      for (const garbage of GARBAGE) {
        if (definition.input.safeParse(garbage).success) continue
        const answer = await callRaw(engine, name, garbage)
        expect(AppError.is(answer, 'rpc.invalid-input'), `${name} with ${JSON.stringify(garbage)}`).toBe(true)
      }
    }
  })

  it('is refused while the vault is missing or locked, unless it is about the vault itself', async () => {
    const engine = await startTestEngine({ unlocked: false })
    for (const { name, definition } of CALLS) {
      if (definition.kind === 'session') continue
      const answer = await callRaw(engine, name, VALID_INPUTS[name])
      expect(AppError.is(answer, 'vault.locked'), name).toBe(true)
    }
  })

  it('that nobody declared is refused by name', async () => {
    const engine = await startTestEngine()
    for (const name of ['cards.sql', 'constructor.constructor', '__proto__.toString', 'cards.list.extra']) {
      const answer = await engine.engine.router.call(name, {}, { signal: new AbortController().signal, onProgress: () => {} }).catch((error: unknown) => error)
      expect(AppError.is(answer, 'rpc.unknown-call'), name).toBe(true)
    }
  })

  it('leaves an audit entry when it changes something, and none when it reads', async () => {
    const { call } = await startTestEngine()
    await call.settings.update({ density: 'compact' })
    await call.settings.get({})
    const entries = await call.audit.list({ before: null, limit: 50 })
    expect(entries.map(({ action }) => action)).toEqual(['settings.update', 'vault.create'])
    expect(await call.audit.verify({})).toEqual({ entries: 2, brokenAt: null })
  })

  it('tells what changed after the commit, so that a reader sees the new state', async () => {
    const { call, client } = await startTestEngine()
    const seen: string[] = []
    const read = new Promise<string>((resolve) => client.on('changed', ({ topics }) => {
      seen.push(...topics)
      void call.settings.get({}).then(({ density }) => resolve(density))
    }))
    await call.settings.update({ density: 'compact' })
    expect(await read).toBe('compact')
    expect(seen).toEqual(['settings', 'audit'])
  })
})
