import { describe, expect, it } from 'vitest'
import { gatewayApi } from '#shared/gateway/api.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { gatewayClient, newKey } from '#tests/support/gateway-client.ts'
import { startTestSandbox } from '#tests/support/sandbox.ts'
import { listed, MINUTE, register, signedInWorld, signIn, type World } from './world.ts'

const ACCESS_MS = 10 * MINUTE

async function stored(world: World) {
  const database = await world.database()
  const row = database.prepare('SELECT refresh_token AS refreshToken, pending_refresh_key AS pendingKey, state, session_id AS sessionId, signed_out_because AS because FROM gateway_connections').get() as { refreshToken: string | null; pendingKey: string | null; state: string; sessionId: string | null; because: string | null }
  database.close()
  return row
}

const works = ({ call, connectionId }: World) => call.connections.contact({ connectionId })

describe('a session', () => {
  it('is renewed when its access token has run out, and the old refresh token is gone', async () => {
    const world = await signedInWorld()
    const before = await stored(world)
    world.later(ACCESS_MS)
    await works(world)
    const after = await stored(world)
    expect(after.refreshToken).not.toBe(before.refreshToken)
    expect(after.pendingKey).toBeNull()
  })

  it('is renewed once when many calls find it run out together', async () => {
    const world = await signedInWorld()
    world.later(ACCESS_MS)
    await Promise.all(Array.from({ length: 12 }, () => works(world)))
    expect((await listed(world)).state).toBe('signed-in')
  })

  it('lives through a start of the app', async () => {
    const world = await signedInWorld()
    const again = await world.reopen()
    expect((await listed(again)).state).toBe('signed-in')
    await works(again)
  })

  it.each([
    ['goes on after a refresh whose answer was lost', async (world: World) => world],
    ['goes on after one that was lost with the engine', (world: World) => world.reopen()],
  ])('%s', async (_name, between) => {
    const world = await signedInWorld()
    await works(world)
    const { refreshToken } = await stored(world)
    world.later(ACCESS_MS)
    await world.sandbox.fault({ kind: 'reset', operation: 'sessions.refresh', stage: 'after' })
    await expectAppError(works(world), 'issuer.unreachable', { reason: 'reset' })
    expect(await stored(world)).toMatchObject({ refreshToken, pendingKey: expect.any(String) })
    const again = await between(world)
    await works(again)
    expect((await listed(again)).state).toBe('signed-in')
    expect((await stored(again)).refreshToken).not.toBe(refreshToken)
  })

  it('that is renewed while somebody signs in anew does not write over the new one', async () => {
    const world = await signedInWorld()
    await works(world)
    const before = await stored(world)
    world.later(ACCESS_MS)
    await world.sandbox.fault({ kind: 'latency', operation: 'sessions.refresh', stage: 'after', ms: 1_500 })
    const waiting = works(world)
    await signIn(world)
    const signedIn = await stored(world)
    await waiting.catch(() => {})
    expect(signedIn.sessionId).not.toBe(before.sessionId)
    expect(await stored(world)).toEqual(signedIn)
    await works(world)
    expect(await world.call.connections.sessions({ connectionId: world.connectionId })).toHaveLength(1)
  })

  it('ends when somebody else has used its refresh token, and says why', async () => {
    const world = await signedInWorld()
    const { refreshToken } = await stored(world)
    await gatewayClient(world.sandbox.url).call(gatewayApi.sessions.refresh, { body: { refreshToken: refreshToken! }, idempotencyKey: newKey() })
    world.later(ACCESS_MS)
    await expectAppError(works(world), 'auth.signed-out')
    expect(await listed(world)).toMatchObject({ state: 'signed-out', signedOutBecause: 'reused' })
    expect((await stored(world)).refreshToken).toBeNull()
  })

  it('ends when the issuer ended it, and says so', async () => {
    const world = await signedInWorld()
    world.sandbox.world.store.sql('UPDATE sessions SET ended_at = 1').run()
    await expectAppError(works(world), 'auth.signed-out')
    expect(await listed(world)).toMatchObject({ state: 'signed-out', signedOutBecause: 'ended' })
  })

  it('stays when the issuer cannot be reached', async () => {
    const world = await signedInWorld()
    world.later(ACCESS_MS)
    await world.sandbox.close()
    await expectAppError(works(world), 'issuer.unreachable')
    expect((await listed(world)).state).toBe('signed-in')
  })
})

describe('the sandbox at another address', () => {
  it('is asked there, and never again at the one before', async () => {
    const world = await signedInWorld()
    await works(world)
    // Another sandbox has never heard of this session.
    const elsewhere = await startTestSandbox()
    world.moveTo(elsewhere.url)
    await expectAppError(works(world), 'auth.signed-out')
    expect(world.sandbox.world.store.sql('SELECT count(*) AS open FROM sessions WHERE ended_at IS NULL').get()).toEqual({ open: 1 })
    await register(world)
    expect(await signIn(world)).toMatchObject({ state: 'signed-in' })
  })
})

describe('the sandbox switched off', () => {
  it('is not reached, not started again by use, and stays so in a new run until it is switched on', async () => {
    const world = await signedInWorld()
    const { call } = world
    expect(await call.connections.sandboxPower({ on: false })).toEqual({ power: 'stopped' })
    await expectAppError(works(world), 'issuer.unreachable')
    expect(await call.connections.sandboxState({})).toEqual({ power: 'stopped' })
    const again = await world.reopen()
    await expectAppError(works(again), 'issuer.unreachable')
    expect(await again.call.connections.sandboxPower({ on: true })).toEqual({ power: 'running' })
    await works(again)
  })
})
