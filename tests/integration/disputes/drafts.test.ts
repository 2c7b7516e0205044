/** Drafts: which charges can be disputed, what is kept, what is refused in place, what survives. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCompany, type Company } from '#tests/support/company.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { agree, atIssuer, chargesOf, LETTERS, RECEIPT, statesOf, wholeDraft, withFiles, type Chargeable } from './world.ts'

const shared: { company?: Company; next?: () => Chargeable } = {}
const here = () => ({ company: shared.company!, charge: shared.next!(), call: shared.company!.call })

beforeAll(async () => {
  shared.company = await openCompany()
  shared.next = await chargesOf(shared.company)
}, 60_000)
afterAll(() => shared.company?.close())

const begun = async () => {
  const at = here()
  const { disputeIds: [disputeId = 0] } = await at.call.disputes.start({ transactionIds: [at.charge.id] })
  return { ...at, disputeId }
}
const usd = (minor: number) => ({ minor, currency: 'USD' })
const findCharge = ({ rig, connectionId }: Company, change: { readonly type: 'refund' | 'payment' | 'charge'; readonly pending: 0 | 1 }) =>
  rig.store.read.selectFrom('transactions').innerJoin('accounts', 'accounts.id', 'transactions.account_id').select('transactions.id').where('connection_id', '=', connectionId).where('type', '=', change.type).where('pending', '=', change.pending).limit(1).executeTakeFirstOrThrow()

describe('a charge', () => {
  test('that is pending, a refund, a payment or disputed says why not, and none of several is begun', async () => {
    const { company, charge, call, disputeId } = await begun()
    company.charge({ cardId: await company.cardRef(charge.cardId) })
    await company.sync()
    const [pending, refund, payment] = [await findCharge(company, { type: 'charge', pending: 1 }), await findCharge(company, { type: 'refund', pending: 0 }), await findCharge(company, { type: 'payment', pending: 0 })]
    const free = shared.next!()
    const answers = await call.disputes.eligibility({ transactionIds: [pending.id, refund.id, payment.id, charge.id, free.id] })
    expect(answers.map(({ refusal }) => refusal)).toEqual(['pending', 'refund', 'not-a-charge', 'already-disputed', null])
    expect(answers[3]).toMatchObject({ disputeId, channel: 'issuer' })
    const before = await company.rig.store.read.selectFrom('disputes').select('id').execute()
    await expectAppError(call.disputes.start({ transactionIds: [free.id, charge.id] }), 'validation.failed', { field: 'transactionIds' })
    expect(await company.rig.store.read.selectFrom('disputes').select('id').execute()).toHaveLength(before.length)
    await expectAppError(call.disputes.eligibility({ transactionIds: [99_999_999] }), 'not-found', { kind: 'transaction' })
  })

  test('that was refunded in part can be disputed for the rest, and in full not at all', async () => {
    const { company, charge, call } = here()
    const refund = (minor: number) => company.rig.write('test.refund', ({ db, sqlite }) => {
      sqlite.prepare(`INSERT INTO transactions (account_id, card_id, merchant_id, category_id, category_source, external_id, posted_on, transacted_on, amount_minor, currency, source_minor, type, pending, descriptor, confirmed_at)
        SELECT account_id, card_id, merchant_id, category_id, 'none', external_id || '-' || ?, posted_on, transacted_on, ?, currency, ?, 'refund', 0, 'Refund', 1 FROM transactions WHERE id = ?`).run(minor, minor, minor, charge.id)
      return db.selectFrom('transactions').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow()
    })
    const part = await refund(400)
    expect(await call.disputes.eligibility({ transactionIds: [charge.id] })).toMatchObject([{ refusal: null, disputable: usd(charge.minor - 400) }])
    const { disputeIds: [disputeId = 0] } = await call.disputes.start({ transactionIds: [charge.id] })
    const detail = await call.disputes.get({ disputeId })
    expect(detail).toMatchObject({ amount: usd(charge.minor - 400), disputable: usd(charge.minor - 400), refunds: [{ transactionId: part.id, amount: usd(400) }] })
    await expectAppError(call.disputes.save({ disputeId, amount: usd(charge.minor - 399) }), 'validation.failed', { field: 'amount' })
    await call.disputes.discard({ disputeId })
    await refund(charge.minor - 400)
    expect(await call.disputes.eligibility({ transactionIds: [charge.id] })).toMatchObject([{ refusal: 'refunded-in-full', disputable: usd(0) }])
  })
})

describe('a draft', () => {
  test('keeps what is there so far, complete or not, and says what is missing and what cannot be', async () => {
    const { call, charge, disputeId } = await begun()
    expect(await call.disputes.get({ disputeId })).toMatchObject({ stage: 'draft', reason: null, missingKeys: ['reason', 'explanation'], nextStep: { by: 'you', what: 'submit' }, amount: usd(charge.minor) })
    const saved = await call.disputes.save({ disputeId, reason: 'goods-not-received', amount: usd(700), answers: [{ key: 'expected-on', value: '2031-01-01' }] })
    expect(saved).toMatchObject({ reason: 'goods-not-received', amount: usd(700), explanation: '', can: { submit: false }, contradictions: [{ key: 'expected-on', rule: 'not-due-yet' }] })
    expect(saved.missingKeys).toContain('delivery-issue')
    expect(saved.deadlines[0]!.on).toBe(saved.sendBy)
    expect(new Set(saved.deadlines.map(({ rule }) => rule))).toEqual(new Set(['network-window', 'billing-error-notice', 'issuer-window']))
    // The other fields stay.
    expect(await call.disputes.save({ disputeId, explanation: 'It never came' })).toMatchObject({ reason: 'goods-not-received', amount: usd(700), explanation: 'It never came', answers: [{ key: 'expected-on', value: '2031-01-01' }] })
  })

  test.each([
    ['above the charge', (minor: number) => usd(minor + 1)],
    ['in another currency', () => ({ minor: 100, currency: 'EUR' })],
  ])('refuses an amount %s, and loses nothing', async (_what, amount) => {
    const { call, charge, disputeId } = await begun()
    await expectAppError(call.disputes.save({ disputeId, amount: amount(charge.minor), explanation: 'lost?' }), 'validation.failed', { field: 'amount' })
    expect(await call.disputes.get({ disputeId })).toMatchObject({ amount: usd(charge.minor), explanation: '' })
  })

  test('takes a file for what it is, keeps it whole, and gives it back', async () => {
    const { call, disputeId } = await begun()
    const [file] = (await call.disputes.addEvidence({ disputeId, ...RECEIPT, fileName: 'receipt.pdf' })).evidence
    expect(file).toMatchObject({ kind: 'receipt', contentType: 'image/png', by: 'you', isHere: true, isUnsent: true, pages: 1 })
    expect(await call.disputes.evidence({ disputeId, evidenceId: file!.id })).toEqual({ contentType: 'image/png', content: RECEIPT.content })
    for (const [content, why] of [[RECEIPT.content, 'twice'], [Buffer.from('MZ not a picture').toString('base64'), 'another kind'], ['AA?A', 'no base64'], [RECEIPT.content.slice(0, 40), 'cut off']] as const) {
      await expectAppError(call.disputes.addEvidence({ disputeId, ...RECEIPT, content }), 'validation.failed', { field: 'content' }).catch((error: unknown) => {
        throw new Error(why, { cause: error })
      })
    }
    expect((await call.disputes.removeEvidence({ disputeId, evidenceId: file!.id })).evidence).toEqual([])
    await expectAppError(call.disputes.evidence({ disputeId, evidenceId: file!.id }), 'not-found', { kind: 'file' })
  })

  test('gives its reason, answers and files to others, whose amounts stay', async () => {
    const { company, charge, call } = here()
    const others = [shared.next!(), shared.next!()]
    const { disputeIds } = await call.disputes.start({ transactionIds: [charge.id, ...others.map(({ id }) => id)] })
    const [from = 0, ...to] = disputeIds
    await call.disputes.save({ disputeId: from, reason: 'duplicate', explanation: 'Three times', answers: [{ key: 'other-transaction', value: charge.id }] })
    await withFiles(company, from)
    await call.disputes.copyTo({ disputeId: from, to })
    await call.disputes.copyTo({ disputeId: from, to })
    for (const [index, disputeId] of to.entries()) {
      const copy = await call.disputes.get({ disputeId })
      expect(copy).toMatchObject({ reason: 'duplicate', explanation: 'Three times', amount: usd(others[index]!.minor) })
      expect(copy.evidence.map(({ fileName, isUnsent }) => [fileName, isUnsent])).toEqual([[RECEIPT.fileName, true], [LETTERS.fileName, true]])
    }
    // The issuer gets its own id of the charge that an answer names.
    await call.disputes.submit({ disputeId: to[0]! })
    await company.sync()
    expect(atIssuer(company, others[0]!)[0]).toMatchObject({ answers: { 'other-transaction': charge.ref } })
    expect((await call.disputes.get({ disputeId: to[0]! })).answers).toEqual([{ key: 'other-transaction', value: charge.id }])
  })

  test('is put aside and brought back as it was', async () => {
    const { company, charge, call } = here()
    const disputeId = await wholeDraft(company, charge)
    await call.disputes.discard({ disputeId })
    expect(await call.disputes.eligibility({ transactionIds: [charge.id] })).toMatchObject([{ refusal: null }])
    expect((await call.disputes.board({ scope: { cardIds: null } })).rows.map(({ id }) => id)).not.toContain(disputeId)
    await expectAppError(call.disputes.submit({ disputeId }), 'validation.failed', { field: 'state' })
    expect(await call.disputes.restore({ disputeId })).toMatchObject({ stage: 'draft', missing: 0 })
    await expectAppError(call.disputes.restore({ disputeId }), 'validation.failed', { field: 'state' })
    await call.disputes.discard({ disputeId })
    await call.disputes.start({ transactionIds: [charge.id] })
    await expectAppError(call.disputes.restore({ disputeId }), 'validation.failed', { field: 'state' })
  })

  test('that the issuer has goes there too, and is one of here alone when it is brought back', async () => {
    const { company, charge, call } = here()
    const disputeId = await wholeDraft(company, charge)
    await withFiles(company, disputeId)
    await call.disputes.submit({ disputeId })
    const { id } = await company.rig.store.read.selectFrom('outbox').select('id').where('command', '=', 'disputes.submit').orderBy('id', 'desc').executeTakeFirstOrThrow()
    await call.sync.discard({ outboxId: id })
    await company.sync()
    expect(atIssuer(company, charge)).toMatchObject([{ status: 'draft' }])
    const [first] = (await call.disputes.get({ disputeId })).evidence
    expect(await call.disputes.removeEvidence({ disputeId, evidenceId: first!.id })).toMatchObject({ evidence: [{ fileName: LETTERS.fileName }] })
    await company.sync()
    expect(atIssuer(company, charge)[0]!.evidence).toHaveLength(1)
    await call.disputes.discard({ disputeId })
    await company.sync()
    expect(atIssuer(company, charge)).toEqual([])
    expect(await call.disputes.restore({ disputeId })).toMatchObject({ stage: 'draft', evidence: [{ fileName: LETTERS.fileName, isUnsent: true }] })
    await call.disputes.submit({ disputeId })
    await company.sync()
    await agree(company, disputeId, charge)
    expect((await statesOf(company, disputeId)).slice(-3)).toEqual(['create confirmed', 'addEvidence confirmed', 'submit confirmed'])
  })
})

test('a dispute that is begun elsewhere is here with its files, and can be finished here', async () => {
  const { company, charge, call } = here()
  const { world } = company.sandbox
  const { createDraft, addEvidence } = await import('#sandbox/issuer/dispute-drafts.ts')
  const bytes = new Uint8Array(Buffer.from(LETTERS.content, 'base64'))
  world.store.write(() => {
    const draft = createDraft(world, charge.ref, { reason: 'goods-not-received', explanation: 'Begun on the phone', answers: { 'expected-on': charge.on } })
    addEvidence(world, draft, { kind: 'correspondence', fileName: 'mail.pdf' }, { contentType: 'application/pdf', bytes })
  })
  company.rig.topics.length = 0
  await company.sync()
  expect(company.rig.topics).toContain('disputes')
  const row = (await call.disputes.board({ scope: { cardIds: [charge.cardId] } })).rows.find(({ charge: { transactionId } }) => transactionId === charge.id)!
  expect(row).toMatchObject({ stage: 'draft', reason: 'goods-not-received', charge: { merchant: charge.merchant }, nextStep: { by: 'you', what: 'submit' } })
  const disputeId = row.id
  expect((await call.disputes.get({ disputeId })).evidence).toMatchObject([{ fileName: 'mail.pdf', by: 'you', isHere: false, isUnsent: false }])
  await call.disputes.save({ disputeId, answers: [{ key: 'expected-on', value: charge.on }, { key: 'description', value: 'Labels' }, { key: 'merchant-contacted-on', value: charge.on }, { key: 'delivery-issue', value: 'late' }] })
  await call.disputes.submit({ disputeId })
  await company.sync()
  expect(await agree(company, disputeId, charge)).toMatchObject({ stage: 'submitted' })
})
