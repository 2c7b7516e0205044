/** Disputes of statement files: the same draft, sent as a letter, followed by hand; and what of disputes needs a person. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { createDisputesHandlers } from '#engine/disputes/disputes.handlers.ts'
import { readDisputeNeeds } from '#engine/disputes/needs.queries.ts'
import type { Store } from '#engine/db/store.ts'
import { readTransaction } from '#engine/transactions/transaction-detail.queries.ts'
import type { Contract } from '#shared/rpc/contract/index.ts'
import type { InputOf } from '#shared/rpc/define.ts'
import { keepBooks } from '#tests/support/books.ts'
import { callCommand, callQuery, taskContext, type CommandResult } from '#tests/support/calls.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { readPdf } from '#tests/support/pdf-text.ts'
import { openTestStore, temporaryFolder, TEST_NOW } from '#tests/support/store.ts'
import { LETTERS, RECEIPT } from './world.ts'

type Calls = Contract['disputes']

const handlers = createDisputesHandlers({
  outboxGrew: () => {
    throw new Error('there is nobody to send to')
  },
  connectorOf: () => Promise.reject(new Error('there is nobody to ask')),
})
let store: Store
let charge: number
let card: number
let dispute: number

type Input<N extends keyof Calls> = InputOf<Calls[N]>
const outputOf = async <T>(result: Promise<CommandResult<T>>): Promise<T> => (await result).output
const call = {
  start: (input: Input<'start'>) => outputOf(callCommand(store, 'disputes', 'start', handlers, input)),
  save: (input: Input<'save'>) => outputOf(callCommand(store, 'disputes', 'save', handlers, input)),
  addEvidence: (input: Input<'addEvidence'>) => outputOf(callCommand(store, 'disputes', 'addEvidence', handlers, input)),
  submit: (input: Input<'submit'>) => outputOf(callCommand(store, 'disputes', 'submit', handlers, input)),
  withdraw: (input: Input<'withdraw'>) => outputOf(callCommand(store, 'disputes', 'withdraw', handlers, input)),
  discard: (input: Input<'discard'>) => outputOf(callCommand(store, 'disputes', 'discard', handlers, input)),
  record: (input: Input<'record'>) => outputOf(callCommand(store, 'disputes', 'record', handlers, input)),
}
const get = (now = TEST_NOW) => callQuery(store, 'disputes', 'get', handlers, { disputeId: dispute }, now)
const record = (stage: InputOf<Calls['record']>['stage'], on: string, won: { minor: number; currency: string } | null = null) => call.record({ disputeId: dispute, stage, on, note: '', won })

beforeEach(async () => {
  ;({ store } = await openTestStore())
  ;[card, charge] = await keepBooks(store, (books) => {
    const account = books.account({ issuer: 'American Express' })
    const one = books.card({ account, holder: books.person('Ada Lindqvist'), digits: '1005' })
    books.statement({ account, closedOn: '2026-11-20' })
    return [one, books.charge({ card: one, on: '2026-11-02', minor: -12_345, merchant: 'Northwind Labels' })] as const
  })
  const { disputeIds } = await call.start({ transactionIds: [charge] })
  dispute = disputeIds[0]!
})

describe('a dispute without an issuer that takes it', () => {
  test('is a letter, with the days that the network and the law give', async () => {
    const draft = await call.save({ disputeId: dispute, reason: 'duplicate', explanation: 'The same order twice' })
    expect(draft).toMatchObject({ channel: 'letter', stage: 'draft', form: null, account: null, can: { edit: true, submit: false, record: true, withdraw: false }, card: { id: card, network: 'amex' } })
    expect(draft.deadlines).toEqual([
      { rule: 'billing-error-notice', on: '2027-01-19', anchor: 'statement-date', anchorOn: '2026-11-20', days: 60 },
      { rule: 'network-window', on: '2027-02-20', anchor: 'transaction-date', anchorOn: '2026-11-02', days: 110 },
    ])
    await expectAppError(call.submit({ disputeId: dispute }), 'validation.failed')
    await expectAppError(call.withdraw({ disputeId: dispute }), 'validation.failed', { field: 'state' })
    expect(await store.read.selectFrom('outbox').select('id').execute()).toEqual([])
  })

  test('is followed by what a person records, and only by what can follow', async () => {
    await expectAppError(record('acknowledged', '2026-11-10'), 'validation.failed', { field: 'stage' })
    await expectAppError(record('submitted', '2026-11-01'), 'validation.failed', { field: 'on' })
    await expectAppError(record('submitted', '2026-12-24'), 'validation.failed', { field: 'on' })
    await expectAppError(record('submitted', '2026-11-31'), 'validation.failed', { field: 'on' })
    expect(await record('submitted', '2026-11-10')).toMatchObject({ stage: 'submitted', sendBy: null, nextStep: { by: 'issuer', what: 'acknowledge', until: '2026-12-10' }, can: { edit: false, discard: false } })
    await expectAppError(call.save({ disputeId: dispute, explanation: 'More' }), 'validation.failed', { field: 'state' })
    await expectAppError(record('acknowledged', '2026-11-09'), 'validation.failed', { field: 'on' })
    await record('acknowledged', '2026-11-12')
    await expectAppError(record('partly-won', '2026-11-20', { minor: 12_345, currency: 'USD' }), 'validation.failed', { field: 'won' })
    await expectAppError(record('won', '2026-11-20', { minor: 1, currency: 'USD' }), 'validation.failed', { field: 'won' })
    const decided = await record('partly-won', '2026-11-20', { minor: 2_345, currency: 'USD' })
    expect(decided).toMatchObject({ stage: 'partly-won', won: { minor: 2_345 }, nextStep: null, can: { record: false } })
    expect(decided.timeline.map(({ stage, by }) => [stage, by])).toEqual([['draft', 'you'], ['submitted', 'you'], ['acknowledged', 'issuer'], ['partly-won', 'issuer']])
    const board = await callQuery(store, 'disputes', 'board', handlers, { scope: { cardIds: null } })
    expect(board).toMatchObject({ atStake: [], byMerchant: [{ merchant: 'Northwind Labels', won: 0, partly: 1, lost: 0 }] })
    await expectAppError(call.start({ transactionIds: [charge] }), 'validation.failed', { field: 'transactionIds' })
  })

  test('stays as it was when its charge is taken back with an import', async () => {
    await store.transaction((db) => db.deleteFrom('transactions').where('id', '=', charge).execute())
    expect(await get()).toMatchObject({ charge: { transactionId: null, merchant: 'Northwind Labels', on: '2026-11-02', holderName: 'Ada Lindqvist' }, disputable: { minor: 12_345 } })
    expect(await record('submitted', '2026-11-10')).toMatchObject({ stage: 'submitted' })
  })

  test('is known to its charge, until it is put aside', async () => {
    expect((await readTransaction(store.read, charge)).dispute).toEqual({ id: dispute, stage: 'draft' })
    await call.discard({ disputeId: dispute })
    expect((await readTransaction(store.read, charge)).dispute).toBeNull()
  })
})

describe('on paper', () => {
  const fileIn = async (name: string) => join(await temporaryFolder(), name)

  test('are the letter, and the case file with every file', async () => {
    await call.save({ disputeId: dispute, reason: 'duplicate', explanation: 'The same order twice', answers: [{ key: 'other-transaction', value: charge }] })
    await call.addEvidence({ disputeId: dispute, ...RECEIPT })
    await call.addEvidence({ disputeId: dispute, ...LETTERS })
    const letter = await fileIn('letter.pdf')
    const one = taskContext(store, letter)
    const { pages } = await handlers.exportLetter(one.context, { disputeId: dispute, target: 'target' })
    const read = await readPdf(await readFile(letter))
    expect(read.pages).toHaveLength(pages)
    expect(read.pages.map(({ text }) => text).join('\n')).toContain('Northwind Labels')
    const whole = await fileIn('case.pdf')
    const two = taskContext(store, whole)
    const made = await handlers.exportCase(two.context, { disputeId: dispute, target: 'target' })
    expect(made.leftOut).toEqual([])
    expect((await readPdf(await readFile(whole))).pages).toHaveLength(made.pages)
    expect(made.pages).toBeGreaterThanOrEqual(pages + 2)
    expect([one.audits, two.audits]).toEqual([[{ disputeId: dispute, pages, bytes: expect.any(Number) as number }], [{ disputeId: dispute, pages: made.pages, bytes: made.bytes, leftOut: 0 }]])
  })

  test('is the board, as a table', async () => {
    const path = await fileIn('disputes.csv')
    await call.save({ disputeId: dispute, reason: 'duplicate', amount: { minor: 345, currency: 'USD' } })
    expect(await handlers.exportBoard(taskContext(store, path).context, { scope: { cardIds: null }, target: 'target' })).toMatchObject({ rows: 1 })
    const [header, row] = (await readFile(path, 'utf8')).replace('\uFEFF', '').split('\r\n').map((line) => line.split(','))
    expect(Object.fromEntries(header!.map((name, index) => [name, row![index]]))).toMatchObject({ Merchant: 'Northwind Labels', Charge: '123.45', Disputed: '3.45', Currency: 'USD', State: 'Draft', 'Send by': '2027-01-19', Won: '', 'Sent to': 'By letter' })
    await expectAppError(handlers.exportBoard(taskContext(store, path).context, { scope: { cardIds: [card + 99] }, target: 'target' }), 'export.empty')
  })
})

describe('a draft needs somebody', () => {
  const needs = async (day: string, cardIds: number[] | null = null) => (await readDisputeNeeds(store.read, new Date(`${day}T12:00:00`).getTime(), cardIds)).map(({ kind }) => kind)

  test('from two weeks before its last day until a month after it', async () => {
    await call.save({ disputeId: dispute, reason: 'duplicate' })
    expect([await needs('2027-01-04'), await needs('2027-01-05'), await needs('2027-02-18'), await needs('2027-02-19')]).toEqual([[], ['dispute-draft'], ['dispute-draft'], []])
    expect(await needs('2027-01-05', [card + 1])).toEqual([])
    await call.record({ disputeId: dispute, stage: 'submitted', on: '2026-11-20', note: '', won: null })
    expect(await needs('2027-01-05')).toEqual([])
  })
})
