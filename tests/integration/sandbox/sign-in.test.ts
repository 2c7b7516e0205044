import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { gatewayApi as api } from '#shared/gateway/api.ts'
import type { GatewayError } from '#shared/gateway/errors.ts'
import { LOCK_AT, waitAfter } from '#sandbox/portal/throttle.ts'
import { gatewayClient, newKey } from '#tests/support/gateway-client.ts'
import { newestCode, openTestSandbox, register, signIn, SANDBOX_PASSWORD, SANDBOX_USER, type TestSandbox } from '#tests/support/sandbox.ts'

const MINUTE = 60_000
const held = {} as { sandbox: TestSandbox }
const later = (ms: number) => held.sandbox.world.clocks.advanceWall(ms)
const client = () => gatewayClient(held.sandbox.url)
const device = () => ({ id: randomUUID(), name: 'Laptop', platform: 'linux' })
const start = (identifier: string, password: string, extra: object = {}) => client().call(api.signIn.start, { body: { identifier, password, device: { ...device(), ...extra } } })
const refusal = (promise: Promise<unknown>): Promise<GatewayError> => promise.then(() => expect.unreachable('was accepted'), (error: GatewayError) => error)

beforeAll(async () => {
  held.sandbox = await openTestSandbox()
  await register(held.sandbox)
})
beforeEach(() => later(48 * 60 * MINUTE))
afterAll(() => held.sandbox.close())

async function challenge(): Promise<string> {
  const outcome = await start(SANDBOX_USER, SANDBOX_PASSWORD)
  if (outcome.outcome !== 'code-required') throw new Error('a code was expected')
  return outcome.challenge.id
}

async function sentChallenge(): Promise<{ readonly params: { challengeId: string }; readonly code: string }> {
  const params = { challengeId: await challenge() }
  await client().call(api.challenges.send, { params, body: { destinationId: 'sms' } })
  return { params, code: newestCode(held.sandbox) }
}

const verify = (params: { challengeId: string }, code: string) => client().call(api.challenges.verify, { params, body: { code } })
const otherThan = (code: string) => (code === '000000' ? '000001' : '000000')

describe('registration', () => {
  const identity = () => held.sandbox.identities[1]!.identity

  it.each([
    ['cardNumber', '4000000000000002'], ['expiryMonth', 1], ['taxIdLast4', '0000'], ['billingZip', '99999'], ['dateOfBirth', '1990-01-01'],
  ])('refuses with one and the same answer when %s is wrong', async (field, value) => {
    const error = await refusal(client().call(api.registration.verify, { body: { ...identity(), [field]: value } }))
    expect(error).toMatchObject({ code: 'identity_not_verified', status: 422, details: {} })
  })

  it.each([
    ['short', 'too-short'], ['password123', 'too-common'], ['aaaaaaaaaaaa', 'too-common'], ['harbour1', 'contains-context'], ['theo.harbour', 'contains-context'],
  ])('refuses the password %s: %s', async (password, reason) => {
    const { registrationToken } = await client().call(api.registration.verify, { body: identity() })
    expect(await refusal(client().call(api.registration.complete, { body: { registrationToken, userId: 'theo.harbour', password } }))).toMatchObject({ code: 'weak_password', details: { reason } })
  })

  it('takes a long pass phrase without any rule of composition, once, and not somebody else\'s user ID', async () => {
    const { registrationToken } = await client().call(api.registration.verify, { body: identity() })
    const complete = (userId: string) => client().call(api.registration.complete, { body: { registrationToken, userId, password: 'only lower case letters here' } })
    expect(await refusal(complete(SANDBOX_USER.toUpperCase()))).toMatchObject({ code: 'user_id_taken' })
    expect(await complete('theo.h')).toEqual({ userId: 'theo.h' })
    expect(await refusal(complete('theo.i'))).toMatchObject({ code: 'token_invalid' })
    expect(await refusal(client().call(api.registration.verify, { body: identity() }))).toMatchObject({ code: 'already_registered' })
  })

  it('slows down somebody who guesses', async () => {
    const wrong = { ...held.sandbox.identities[0]!.identity, billingZip: '00000' }
    for (let tries = 0; tries < 3; tries += 1) await refusal(client().call(api.registration.verify, { body: wrong }))
    expect(await refusal(client().call(api.registration.verify, { body: wrong }))).toMatchObject({ code: 'sign_in_throttled', status: 429 })
  })

  it('leaves no card number in the store', () => {
    const { sqlite } = held.sandbox.world.store
    const tables = sqlite.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[]
    const everything = tables.map((table) => JSON.stringify(sqlite.prepare(`SELECT * FROM ${table}`).all())).join('')
    for (const { identity: { cardNumber } } of held.sandbox.identities) expect(everything).not.toContain(cardNumber)
    expect(everything).not.toContain(SANDBOX_PASSWORD)
  })
})

describe('sign-in', () => {
  it('takes user ID or e-mail, without regard to case', async () => {
    for (const identifier of [SANDBOX_USER, SANDBOX_USER.toUpperCase(), held.sandbox.identities[0]!.email, held.sandbox.identities[0]!.email.toUpperCase()]) {
      expect((await start(identifier, SANDBOX_PASSWORD)).outcome).toBe('code-required')
    }
  })

  it('answers an unknown user and a wrong password alike: same status, same body', async () => {
    const raw = async (identifier: string) => {
      const response = await fetch(`${held.sandbox.url}/v1/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ identifier, password: 'wrong password', device: device() }) })
      return { status: response.status, body: await response.text() }
    }
    expect(await raw(SANDBOX_USER)).toEqual(await raw('nobody.at.all'))
  })

  it('takes as long for an unknown user as for a wrong password', async () => {
    const timed = async (identifier: string) => {
      const before = performance.now()
      await refusal(start(identifier, 'wrong password'))
      later(120 * MINUTE)
      return performance.now() - before
    }
    const known: number[] = []
    const unknown: number[] = []
    for (let round = 0; round < 9; round += 1) {
      known.push(await timed(SANDBOX_USER))
      unknown.push(await timed('nobody.at.all'))
      if (round === 6) await start(SANDBOX_USER, SANDBOX_PASSWORD)
    }
    const middle = (values: number[]) => values.toSorted((a, b) => a - b)[4]!
    // Without a hash for nobody the answer comes in a fiftieth of the time.
    expect(middle(unknown) / middle(known)).toBeGreaterThan(0.4)
    expect(middle(unknown) / middle(known)).toBeLessThan(2.5)
  })

  it.each([[SANDBOX_USER], ['stranger.nobody']])('waits longer each time and then locks, for %s', async (identifier) => {
    // Counting begins anew with a success.
    await start(SANDBOX_USER, SANDBOX_PASSWORD)
    const waits: number[] = []
    for (let tries = 1; tries < LOCK_AT; tries += 1) {
      expect(await refusal(start(identifier, 'wrong password'))).toMatchObject({ code: 'invalid_credentials' })
      if (waitAfter(tries) === 0) continue
      const throttled = await refusal(start(identifier, SANDBOX_PASSWORD))
      expect(throttled).toMatchObject({ code: 'sign_in_throttled', status: 429 })
      waits.push(throttled.details.retryAfterMs!)
      later(throttled.details.retryAfterMs!)
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b))
    expect(waits.at(-1)!).toBeGreaterThan(waits[0]! * 10)
    expect(await refusal(start(identifier, 'wrong password'))).toMatchObject({ code: 'invalid_credentials' })
    expect(await refusal(start(identifier, SANDBOX_PASSWORD))).toMatchObject({ code: 'account_locked', status: 423 })
    later(25 * 60 * MINUTE)
    if (identifier === SANDBOX_USER) expect((await start(identifier, SANDBOX_PASSWORD)).outcome).toBe('code-required')
  })

  it('does not let tries that run side by side slip past the count', async () => {
    const outcomes = await Promise.all(Array.from({ length: 30 }, () => refusal(start(SANDBOX_USER, 'wrong password'))))
    expect(outcomes.filter(({ code }) => code === 'invalid_credentials').length).toBeLessThanOrEqual(3)
  })
})

describe('one-time codes', () => {
  it('are six digits, sent where the person chose, and shown masked', async () => {
    const params = { challengeId: await challenge() }
    const { destinations } = await client().call(api.challenges.get, { params })
    expect(destinations.map(({ masked }) => masked)).toEqual(['+1 ••• ••• 0100', 'm•••@harbourfinch.example'])
    await client().call(api.challenges.send, { params, body: { destinationId: 'email' } })
    const [message] = held.sandbox.inbox.list(1)
    expect(message).toMatchObject({ channel: 'email', to: 'maren.finch@harbourfinch.example' })
    expect(message!.code).toMatch(/^\d{6}$/)
  })

  it('work once', async () => {
    const { params, code } = await sentChallenge()
    expect((await verify(params, code)).outcome).toBe('signed-in')
    expect(await refusal(verify(params, code))).toMatchObject({ code: 'code_used' })
  })

  it('stop after ten minutes', async () => {
    const { params, code } = await sentChallenge()
    later(10 * MINUTE)
    expect(await refusal(verify(params, code))).toMatchObject({ code: 'code_expired' })
  })

  it('stop after five wrong tries, the right one included', async () => {
    const { params, code } = await sentChallenge()
    for (let left = 4; left >= 1; left -= 1) expect(await refusal(verify(params, otherThan(code)))).toMatchObject({ code: 'code_wrong', details: { triesLeft: left } })
    expect(await refusal(verify(params, otherThan(code)))).toMatchObject({ code: 'code_tries_exhausted' })
    expect(await refusal(verify(params, code))).toMatchObject({ code: 'code_tries_exhausted' })
  })

  it('are replaced by a newer one, which has to wait half a minute', async () => {
    const { params, code } = await sentChallenge()
    const again = () => client().call(api.challenges.send, { params, body: { destinationId: 'sms' } })
    expect(await refusal(again())).toMatchObject({ code: 'code_resend_too_early' })
    later(30_000)
    await again()
    const newer = newestCode(held.sandbox)
    if (newer !== code) expect(await refusal(verify(params, code))).toMatchObject({ code: 'code_wrong' })
    expect((await verify(params, newer)).outcome).toBe('signed-in')
  })

  it('belong to their challenge alone', async () => {
    const [first, second] = [await sentChallenge(), await sentChallenge()]
    if (first.code !== second.code) expect(await refusal(verify(first.params, second.code))).toMatchObject({ code: 'code_wrong' })
    expect(await refusal(verify({ challengeId: 'chl_nothing' }, first.code))).toMatchObject({ code: 'challenge_unknown', status: 404 })
  })

  it('are not asked for on a trusted computer, until it is revoked', async () => {
    const deviceId = randomUUID()
    const { trustToken, client: signedIn } = await signIn(held.sandbox, { deviceId, trustDevice: true })
    expect((await start(SANDBOX_USER, SANDBOX_PASSWORD, { id: deviceId, trustToken })).outcome).toBe('signed-in')
    expect((await start(SANDBOX_USER, SANDBOX_PASSWORD, { trustToken })).outcome, 'another computer with the token').toBe('code-required')
    expect((await start(SANDBOX_USER, SANDBOX_PASSWORD, { id: deviceId, trustToken: 'made-up' })).outcome).toBe('code-required')
    const { items } = await signedIn.call(api.devices.list, {})
    await signedIn.call(api.devices.revoke, { params: { deviceId: items.find(({ current }) => current)!.id } })
    expect((await start(SANDBOX_USER, SANDBOX_PASSWORD, { id: deviceId, trustToken })).outcome).toBe('code-required')
  })
})

describe('contact changes and recovery', () => {
  it('change an address only with a code from the old and one from the new', async () => {
    const { client: mine } = await signIn(held.sandbox)
    const { oldChallenge, newChallenge } = await mine.call(api.contact.change, { body: { kind: 'email', value: 'maren@new.example' } })
    const confirm = async (id: string, destinationId: string) => {
      await mine.call(api.challenges.send, { params: { challengeId: id }, body: { destinationId } })
      const answer = await verify({ challengeId: id }, newestCode(held.sandbox))
      return answer.outcome === 'contact-confirmed' ? answer.change : expect.unreachable()
    }
    expect(await confirm(newChallenge.id, 'new')).toMatchObject({ status: 'pending', awaiting: ['old'] })
    expect((await mine.call(api.contact.get, {})).email.value).toBe('maren.finch@harbourfinch.example')
    expect(await confirm(oldChallenge.id, 'email')).toMatchObject({ status: 'applied', awaiting: [] })
    expect((await mine.call(api.contact.get, {})).email.value).toBe('maren@new.example')
    expect((await start('maren@new.example', SANDBOX_PASSWORD)).outcome).toBe('code-required')
    expect(await refusal(start('maren.finch@harbourfinch.example', SANDBOX_PASSWORD))).toMatchObject({ code: 'invalid_credentials' })
  })

  it('tells the user ID after a code', async () => {
    const { challenge: opened } = await client().call(api.recovery.userId, { body: held.sandbox.identities[0]!.identity })
    await client().call(api.challenges.send, { params: { challengeId: opened.id }, body: { destinationId: 'sms' } })
    expect(await verify({ challengeId: opened.id }, newestCode(held.sandbox))).toEqual({ outcome: 'user-id-recovered', userId: SANDBOX_USER })
  })

  it('sets a new password after a code: once, every session ends and the lockout is lifted', async () => {
    const { client: mine } = await signIn(held.sandbox)
    for (let tries = 1; tries <= LOCK_AT; tries += 1) {
      await refusal(start(SANDBOX_USER, 'wrong password'))
      later(61 * MINUTE)
    }
    expect(await refusal(start(SANDBOX_USER, SANDBOX_PASSWORD))).toMatchObject({ code: 'account_locked' })
    const { challenge: opened } = await client().call(api.recovery.password, { body: held.sandbox.identities[0]!.identity })
    await client().call(api.challenges.send, { params: { challengeId: opened.id }, body: { destinationId: 'sms' } })
    const answer = await verify({ challengeId: opened.id }, newestCode(held.sandbox))
    if (answer.outcome !== 'password-reset-allowed') return expect.unreachable()
    const complete = (newPassword: string) => client().call(api.recovery.completePassword, { body: { resetToken: answer.resetToken, newPassword } })
    expect(await refusal(complete('short'))).toMatchObject({ code: 'weak_password' })
    expect((await complete(SANDBOX_PASSWORD)).userId).toBe(SANDBOX_USER)
    expect(await refusal(complete(SANDBOX_PASSWORD))).toMatchObject({ code: 'token_invalid' })
    expect(await refusal(mine.call(api.company.get, {}))).toMatchObject({ code: 'session_ended' })
    expect((await start(SANDBOX_USER, SANDBOX_PASSWORD)).outcome).toBe('code-required')
  })

  it('locks everything but the password after "this wasn\'t me"', async () => {
    const [stranger, mine] = [await signIn(held.sandbox), await signIn(held.sandbox, { trustDevice: true })]
    const open = await sentChallenge()
    const { items } = await mine.client.call(api.securityEvents.list, { query: { limit: 20 } })
    const sent = items.find(({ kind, here }) => kind === 'code-sent' && !here)!
    await mine.client.call(api.securityEvents.notMe, { params: { eventId: sent.id }, body: {} })
    expect(await refusal(stranger.client.call(api.company.get, {}))).toMatchObject({ code: 'session_ended' })
    expect(await refusal(verify(open.params, open.code))).toMatchObject({ code: 'challenge_unknown' })
    expect((await start(SANDBOX_USER, SANDBOX_PASSWORD, { id: mine.deviceId, trustToken: mine.trustToken ?? '' })).outcome).toBe('code-required')
    expect(await refusal(mine.client.call(api.company.get, {}))).toMatchObject({ code: 'password_change_required', status: 403 })
    expect(await refusal(mine.client.call(api.signIn.changePassword, { body: { currentPassword: SANDBOX_PASSWORD, newPassword: SANDBOX_PASSWORD } }))).toMatchObject({ code: 'weak_password', details: { reason: 'same-as-before' } })
    const { session } = await mine.client.call(api.signIn.changePassword, { body: { currentPassword: SANDBOX_PASSWORD, newPassword: 'ten herons walk at dusk' } })
    expect(await refusal(mine.client.call(api.company.get, {})), 'the old token').toMatchObject({ code: 'unauthenticated' })
    mine.client.use(session)
    expect((await mine.client.call(api.company.get, {})).legalName).toContain('sandbox')
    await mine.client.call(api.signIn.changePassword, { body: { currentPassword: 'ten herons walk at dusk', newPassword: SANDBOX_PASSWORD } })
  })
})

describe('sessions', () => {
  const refresh = (refreshToken: string, idempotencyKey = newKey()) => client().call(api.sessions.refresh, { body: { refreshToken }, idempotencyKey })
  const works = async (session: { accessToken: string }) => (await gatewayClient(held.sandbox.url, session).call(api.company.get, {})).id

  it('refuse a request without a token, with a forged one and with a refresh token', async () => {
    const { session } = await signIn(held.sandbox)
    const [id, generation, expires, mac] = session.accessToken.split('.') as [string, string, string, string]
    for (const accessToken of ['', 'nonsense', `${id}.${generation}.${expires}.${mac.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}`, `${id}.${generation}.zzzzzzzz.${mac}`, session.refreshToken]) {
      expect(await refusal(works({ accessToken }))).toMatchObject({ code: 'unauthenticated', status: 401 })
    }
  })

  it('last ten minutes, and are renewed with new tokens', async () => {
    const { session } = await signIn(held.sandbox)
    later(10 * MINUTE)
    expect(await refusal(works(session))).toMatchObject({ code: 'unauthenticated' })
    const renewed = await refresh(session.refreshToken)
    expect(renewed.accessToken).not.toBe(session.accessToken)
    expect(renewed.refreshToken).not.toBe(session.refreshToken)
    await works(renewed)
  })

  it('end, all of them, when a refresh token is used twice', async () => {
    const [first, second] = [await signIn(held.sandbox), await signIn(held.sandbox)]
    const renewed = await refresh(first.session.refreshToken)
    expect(await refusal(refresh(first.session.refreshToken))).toMatchObject({ code: 'refresh_reused', status: 401 })
    for (const session of [renewed, second.session]) expect(await refusal(works(session))).toMatchObject({ code: 'session_ended' })
    expect(await refusal(refresh(renewed.refreshToken))).toMatchObject({ code: 'session_ended' })
  })

  it('forgive the same refresh whose answer was lost, but not once its tokens were used', async () => {
    const { session } = await signIn(held.sandbox)
    const key = newKey()
    const first = await refresh(session.refreshToken, key)
    expect(await refresh(session.refreshToken, key)).toEqual(first)
    await works(first)
    expect(await refusal(refresh(session.refreshToken, key))).toMatchObject({ code: 'refresh_reused' })
  })

  it('do not forgive it after two minutes', async () => {
    const { session } = await signIn(held.sandbox)
    const key = newKey()
    await refresh(session.refreshToken, key)
    later(2 * MINUTE + 1)
    expect(await refusal(refresh(session.refreshToken, key))).toMatchObject({ code: 'refresh_reused' })
  })

  it('end at the next request when revoked, and are no longer listed', async () => {
    const [mine, other] = [await signIn(held.sandbox), await signIn(held.sandbox)]
    await mine.client.call(api.sessions.end, { params: { sessionId: other.session.sessionId } })
    expect(await refusal(works(other.session))).toMatchObject({ code: 'session_ended', status: 401 })
    const { items } = await mine.client.call(api.sessions.list, {})
    expect(items.map(({ id }) => id)).not.toContain(other.session.sessionId)
    expect(await refusal(mine.client.call(api.sessions.end, { params: { sessionId: 'ses_of_somebody_else' } }))).toMatchObject({ code: 'not_found' })
  })

  it('end by themselves after a week unused and a month in all', async () => {
    const { session } = await signIn(held.sandbox)
    later(7 * 24 * 60 * MINUTE)
    expect(await refusal(refresh(session.refreshToken))).toMatchObject({ code: 'session_ended' })
    let current = (await signIn(held.sandbox)).session
    for (let weeks = 0; weeks < 5; weeks += 1) {
      later(6 * 24 * 60 * MINUTE)
      const next = await refresh(current.refreshToken).catch((error: GatewayError) => error)
      if (!('accessToken' in next)) return expect(weeks).toBe(4)
      current = next
    }
    expect.unreachable('a session lived over a month')
  })
})
