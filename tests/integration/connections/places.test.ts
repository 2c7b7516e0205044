import { describe, expect, it } from 'vitest'
import { expectAppError } from '#tests/support/errors.ts'
import { startTestEngine } from '#tests/support/engine.ts'
import { startTestSandbox } from '#tests/support/sandbox.ts'
import { connectedWorld, signedInWorld } from './world.ts'

const UNSAFE = [
  'http://issuer.example', 'http://127.0.0.1.issuer.example', 'http://localhost.issuer.example', 'http://10.0.0.1', 'ftp://issuer.example', 'file:///etc/passwd', 'https://me:secret@issuer.example',
  'https://issuer.example?x=1', 'https://issuer.example#x', 'javascript:alert(1)', 'not an address', 'https://',
]

describe('an issuer by its address', () => {
  it('is asked who it is before it is kept, and kept once', async () => {
    const sandbox = await startTestSandbox()
    const { call } = await startTestEngine()
    const added = await call.connections.addGateway({ url: ` ${sandbox.url}/ ` })
    expect(added).toMatchObject({ kind: 'gateway', environment: 'sandbox', baseUrl: sandbox.url, state: 'signed-out', cards: 0 })
    expect(added.capabilities).toContain('registration')
    await expectAppError(call.connections.addGateway({ url: sandbox.url }), 'validation.failed', { field: 'url' })
    expect(await call.connections.rename({ connectionId: added.id, name: 'Harbour Bank' })).toMatchObject({ name: 'Harbour Bank' })
    expect((await call.connections.sandboxIdentities({ connectionId: added.id })).length).toBeGreaterThan(0)
  })

  it('is not kept where nobody answers', async () => {
    const sandbox = await startTestSandbox()
    const { call } = await startTestEngine()
    await sandbox.close()
    await expectAppError(call.connections.addGateway({ url: sandbox.url }), 'issuer.unreachable')
    expect(await call.connections.list({})).toHaveLength(1)
  })

  it('is refused before anything is asked where it is not safe', async () => {
    const { call } = await startTestEngine()
    for (const url of UNSAFE) await expectAppError(call.connections.addGateway({ url }), 'validation.failed', { field: 'url' })
    expect(await call.connections.list({})).toHaveLength(1)
  })
})

describe('the sandbox', () => {
  it('has a clock that moves its world', async () => {
    const { call, connectionId } = await connectedWorld()
    const before = await call.connections.sandboxClock({ connectionId })
    const next = await call.connections.sandboxAct({ connectionId, do: 'next-day' })
    expect(next.world - before.world).toBe(86_400_000)
    expect(next.nextCloses.length).toBeGreaterThan(0)
    const [soonest] = before.nextCloses.map(({ nextCloseOn }) => nextCloseOn).toSorted()
    const closed = await call.connections.sandboxAct({ connectionId, do: 'close-statement' })
    expect(closed.businessDate > soonest!).toBe(true)
    await call.connections.sandboxAct({ connectionId, do: 'make-charge' })
  })

  it('does not start on a machine where it cannot, and nothing is connected', async () => {
    const { call } = await startTestEngine()
    await expectAppError(call.connections.startSandbox({}), 'sandbox.failed')
    expect(await call.connections.list({})).toHaveLength(1)
  })
})

describe('the connection test', () => {
  it('finds nothing wrong with a healthy connection, and says what does not answer', async () => {
    const world = await signedInWorld()
    const { call, connectionId } = world
    const healthy = await call.connections.diagnose({ connectionId })
    // The test's clock stands still, the date of an answer over HTTP does not.
    expect(healthy.steps.filter(({ step, state }) => state === 'failed' || (state === 'warning' && step !== 'clock'))).toEqual([])
    expect(healthy.steps.find(({ step }) => step === 'signed-in')?.state).toBe('ok')
    await world.sandbox.close()
    const broken = await call.connections.diagnose({ connectionId })
    expect(broken.steps.find(({ step }) => step === 'network')?.state).toBe('failed')
  })

  it('says that a sandbox is switched off', async () => {
    const { call, connectionId } = await connectedWorld()
    await call.connections.sandboxPower({ on: false })
    const steps = (await call.connections.diagnose({ connectionId })).steps
    expect(steps.map(({ state }) => state)).toEqual(['failed', 'skipped', 'skipped', 'skipped', 'skipped'])
  })
})
