/** From the draft to the decision against the real sandbox: sent once, however the network behaves. */
import assert from 'node:assert/strict'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCompany, type Company } from '#tests/support/company.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { agree, atIssuer, chargesOf, statesOf, submits, wholeDraft, withFiles, type Chargeable } from './world.ts'

const shared: { company?: Company; next?: () => Chargeable } = {}
const here = () => ({ company: shared.company!, charge: shared.next!(), call: shared.company!.call })

beforeAll(async () => {
  shared.company = await openCompany()
  shared.next = await chargesOf(shared.company)
}, 60_000)
afterAll(async () => {
  assert.deepEqual(shared.company?.sandbox.problems, [])
  await shared.company?.close()
})

const unreachable = (company: Company) => expect(company.sync()).rejects.toMatchObject({ code: 'issuer.unreachable' })
const later = (company: Company) => void (company.time.wall += 60_000)

describe('a dispute that is sent', () => {
  test('offline waits whole, and goes out once with its files when the issuer is reached', async () => {
    const { company, charge, call } = here()
    const disputeId = await wholeDraft(company, charge)
    expect(await withFiles(company, disputeId)).toMatchObject({ stage: 'draft', missing: 0, can: { submit: true, edit: true } })
    const queued = await call.disputes.submit({ disputeId })
    expect(queued).toMatchObject({ stage: 'queued', waitingFor: 'submit', sentAt: null, can: { submit: false, edit: false, withdraw: true, discard: false } })
    expect(queued.evidence.map(({ isUnsent }) => isUnsent)).toEqual([false, false])
    expect(atIssuer(company, charge)).toEqual([])
    await company.sync()
    const detail = await agree(company, disputeId, charge)
    expect(detail).toMatchObject({ stage: 'submitted', nextStep: { by: 'issuer', what: 'acknowledge' }, sendBy: null })
    expect(submits(company, atIssuer(company, charge)[0]!.id)).toBe(1)
    expect(await statesOf(company, disputeId)).toEqual(['create confirmed', 'addEvidence confirmed', 'addEvidence confirmed', 'submit confirmed'])
  })

  test.each(['disputes.create', 'disputes.addEvidence', 'disputes.submit'])('and whose answer to %s is lost is sent once', async (operation) => {
    const { company, charge, call } = here()
    const disputeId = await wholeDraft(company, charge)
    await withFiles(company, disputeId)
    await call.disputes.submit({ disputeId })
    await company.sandbox.fault({ kind: 'reset', stage: 'after', operation, times: 1 })
    await unreachable(company)
    expect(await call.disputes.get({ disputeId })).toMatchObject({ stage: 'queued' })
    later(company)
    await company.sync()
    await agree(company, disputeId, charge)
    expect(submits(company, atIssuer(company, charge)[0]!.id)).toBe(1)
  })

  test('and of which the feed tells before the answer comes is one row', async () => {
    const { company, charge, call } = here()
    const disputeId = await wholeDraft(company, charge)
    await call.disputes.submit({ disputeId })
    await company.sandbox.fault({ kind: 'status', status: 500, stage: 'after', operation: 'disputes.create', times: 1 })
    await company.sync()
    expect(atIssuer(company, charge)).toHaveLength(1)
    expect(await call.disputes.get({ disputeId })).toMatchObject({ stage: 'queued', waitingFor: 'submit' })
    later(company)
    await company.sync()
    await agree(company, disputeId, charge)
  })

  test('is taken back whole while nobody has seen it, and is the same draft', async () => {
    const { company, charge, call } = here()
    const disputeId = await wholeDraft(company, charge)
    await withFiles(company, disputeId)
    await call.disputes.submit({ disputeId })
    const draft = await call.disputes.withdraw({ disputeId })
    expect(draft).toMatchObject({ stage: 'draft', missing: 0, waitingFor: null, problem: null })
    expect(draft.evidence.map(({ isUnsent }) => isUnsent)).toEqual([true, true])
    await company.sync()
    expect(atIssuer(company, charge)).toEqual([])
    await call.disputes.submit({ disputeId })
    await company.sync()
    await agree(company, disputeId, charge)
  })

  test('and refused is a draft again that says why, and the next attempt brings up to date what the issuer has of it', async () => {
    const { company, charge, call } = here()
    const disputeId = await wholeDraft(company, charge, 'Refused at first. winning_evidence')
    await withFiles(company, disputeId)
    await call.disputes.submit({ disputeId })
    const { world } = company.sandbox
    // The issuer's last day passes between the draft and the sending of it.
    await company.sandbox.fault({ kind: 'reset', stage: 'before', operation: 'disputes.submit', times: 1 })
    await unreachable(company)
    const [theirs] = atIssuer(company, charge)
    world.store.write(() => void world.objects.update('dispute', theirs!.id, { submitBy: '2026-01-01' }))
    later(company)
    await company.sync()
    const refused = await call.disputes.get({ disputeId })
    expect(refused).toMatchObject({ stage: 'draft', problem: { code: 'dispute_deadline_passed' }, can: { submit: false, edit: true } })
    expect(refused.evidence).toHaveLength(2)
    await expectAppError(call.disputes.submit({ disputeId }), 'validation.failed', { field: 'sendBy' })
    await call.disputes.save({ disputeId, reason: 'services-not-received', explanation: 'Said better. winning_evidence' })
    await call.disputes.submit({ disputeId })
    await company.sync()
    const detail = await agree(company, disputeId, charge)
    expect(detail).toMatchObject({ stage: 'submitted', reason: 'services-not-received', explanation: 'Said better. winning_evidence' })
    expect(await statesOf(company, disputeId)).toEqual([
      'create confirmed', 'addEvidence confirmed', 'addEvidence confirmed', 'submit rejected', 'update confirmed', 'submit confirmed',
    ])
  })

  test('goes nowhere without a file that was refused', async () => {
    const { company, charge, call } = here()
    const disputeId = await wholeDraft(company, charge)
    await withFiles(company, disputeId)
    await call.disputes.submit({ disputeId })
    // Whatever the cause, the issuer says no to one of two files.
    await company.rig.write('test.harm', async ({ db }) => void (await db.updateTable('dispute_evidence').set({ content: Buffer.from('no picture') }).where('dispute_id', '=', disputeId).where('kind', '=', 'receipt').execute()))
    await company.sync()
    expect(await statesOf(company, disputeId)).toEqual(['create confirmed', 'addEvidence rejected', 'addEvidence confirmed', 'submit rejected'])
    expect(await call.disputes.get({ disputeId })).toMatchObject({ stage: 'draft', problem: { code: 'unsupported_media' } })
    expect(atIssuer(company, charge)[0]).toMatchObject({ status: 'draft' })
  })
})

describe('what cannot be sent', () => {
  test('says the first that is missing, and queues nothing', async () => {
    const { company, charge, call } = here()
    const { disputeIds: [disputeId = 0] } = await call.disputes.start({ transactionIds: [charge.id] })
    await expectAppError(call.disputes.submit({ disputeId }), 'validation.failed', { field: 'reason' })
    await call.disputes.save({ disputeId, reason: 'incorrect-amount', explanation: 'Ten times too much', answers: [{ key: 'right-amount', value: 100 }] })
    await expectAppError(call.disputes.submit({ disputeId }), 'validation.failed', { field: 'evidence:receipt' })
    expect(await statesOf(company, disputeId)).toEqual([])
  })
})

describe('after it is sent', () => {
  const sent = async (explanation: string) => {
    const at = here()
    const disputeId = await wholeDraft(at.company, at.charge, explanation)
    await withFiles(at.company, disputeId)
    await at.call.disputes.submit({ disputeId })
    await at.company.sync()
    return { ...at, disputeId }
  }
  const days = async (company: Company, count: number) => {
    for (let day = 0; day < count; day += 1) company.sandbox.travel.nextDay()
    company.time.wall += count * 86_400_000
    await company.sync()
  }

  test('it is followed to the win, with the credit and what it means for the account', async () => {
    const { company, charge, call, disputeId } = await sent('It never came. winning_evidence')
    await days(company, 2)
    const acknowledged = await agree(company, disputeId, charge)
    expect(acknowledged).toMatchObject({ stage: 'acknowledged', nextStep: { by: 'merchant', what: 'respond' }, provisionalCredit: { amount: { minor: charge.minor }, reversedAt: null }, can: { withdraw: true, respond: false } })
    expect(acknowledged.account?.disputedTotal.minor).toBeGreaterThanOrEqual(charge.minor)
    expect(acknowledged.timeline.map(({ stage }) => stage)).toEqual(['draft', 'submitted', 'acknowledged'])
    await days(company, 16)
    expect(await agree(company, disputeId, charge)).toMatchObject({ stage: 'won', won: { minor: charge.minor }, nextStep: null, can: { withdraw: false, respond: false, discard: false } })
    const board = await call.disputes.board({ scope: { cardIds: null } })
    expect(board.byReason.find(({ reason }) => reason === 'goods-not-received')?.won).toBeGreaterThan(0)
  })

  test('the merchant is answered with another file, once, though the answer is lost', async () => {
    const { company, charge, call, disputeId } = await sent('It never came. losing_evidence')
    await days(company, 18)
    const contested = await agree(company, disputeId, charge)
    expect(contested).toMatchObject({ stage: 'merchant-response', nextStep: { by: 'you', what: 'respond' }, merchantResponse: { text: expect.stringContaining('proof of delivery') as string }, can: { respond: true, withdraw: true } })
    const proof = contested.evidence.find(({ by }) => by === 'merchant')!
    expect(proof.isHere).toBe(false)
    await expectAppError(call.disputes.evidence({ disputeId, evidenceId: proof.id }), 'not-found', { kind: 'file' })
    const fetched = await call.disputes.fetchEvidence({ disputeId, evidenceId: proof.id })
    expect(fetched.evidence.find(({ id }) => id === proof.id)).toMatchObject({ isHere: true, pages: 1 })
    const { contentType, content } = await call.disputes.evidence({ disputeId, evidenceId: proof.id })
    expect([contentType, Buffer.from(content, 'base64').subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-'])

    const file = { kind: 'other', fileName: 'signature.pdf', content, withoutLocation: false }
    expect((await call.disputes.addEvidence({ disputeId, ...file })).evidence.at(-1)).toMatchObject({ fileName: 'signature.pdf', isUnsent: true })
    expect(await call.disputes.respond({ disputeId, explanation: 'Nobody here signed for it.' })).toMatchObject({ waitingFor: 'respond', stage: 'merchant-response', can: { respond: false } })
    await company.sandbox.fault({ kind: 'reset', stage: 'after', operation: 'disputes.respond', times: 1 })
    await unreachable(company)
    later(company)
    await company.sync()
    const answered = await agree(company, disputeId, charge)
    expect(answered).toMatchObject({ stage: 'pre-arbitration', explanation: expect.stringContaining('Nobody here signed') as string })
    expect(atIssuer(company, charge)[0]!.timeline.filter(({ status }) => status === 'pre-arbitration')).toHaveLength(1)
    await days(company, 21)
    expect(await agree(company, disputeId, charge)).toMatchObject({ stage: 'lost', won: { minor: 0 }, lossReason: 'delivered' })
  })

  test('it is withdrawn, and the charge can be disputed anew', async () => {
    const { company, charge, call, disputeId } = await sent('It never came. partly_evidence')
    expect(await call.disputes.withdraw({ disputeId })).toMatchObject({ stage: 'submitted', waitingFor: 'withdraw', can: { withdraw: false } })
    await company.sync()
    expect(await agree(company, disputeId, charge)).toMatchObject({ stage: 'withdrawn', nextStep: null })
    expect(await call.disputes.eligibility({ transactionIds: [charge.id] })).toMatchObject([{ refusal: null }])
    const again = await wholeDraft(company, charge)
    expect(again).not.toBe(disputeId)
    await company.sync()
    expect([(await call.disputes.get({ disputeId: again })).stage, (await call.disputes.get({ disputeId })).stage]).toEqual(['draft', 'withdrawn'])
    await call.disputes.submit({ disputeId: again })
    await company.sync()
    expect([(await call.disputes.get({ disputeId: again })).stage, (await call.disputes.get({ disputeId })).stage]).toEqual(['submitted', 'withdrawn'])
  })
})
