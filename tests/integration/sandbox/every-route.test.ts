import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpointName, gatewayApi, gatewayEndpoints } from '#shared/gateway/api.ts'
import type { Endpoint, ReplyOf, RequestOf } from '#shared/gateway/define.ts'
import { isKnownChange, type Change } from '#shared/gateway/resources/changes.ts'
import { newKey, type TestClient } from '#tests/support/gateway-client.ts'
import { newestCode, openTestSandbox, signIn, SANDBOX_PASSWORD, SANDBOX_USER, type TestSandbox } from '#tests/support/sandbox.ts'

/**
 * Walks through the whole API as a person would. Both ends parse with the one zod source: the client reads every answer with it, and the
 * sandbox (`checkEverything`) holds what it sends against it, the feed included.
 */
const state = {} as { sandbox: TestSandbox; client: TestClient; answered: Set<string> }
const api = gatewayApi
const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' })
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
const key = () => ({ idempotencyKey: newKey() })

async function call<E extends Endpoint>(endpoint: E, request: RequestOf<E>): Promise<ReplyOf<E>> {
  const reply = await state.client.call(endpoint, request)
  state.answered.add(endpointName(endpoint))
  return reply
}

beforeAll(async () => {
  const sandbox = await openTestSandbox()
  Object.assign(state, { sandbox, client: sandbox.client(), answered: new Set<string>() })
})

afterAll(async () => {
  await state.sandbox.close()
})

describe('every route of the API answers as its schema says', () => {
  it('describes itself, and serves its OpenAPI document', async () => {
    expect(await call(api.service.describe, {})).toMatchObject({ environment: 'sandbox', name: 'Sandbox issuer' })
    const document = (await (await fetch(`${state.sandbox.url}/openapi.json`)).json()) as { openapi: string; paths: object }
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths)).toHaveLength(new Set(gatewayEndpoints.map(({ endpoint }) => endpoint.path)).size)
  })

  it('registers, signs in with a code, and refreshes', async () => {
    const { registrationToken } = await call(api.registration.verify, { body: state.sandbox.identities[0]!.identity })
    await call(api.registration.complete, { body: { registrationToken, userId: SANDBOX_USER, password: SANDBOX_PASSWORD } })
    const outcome = await call(api.signIn.start, { body: { identifier: SANDBOX_USER, password: SANDBOX_PASSWORD, device: { id: randomUUID(), name: 'Laptop', platform: 'linux' } } })
    if (outcome.outcome !== 'code-required') throw new Error('a code was expected')
    const params = { challengeId: outcome.challenge.id }
    expect((await call(api.challenges.get, { params })).sentTo).toBeNull()
    await call(api.challenges.send, { params, body: { destinationId: 'email' } })
    const verified = await call(api.challenges.verify, { params, body: { code: newestCode(state.sandbox), trustDevice: true } })
    if (verified.outcome !== 'signed-in') throw new Error('a session was expected')
    const session = await call(api.sessions.refresh, { body: { refreshToken: verified.session.refreshToken }, ...key() })
    state.client.use(session)
    expect(session.person.companyName).toContain('Harbour & Finch')
  })

  it('lists sessions, computers and events, and ends what is to end', async () => {
    const other = await signIn(state.sandbox, { trustDevice: true })
    expect((await call(api.sessions.list, {})).items).toHaveLength(2)
    await call(api.sessions.end, { params: { sessionId: other.session.sessionId } })
    const devices = await call(api.devices.list, {})
    await call(api.devices.revoke, { params: { deviceId: devices.items.find(({ current }) => !current)!.id } })
    expect(await call(api.sessions.endOthers, { body: {} })).toEqual({ ended: 0 })
    expect((await call(api.securityEvents.list, { query: { limit: 3 } })).items).toHaveLength(3)
  })

  it('changes contact details', async () => {
    expect((await call(api.contact.get, {})).pending).toEqual([])
    const { change } = await call(api.contact.change, { body: { kind: 'phone', value: '+16175550199' } })
    await call(api.contact.cancelChange, { params: { changeId: change.id } })
    expect((await call(api.contact.confirmCurrent, { body: {} })).email.stale).toBe(false)
  })

  it('shows the company, its people and cards', async () => {
    await call(api.company.get, {})
    expect((await call(api.company.products, {})).items).toHaveLength(3)
    const { items } = await call(api.company.accounts, {})
    await call(api.company.account, { params: { accountId: items[0]!.id } })
    expect((await call(api.cardholders.list, {})).items).toHaveLength(14)
    expect((await call(api.cards.list, { query: { limit: 100 } })).items).toHaveLength(22)
  })

  it('invites, changes, deactivates and reactivates a person', async () => {
    const person = await call(api.cardholders.invite, { body: { firstName: 'Ola', lastName: 'Brandt', email: 'ola@example.com' }, ...key() })
    const params = { cardholderId: person.id }
    expect((await call(api.cardholders.update, { params, body: { department: 'Sales' }, ...key() })).department).toBe('Sales')
    expect((await call(api.cardholders.deactivate, { params, body: {}, ...key() })).status).toBe('inactive')
    expect((await call(api.cardholders.reactivate, { params, body: {}, ...key() })).status).toBe('active')
    expect(await call(api.cardholders.get, { params })).toMatchObject({ firstName: 'Ola', status: 'active' })
  })

  it('orders, activates, freezes, replaces and closes cards', async () => {
    const [account] = (await call(api.company.accounts, {})).items.filter(({ name }) => name.startsWith('Finch'))
    const [holder] = (await call(api.cardholders.list, {})).items
    const card = await call(api.cards.order, { body: { kind: 'physical', cardholderId: holder!.id, accountId: account!.id }, ...key() })
    const params = { cardId: card.id }
    const { lastDigits, expiryMonth, expiryYear } = card
    expect((await call(api.cards.activate, { params, body: { lastDigits, expiryMonth, expiryYear }, ...key() })).status).toBe('active')
    expect((await call(api.cards.rename, { params, body: { nickname: 'Spare' }, ...key() })).nickname).toBe('Spare')
    expect((await call(api.cards.freeze, { params, body: {}, ...key() })).status).toBe('frozen')
    expect((await call(api.cards.unfreeze, { params, body: {}, ...key() })).status).toBe('active')
    const products = (await call(api.company.products, {})).items
    const productId = products.find(({ id }) => id !== card.productId)!.id
    expect((await call(api.cards.changeProduct, { params, body: { productId }, ...key() })).pendingProductId).toBe(productId)
    expect((await call(api.cards.cancelProductChange, { params, body: {}, ...key() })).pendingProductId).toBeNull()
    const { replacement } = await call(api.cards.replace, { params, body: { reason: 'damaged' }, ...key() })
    expect(replacement).toMatchObject({ replacesId: card.id, nickname: 'Spare' })
    expect((await call(api.cards.report, { params: { cardId: replacement!.id }, body: { reason: 'lost', replace: false }, ...key() })).card.closedReason).toBe('lost')
    const virtual = await call(api.cards.order, { body: { kind: 'virtual', cardholderId: holder!.id, accountId: account!.id, purpose: 'Trial', totalLimit: usd(5_000) }, ...key() })
    expect((await call(api.cards.cancel, { params: { cardId: virtual.id }, body: {}, ...key() })).status).toBe('closed')
    expect((await call(api.cards.get, { params })).replacedById).toBe(replacement!.id)
  })

  it('sets limits and controls', async () => {
    const card = (await call(api.cards.list, {})).items.find(({ status }) => status === 'active')!
    const limit = await call(api.limits.create, { body: { scope: { kind: 'card', id: card.id }, amount: usd(90_000), interval: 'quarter', categories: ['dining'] }, ...key() })
    const params = { limitId: limit.id }
    expect((await call(api.limits.update, { params, body: { amount: usd(80_000), window: 'rolling' }, ...key() })).window).toBe('rolling')
    const raised = await call(api.limits.raise, { params, body: { amount: usd(99_000), until: state.sandbox.world.clocks.worldNow() + 86_400_000, reason: null }, ...key() })
    expect(raised.raise?.amount).toEqual(usd(99_000))
    expect((await call(api.limits.endRaise, { params, body: {}, ...key() })).raise).toBeNull()
    expect((await call(api.limits.list, { query: { scopeKind: 'card', scopeId: card.id } })).items.map(({ id }) => id)).toContain(limit.id)
    await call(api.limits.remove, { params, ...key() })
    const [controls] = (await call(api.controls.list, {})).items
    const { id: _id, version: _version, scope, ...rules } = controls!
    const set = await call(api.controls.set, { params: { scopeKind: scope.kind, scopeId: scope.id }, body: { ...rules, blockedMccs: ['7995'] }, ...key() })
    expect(set).toMatchObject({ id: controls!.id, blockedMccs: ['7995'] })
  })

  it('decides limit requests', async () => {
    const pending = (await call(api.limitRequests.list, {})).items.filter(({ status }) => status === 'pending')
    expect(pending).toHaveLength(2)
    const [first, second] = pending
    expect((await call(api.limitRequests.approve, { params: { requestId: first!.id }, body: { note: 'Fine' }, ...key() })).decision).toMatchObject({ by: 'Maren Finch', note: 'Fine' })
    expect((await call(api.limitRequests.decline, { params: { requestId: second!.id }, body: {}, ...key() })).status).toBe('declined')
    const withFile = (await call(api.limitRequests.list, { query: { limit: 200 } })).items.find(({ attachment }) => attachment !== null)!
    const file = await call(api.limitRequests.attachment, { params: { requestId: withFile.id } })
    expect(new TextDecoder('latin1').decode(file.bytes.subarray(0, 5))).toBe('%PDF-')
  })

  it('shows what was spent', async () => {
    const authorizations = await call(api.authorizations.list, { query: { limit: 20 } })
    await call(api.authorizations.get, { params: { authorizationId: authorizations.items[0]!.id } })
    const first = await call(api.transactions.list, { query: { limit: 50 } })
    const second = await call(api.transactions.list, { query: { limit: 50, cursor: first.nextCursor! } })
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(100)
    await call(api.transactions.get, { params: { transactionId: first.items[0]!.id } })
    const statements = await call(api.statements.list, {})
    const params = { statementId: statements.items[0]!.id }
    const statement = await call(api.statements.get, { params })
    expect((await call(api.statements.lines, { params, query: { limit: 500 } })).items).toHaveLength(statement.lines)
  })

  it('pays', async () => {
    const bank = await call(api.payments.addBankAccount, { body: { routingNumber: '011000015', accountNumber: '000123456789', kind: 'checking' }, ...key() })
    expect(bank.lastFour).toBe('6789')
    const [account] = (await call(api.company.accounts, {})).items
    const on = account!.nextCloseOn
    const payment = await call(api.payments.schedule, { body: { accountId: account!.id, bankAccountId: bank.id, amount: usd(12_345), choice: 'other', on }, ...key() })
    expect((await call(api.payments.list, {})).items.map(({ id }) => id)).toContain(payment.id)
    expect((await call(api.payments.cancel, { params: { paymentId: payment.id }, body: {}, ...key() })).status).toBe('cancelled')
    const [rule] = (await call(api.payments.autopay, {})).items
    const body = { enabled: true, mode: 'minimum' as const, customAmount: null, bankAccountId: rule!.bankAccountId, daysBeforeDue: 1 }
    expect((await call(api.payments.setAutopay, { params: { accountId: account!.id }, body, ...key() })).nextDraw).not.toBeNull()
    await call(api.payments.removeBankAccount, { params: { bankAccountId: bank.id }, ...key() })
    expect((await call(api.payments.bankAccounts, {})).items).toHaveLength(2)
  })

  it('redeems, transfers and enrols', async () => {
    const program = (await call(api.rewards.programs, {})).items.find(({ partners }) => partners.length > 0)!
    const params = { programId: program.id }
    const redeemed = await call(api.rewards.redeem, { params, body: { redemptionId: program.redemptions[0]!.id, amount: 5_000 }, ...key() })
    expect(redeemed.program.balance).toBe(program.balance - 5_000)
    await call(api.rewards.transfer, { params, body: { partnerId: program.partners[0]!.id, amount: 2_000, memberNumber: 'NW-1' }, ...key() })
    expect((await call(api.rewards.activity, { params, query: { limit: 2 } })).items.map(({ kind }) => kind)).toEqual(['transferred', 'redeemed'])
    const offer = (await call(api.rewards.offers, {})).items.find(({ status }) => status === 'available')!
    expect((await call(api.rewards.enrol, { params: { offerId: offer.id }, body: {}, ...key() })).status).toBe('enrolled')
  })

  it('drafts, proves, submits, answers and withdraws disputes', async () => {
    expect((await call(api.disputes.reasons, {})).items).toHaveLength(15)
    const charges = (await call(api.transactions.list, { query: { limit: 200 } })).items.filter(({ kind, disputeId }) => kind === 'charge' && disputeId === null)
    const draft = await call(api.disputes.create, { body: { transactionId: charges[0]!.id, reason: 'incorrect-amount' }, ...key() })
    const params = { disputeId: draft.id }
    await call(api.disputes.update, { params, body: { explanation: 'Too much. winning_evidence', answers: { 'right-amount': 100 } }, ...key() })
    await call(api.disputes.addEvidence, { params, query: { kind: 'receipt', fileName: 'receipt.png' }, body: { contentType: 'image/png', bytes: png }, ...key() })
    const more = await call(api.disputes.addEvidence, { params, query: { kind: 'photo', fileName: 'photo.png' }, body: { contentType: 'image/png', bytes: png }, ...key() })
    const evidenceParams = { disputeId: draft.id, evidenceId: more.evidence[0]!.id }
    expect([...(await call(api.disputes.evidenceFile, { params: evidenceParams })).bytes]).toEqual([...png])
    await call(api.disputes.removeEvidence, { params: { disputeId: draft.id, evidenceId: more.evidence[1]!.id }, ...key() })
    expect((await call(api.disputes.submit, { params, body: {}, ...key() })).status).toBe('submitted')
    expect((await call(api.disputes.withdraw, { params, body: {}, ...key() })).status).toBe('withdrawn')
    const other = await call(api.disputes.create, { body: { transactionId: charges[1]!.id, reason: 'fraud' }, ...key() })
    await call(api.disputes.discard, { params: { disputeId: other.id }, ...key() })
    const contested = (await call(api.disputes.list, {})).items.find(({ status }) => status === 'merchant-response')!
    expect((await call(api.disputes.respond, { params: { disputeId: contested.id }, body: { explanation: 'Not our address.' }, ...key() })).status).toBe('pre-arbitration')
    await call(api.disputes.get, { params })
  })

  it('keeps alert rules and alerts', async () => {
    const rule = await call(api.alerts.createRule, { body: { kind: 'charge-over', scope: null, threshold: usd(1_000), level: null, channels: ['sms'], enabled: true }, ...key() })
    expect((await call(api.alerts.updateRule, { params: { ruleId: rule.id }, body: { enabled: false }, ...key() })).enabled).toBe(false)
    await call(api.alerts.removeRule, { params: { ruleId: rule.id }, ...key() })
    expect((await call(api.alerts.rules, {})).items).toHaveLength(6)
    const [alert] = (await call(api.alerts.list, {})).items
    expect((await call(api.alerts.read, { params: { alertId: alert!.id }, body: {}, ...key() })).readAt).not.toBeNull()
  })

  it('tells what became of a command', async () => {
    const idempotencyKey = newKey()
    const [card] = (await call(api.cards.list, {})).items
    await call(api.cards.rename, { params: { cardId: card!.id }, body: { nickname: 'Known' }, idempotencyKey })
    expect(await call(api.commands.get, { params: { key: idempotencyKey } })).toMatchObject({ operation: 'cards.rename', state: 'done', status: 200, error: null })
  })

  it('feeds every object, each of a known type', async () => {
    const items: Change[] = []
    for (let cursor: string | undefined, more = true; more; ) {
      const reply = await call(api.changes.list, { query: { limit: 2_000, ...(cursor === undefined ? {} : { cursor }) } })
      if (!reply.modified) throw new Error('a page was expected')
      items.push(...reply.body.items)
      cursor = reply.body.nextCursor
      more = reply.body.hasMore
    }
    expect(items.every(isKnownChange)).toBe(true)
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
    expect(items.length).toBe(state.sandbox.world.store.sqlite.prepare('SELECT count(*) FROM objects').pluck().get())
  })

  it('recovers, changes the password, takes back a stranger, and signs out', async () => {
    const { identity } = state.sandbox.identities[0]!
    await call(api.recovery.userId, { body: identity })
    const { challenge } = await call(api.recovery.password, { body: identity })
    await call(api.challenges.send, { params: { challengeId: challenge.id }, body: { destinationId: 'sms' } })
    const verified = await call(api.challenges.verify, { params: { challengeId: challenge.id }, body: { code: newestCode(state.sandbox) } })
    if (verified.outcome !== 'password-reset-allowed') throw new Error('a reset was expected')
    await call(api.recovery.completePassword, { body: { resetToken: verified.resetToken, newPassword: 'eleven quiet lanterns' } })
    const { client } = await signIn(state.sandbox, { password: 'eleven quiet lanterns' })
    state.client = client
    const [event] = (await call(api.securityEvents.list, {})).items
    expect((await call(api.securityEvents.notMe, { params: { eventId: event!.id }, body: {} })).passwordChangeRequired).toBe(true)
    const { session } = await call(api.signIn.changePassword, { body: { currentPassword: 'eleven quiet lanterns', newPassword: 'twelve quiet lanterns' } })
    state.client.use(session)
    expect(session.passwordChangeRequired).toBe(false)
    await call(api.sessions.signOut, { body: {} })
    await expect(call(api.sessions.list, {})).rejects.toMatchObject({ code: 'session_ended' })
  })

  it('has left no route out, and nothing went wrong inside', () => {
    expect(gatewayEndpoints.map(({ name }) => name).filter((name) => !state.answered.has(name))).toEqual([])
    expect(state.sandbox.problems).toEqual([])
  })
})
