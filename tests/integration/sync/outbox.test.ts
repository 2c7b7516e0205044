import { describe, expect, test } from 'vitest'
import { AppError, type AppErrorDetails } from '#shared/rpc/errors.ts'
import type { Card } from '#shared/gateway/resources/cards.ts'
import { createCardsHandlers } from '#engine/cards/cards.handlers.ts'
import { writerOf } from '#engine/rpc/transaction.ts'
import { createSyncHandlers } from '#engine/sync/sync.handlers.ts'
import type { SyncScheduler } from '#engine/sync/scheduler.ts'
import { NONSENSE_LIMIT, OutboxSender, type SendDeps } from '#engine/sync/send-outbox.ts'
import { recoverSending } from '#engine/sync/outbox.queries.ts'
import type { Store } from '#engine/db/store.ts'
import { keepBooks } from '#tests/support/books.ts'
import { callCommand, callQuery } from '#tests/support/calls.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { ISSUED_CARD, issueCard, type IssuedOptions } from '#tests/support/issued-card.ts'
import { openTestStore, TEST_NOW } from '#tests/support/store.ts'

type Connector = Awaited<ReturnType<SendDeps['connector']>>
type Sent = { readonly name: string; readonly key: string }
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** An issuer that answers as the test says, and does what it is asked where it does not say. */
async function desk(options: IssuedOptions = {}) {
  const { store } = await openTestStore()
  const { connectionId, cardId } = await issueCard(store, options)
  const clock = { now: TEST_NOW }
  const sent: Sent[] = []
  const asked: string[] = []
  const answers: ((sent: Sent) => unknown)[] = []
  const outcomes: ((key: string) => unknown)[] = []
  const issuer = { card: { ...ISSUED_CARD, ...options.card } as Card }
  const act = ({ name }: Sent) => {
    issuer.card = { ...issuer.card, version: issuer.card.version + 1, status: name === 'cards.freeze' ? 'frozen' : 'active', frozenBy: name === 'cards.freeze' ? 'you' : null }
    return { changes: [{ type: 'card' as const, id: issuer.card.id, version: issuer.card.version, object: issuer.card }], answerId: issuer.card.id }
  }
  const connector: Connector = {
    send: async (command, { idempotencyKey }) => {
      const item = { name: command.name, key: idempotencyKey }
      sent.push(item)
      return (answers.shift() ?? act)(item) as Awaited<ReturnType<Connector['send']>>
    },
    commandOutcome: async (key) => {
      asked.push(key)
      return (outcomes.shift() ?? (() => ({ state: 'not-found' })))(key) as Awaited<ReturnType<Connector['commandOutcome']>>
    },
  }
  const sender = new OutboxSender({
    connectionId, store: () => store, write: writerOf({ store: () => store, now: () => clock.now, emitChanged: () => {} }), connector: async () => connector, now: () => clock.now, random: () => 0.5, changed: () => {},
  })
  const cards = createCardsHandlers({ outboxGrew: () => {} })
  const sync = createSyncHandlers({ outboxGrew: () => {} } as unknown as SyncScheduler)
  return {
    store, connectionId, cardId, clock, sent, asked, answers, outcomes, issuer, act,
    freeze: (id = cardId) => callCommand(store, 'cards', 'freeze', cards, { cardId: id }, clock.now),
    unfreeze: (id = cardId) => callCommand(store, 'cards', 'unfreeze', cards, { cardId: id }, clock.now),
    card: async (id = cardId) => (await callQuery(store, 'cards', 'list', cards, {})).find((card) => card.id === id)!,
    outbox: () => callQuery(store, 'sync', 'outbox', sync, {}, clock.now),
    notices: () => callQuery(store, 'sync', 'notices', sync, {}, clock.now),
    retry: (outboxId: number) => callCommand(store, 'sync', 'retry', sync, { outboxId }, clock.now),
    discard: (outboxId: number) => callCommand(store, 'sync', 'discard', sync, { outboxId }, clock.now),
    dismiss: (outboxId: number) => callCommand(store, 'sync', 'dismiss', sync, { outboxId }, clock.now),
    dismissNotice: (noticeId: number) => callCommand(store, 'sync', 'dismissNotice', sync, { noticeId }, clock.now),
    send: ({ evenUnreached = false, signal = new AbortController().signal } = {}) => sender.send({ signal, evenUnreached }),
  }
}

const fails = (error: AppError) => () => {
  throw error
}
const unreachable = (reason: AppErrorDetails['issuer.unreachable']['reason']) => fails(new AppError('issuer.unreachable', { reason }))
const rejected = (code: string) => fails(new AppError('issuer.rejected', { code, reason: 'card-closed', field: null }))
const failed = (status: number) => fails(new AppError('issuer.failed', { status }))
const nonsense = fails(new AppError('issuer.unexpected', { what: 'not-json' }))
const actions = (store: Store) => store.read.selectFrom('audit').select('action').orderBy('id').execute().then((rows) => rows.map(({ action }) => action))

describe('freezing a card', () => {
  test('is shown at once and waits to be sent under a key of its own', async () => {
    const { freeze, card, outbox, store, cardId } = await desk()
    const { output, topics, audit } = await freeze()
    expect(output).toMatchObject({ status: 'frozen', waitingFor: 'freeze', can: { freeze: false, unfreeze: true } })
    expect(await card()).toEqual(output)
    expect(topics).toEqual(['sync', 'cards'])
    const [item] = await outbox()
    expect(audit).toEqual({ cardId, outboxId: item!.id })
    expect(item).toMatchObject({ command: 'cards.freeze', state: 'queued', attempts: 0, card: { id: cardId, name: 'Harbour ··71002' }, actions: ['retry', 'discard'] })
    expect((await store.read.selectFrom('outbox').select('idempotency_key').executeTakeFirstOrThrow()).idempotency_key).toMatch(UUID_V7)
  })

  test('is confirmed by the answer, which is stored as the issuer sent it', async () => {
    const { freeze, send, card, outbox, sent, store, asked } = await desk()
    await freeze()
    await send()
    expect([sent.length, asked.length]).toEqual([1, 0])
    expect(await card()).toMatchObject({ status: 'frozen', waitingFor: null, can: { freeze: false, unfreeze: true } })
    expect(await outbox()).toMatchObject([{ state: 'confirmed', attempts: 1, error: null, actions: ['dismiss'] }])
    expect(await store.read.selectFrom('issuer_objects').select('version').where('type', '=', 'card').executeTakeFirstOrThrow()).toEqual({ version: 11 })
    expect(await actions(store)).toEqual(['sync.changeConfirmed'])
  })

  test('is refused where the card or its connection does not allow it, in words', async () => {
    const cannot = async (options: IssuedOptions, change: 'freeze' | 'unfreeze', reason: string) => {
      const made = await desk(options)
      await expectAppError(made[change](), 'validation.failed', { field: 'status', reason })
      expect(await made.outbox()).toEqual([])
    }
    await cannot({ card: { status: 'closed' } }, 'freeze', 'The card is closed.')
    await cannot({ card: { status: 'inactive' } }, 'freeze', 'The card has not been activated yet.')
    await cannot({ card: { status: 'frozen', frozenBy: 'you' } }, 'freeze', 'The card is frozen already.')
    await cannot({}, 'unfreeze', 'The card is not frozen.')
    await cannot({ card: { status: 'frozen', frozenBy: 'issuer' } }, 'unfreeze', 'Only the issuer can unfreeze this card.')
    await cannot({ card: { status: 'frozen', frozenBy: 'deactivation' }, holderStatus: 'inactive' }, 'unfreeze', 'Its holder has been deactivated: reactivate them first.')
    await cannot({ capabilities: ['cards'] }, 'freeze', 'The connection of this card cannot do that.')
    const { store, freeze } = await desk()
    await expectAppError(freeze(999), 'not-found', { kind: 'card' })
    const fromFile = await keepBooks(store, (books) => books.card())
    await expectAppError(freeze(fromFile), 'validation.failed', { field: 'status', reason: 'The connection of this card cannot do that.' })
  })
})

describe('the opposite', () => {
  test('of a change that was not sent takes it back: nothing is sent', async () => {
    const { freeze, unfreeze, send, card, outbox, sent } = await desk()
    await freeze()
    const { output, audit } = await unfreeze()
    expect(output).toMatchObject({ status: 'active', waitingFor: null })
    expect(audit).toMatchObject({ tookBack: 1 })
    await send()
    expect(sent).toEqual([])
    expect(await outbox()).toMatchObject([{ state: 'discarded' }])
    expect(await card()).toMatchObject({ status: 'active' })
  })

  test('of a change that never left this computer takes it back too', async () => {
    const { freeze, unfreeze, send, answers, outbox } = await desk()
    answers.push(unreachable('refused'))
    await freeze()
    await expectAppError(send(), 'issuer.unreachable')
    await unfreeze()
    expect(await outbox()).toMatchObject([{ state: 'discarded', attempts: 1 }])
  })

  test('of a change that may have arrived is sent after it', async () => {
    const { freeze, unfreeze, send, answers, sent, card, clock, outbox, asked } = await desk()
    answers.push(unreachable('reset'))
    await freeze()
    await expectAppError(send(), 'issuer.unreachable')
    await unfreeze()
    expect(await card()).toMatchObject({ status: 'active', waitingFor: 'unfreeze' })
    expect(await outbox()).toMatchObject([{ command: 'cards.freeze', actions: ['retry'] }, { command: 'cards.unfreeze', actions: ['retry', 'discard'] }])
    clock.now += 10_000
    await send()
    expect(sent.map(({ name }) => name)).toEqual(['cards.freeze', 'cards.freeze', 'cards.unfreeze'])
    expect(sent[0]!.key).toBe(sent[1]!.key)
    expect(asked).toEqual([sent[0]!.key])
    expect(await card()).toMatchObject({ status: 'active', waitingFor: null })
  })

  test('is sent all the same where the issuer’s own word is not what is wanted', async () => {
    const { freeze, unfreeze, store, send, sent, card } = await desk()
    await freeze()
    // The card was frozen at the issuer's desk meanwhile.
    await store.transaction(async (_db, sqlite) => sqlite.prepare(`UPDATE issuer_objects SET version = 20, object = json_set(object, '$.status', 'frozen', '$.frozenBy', 'you') WHERE type = 'card'`).run())
    await unfreeze()
    expect(await card()).toMatchObject({ status: 'active', waitingFor: 'unfreeze' })
    await send()
    expect(sent.map(({ name }) => name)).toEqual(['cards.unfreeze'])
  })
})

describe('an attempt that fails', () => {
  test('because the issuer refuses: its value is shown again and the person is told', async () => {
    const { freeze, send, answers, card, outbox, notices, dismiss, dismissNotice, cardId } = await desk()
    answers.push(rejected('not_allowed'))
    await freeze()
    await send()
    expect(await card()).toMatchObject({ status: 'active', waitingFor: null, can: { freeze: true } })
    expect(await outbox()).toMatchObject([{ state: 'rejected', error: { code: 'issuer.rejected', details: { code: 'not_allowed' } }, actions: ['dismiss'] }])
    const [notice] = await notices()
    expect(notice).toMatchObject({ kind: 'change-rejected', connectionName: 'Harbour Card', card: { id: cardId }, facts: { code: 'not_allowed', command: 'cards.freeze' } })
    await dismiss(1)
    await dismissNotice(notice!.id)
    expect([await outbox(), await notices()]).toEqual([[], []])
    await expectAppError(dismissNotice(99), 'not-found', { kind: 'notice' })
  })

  test('for the moment: it waits, at least as long as the issuer asks, and goes again under the same key', async () => {
    const { freeze, send, answers, sent, outbox, clock, card } = await desk()
    answers.push(fails(new AppError('issuer.throttled', { waitMs: 30_000 })), failed(503))
    await freeze()
    await send()
    expect(await outbox()).toMatchObject([{ state: 'queued', attempts: 1, nextAttemptAt: TEST_NOW + 31_000, actions: ['retry', 'discard'] }])
    clock.now += 30_999
    await send()
    expect(sent).toHaveLength(1)
    clock.now += 1
    await send()
    expect(await outbox()).toMatchObject([{ state: 'queued', attempts: 2, actions: ['retry'] }])
    expect(await card()).toMatchObject({ status: 'frozen', waitingFor: 'freeze' })
    clock.now += 60_000
    await send()
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1)
    expect(await outbox()).toMatchObject([{ state: 'confirmed', attempts: 3 }])
  })

  test('because the answer was lost: what became of it is asked, and it is not sent twice', async () => {
    const { freeze, send, answers, outcomes, sent, outbox, clock, act, card } = await desk()
    answers.push((item) => {
      act(item)
      return unreachable('reset')()
    })
    await freeze()
    await expectAppError(send(), 'issuer.unreachable')
    clock.now += 10_000
    outcomes.push(() => ({ state: 'in-progress' }))
    await send()
    expect(await outbox()).toMatchObject([{ state: 'queued' }])
    clock.now += 30_000
    outcomes.push(() => ({ state: 'done', answer: act({ name: 'cards.freeze', key: '' }) }))
    await send()
    expect(sent).toHaveLength(1)
    expect(await outbox()).toMatchObject([{ state: 'confirmed' }])
    expect(await card()).toMatchObject({ status: 'frozen', waitingFor: null })
  })

  test('because nobody is signed in: it stays in line, due as soon as somebody is', async () => {
    const { freeze, send, answers, outbox, clock } = await desk()
    answers.push(fails(new AppError('auth.signed-out', { reason: 'ended' })))
    await freeze()
    await expectAppError(send(), 'auth.signed-out')
    expect(await outbox()).toMatchObject([{ state: 'queued', nextAttemptAt: clock.now, actions: ['retry', 'discard'] }])
    await send()
    expect(await outbox()).toMatchObject([{ state: 'confirmed' }])
  })

  test('with answers that make no sense: a person is asked after eight in a row, and can try again or give it up', async () => {
    const { freeze, send, answers, outbox, clock, card, retry, discard, store } = await desk()
    answers.push(...Array.from({ length: NONSENSE_LIMIT + 1 }, () => nonsense))
    await freeze()
    for (let attempt = 1; attempt <= NONSENSE_LIMIT; attempt += 1) {
      expect(await outbox()).toMatchObject([{ state: 'queued' }])
      await send()
      clock.now += 10 * 60_000
    }
    expect(await outbox()).toMatchObject([{ state: 'needs-attention', attempts: NONSENSE_LIMIT, actions: ['retry', 'discard'] }])
    expect(await actions(store)).toEqual(['sync.changeNeedsAttention'])
    await retry(1)
    await send()
    expect(await outbox()).toMatchObject([{ state: 'needs-attention', attempts: NONSENSE_LIMIT + 1 }])
    await discard(1)
    expect(await card()).toMatchObject({ status: 'active', waitingFor: null })
  })

  test('offline for long is never a person’s problem', async () => {
    const { freeze, send, answers, outbox, clock } = await desk()
    answers.push(...Array.from({ length: 30 }, () => unreachable('refused')), nonsense)
    await freeze()
    for (let attempt = 0; attempt < 31; attempt += 1) {
      await send().catch(() => {})
      clock.now += 10 * 60_000
    }
    expect(await outbox()).toMatchObject([{ state: 'queued', attempts: 31 }])
    await send()
    expect(await outbox()).toMatchObject([{ state: 'confirmed' }])
  })
})

test('changes of one card go in order: one that waits holds back those behind it, not those of another card', async () => {
  const { freeze, unfreeze, send, answers, sent, store, cardId, clock } = await desk()
  const other = await store.transaction(async (_db, sqlite) => {
    sqlite.prepare(`INSERT INTO issuer_objects SELECT connection_id, type, 'crd_2', version, generation, json_set(object, '$.id', 'crd_2') FROM issuer_objects WHERE type = 'card'`).run()
    return Number(sqlite.prepare(`INSERT INTO cards (account_id, external_key, brand, status, created_at) SELECT account_id, 'crd_2', brand, status, 0 FROM cards WHERE id = ?`).run(cardId).lastInsertRowid)
  })
  answers.push(failed(500))
  await freeze()
  await freeze(other)
  await send()
  await unfreeze()
  await send()
  expect(sent).toHaveLength(2)
  clock.now += 60_000
  await send()
  expect(sent.map(({ name }) => name)).toEqual(['cards.freeze', 'cards.freeze', 'cards.freeze', 'cards.unfreeze'])
})

test('what was on its way when the engine ended is asked about first', async () => {
  const { freeze, send, answers, outcomes, asked, sent, store, outbox } = await desk()
  await freeze()
  answers.push(() => new Promise(() => {}))
  void send()
  await expect.poll(() => sent.length).toBe(1)
  expect(await outbox()).toMatchObject([{ state: 'sending', attempts: 1, actions: [] }])
  await expectAppError(callCommand(store, 'sync', 'discard', createSyncHandlers({} as SyncScheduler), { outboxId: 1 }), 'validation.failed', { field: 'state' })
  await store.transaction((db) => recoverSending(db, TEST_NOW))
  expect(await outbox()).toMatchObject([{ state: 'queued', actions: ['retry'] }])
  const later = new OutboxSender({
    connectionId: 2, store: () => store, write: writerOf({ store: () => store, now: () => TEST_NOW, emitChanged: () => {} }), now: () => TEST_NOW, random: () => 0, changed: () => {},
    connector: async () => ({ send: async () => fails(new AppError('engine.internal', { reference: 'sent twice' }))(), commandOutcome: async (key) => (asked.push(key), outcomes.shift()!(key) as never) }),
  })
  outcomes.push(() => ({ state: 'done', answer: { changes: [{ type: 'card', id: ISSUED_CARD.id, version: 12, object: { ...ISSUED_CARD, version: 12, status: 'frozen' } }], answerId: ISSUED_CARD.id } }))
  await later.send({ signal: new AbortController().signal, evenUnreached: false })
  expect(asked).toEqual([sent[0]!.key])
  expect(await outbox()).toMatchObject([{ state: 'confirmed' }])
})

test('a change that may have arrived cannot be given up, and a settled one cannot be tried again', async () => {
  const { freeze, send, answers, discard, dismiss, retry, clock, outbox } = await desk()
  answers.push(unreachable('timeout'))
  await freeze()
  await expectAppError(send(), 'issuer.unreachable')
  await expectAppError(discard(1), 'validation.failed', { field: 'state' })
  await expectAppError(dismiss(1), 'validation.failed', { field: 'state' })
  clock.now += 10_000
  await send()
  await expectAppError(retry(1), 'validation.failed', { field: 'state' })
  await expectAppError(retry(99), 'not-found', { kind: 'change' })
  expect(await outbox()).toMatchObject([{ state: 'confirmed' }])
})

test('a clock that is set back a year does not hold a change back for a year', async () => {
  const { freeze, send, answers, clock, outbox } = await desk()
  answers.push(failed(503))
  await freeze()
  await send()
  clock.now -= 365 * 86_400_000
  await send()
  expect(await outbox()).toMatchObject([{ state: 'confirmed' }])
})

test('what waits only for the network goes when the network may be back', async () => {
  const { freeze, send, answers, sent } = await desk()
  answers.push(unreachable('refused'))
  await freeze()
  await expectAppError(send(), 'issuer.unreachable')
  await send()
  expect(sent).toHaveLength(1)
  await send({ evenUnreached: true })
  expect(sent).toHaveLength(2)
})
