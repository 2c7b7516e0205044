import { expect, test } from 'vitest'
import { draftsHandlers } from '#engine/drafts/drafts.handlers.ts'
import { transactionsHandlers } from '#engine/transactions/transactions.handlers.ts'
import { noteDraft } from '#shared/domain/draft-key.ts'
import { keepBooks } from '#tests/support/books.ts'
import { callCommand, callQuery } from '#tests/support/calls.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { memoryHost, startTestEngine, TEST_PASSPHRASE } from '#tests/support/engine.ts'
import { openTestStore, TEST_NOW } from '#tests/support/store.ts'

const ADDRESS = '/transactions?id=7'

test('what was begun is there after a lock, newest first, and leaves nothing in the audit trail', async () => {
  const host = memoryHost('available')
  const clock = { now: TEST_NOW }
  const first = await startTestEngine({ host, now: () => clock.now })
  await first.call.drafts.keep({ key: 'note:7', address: ADDRESS, value: 'Lunch with' })
  clock.now += 1_000
  await first.call.drafts.keep({ key: 'note:8', address: '/transactions?id=8', value: 'Paint' })
  clock.now += 1_000
  await first.call.drafts.keep({ key: 'note:7', address: ADDRESS, value: 'Lunch with Ada' })
  await first.engine.close()

  const { call } = await startTestEngine({ folder: first.folder, host, now: () => clock.now, unlocked: false })
  await expect(call.drafts.list({})).rejects.toMatchObject({ code: 'vault.locked' })
  await call.vault.unlock({ passphrase: TEST_PASSPHRASE })
  expect((await call.drafts.list({})).map(({ key, address }) => [key, address])).toEqual([['note:7', ADDRESS], ['note:8', '/transactions?id=8']])
  expect(await call.drafts.get({ key: 'note:7' })).toBe('Lunch with Ada')
  await call.drafts.drop({ key: 'note:7' })
  expect(await call.drafts.get({ key: 'note:7' })).toBeNull()
  expect((await call.audit.list({ before: null, limit: 50 })).map(({ action }) => action)).toEqual(['vault.unlock', 'vault.create'])
})

test('saving the note takes its draft away, in the same transaction', async () => {
  const { store } = await openTestStore()
  const id = await keepBooks(store, (books) => books.charge({ card: books.card(), on: '2026-11-03', minor: -9_000, merchant: 'Summit Fuel' }))
  const keep = (key: string) => callCommand(store, 'drafts', 'keep', draftsHandlers, { key, address: ADDRESS, value: 'Paint for the' })
  const setNote = (charge: number) => callCommand(store, 'transactions', 'setNote', transactionsHandlers, { id: charge, note: 'Paint for the hull' })
  const left = async () => (await callQuery(store, 'drafts', 'list', draftsHandlers, {})).map(({ key }) => key)
  await keep(noteDraft(id))
  await setNote(id)
  expect(await left()).toEqual([])
  // A note that could not be saved keeps it.
  await keep(noteDraft(id + 1))
  await expectAppError(setNote(id + 1), 'not-found', { kind: 'transaction' })
  expect(await left()).toEqual([noteDraft(id + 1)])
})

test('fifty are kept, the oldest go, and what is too long or not named as a form is refused', async () => {
  const clock = { now: TEST_NOW }
  const { call } = await startTestEngine({ now: () => clock.now })
  for (let id = 1; id <= 55; id += 1) {
    clock.now += 1_000
    await call.drafts.keep({ key: `note:${id}`, address: ADDRESS, value: String(id) })
  }
  const kept = await call.drafts.list({})
  expect([kept.length, kept[0]?.key, kept.at(-1)?.key]).toEqual([50, 'note:55', 'note:6'])
  await expect(call.drafts.keep({ key: 'note:1', address: ADDRESS, value: 'x'.repeat(16_385) })).rejects.toMatchObject({ code: 'rpc.invalid-input' })
  await expect(call.drafts.keep({ key: 'note:1:x', address: ADDRESS, value: 'x' })).rejects.toMatchObject({ code: 'rpc.invalid-input' })
  await expect(call.drafts.keep({ key: 'note:1', address: 'https://evil.example', value: 'x' })).rejects.toMatchObject({ code: 'rpc.invalid-input' })
})
