import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { engineEnvironment } from '#main/engine-host/engine-environment.ts'
import { endChild } from '#main/programs/child.ts'
import { forkNode } from '#main/programs/forked-node.ts'
import { openPortMemory } from '#main/sandbox-host/port-memory.ts'
import { sandboxEnvironment } from '#main/sandbox-host/sandbox-environment.ts'
import { createSandboxHost, type SandboxEvent, type SandboxHost } from '#main/sandbox-host/sandbox-host.ts'
import { openTestSandbox } from '#tests/support/sandbox.ts'
import { temporaryFolder } from '#tests/support/store.ts'

const entry = join(import.meta.dirname, '../../../electron/sandbox/index.ts')

let world: string
let folder: string
let events: SandboxEvent[]
let host: SandboxHost

/** As main puts it together, the program run from its source. */
function hostIn(place: string): SandboxHost {
  return createSandboxHost({
    start: (port) => forkNode({ entry, env: sandboxEnvironment({ folder: place, port, from: process.env }), showOutput: false, node: process.execPath }),
    port: openPortMemory(join(place, 'port')),
    log: (event) => events.push(event),
    now: Date.now,
  })
}

const service = async (url: string) => (await fetch(`${url}/v1/service`)).status
const refused = { cause: { code: 'ECONNREFUSED' } }
const isGone = (pid: number) => vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), { timeout: 10_000, interval: 20 })
const starts = () => events.filter(({ event }) => event === 'sandbox-started').length

beforeAll(async () => {
  // One finished world for all: what is looked at here is the process.
  world = mkdtempSync(join(tmpdir(), 'cardkeep-sandbox-host-'))
  await (await openTestSandbox({ folder: world, still: false, machine: Date.now, scale: 1_000 })).close()
})
afterAll(() => rmSync(world, { recursive: true, force: true }))

beforeEach(() => {
  folder = world
  rmSync(join(world, 'port'), { force: true })
  events = []
  host = hostIn(folder)
})
afterEach(() => host.stop())

describe('the sandbox issuer', () => {
  test('runs from the first asking to the stop', async () => {
    expect(host.state).toBe('stopped')
    expect(starts()).toBe(0)
    const starting = host.start()
    expect(host.state).toBe('preparing')
    const { url } = await starting
    expect(host.state).toBe('running')
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(await service(url)).toBe(200)
    const pid = host.pid ?? 0
    await host.stop()
    expect(host.state).toBe('stopped')
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
    await expect(service(url)).rejects.toMatchObject(refused)
    expect(events.map(({ event }) => event)).toEqual(['sandbox-started', 'sandbox-ready', 'sandbox-ended'])
  })

  test('is one process, however many ask', async () => {
    const answers = await Promise.all([host.start(), host.start(), host.start()])
    expect(new Set(answers.map(({ url }) => url)).size).toBe(1)
    expect(await host.start()).toEqual(answers[0])
    expect(starts()).toBe(1)
  })

  test('keeps its port from one app to the next', async () => {
    const first = await host.start()
    await host.stop()
    expect(await host.start()).toEqual(first)
    await host.stop()
    const next = hostIn(folder)
    expect(await next.start()).toEqual(first)
    await next.stop()
    expect(statSync(join(folder, 'port')).mode & 0o077).toBe(0)
  })

  test('takes another port when a program has its own', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const taken = typeof address === 'object' && address ? address.port : 0
    writeFileSync(join(folder, 'port'), `${taken}\n`)
    try {
      const { url } = await host.start()
      expect(url).not.toBe(`http://127.0.0.1:${taken}`)
      expect(await service(url)).toBe(200)
    } finally {
      other.close()
    }
  })

  test.each(['', 'no port', '80', '70000', '-4000'])('is not misled by a remembered port of "%s"', async (text) => {
    writeFileSync(join(folder, 'port'), text)
    expect(await openPortMemory(join(folder, 'port')).recall()).toBeUndefined()
  })

  test('that crashed stays away until it is asked for, and then works, on the same port', async () => {
    const { url } = await host.start()
    const pid = host.pid ?? 0
    process.kill(pid, 'SIGKILL')
    await vi.waitFor(() => expect(host.state).toBe('stopped'), { timeout: 5_000 })
    expect(events).toContainEqual({ event: 'sandbox-ended', code: null, expected: false })
    expect(starts()).toBe(1)
    expect(await host.start()).toEqual({ url })
    expect(host.pid).not.toBe(pid)
    expect(await service(url)).toBe(200)
  })

  test('tells how far it is while its history is made, and not only at the end', async () => {
    const fresh = hostIn(await temporaryFolder())
    const seen = new Set<number>()
    const watching = setInterval(() => seen.add(fresh.percent), 10)
    await fresh.start()
    clearInterval(watching)
    expect([...seen].filter((percent) => percent > 0 && percent < 100).length).toBeGreaterThan(5)
    expect(fresh.percent).toBe(100)
    await fresh.stop()
    expect(fresh.percent).toBe(0)
  })

  test('that is stopped on its way fails, and starts when it is asked again', async () => {
    const starting = host.start()
    await vi.waitFor(() => expect(host.pid).toBeDefined(), 10_000)
    const pid = host.pid ?? 0
    const stopped = host.stop()
    const again = host.start()
    await expect(starting).rejects.toMatchObject({ code: 'sandbox.failed' })
    await stopped
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
    expect(await service((await again).url)).toBe(200)
  })

  test('that cannot start is told as such', async () => {
    const nowhere = createSandboxHost({
      start: () => forkNode({ entry: join(folder, 'missing.js'), env: {}, showOutput: false, node: process.execPath }),
      port: openPortMemory(join(folder, 'port')),
      log: (event) => events.push(event),
      now: Date.now,
    })
    await expect(nowhere.start()).rejects.toMatchObject({ code: 'sandbox.failed' })
    expect(nowhere.state).toBe('stopped')
    const noFolder = createSandboxHost({
      start: () => {
        throw new Error('EROFS')
      },
      port: openPortMemory(join(folder, 'port')), log: () => {}, now: Date.now,
    })
    await expect(noFolder.start()).rejects.toMatchObject({ code: 'sandbox.failed' })
  })
})

describe('the app dies', () => {
  const parentThat = async (place: string, until: 'ready' | 'preparing'): Promise<{ parent: ChildProcess; pid: number }> => {
    const parent = spawn(process.execPath, [join(import.meta.dirname, 'sandbox-parent.ts'), place, until], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = (await once(parent.stdout, 'data')) as [Buffer]
    return { parent, pid: Number(line.toString().split('\n')[0]) }
  }

  test('and its sandbox issuer with it', async () => {
    const { parent, pid } = await parentThat(folder, 'ready')
    expect(process.kill(pid, 0)).toBe(true)
    parent.kill('SIGKILL')
    await isGone(pid)
  })

  test('also while that is still being made; the next start works', async () => {
    const fresh = await temporaryFolder()
    const { parent, pid } = await parentThat(fresh, 'preparing')
    parent.kill('SIGKILL')
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), { timeout: 60_000, interval: 50 })
    const next = hostIn(fresh)
    expect(await service((await next.start()).url)).toBe(200)
    await next.stop()
  })
})

test('a program sees nothing of an environment that would weaken its TLS', async () => {
  const hostile = {
    NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_EXTRA_CA_CERTS: '/evil.pem', NODE_OPTIONS: '--no-warnings', SSL_CERT_FILE: '/evil.pem', SSL_CERT_DIR: '/evil',
    OPENSSL_CONF: '/evil.cnf', NODE_USE_ENV_PROXY: '1', HTTP_PROXY: 'http://evil', HTTPS_PROXY: 'http://evil', http_proxy: 'http://evil', https_proxy: 'http://evil', ALL_PROXY: 'http://evil', NO_PROXY: '*', LD_PRELOAD_X: '/evil.so',
  }
  const program = join(folder, 'tell-environment.mjs')
  writeFileSync(program, 'process.send(Object.keys(process.env)); process.on("message", () => process.exit(0))')
  const told = async (env: Record<string, string>) => {
    const child = forkNode<{ t: 'shutdown' }, string[]>({ entry: program, env, showOutput: false, node: process.execPath })
    const names = await new Promise<string[]>((resolve) => child.onMessage(resolve))
    await endChild(child, () => {})
    return names.filter((name) => name in hostile)
  }
  // Control: handed on as it is, all of it arrives.
  expect(await told(hostile)).toHaveLength(Object.keys(hostile).length)
  const from = { ...process.env, ...hostile }
  expect(await told(sandboxEnvironment({ folder, port: 0, from }))).toEqual([])
  expect(await told(engineEnvironment({ vaultFolder: folder, packaged: false, from }))).toEqual([])
})
