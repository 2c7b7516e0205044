/** Requests for more against the sandbox's own rules: decided here, by hand or by rule, and carried out there. */
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createRequestsHandlers } from '#engine/requests/requests.handlers.ts'
import type { LimitRequest } from '#shared/rpc/contract/requests.contract.ts'
import { openCompany, type Company } from '#tests/support/company.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { SANDBOX_NOW } from '#tests/support/sandbox.ts'

const DAY = 86_400_000
let company: Company

beforeAll(async () => {
  company = await openCompany()
}, 60_000)
afterAll(() => company.close())
afterEach(async () => {
  for (const { id } of await company.call.requests.rules({})) await company.call.requests.deleteRule({ ruleId: id })
  for (const { id, actions } of await company.call.sync.outbox({})) if (actions.includes('dismiss')) await company.call.sync.dismiss({ outboxId: id })
})

/** Somebody asks for more, now. */
async function fresh(): Promise<LimitRequest> {
  const { id } = company.sandbox.world.store.write(() => company.sandbox.travel.askForMore())
  await company.sync()
  const found = (await pending()).find(({ requestId }) => requestId === id)
  if (!found) throw new Error('the request did not come')
  return found
}

const pending = () => company.call.requests.list({ status: 'pending' })
const whichOf = ({ connectionId, requestId }: LimitRequest) => ({ connectionId, requestId })
const atIssuer = ({ requestId }: LimitRequest) => company.sandbox.world.objects.get('limitRequest', requestId)
const limitAtIssuer = (request: LimitRequest) => company.sandbox.world.objects.get('limit', atIssuer(request).limitId ?? '')
async function again(request: LimitRequest): Promise<LimitRequest> {
  const found = (await company.call.requests.list({ status: null })).find(({ requestId }) => requestId === request.requestId)
  if (!found) throw new Error('the request is gone')
  return found
}

describe('requests for more', () => {
  it('come with who asks, the limit they would raise and what of it is used', async () => {
    const requests = await pending()
    expect(requests.length).toBeGreaterThanOrEqual(2)
    for (const request of requests) {
      expect(request).toMatchObject({ status: 'pending', waitingFor: null, decision: null, approvedByRule: false, current: { interval: 'month' } })
      expect(request.person?.name).toMatch(/ /)
      expect(request.card?.name).toMatch(/\d/)
      expect(request.current?.used.minor).toBe(limitAtIssuer(request).used.amountMinor)
      expect(request.amount.minor).toBeGreaterThan(request.current?.inForce.minor ?? Infinity)
    }
    const decided = await company.call.requests.list({ status: 'decided' })
    expect(decided.length).toBeGreaterThan(10)
    expect(decided.every(({ status }) => status === 'approved' || status === 'declined')).toBe(true)
    expect(decided.map(({ requestedAt }) => requestedAt)).toEqual(decided.map(({ requestedAt }) => requestedAt).toSorted((a, b) => b - a))
  })

  it('are approved changed, offline first: the decision waits, and is carried out once', async () => {
    const request = await fresh()
    const amount = { minor: request.amount.minor - 10_000, currency: 'USD' }
    const until = SANDBOX_NOW + 3 * DAY
    const waiting = await company.call.requests.approve({ ...whichOf(request), amount, until, note: 'Keep the receipt.' })
    expect(waiting).toMatchObject({ status: 'pending', waitingFor: 'approve', decision: null })
    expect(atIssuer(request).status).toBe('pending')
    await expectAppError(company.call.requests.decline({ ...whichOf(request), note: null }), 'validation.failed', { field: 'status' })

    await company.sync()
    expect(await again(request)).toMatchObject({ status: 'approved', waitingFor: null, decision: { note: 'Keep the receipt.', amount, until }, approvedByRule: false })
    expect(limitAtIssuer(request).raise).toMatchObject({ amount: { amountMinor: amount.minor }, until })
    expect((await again(request)).current?.inForce).toEqual(amount)
    expect((await pending()).map(({ requestId }) => requestId)).not.toContain(request.requestId)
  })

  it('are declined with a note, and the limit stays', async () => {
    const request = await fresh()
    const before = limitAtIssuer(request)
    await company.call.requests.decline({ ...whichOf(request), note: 'Use the company account.' })
    await company.sync()
    expect(await again(request)).toMatchObject({ status: 'declined', decision: { note: 'Use the company account.', amount: null } })
    expect(limitAtIssuer(request)).toEqual(before)
  })

  it('answer what makes no sense in place, and nothing is queued', async () => {
    const request = await fresh()
    const approve = (change: object) => company.call.requests.approve({ ...whichOf(request), amount: request.amount, until: request.until, note: null, ...change })
    await expectAppError(approve({ amount: request.current?.inForce }), 'validation.failed', { field: 'amount' })
    await expectAppError(approve({ amount: { minor: 900_000, currency: 'EUR' } }), 'validation.failed', { field: 'amount' })
    await expectAppError(approve({ until: SANDBOX_NOW }), 'validation.failed', { field: 'until' })
    await expectAppError(approve({ requestId: 'req_unknown' }), 'not-found', { kind: 'request' })
    expect((await company.call.sync.outbox({})).filter(({ state }) => state === 'queued')).toEqual([])
  })

  it('that somebody decided elsewhere are refused with the reason, and show what was decided', async () => {
    const request = await fresh()
    await company.call.requests.approve({ ...whichOf(request), amount: request.amount, until: request.until, note: null })
    company.sandbox.world.store.write(() => company.sandbox.world.objects.update('limitRequest', request.requestId, { status: 'declined', decision: { at: SANDBOX_NOW, by: 'Theo Harbour', note: null, amount: null, until: null } }))
    await company.sync()
    expect(await again(request)).toMatchObject({ status: 'declined', waitingFor: null })
    expect((await company.call.sync.outbox({})).filter(({ state }) => state === 'rejected')).toMatchObject([{ command: 'limitRequests.approve' }])
  })

  it('save the file that came along, whole', async () => {
    const request = (await pending()).find(({ attachment }) => attachment !== null) ?? (await company.call.requests.list({ status: 'decided' })).find(({ attachment }) => attachment !== null)
    if (!request) throw new Error('the company has no request with a quote')
    const folder = await mkdtemp(join(tmpdir(), 'cardkeep-quote-'))
    const path = join(folder, 'quote.pdf')
    const { saveAttachment } = createRequestsHandlers({ outboxGrew: () => {}, connectorOf: company.rig.connectorOf })
    const files = { readable: () => ({ token: 't', path, name: 'quote.pdf', mode: 'read' as const }), writable: () => ({ token: 't', path, name: 'quote.pdf', mode: 'write' as const }) }
    const context = { db: company.rig.store.read, now: SANDBOX_NOW, files, signal: new AbortController().signal, progress: () => {}, write: <T>(work: Parameters<typeof company.rig.write<T>>[1]) => company.rig.write('requests.saveAttachment', work) }
    const { bytes } = await saveAttachment(context, { ...whichOf(request), target: 't' })
    const saved = await readFile(path)
    await rm(folder, { recursive: true })
    expect(saved).toHaveLength(bytes)
    expect(bytes).toBe(request.attachment?.bytes)
    expect(saved.subarray(0, 5).toString()).toBe('%PDF-')
    const sent = company.sandbox.world.store.file(request.requestId)?.bytes ?? new Uint8Array()
    expect(createHash('sha256').update(saved).digest('hex')).toBe(createHash('sha256').update(sent).digest('hex'))
  })
})

describe('rules of approval', () => {
  const rule = { ruleId: null, cardholderIds: null, upTo: { minor: 100_000_000, currency: 'USD' }, mostDays: 60, perMonth: 1, isOn: true }

  it('approve what comes in, in the same run, and say so', async () => {
    await fresh()
    const before = await pending()
    await company.call.requests.saveRule({ ...rule, perMonth: 20 })
    await company.sync()
    for (const request of before) {
      const after = await again(request)
      expect(after).toMatchObject({ status: 'approved', approvedByRule: true, decision: { amount: request.amount, until: request.until } })
      expect(limitAtIssuer(request).raise?.amount.amountMinor).toBe(request.amount.minor)
    }
    const notices = (await company.call.sync.notices({})).filter(({ kind }) => kind === 'request-approved-by-rule')
    expect(notices).toHaveLength(before.length)
    expect(await company.call.requests.rules({})).toMatchObject([{ approvedThisMonth: before.length }])
  })

  it('leave alone whom they do not name and what goes beyond them', async () => {
    const first = await fresh()
    let second = await fresh()
    while (second.person?.id === first.person?.id) second = await fresh()
    await company.call.requests.saveRule({ ...rule, cardholderIds: [first.person?.id ?? 0], upTo: { minor: first.amount.minor - 1, currency: 'USD' } })
    await company.sync()
    const waiting = (await pending()).map(({ requestId }) => requestId)
    expect(waiting).toEqual(expect.arrayContaining([first.requestId, second.requestId]))
    const [saved] = await company.call.requests.rules({})
    await company.call.requests.saveRule({ ...rule, ruleId: saved?.id ?? 0, cardholderIds: [first.person?.id ?? 0] })
    await company.sync()
    expect((await again(first)).status).toBe('approved')
    expect((await again(second)).status).toBe('pending')
  })

  it('approve somebody no more often in a month than they say', async () => {
    const request = await fresh()
    await company.call.requests.saveRule({ ...rule, cardholderIds: [request.person?.id ?? 0] })
    await company.sync()
    const { world } = company.sandbox
    const anew = world.store.write(() => world.objects.put('limitRequest', { ...atIssuer(request), id: world.store.nextId('req'), amount: { amountMinor: request.amount.minor + 50_000, currency: 'USD' }, status: 'pending', decision: null, requestedAt: SANDBOX_NOW }))
    await company.sync()
    await company.sync()
    expect((await pending()).map(({ requestId }) => requestId)).toContain(anew.id)
    expect(world.objects.get('limitRequest', anew.id).status).toBe('pending')
  })

  it('are saved, changed and deleted; an unknown person or rule is refused', async () => {
    const saved = await company.call.requests.saveRule(rule)
    expect(await company.call.requests.saveRule({ ...rule, ruleId: saved.id, isOn: false, mostDays: null })).toEqual({ ...saved, isOn: false, mostDays: null })
    await expectAppError(company.call.requests.saveRule({ ...rule, cardholderIds: [9_999] }), 'not-found', { kind: 'cardholder' })
    await expectAppError(company.call.requests.saveRule({ ...rule, ruleId: 9_999 }), 'not-found', { kind: 'rule' })
    await company.call.requests.deleteRule({ ruleId: saved.id })
    expect(await company.call.requests.rules({})).toEqual([])
    await expectAppError(company.call.requests.deleteRule({ ruleId: saved.id }), 'not-found', { kind: 'rule' })
  })
})
