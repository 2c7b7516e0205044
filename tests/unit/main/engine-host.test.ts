import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createEngineHost, type EngineEvent, type EngineHost } from '#main/engine-host/engine-host.ts'
import type { EngineProcess, HostPort } from '#main/engine-host/engine-process.ts'
import { chooseEngine } from '#main/engine-host/choose-engine.ts'
import { engineEnvironment } from '#main/engine-host/engine-environment.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { EngineToMain, GrantedFile, MainToEngine } from '#shared/rpc/control.ts'

class FakePort implements HostPort {
  closed = false
  postMessage(): void {}
  on(): void {}
  start(): void {}
  close(): void {
    this.closed = true
  }
}

class FakeProcess implements EngineProcess<FakePort> {
  readonly pid: number
  readonly sent: MainToEngine[] = []
  readonly attached: number[] = []
  killed = false
  /** What it does when it is asked to end. */
  obedient = true
  #listener: (message: EngineToMain) => void = () => {}
  #exits: ((code: number | null) => void)[] = []
  ended = false

  constructor(pid: number) {
    this.pid = pid
  }

  send(message: MainToEngine): void {
    if (this.ended) throw new Error('a message to a process that has ended')
    this.sent.push(message)
    if (message.t === 'shutdown' && this.obedient) this.exit(0)
  }

  attach(portId: number): void {
    this.attached.push(portId)
  }

  onMessage(listener: (message: EngineToMain) => void): void {
    this.#listener = listener
  }

  onExit(listener: (code: number | null) => void): void {
    this.#exits.push(listener)
  }

  kill(): void {
    this.killed = true
    this.exit(null)
  }

  says(message: EngineToMain): void {
    this.#listener(message)
  }

  exit(code: number | null): void {
    this.ended = true
    for (const listener of this.#exits.splice(0)) listener(code)
  }
}

let processes: FakeProcess[]
let states: string[]
let events: EngineEvent[]
let grants: GrantedFile[]
let host: EngineHost<FakePort>

const latest = () => processes.at(-1)!
const ready = () => latest().says({ t: 'ready' })
const kinds = (process: FakeProcess) => process.sent.map((message) => message.t)

beforeEach(() => {
  vi.useFakeTimers()
  processes = []
  states = []
  events = []
  grants = []
  host = createEngineHost<FakePort>({
    start: () => {
      const started = new FakeProcess(100 + processes.length)
      processes.push(started)
      return started
    },
    createChannel: () => ({ port1: new FakePort(), port2: new FakePort() }),
    answerHostCall: async (name, args) => {
      if (args[0] === 'bad') throw new AppError('vault.keychain-unavailable', { state: 'locked' })
      if (args[0] === 'bug') throw new Error('secret text')
      return `${name}!`
    },
    grants: () => grants,
    onState: (state) => states.push(state),
    log: (event) => events.push(event),
    now: () => Date.now(),
  })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a window', () => {
  test('gets its port when the engine is ready, with every grant told before', () => {
    grants.push({ token: 't', path: '/x', name: 'x', mode: 'read' })
    const ports: FakePort[] = []
    host.connect((port) => ports.push(port))
    host.start()
    expect(ports).toEqual([])
    ready()
    expect(ports).toHaveLength(1)
    expect(latest().attached).toEqual([1])
    expect(kinds(latest())).toEqual(['grant'])
  })

  test('that comes later gets one at once, and one that leaves takes its own with it', () => {
    host.start()
    ready()
    const ports: FakePort[] = []
    const leave = host.connect((port) => ports.push(port))
    host.connect((port) => ports.push(port))
    expect(latest().attached).toEqual([1, 2])
    leave()
    expect(latest().sent).toEqual([{ t: 'detach', portId: 1 }])
    latest().exit(1)
    vi.advanceTimersByTime(200)
    ready()
    expect(latest().attached).toEqual([3])
  })
})

describe('an engine that dies', () => {
  test('is started again, the window gets a new port, a grant is told again', () => {
    const ports: FakePort[] = []
    host.connect((port) => ports.push(port))
    host.start()
    ready()
    grants.push({ token: 't', path: '/x', name: 'x', mode: 'read' })
    host.grant(grants[0]!)
    latest().exit(null)
    expect(host.state).toBe('restarting')
    vi.advanceTimersByTime(199)
    expect(processes).toHaveLength(1)
    vi.advanceTimersByTime(1)
    ready()
    expect(states).toEqual(['running', 'restarting', 'running'])
    expect(ports).toHaveLength(2)
    expect(kinds(latest())).toEqual(['grant'])
  })

  test('again and again is given up after three more tries, with growing waits', () => {
    host.start()
    for (const wait of [200, 1_000, 3_000]) {
      latest().exit(139)
      const before = processes.length
      vi.advanceTimersByTime(wait - 1)
      expect(processes).toHaveLength(before)
      vi.advanceTimersByTime(1)
      expect(processes).toHaveLength(before + 1)
    }
    latest().exit(139)
    vi.advanceTimersByTime(60_000)
    expect(processes).toHaveLength(4)
    expect(host.state).toBe('failed')
  })

  test('after a steady minute begins the count anew', () => {
    host.start()
    for (let death = 0; death < 6; death++) {
      ready()
      vi.advanceTimersByTime(60_001)
      latest().exit(1)
      vi.advanceTimersByTime(200)
    }
    expect(host.state).not.toBe('failed')
    expect(processes).toHaveLength(7)
  })

  test('is never written to', async () => {
    host.start()
    ready()
    latest().says({ t: 'host-call', id: 1, name: 'keychainState', args: [] })
    const dead = latest()
    dead.send = () => undefined
    dead.exit(1)
    host.grant({ token: 't', path: '/x', name: 'x', mode: 'read' })
    await vi.advanceTimersByTimeAsync(0)
    expect(kinds(dead)).toEqual([])
  })

  test('without ever being ready is ended and tried again', () => {
    host.start()
    vi.advanceTimersByTime(20_000)
    expect(processes[0]!.killed).toBe(true)
    expect(events).toContainEqual({ event: 'engine-killed', reason: 'not-ready' })
    vi.advanceTimersByTime(200)
    expect(processes).toHaveLength(2)
  })
})

describe('locking', () => {
  test('ends the engine, starts another, and is no death', async () => {
    const ports: FakePort[] = []
    host.connect((port) => ports.push(port))
    host.start()
    ready()
    await host.restart()
    expect(kinds(processes[0]!)).toEqual(['detach', 'shutdown'])
    expect(processes).toHaveLength(2)
    ready()
    expect(ports).toHaveLength(2)
    expect(states).toEqual(['running', 'restarting', 'running'])
    expect(events).toContainEqual({ event: 'engine-ended', code: 0, expected: true })
  })

  test('kills an engine that does not end within two seconds', async () => {
    host.start()
    ready()
    latest().obedient = false
    const locked = host.restart()
    await vi.advanceTimersByTimeAsync(1_999)
    expect(processes[0]!.killed).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    await locked
    expect(processes[0]!.killed).toBe(true)
    expect(processes).toHaveLength(2)
  })

  test('twice at once is once', async () => {
    host.start()
    ready()
    await Promise.all([host.restart(), host.restart()])
    expect(processes).toHaveLength(2)
  })

  test('is the way out of "failed", and while a restart is waiting leads to one engine', async () => {
    host.start()
    latest().exit(1)
    await host.restart()
    vi.advanceTimersByTime(10_000)
    expect(processes).toHaveLength(2)
  })
})

test('stopping ends the engine for good', async () => {
  host.start()
  ready()
  await host.stop()
  vi.advanceTimersByTime(60_000)
  host.start()
  expect(processes).toHaveLength(1)
  expect(processes[0]!.ended).toBe(true)
})

test('questions of the engine are answered, with errors that say nothing of what went wrong inside', async () => {
  host.start()
  ready()
  for (const [id, argument] of ['good', 'bad', 'bug'].entries()) latest().says({ t: 'host-call', id, name: 'keychainGet', args: [argument] })
  await vi.advanceTimersByTimeAsync(0)
  expect(latest().sent).toEqual([
    { t: 'host-result', id: 0, value: 'keychainGet!' },
    { t: 'host-result', id: 1, error: { code: 'vault.keychain-unavailable', details: { state: 'locked' }, retryable: true } },
    { t: 'host-result', id: 2, error: { code: 'engine.internal', details: { reference: 'host' }, retryable: false } },
  ])
})

describe('which engine', () => {
  test.each([
    [{ packaged: true, nodeApi: '9', requested: 'selftest' }, { way: 'utility-process', program: 'engine.js' }],
    [{ packaged: false, nodeApi: '10', requested: undefined }, { way: 'utility-process', program: 'engine.js' }],
    [{ packaged: false, nodeApi: '9', requested: undefined }, { way: 'forked-node', program: 'engine.js' }],
    [{ packaged: false, nodeApi: undefined, requested: undefined }, { way: 'forked-node', program: 'engine.js' }],
    [{ packaged: false, nodeApi: '9', requested: 'selftest' }, { way: 'utility-process', program: 'engine-selftest.js' }],
    [{ packaged: false, nodeApi: '10', requested: '/tmp/evil.js' }, { way: 'utility-process', program: 'engine.js' }],
  ] as const)('%j starts %j', (input, choice) => {
    expect(chooseEngine(input)).toEqual(choice)
  })

  test('its environment holds only what is named', () => {
    const from = { HOME: '/home/a', NODE_OPTIONS: '--require=/tmp/x.js', ELECTRON_RUN_AS_NODE: '1', AWS_SECRET_ACCESS_KEY: 'x', LD_PRELOAD: '/tmp/x.so', TZ: 'UTC' }
    expect(engineEnvironment({ vaultFolder: '/v', packaged: true, from })).toEqual({ HOME: '/home/a', TZ: 'UTC', CARDKEEP_ENGINE: '1', CARDKEEP_VAULT_DIR: '/v' })
    expect(engineEnvironment({ vaultFolder: '/v', packaged: false, from })['CARDKEEP_CHECK_OUTPUTS']).toBe('1')
  })
})
