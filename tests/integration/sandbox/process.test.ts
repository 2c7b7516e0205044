import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { gatewayApi as api } from '#shared/gateway/api.ts'
import type { SandboxMessage } from '#sandbox/control.ts'
import { gatewayClient } from '#tests/support/gateway-client.ts'

const program = resolve(import.meta.dirname, '../../../electron/sandbox/index.ts')

interface Started {
  readonly child: ChildProcess
  readonly messages: SandboxMessage[]
  readonly url: string
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cardkeep-sandbox-process-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function launch(folder: string, ...args: string[]): ChildProcess {
  const child = fork(program, ['--folder', folder, '--scale', '1000', '--still', ...args], { silent: true })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function started(child: ChildProcess): Promise<Started> {
  const messages: SandboxMessage[] = []
  const url = await new Promise<string>((done, failed) => {
    child.on('message', (message: SandboxMessage) => {
      messages.push(message)
      if (message.t === 'ready') done(message.url)
    })
    child.once('exit', (code) => failed(new Error(`ended with ${code}`)))
  })
  return { child, messages, url }
}

const ended = (child: ChildProcess) => new Promise<number | null>((done) => child.once('exit', done))

describe('the sandbox as a program', () => {
  it('tells its progress and its port, serves, and ends in order when told to', async () => {
    const folder = temporaryFolder()
    const { child, messages, url } = await started(launch(folder))
    expect(messages.filter(({ t }) => t === 'preparing').length).toBeGreaterThan(20)
    expect(messages.at(-1)).toEqual({ t: 'ready', port: Number(new URL(url).port), url })
    expect(await gatewayClient(url).call(api.service.describe, {})).toMatchObject({ environment: 'sandbox' })
    const exit = ended(child)
    child.send({ t: 'shutdown' })
    expect(await exit).toBe(0)
    expect(readdirSync(folder)).toEqual(['sandbox-issuer.sqlite'])
  })

  it('ends when the app that started it is gone', async () => {
    const { child } = await started(launch(temporaryFolder()))
    const exit = ended(child)
    child.disconnect()
    expect(await exit).toBe(0)
  })

  it('keeps its data between starts, after a kill too', async () => {
    const folder = temporaryFolder()
    const first = await started(launch(folder))
    await fetch(`${first.url}/sandbox/clock`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ do: 'make-charge' }) })
    const clock = async (url: string) => (await fetch(`${url}/sandbox/clock`)).json()
    const before = await clock(first.url)
    const exit = ended(first.child)
    first.child.kill('SIGKILL')
    await exit
    const again = await started(launch(folder))
    expect(again.messages.map(({ t }) => t)).toEqual(['ready'])
    expect(await clock(again.url)).toMatchObject({ world: (before as { world: number }).world })
  })

  it('begins anew when it was killed while its history was being made', async () => {
    const folder = temporaryFolder()
    const child = launch(folder)
    await new Promise<void>((done) => child.on('message', (message: SandboxMessage) => message.t === 'preparing' && message.percent >= 40 && done()))
    const exit = ended(child)
    child.kill('SIGKILL')
    await exit
    const { messages, url } = await started(launch(folder))
    expect(messages.some((message) => message.t === 'preparing' && message.percent < 5)).toBe(true)
    expect(await gatewayClient(url).call(api.service.describe, {})).toMatchObject({ environment: 'sandbox' })
  })

  it('listens on the loopback only', async () => {
    const { url } = await started(launch(temporaryFolder()))
    expect(new URL(url).hostname).toBe('127.0.0.1')
  })
})
