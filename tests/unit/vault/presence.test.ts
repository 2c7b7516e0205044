import { describe, expect, test } from 'vitest'
import { asksPresence, Presence } from '#engine/rpc/presence.ts'
import { contract } from '#shared/rpc/contract/index.ts'
import type { CallDefinition } from '#shared/rpc/define.ts'

function start(minutes: number) {
  const state = { now: 1_000, minutes }
  const presence = new Presence({ monotonic: () => state.now, minutes: async () => state.minutes })
  const insist = () => presence.insist().then(() => 'there', (error: { code?: string }) => error.code)
  return { presence, state, insist }
}

describe('presence', () => {
  test('is nobody\'s until somebody proves it', async () => {
    expect(await start(15).insist()).toBe('presence.required')
    expect(await start(0).insist()).toBe('presence.required')
  })

  test.each(['unlocking', 'asking'] as const)('by %s lasts for the minutes that were chosen, and not a millisecond longer', async (by) => {
    const { presence, state, insist } = start(5)
    presence.prove(by)
    state.now += 300_000
    expect(await insist()).toBe('there')
    expect(await insist()).toBe('there')
    state.now += 1
    expect(await insist()).toBe('presence.required')
    presence.prove('asking')
    expect(await insist()).toBe('there')
  })

  test('each time: a proof is good for one call, made soon, and unlocking is none', async () => {
    const { presence, state, insist } = start(0)
    presence.prove('unlocking')
    expect(await insist()).toBe('presence.required')
    presence.prove('asking')
    expect([await insist(), await insist()]).toEqual(['there', 'presence.required'])
    presence.prove('asking')
    expect((await Promise.all([insist(), insist(), insist()])).toSorted()).toEqual(['presence.required', 'presence.required', 'there'])
    presence.prove('asking')
    state.now += 60_001
    expect(await insist()).toBe('presence.required')
  })

  test('is as long as the setting of now, not of when it was proved', async () => {
    const { presence, state, insist } = start(15)
    presence.prove('unlocking')
    state.now += 120_000
    state.minutes = 1
    expect(await insist()).toBe('presence.required')
  })
})

const CALLS = Object.entries(contract).flatMap(([feature, calls]) => Object.entries(calls as Record<string, CallDefinition>).map(([name, definition]) => ({ name: `${feature}.${name}`, definition })))

test('what lets more money out, weakens the vault or carries it away asks for somebody who is there', () => {
  const asking = CALLS.filter(({ definition }) => definition.presence !== undefined).map(({ name }) => name)
  expect(asking).toEqual(expect.arrayContaining([
    'cards.order', 'declines.remedy', 'employees.invite', 'limits.raise', 'limits.remove', 'limits.save', 'requests.approve', 'requests.saveRule', 'settings.update', 'vault.newRecoveryKey', 'vault.setPin',
  ]))
})

test.each([
  ['settings.update', { density: 'compact' }, false],
  ['settings.update', { lockAfterMinutes: 60 }, true],
  ['settings.update', { presenceMinutes: 15, density: 'compact' }, true],
  ['declines.remedy', { connectionId: 1, declineId: 'd', remedy: 'unfreeze' }, false],
  ['declines.remedy', { connectionId: 1, declineId: 'd', remedy: 'raise-today' }, true],
  ['declines.remedy', { connectionId: 1, declineId: 'd', remedy: 'drop-merchant-lock' }, true],
  ['cards.list', {}, false],
  ['requests.decline', { connectionId: 1, requestId: 'r', note: null }, false],
])('%s with %j: %s', (name, input, asks) => {
  const definition = CALLS.find((call) => call.name === name)?.definition
  if (!definition) throw new Error(`No call ${name}`)
  expect(asksPresence(definition, definition.input.parse(input))).toBe(asks)
})
