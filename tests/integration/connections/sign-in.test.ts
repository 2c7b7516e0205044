import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/rpc/errors.ts'
import { LOCK_AT } from '#sandbox/portal/throttle.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { signIn as elsewhere } from '#tests/support/sandbox.ts'
import { answerWithCode, askedForCode, connectedWorld, listed, MINUTE, newestCode, PASSWORD, register, signedInWorld, signIn, USER, type World } from './world.ts'

const otherThan = (code: string) => (code === '000000' ? '000001' : '000000')
const failure = (call: Promise<unknown>): Promise<AppError> => call.then(() => expect.unreachable('was accepted'), (error: AppError) => error)
const withPassword = ({ call, connectionId }: World, identifier: string, password: string) => call.connections.signIn({ connectionId, identifier, password, remember: false })

async function registeredWorld(): Promise<World> {
  const world = await connectedWorld()
  await register(world)
  return world
}

describe('from nothing to signed in', () => {
  it('registers, asks for a code, and is signed in as the person', async () => {
    const world = await connectedWorld()
    const { call, connectionId } = world
    expect(await listed(world)).toMatchObject({ kind: 'gateway', environment: 'sandbox', baseUrl: null, state: 'signed-out', person: null, waiting: 0 })
    const [owner] = await call.connections.sandboxIdentities({ connectionId })
    expect(await call.connections.registerVerify({ connectionId, identity: owner!.identity })).toMatchObject({ firstName: owner!.name.split(' ')[0] })
    await expectAppError(call.connections.registerComplete({ connectionId, userId: USER, password: 'short' }), 'auth.weak-password', { reason: 'too-short' })
    expect(await call.connections.registerComplete({ connectionId, userId: USER, password: PASSWORD })).toEqual({ userId: USER })
    const challenge = await askedForCode(world)
    expect(challenge).toMatchObject({ purpose: 'sign-in', sentTo: null, triesLeft: 5 })
    expect(challenge.destinations.map(({ masked }) => masked)).toEqual(['+1 ••• ••• 0100', 'm•••@harbourfinch.example'])
    expect(await answerWithCode(world, challenge)).toMatchObject({ outcome: 'signed-in', connection: { state: 'signed-in', person: { userId: USER, name: owner!.name, email: owner!.email } } })
    expect((await listed(world)).capabilities).toContain('freeze')
  })

  it('uses a registration once, and none that was never begun', async () => {
    const world = await registeredWorld()
    await expect(world.call.connections.registerComplete({ connectionId: world.connectionId, userId: 'another.one', password: PASSWORD })).rejects.toMatchObject({ code: 'auth.token-expired' })
  })

  it('is the same connection each time the sandbox is started', async () => {
    const { call, connectionId } = await connectedWorld()
    expect((await call.connections.startSandbox({})).id).toBe(connectionId)
    expect((await call.connections.list({})).map(({ kind }) => kind)).toEqual(['files', 'gateway'])
  })
})

describe('a wrong password', () => {
  it('looks the same for somebody whom nobody knows', async () => {
    const world = await registeredWorld()
    const [wrong, unknown] = [await failure(withPassword(world, USER, 'wrong password')), await failure(withPassword(world, 'nobody.at.all', 'wrong password'))]
    expect(wrong.toWire()).toEqual(unknown.toWire())
    expect(wrong.code).toBe('auth.invalid-credentials')
  })

  it('makes the next try wait longer and longer, then locks, and says until when', async () => {
    const world = await registeredWorld()
    const waits: number[] = []
    for (let tries = 1; tries <= LOCK_AT; tries += 1) {
      expect((await failure(withPassword(world, USER, 'wrong password'))).code).toBe('auth.invalid-credentials')
      const error = await failure(withPassword(world, USER, 'wrong password')).catch(() => undefined)
      if (AppError.is(error, 'auth.invalid-credentials')) tries += 1
      if (!AppError.is(error, 'auth.throttled')) continue
      waits.push(error.details.waitMs)
      world.later(error.details.waitMs)
    }
    expect(waits.length).toBeGreaterThan(4)
    expect(waits).toEqual(waits.toSorted((a, b) => a - b))
    const locked = await failure(withPassword(world, USER, PASSWORD))
    expect(AppError.is(locked, 'auth.locked') && locked.details.until).toBeGreaterThan(world.sandbox.world.clocks.wall())
  })
})

describe('a one-time code', () => {
  it('that is wrong says how many tries are left, and the last one ends it', async () => {
    const world = await registeredWorld()
    const { call, connectionId } = world
    const { id: challengeId } = await askedForCode(world)
    await call.connections.sendCode({ connectionId, challengeId, destinationId: 'email' })
    const code = otherThan(await newestCode(world))
    const verify = () => call.connections.verifyCode({ connectionId, challengeId, code, trust: false })
    for (let left = 4; left >= 1; left -= 1) await expectAppError(verify(), 'auth.code-wrong', { triesLeft: left })
    await expectAppError(verify(), 'auth.code-tries-exhausted')
    expect((await listed(world)).state).toBe('signed-out')
  })

  it('stops after ten minutes, and cannot be asked for again at once', async () => {
    const world = await registeredWorld()
    const { call, connectionId } = world
    const { id: challengeId } = await askedForCode(world)
    const send = () => call.connections.sendCode({ connectionId, challengeId, destinationId: 'sms' })
    const sent = await send()
    expect(sent).toMatchObject({ sentTo: 'sms' })
    const early = await failure(send())
    expect(AppError.is(early, 'auth.code-too-early') && early.details.waitMs).toBe(30_000)
    world.later(10 * MINUTE)
    await expectAppError(call.connections.verifyCode({ connectionId, challengeId, code: await newestCode(world), trust: false }), 'auth.code-expired')
    await send()
    expect(await call.connections.verifyCode({ connectionId, challengeId, code: await newestCode(world), trust: false })).toMatchObject({ outcome: 'signed-in' })
  })
})

describe('this computer', () => {
  it('is not asked for a code once it is trusted, until it is revoked', async () => {
    const world = await registeredWorld()
    const { call, connectionId } = world
    await signIn(world, { trust: true })
    await call.connections.signOut({ connectionId })
    expect(await withPassword(world, USER, PASSWORD)).toMatchObject({ outcome: 'signed-in' })
    const [own] = await call.connections.devices({ connectionId })
    expect(own).toMatchObject({ current: true, name: expect.stringMatching(/^Cardkeep on (Linux|macOS|Windows)$/) })
    await call.connections.revokeDevice({ connectionId, deviceId: own!.id })
    expect(await call.connections.devices({ connectionId })).toEqual([])
    await call.connections.signOut({ connectionId })
    expect(await withPassword(world, USER, PASSWORD)).toMatchObject({ outcome: 'code-required' })
  })

  it('remembers the user ID only while it is asked to', async () => {
    const world = await registeredWorld()
    await askedForCode(world, { remember: true })
    expect((await listed(world)).rememberedIdentifier).toBe(USER)
    await askedForCode(world, { remember: false })
    expect((await listed(world)).rememberedIdentifier).toBeNull()
  })

  it('lists where one is signed in, and ends what is elsewhere', async () => {
    const world = await signedInWorld()
    const { call, connectionId } = world
    await elsewhere(world.sandbox)
    const second = await elsewhere(world.sandbox)
    const places = await call.connections.sessions({ connectionId })
    expect(places.map(({ current }) => current).toSorted()).toEqual([false, false, true])
    await call.connections.endSession({ connectionId, sessionId: second.session.sessionId })
    expect(await call.connections.endOtherSessions({ connectionId })).toEqual({ ended: 1 })
    expect(await call.connections.sessions({ connectionId })).toHaveLength(1)
  })

  it('is signed out by ending its own session', async () => {
    const world = await signedInWorld()
    const { call, connectionId } = world
    const [own] = await call.connections.sessions({ connectionId })
    await call.connections.endSession({ connectionId, sessionId: own!.id })
    expect(await listed(world)).toMatchObject({ state: 'signed-out', signedOutBecause: null, person: null })
  })
})

describe('signing out', () => {
  it('ends the session at the issuer and forgets its tokens here', async () => {
    const world = await signedInWorld()
    const { call, connectionId } = world
    expect(await call.connections.signOut({ connectionId })).toMatchObject({ state: 'signed-out', person: null, signedOutBecause: null })
    await expectAppError(call.connections.sessions({ connectionId }), 'auth.signed-out')
    expect(world.sandbox.world.store.sql('SELECT count(*) AS open FROM sessions WHERE ended_at IS NULL').get()).toEqual({ open: 0 })
    const database = await world.database()
    expect(database.prepare('SELECT refresh_token, session_id, pending_refresh_key FROM gateway_connections').get()).toEqual({ refresh_token: null, session_id: null, pending_refresh_key: null })
    database.close()
  })

  it('works without the issuer', async () => {
    const world = await signedInWorld()
    await world.sandbox.close()
    expect(await world.call.connections.signOut({ connectionId: world.connectionId })).toMatchObject({ state: 'signed-out' })
  })
})

describe('somebody of another company', () => {
  it('is not signed in to a connection that has brought one, and whoever belongs there is', async () => {
    const world = await signedInWorld()
    const { call, connectionId } = world
    await call.connections.signOut({ connectionId })
    const sqlite = await world.database()
    // As if what is here came from elsewhere: the sandbox knows one company only.
    sqlite.prepare(`INSERT INTO issuer_objects (connection_id, type, external_id, version, generation, object) VALUES (?, 'company', 'cmp_elsewhere', 1, 1, '{}')`).run(connectionId)
    await expectAppError(signIn(world), 'auth.other-company', {})
    expect(await listed(world)).toMatchObject({ state: 'signed-out', person: null })
    await expectAppError(call.connections.sessions({ connectionId }), 'auth.signed-out')

    sqlite.prepare(`UPDATE issuer_objects SET external_id = ?`).run(world.sandbox.world.objects.all('company')[0]!.id)
    sqlite.close()
    expect(await signIn(world)).toMatchObject({ state: 'signed-in' })
  })
})
