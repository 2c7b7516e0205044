import { describe, expect, it } from 'vitest'
import { expectAppError } from '#tests/support/errors.ts'
import { signIn as elsewhere } from '#tests/support/sandbox.ts'
import { answerWithCode, askedForCode, connectedWorld, listed, PASSWORD, register, signedInWorld, signIn, USER, type World } from './world.ts'

const NEW_PASSWORD = 'ten herons walk at dusk'

async function identityOf({ call, connectionId }: World) {
  const [owner] = await call.connections.sandboxIdentities({ connectionId })
  return owner!.identity
}

describe('a forgotten user ID', () => {
  it('is told after a code', async () => {
    const world = await connectedWorld()
    await register(world)
    const challenge = await world.call.connections.recoverUserId({ connectionId: world.connectionId, identity: await identityOf(world) })
    expect(await answerWithCode(world, challenge)).toEqual({ outcome: 'user-id-recovered', userId: USER })
  })

  it('is not told to somebody who gets one fact wrong', async () => {
    const world = await connectedWorld()
    await register(world)
    const identity = { ...(await identityOf(world)), billingZip: '00000' }
    await expect(world.call.connections.recoverUserId({ connectionId: world.connectionId, identity })).rejects.toMatchObject({ code: 'auth.identity-not-verified' })
  })
})

describe('a forgotten password', () => {
  it('is replaced after a code; every session ends, the one here too', async () => {
    const world = await signedInWorld()
    const { call, connectionId } = world
    await elsewhere(world.sandbox)
    const challenge = await call.connections.recoverPassword({ connectionId, identity: await identityOf(world) })
    expect(await answerWithCode(world, challenge)).toMatchObject({ outcome: 'password-reset-allowed' })
    const complete = (newPassword: string) => call.connections.completeRecovery({ connectionId, newPassword })
    await expectAppError(complete('short'), 'auth.weak-password', { reason: 'too-short' })
    expect(await complete(NEW_PASSWORD)).toEqual({ userId: USER, sessionsEnded: 2 })
    expect(await listed(world)).toMatchObject({ state: 'signed-out', signedOutBecause: null })
    await expectAppError(complete(NEW_PASSWORD), 'auth.token-expired')
    await expectAppError(askedForCode(world, { password: PASSWORD }), 'auth.invalid-credentials')
    expect(await signIn(world, { password: NEW_PASSWORD })).toMatchObject({ state: 'signed-in' })
  })

  it('cannot be replaced before the code', async () => {
    const world = await signedInWorld()
    await world.call.connections.recoverPassword({ connectionId: world.connectionId, identity: await identityOf(world) })
    await expect(world.call.connections.completeRecovery({ connectionId: world.connectionId, newPassword: NEW_PASSWORD })).rejects.toMatchObject({ code: 'auth.token-expired' })
  })
})

describe('contact details', () => {
  it('change with a code to the old and one to the new address', async () => {
    const world = await signedInWorld()
    const { call, connectionId } = world
    const before = await call.connections.contact({ connectionId })
    const { change, oldChallenge, newChallenge } = await call.connections.changeContact({ connectionId, change: { kind: 'email', value: 'maren@new.example' } })
    expect(change).toMatchObject({ kind: 'email', status: 'pending', awaiting: ['old', 'new'] })
    expect(await answerWithCode(world, newChallenge, { to: 'new' })).toEqual({ outcome: 'contact-confirmed', applied: false, awaiting: ['old'] })
    expect((await call.connections.contact({ connectionId })).email.value).toBe(before.email.value)
    expect(await answerWithCode(world, oldChallenge, { to: 'email' })).toEqual({ outcome: 'contact-confirmed', applied: true, awaiting: [] })
    expect((await call.connections.contact({ connectionId })).email.value).toBe('maren@new.example')
    expect((await listed(world)).person?.email).toBe('maren@new.example')
  })

  it('can be dropped half way, and be said to be right still', async () => {
    const world = await signedInWorld()
    const { call, connectionId } = world
    const { change } = await call.connections.changeContact({ connectionId, change: { kind: 'phone', value: '+16175550199' } })
    expect((await call.connections.contact({ connectionId })).pending).toHaveLength(1)
    await call.connections.cancelContactChange({ connectionId, changeId: change.id })
    const confirmed = await call.connections.confirmContact({ connectionId })
    expect(confirmed).toMatchObject({ pending: [], email: { stale: false }, phone: { stale: false } })
  })
})

describe("this wasn't me", () => {
  it('ends everything else, lets only the password be changed, and then all works', async () => {
    const world = await signedInWorld()
    const { call, connectionId } = world
    await elsewhere(world.sandbox, { trustDevice: true })
    const events = await call.connections.securityEvents({ connectionId, limit: 20 })
    const strange = events.find(({ kind, here }) => kind === 'signed-in' && !here)
    expect(strange).toMatchObject({ deviceName: 'Test computer' })
    expect(await call.connections.notMe({ connectionId, eventId: strange!.id })).toMatchObject({ sessionsEnded: 1, devicesRevoked: 1, connection: { state: 'password-change-required' } })
    await expectAppError(call.connections.contact({ connectionId }), 'auth.password-change-required')
    await expectAppError(call.connections.changePassword({ connectionId, currentPassword: 'not this one', newPassword: NEW_PASSWORD }), 'auth.invalid-credentials')
    expect((await listed(world)).state).toBe('password-change-required')
    expect(await call.connections.changePassword({ connectionId, currentPassword: PASSWORD, newPassword: NEW_PASSWORD })).toMatchObject({ state: 'signed-in' })
    expect((await call.connections.contact({ connectionId })).email.value).toContain('@')
  })

  it('is still asked for a new password after signing in again', async () => {
    const world = await signedInWorld()
    const { call, connectionId } = world
    const [event] = await call.connections.securityEvents({ connectionId, limit: 1 })
    await call.connections.notMe({ connectionId, eventId: event!.id })
    await call.connections.signOut({ connectionId })
    expect(await signIn(world)).toMatchObject({ state: 'password-change-required' })
    expect(await call.connections.changePassword({ connectionId, currentPassword: PASSWORD, newPassword: NEW_PASSWORD })).toMatchObject({ state: 'signed-in' })
  })
})
