import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { MessageChannel } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEngineHost, type EngineHost } from '#main/engine-host/engine-host.ts'
import { engineEnvironment } from '#main/engine-host/engine-environment.ts'
import { startForkedNode } from '#main/engine-host/forked-node.ts'
import { createHostCalls } from '#main/handlers/host-calls.ts'
import { createEngineClient } from '#shared/rpc/client.ts'
import { HostMessagePort, pageWire } from '#tests/support/forked-engine.ts'

let folder: string
let host: EngineHost<HostMessagePort>
let states: string[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cardkeep-engine-'))
  states = []
  const entry = join(import.meta.dirname, '../../../electron/engine/selftest.ts')
  const env = engineEnvironment({ vaultFolder: join(folder, 'vault'), packaged: false, from: process.env })
  const keychain = { state: async () => 'absent' as const, get: async () => null, set: async () => {}, delete: async () => false }
  const sandbox = { state: 'stopped' as const, percent: 0, start: async () => ({ url: '' }), stop: async () => {} }
  host = createEngineHost<HostMessagePort>({
    start: () => startForkedNode({ entry, env, showOutput: true, node: process.execPath }),
    createChannel: () => {
      const { port1, port2 } = new MessageChannel()
      return { port1: new HostMessagePort(port1), port2: new HostMessagePort(port2) }
    },
    answerHostCall: createHostCalls({ keychain, sandbox, lockAfter: () => {}, lockNow: () => {} }),
    grants: () => [],
    onState: (state) => states.push(state),
    log: () => {},
    now: Date.now,
  })
})
afterEach(async () => {
  await host.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('a forked engine answers, reports, is killed, comes back, is locked, and is gone at the end', async () => {
  const client = createEngineClient()
  const changes: string[] = []
  client.on('changed', ({ topics }) => changes.push(...topics))
  host.connect((port) => client.attach(pageWire(port)))
  host.start()

  expect(await client.call.vault.status({})).toMatchObject({ state: 'missing', keychain: 'absent' })
  expect(await client.call.vault.create({ passphrase: 'violet otter canal ninety', businessName: 'Hartmann' })).toMatchObject({ state: 'unlocked', protection: 'passphrase-only' })
  expect(changes).toEqual(['vault'])
  await expect(client.call.settings.get({})).rejects.toMatchObject({ code: 'vault.locked' })

  const first = host.pid ?? 0
  // It takes the call and cannot answer.
  process.kill(first, 'SIGSTOP')
  const unanswered = client.call.vault.status({})
  await sleep(20)
  process.kill(first, 'SIGKILL')
  await expect(unanswered).rejects.toMatchObject({ code: 'engine.unavailable', retryable: true })
  expect(await client.call.vault.status({})).toMatchObject({ state: 'locked', businessName: 'Hartmann' })
  expect(host.pid).not.toBe(first)

  await client.call.vault.unlock({ passphrase: 'violet otter canal ninety' })
  const second = host.pid ?? 0
  await host.restart()
  expect(() => process.kill(second, 0)).toThrow('ESRCH')
  expect(await client.call.vault.status({})).toMatchObject({ state: 'locked' })

  const third = host.pid ?? 0
  await host.stop()
  expect(() => process.kill(third, 0)).toThrow('ESRCH')
  expect(states).toEqual(['running', 'restarting', 'running', 'restarting', 'running'])
})
