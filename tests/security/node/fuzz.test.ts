/** T9: whatever a window sends, the engine answers or drops it; no handler sees what its contract does not take; nothing ends. */
import { setTimeout as wait } from 'node:timers/promises'
import { readFileSync } from 'node:fs'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { answer, callsOf } from '#engine/rpc/answer.ts'
import { gated } from '#engine/rpc/admit.ts'
import { countRefusals } from '#engine/rpc/refusals.ts'
import { CALL_NAMES } from '#engine/rpc/call-names.ts'
import { EngineServer } from '#engine/rpc/serve.ts'
import { portWire } from '#engine/transport/port-wire.ts'
import { contract } from '#shared/rpc/contract/index.ts'
import type { EngineRefusal } from '#shared/rpc/control.ts'
import type { CallDefinition } from '#shared/rpc/define.ts'
import type { Wire } from '#shared/rpc/protocol.ts'
import { TEST_BUSINESS, TEST_PASSPHRASE } from '#tests/support/engine.ts'
import { forkEngine } from '#tests/support/forked-engine.ts'
import { temporaryFolder } from '#tests/support/store.ts'
import { newSeed, print, times } from '../support/amounts.ts'
import { build, expectsAnswer, recipes } from '../support/fuzz.ts'

interface Entered {
  handlers: number
  readonly unvalidated: string[]
  readonly refusals: EngineRefusal[]
}

/** The engine's gate, checks and answers around handlers that look at what reaches them with the schema as their oracle. */
function startWatched({ withGate = true, withSchemas = true } = {}): { readonly port: MessagePort; readonly entered: Entered } {
  const entered: Entered = { handlers: 0, unvalidated: [], refusals: [] }
  const watch = (name: string, { input }: CallDefinition) => async (_context: unknown, value: unknown) => {
    entered.handlers += 1
    if (!input.safeParse(value).success) entered.unvalidated.push(name)
  }
  const calls = new Map(
    Object.entries(contract).flatMap(([feature, definitions]) => {
      const watchers = Object.fromEntries(Object.entries(definitions as Record<string, CallDefinition>).map(([name, definition]) => [name, watch(`${feature}.${name}`, definition)]))
      return callsOf(feature, definitions, watchers)
    }),
  )
  const noteRefusal = countRefusals({ callNames: async () => CALL_NAMES, tell: (refusal) => entered.refusals.push(refusal) })
  const server = new EngineServer({
    call: async (name, input, { signal }) => {
      const call = calls.get(name)
      if (!withSchemas && call) return call.handler({}, input)
      return answer({ reportInternal: () => 'x', noteRefusal, checkOutputs: false }, call, { name, input, signal }, ({ handler }, parsed) => handler({}, parsed))
    },
  })
  const { port1, port2 } = new MessageChannel()
  server.attach(withGate ? gated(portWire(port1), noteRefusal) : portWire(port1))
  onTestFinished(() => port2.close())
  return { port: port2, entered }
}

interface Sent {
  readonly sent: number
  readonly unsendable: number
  readonly expected: number
}

function send(messages: readonly unknown[], post: (message: unknown) => void): Sent {
  const counts = { sent: 0, unsendable: 0, expected: 0 }
  for (const message of messages) {
    try {
      post(message)
      counts.sent += 1
      if (expectsAnswer(message)) counts.expected += 1
    } catch {
      // A function, a symbol, a detached buffer: no channel carries them.
      counts.unsendable += 1
    }
  }
  return counts
}

test('20,000 messages: each is answered or dropped, no handler sees anything unvalidated', async () => {
  const [count, seed] = [times(20_000), newSeed()]
  const { port, entered } = startWatched()
  let answers = 0
  const longest = { ms: 0 }
  port.on('message', () => (answers += 1))
  const totals = { sent: 0, unsendable: 0, expected: 0 }
  const all = recipes(count, seed, 5_000)
  const startedAt = performance.now()
  for (let from = 0; from < all.length; from += 200) {
    const messages = all.slice(from, from + 200).map(build)
    const at = performance.now()
    const counts = send(messages, (message) => port.postMessage(message))
    totals.sent += counts.sent
    totals.unsendable += counts.unsendable
    totals.expected += counts.expected
    await expect.poll(() => answers, { interval: 1, timeout: 10_000 }).toBe(totals.expected)
    longest.ms = Math.max(longest.ms, (performance.now() - at) / messages.length)
  }
  const perMessage = (performance.now() - startedAt) / count
  print(`fuzz, gate and checks: N ${count}, seed ${seed}: ${totals.sent} sent, ${totals.unsendable} that no channel carries, ${answers} answered, ${entered.handlers} reached a handler, ${entered.unvalidated.length} unvalidated; ${perMessage.toFixed(3)} ms a message`)
  expect(entered.unvalidated).toEqual([])
  // Both happen, or the messages were all of one kind.
  expect(entered.handlers).toBeGreaterThan(count / 80)
  expect(answers - entered.handlers).toBeGreaterThan(count / 4)
  expect(perMessage).toBeLessThan(5)
  // Every reason occurred; what is told of them is a reason, a declared name or none, and a count.
  expect(new Set(entered.refusals.map(({ reason }) => reason))).toEqual(new Set(['not-a-message', 'too-large', 'too-deep', 'too-many', 'not-plain', 'unknown-call', 'invalid-input']))
  expect(entered.refusals.filter(({ call }) => call !== null && !CALL_NAMES.has(call))).toEqual([])
  expect(entered.refusals.length).toBeLessThan(7 * 20)
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

test('control: without the schemas, unvalidated input is found in handlers', async () => {
  const { port, entered } = startWatched({ withSchemas: false })
  send(recipes(500, 1, 1_000).map(build), (message) => port.postMessage(message))
  await expect.poll(() => entered.unvalidated.length).toBeGreaterThan(50)
})

test('control: without the gate, a value that no JSON has reaches the schemas', async () => {
  const { port, entered } = startWatched({ withGate: false })
  // A list of four billion holes would end this process: that is what the gate is for.
  const survivable = recipes(500, 1, 1_000).filter(({ edits }) => edits.every(({ odd }) => odd !== 'sparse'))
  send(survivable.map(build), (message) => port.postMessage(message))
  await expect.poll(() => entered.refusals.some(({ reason }) => reason === 'invalid-input')).toBe(true)
  await wait(200)
  expect(entered.refusals.filter(({ reason }) => reason === 'not-plain' || reason === 'too-large')).toEqual([])
})

test('2,000 messages to the whole engine in its own process: it lives, and its books are whole', async () => {
  const [count, seed] = [times(2_000), newSeed()]
  const engine = forkEngine(await temporaryFolder())
  onTestFinished(() => engine.stop())
  await engine.client.call.vault.create({ passphrase: TEST_PASSPHRASE, businessName: TEST_BUSINESS })
  const wire = await new Promise<Wire>((resolve) => engine.connect(resolve))
  const codes = new Map<string, number>()
  let answers = 0
  wire.onMessage((message) => {
    const { t, error } = message as { readonly t: string; readonly error?: { readonly code: string } }
    if (t !== 'ok' && t !== 'fail') return
    answers += 1
    codes.set(error?.code ?? 'ok', (codes.get(error?.code ?? 'ok') ?? 0) + 1)
  })
  const pid = engine.pid()
  let expected = 0
  const messages = recipes(count, seed, 1_500).map(build).filter(isQuick)
  for (let from = 0; from < messages.length; from += 100) {
    expected += send(messages.slice(from, from + 100), (message) => wire.send(message)).expected
    await expect.poll(() => answers, { interval: 2, timeout: 30_000 }).toBe(expected)
  }
  const memory = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024
  print(`fuzz, whole engine: N ${messages.length}, seed ${seed}: ${answers} answered, ${codes.get('ok') ?? 0} carried out, engine.internal ${codes.get('engine.internal') ?? 0}, ${Math.round(memory)} MB`)
  expect(engine.pid()).toBe(pid)
  expect(codes.get('engine.internal') ?? 0).toBe(0)
  expect(memory).toBeLessThan(1_000)
  expect(await engine.client.call.vault.status({})).toMatchObject({ state: 'unlocked' })
  expect(await engine.client.call.audit.verify({})).toMatchObject({ brokenAt: null })
})

/** What would work for seconds when it is valid: keys are derived, an issuer is asked. Bent into something invalid, it stays. */
function isQuick(message: unknown): boolean {
  if (!expectsAnswer(message)) return true
  const { name, input } = message as { readonly name: string; readonly input: unknown }
  if (!/^(vault|connections)\./.test(name)) return true
  const [feature = '', call = ''] = name.split('.')
  const definition = (contract as unknown as Record<string, Record<string, CallDefinition> | undefined>)[feature]?.[call]
  return definition === undefined || !definition.input.safeParse(input).success
}
