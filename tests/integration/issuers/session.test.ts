/** One refresh for all, never the same token with two keys, and nothing lost where an answer is. */
import { describe, expect, it } from 'vitest'
import { gatewayApi } from '#shared/gateway/api.ts'
import type { Session } from '#shared/gateway/resources/sessions.ts'
import { createGatewayClient, type GatewayClient } from '#engine/issuers/gateway/gateway-client.ts'
import { createGatewayConnector } from '#engine/issuers/gateway/gateway-connector.ts'
import { createGatewaySession, type GatewaySession, type TokenStore } from '#engine/issuers/gateway/gateway-session.ts'
import { diagnose } from '#engine/issuers/gateway/diagnose.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { newKey } from '#tests/support/gateway-client.ts'
import { SANDBOX_NOW, signedInSandbox, SANDBOX_PASSWORD, signIn, type TestSandbox } from '#tests/support/sandbox.ts'

interface Kept {
  refreshToken: string
  pendingRefreshKey: string | null
}

class MemoryTokens implements TokenStore {
  kept: Kept | null
  readonly log: string[] = []
  failReplace = false
  constructor(session: Session) {
    this.kept = { refreshToken: session.refreshToken, pendingRefreshKey: null }
  }
  async read() {
    return this.kept && { ...this.kept }
  }
  async savePendingKey(key: string) {
    this.log.push(`key ${key}`)
    if (this.kept) this.kept.pendingRefreshKey = key
  }
  async replace(session: Session) {
    if (this.failReplace) throw new Error('disk full')
    this.log.push('replaced')
    this.kept = { refreshToken: session.refreshToken, pendingRefreshKey: null }
  }
  async clear(reason: string) {
    this.log.push(`cleared ${reason}`)
    this.kept = null
  }
}

interface Rig {
  readonly sandbox: TestSandbox
  readonly first: Session
  readonly tokens: MemoryTokens
  readonly session: GatewaySession
  readonly asked: readonly string[]
  readonly clock: { now: number }
  /** As after a start of the program: the same store, no access token. */
  readonly again: () => GatewaySession
}

async function rig(): Promise<Rig> {
  const { sandbox, session: first } = await signedInSandbox()
  const asked: string[] = []
  const client = createGatewayClient({ baseUrl: sandbox.url, log: (line) => asked.push(line.split(' ').slice(0, 2).join(' ')) })
  const tokens = new MemoryTokens(first)
  const clock = { now: SANDBOX_NOW }
  const again = () => createGatewaySession({ client, tokens, now: () => clock.now })
  return { sandbox, first, tokens, asked, clock, again, session: again() }
}

const list = (session: GatewaySession) => session.call(gatewayApi.sessions.list, {})
const refreshes = (asked: readonly string[]) => asked.filter((line) => line === 'POST /v1/sessions/refresh').length

describe('renewing', () => {
  it('ten callers without a token make one refresh', async () => {
    const { session, asked, tokens } = await rig()
    const replies = await Promise.all(Array.from({ length: 10 }, () => list(session)))
    expect(replies.every(({ items }) => items.length === 1)).toBe(true)
    expect(refreshes(asked)).toBe(1)
    expect(tokens.log).toEqual([expect.stringMatching(/^key /), 'replaced'])
  })

  it('ten callers whose token the issuer no longer takes make one refresh, and each gets its answer', async () => {
    const { session, asked, first } = await rig()
    session.adopt({ ...first, accessToken: 'x'.repeat(40) })
    await Promise.all(Array.from({ length: 10 }, () => list(session)))
    expect(refreshes(asked)).toBe(1)
  })

  it('an adopted token is used as it is, and renewed shortly before its end', async () => {
    const { session, asked, first, clock } = await rig()
    session.adopt(first)
    await list(session)
    expect(refreshes(asked)).toBe(0)
    clock.now = first.accessExpiresAt - 20_000
    await list(session)
    await list(session)
    expect(refreshes(asked)).toBeGreaterThanOrEqual(1)
  })

  it('a clock that is far ahead does not renew at every call', async () => {
    const { session, asked, clock } = await rig()
    clock.now = SANDBOX_NOW + 40 * 86_400_000
    for (let time = 0; time < 4; time += 1) await list(session)
    expect(refreshes(asked)).toBe(1)
  })

  it('without a session there is nothing to ask', async () => {
    const { session, asked, tokens } = await rig()
    tokens.kept = null
    await expectAppError(list(session), 'auth.signed-out', { reason: 'none' })
    expect(asked).toEqual([])
  })

  it.each([['waits for tokens that replace its own', true], ['would look like a thief, were it not to wait (the control)', false]])('who is refused while the password is changed %s', async (_what, isHeld) => {
    const { session, first, asked } = await rig()
    session.adopt(first)
    const change = async (call: GatewaySession['call']) => {
      const changed = await call(gatewayApi.signIn.changePassword, { body: { currentPassword: SANDBOX_PASSWORD, newPassword: 'ten herons walk at dusk' } })
      // Where the session is being written: somebody else meets the old token's end.
      const other = list(session)
      other.catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, 100))
      session.adopt(changed.session)
      return { other }
    }
    const { other } = await (isHeld ? session.replacing(change) : change(session.call))
    const outcomes = await Promise.allSettled([other, list(session)])
    expect(outcomes.map(({ status }) => status)).toEqual(isHeld ? ['fulfilled', 'fulfilled'] : ['rejected', 'rejected'])
    expect(refreshes(asked)).toBe(isHeld ? 0 : 1)
  })

  it('one who gives up does not take the refresh from the others', async () => {
    const { session, sandbox, tokens } = await rig()
    await sandbox.fault({ kind: 'latency', ms: 300, operation: 'sessions.refresh' })
    const abort = new AbortController()
    const given = session.call(gatewayApi.sessions.list, {}, { signal: abort.signal })
    const other = list(session)
    setTimeout(() => abort.abort(), 20)
    await expectAppError(given, 'task.cancelled')
    expect((await other).items).toHaveLength(1)
    expect(tokens.log).toHaveLength(2)
  })
})

describe('a lost answer', () => {
  it.each(['reset', 'status'] as const)('to a refresh (%s) is asked for again with the same key, also by the program’s next start', async (kind) => {
    const { session, sandbox, tokens, again } = await rig()
    await sandbox.fault(kind === 'reset' ? { kind, stage: 'after', operation: 'sessions.refresh' } : { kind, stage: 'after', status: 502, page: true, operation: 'sessions.refresh' })
    await expectAppError(list(session), kind === 'reset' ? 'issuer.unreachable' : 'issuer.failed')
    expect(tokens.kept?.pendingRefreshKey).toBe(tokens.log[0]?.slice('key '.length))
    expect((await list(again())).items).toHaveLength(1)
    expect(tokens.log).toEqual([expect.stringMatching(/^key /), 'replaced'])
  })

  it('negative control: with another key the issuer takes it for theft', async () => {
    const { session, sandbox, tokens, again } = await rig()
    await sandbox.fault({ kind: 'reset', stage: 'after', operation: 'sessions.refresh' })
    await expectAppError(list(session), 'issuer.unreachable')
    if (tokens.kept) tokens.kept.pendingRefreshKey = null
    await expectAppError(list(again()), 'auth.signed-out', { reason: 'reused' })
    expect(tokens.log.at(-1)).toBe('cleared reused')
  })

  it('new tokens that could not be kept are not used: the next refresh gets them again', async () => {
    const { session, tokens, asked } = await rig()
    tokens.failReplace = true
    await expect(list(session)).rejects.toThrow('disk full')
    expect(asked).toEqual(['POST /v1/sessions/refresh'])
    tokens.failReplace = false
    expect((await list(session)).items).toHaveLength(1)
  })
})

describe('the end', () => {
  it('a session that the issuer ended is cleared once, and what waits is told why', async () => {
    const { session, sandbox, tokens } = await rig()
    await list(session)
    await sandbox.fault({ kind: 'revoke', operation: 'sessions.list' })
    await expectAppError(list(session), 'auth.signed-out', { reason: 'ended' })
    await expectAppError(list(session), 'auth.signed-out', { reason: 'none' })
    expect(tokens.log.filter((line) => line.startsWith('cleared'))).toEqual(['cleared ended'])
  })

  it('a token used behind its back ends everything', async () => {
    const { session, tokens, first, sandbox } = await rig()
    const thief = sandbox.client()
    const stolen = await thief.call(gatewayApi.sessions.refresh, { body: { refreshToken: first.refreshToken }, idempotencyKey: newKey() })
    thief.use(stolen)
    await thief.call(gatewayApi.sessions.list, {})
    await expectAppError(list(session), 'auth.signed-out', { reason: 'reused' })
    expect(tokens.kept).toBeNull()
  })

  it('the late end of an old session does not take the new one away', async () => {
    const { session, sandbox, tokens } = await rig()
    await list(session)
    const next = (await signIn(sandbox)).session
    await sandbox.fault({ kind: 'revoke', operation: 'sessions.list' }, { kind: 'latency', stage: 'after', ms: 200, operation: 'sessions.list' })
    const late = list(session)
    late.catch(() => {})
    await new Promise((resolve) => void setTimeout(resolve, 80))
    tokens.kept = { refreshToken: next.refreshToken, pendingRefreshKey: null }
    session.adopt(next)
    await expectAppError(late, 'auth.signed-out', { reason: 'ended' })
    expect(tokens.kept?.refreshToken).toBe(next.refreshToken)
    expect((await list(session)).items.length).toBeGreaterThan(0)
  })
})

describe('the connector', () => {
  const signal = new AbortController().signal

  it('pulls page by page, and asks for nothing where nothing changed', async () => {
    const { session } = await rig()
    const connector = createGatewayConnector(session)
    const seen = { items: 0, cursor: null as string | null, etag: null as string | null, pages: 0 }
    for (let more = true; more; ) {
      const answer = await connector.changes({ cursor: seen.cursor, etag: seen.etag, limit: 5_000, signal })
      if (!answer.modified) throw new Error('a page was expected')
      Object.assign(seen, { items: seen.items + answer.page.items.length, cursor: answer.page.nextCursor, etag: answer.etag, pages: seen.pages + 1 })
      more = answer.page.hasMore
    }
    expect(seen.items).toBeGreaterThan(1_000)
    // The first poll with the end's own cursor learns the end's tag.
    const atEnd = await connector.changes({ cursor: seen.cursor, etag: seen.etag, signal })
    if (!atEnd.modified) throw new Error('an empty page was expected')
    expect(await connector.changes({ cursor: atEnd.page.nextCursor, etag: atEnd.etag, signal })).toEqual({ modified: false })
    await expectAppError(connector.changes({ cursor: 'of-another-store', etag: null, signal }), 'issuer.cursor-invalid')
    expect(await connector.capabilities({ signal })).toContain('freeze')
  })

  it('sends a command once, tells what became of it, and passes a refusal on', async () => {
    const { session, sandbox } = await rig()
    const connector = createGatewayConnector(session)
    const cards = (await session.call(gatewayApi.cards.list, { query: {} })).items
    const card = cards.find(({ status }) => status === 'active')
    const closed = cards.find(({ status }) => status === 'closed')
    if (!card || !closed) throw new Error('an active and a closed card were expected')
    const key = newKey()
    await sandbox.fault({ kind: 'reset', stage: 'after', operation: 'cards.freeze' })
    const command = { name: 'cards.freeze', cardId: card.id } as const
    const frozen = { changes: [{ type: 'card', id: card.id, object: { id: card.id, status: 'frozen' } }], answerId: card.id }
    await expectAppError(connector.send(command, { idempotencyKey: key, signal }), 'issuer.unreachable', { reason: 'reset' })
    expect(await connector.commandOutcome(key, { command, signal })).toMatchObject({ state: 'done', answer: frozen })
    // The key is another command's.
    await expectAppError(connector.commandOutcome(key, { command: { name: 'limits.remove', limitId: 'lim_1' }, signal }), 'issuer.unexpected', { what: 'wrong-shape' })
    expect(await connector.send(command, { idempotencyKey: key, signal })).toMatchObject(frozen)
    expect((await connector.send({ name: 'cards.unfreeze', cardId: card.id }, { idempotencyKey: newKey(), signal })).changes).toMatchObject([{ object: { status: 'active' } }])
    expect(await connector.commandOutcome(newKey(), { command, signal })).toEqual({ state: 'unknown' })
    const refused = newKey()
    await expectAppError(connector.send({ name: 'cards.freeze', cardId: closed.id }, { idempotencyKey: refused, signal }), 'issuer.rejected')
    await expectAppError(connector.commandOutcome(refused, { command, signal }), 'issuer.rejected', { code: 'not_allowed' })
  })
})

describe('the connection test', () => {
  const signal = new AbortController().signal
  const stepsOf = async (client: GatewayClient, session: GatewaySession | undefined) => (await diagnose({ client, session, now: Date.now, signal })).steps.map(({ step, state }) => `${step} ${state}`)

  it('tells each step', async () => {
    const { session, sandbox, tokens } = await rig()
    expect(await stepsOf(session.client, session)).toEqual(['network ok', 'certificate skipped', 'service ok', 'clock ok', 'signed-in ok'])
    await sandbox.fault({ kind: 'clock-skew', ms: 600_000 })
    const skewed = await diagnose({ client: session.client, session, now: Date.now, signal })
    expect(skewed.steps[3]).toMatchObject({ state: 'warning', facts: { skewMs: expect.closeTo(600_000, -4) as number } })
    tokens.kept = null
    session.forget()
    expect((await diagnose({ client: session.client, session, now: Date.now, signal })).steps[4]).toEqual({ step: 'signed-in', state: 'failed', ms: null, facts: { code: 'auth.signed-out', reason: 'none' } })
    await sandbox.fault({ kind: 'malformed', how: 'page' })
    expect(await stepsOf(session.client, session)).toEqual(['network ok', 'certificate skipped', 'service failed', 'clock skipped', 'signed-in skipped'])
  })

  it('stops where nobody answers', async () => {
    const client = createGatewayClient({ baseUrl: 'https://127.0.0.1:1' })
    expect(await stepsOf(client, undefined)).toEqual(['network failed', 'certificate skipped', 'service skipped', 'clock skipped', 'signed-in skipped'])
  })
})
