/** What a person made here and what a pull brings, side by side; and what becomes of pending charges. */
import { describe, expect, it } from 'vitest'
import type { Authorization } from '#shared/gateway/resources/authorizations.ts'
import type { Cardholder } from '#shared/gateway/resources/cardholders.ts'
import { assignCard, renameCard } from '#engine/cards/cards.queries.ts'
import { renameCardholder } from '#engine/employees/people.queries.ts'
import { planUndo } from '#engine/imports/undo-plan.queries.ts'
import { takeAnswer } from '#engine/sync/pull/take-answer.ts'
import { setCategory } from '#engine/transactions/categories.queries.ts'
import { setNote } from '#engine/transactions/notes.queries.ts'
import { openImportDesk } from '#tests/support/imports.ts'
import { csvText } from '#tests/support/statements.ts'
import { openTestStore, TEST_NOW } from '#tests/support/store.ts'
import { ModelIssuer } from './pull-model.ts'
import { openPullStore, pullsInto, rollUps, rowsOf, type PullStore } from './pull-support.ts'

async function opened(): Promise<{ readonly issuer: ModelIssuer; readonly here: PullStore; pull(): Promise<unknown> }> {
  const [issuer, here] = [new ModelIssuer(7), await openPullStore()]
  const pull = () => here.pull(issuer.feed())
  await pull()
  return { issuer, here, pull }
}

/** A pending authorization, pulled; its row here. */
async function pending({ issuer, here, pull }: Awaited<ReturnType<typeof opened>>): Promise<{ readonly auth: Authorization; readonly id: number }> {
  issuer.act('authorize')
  await pull()
  const [row] = await rowsOf<{ id: number }>(here.store, 'SELECT id FROM transactions WHERE pending = 1')
  return { auth: issuer.all('authorization')[0]!, id: row!.id }
}

function post(issuer: ModelIssuer, auth: Authorization, id: string, minor: number): void {
  issuer.put('transaction', {
    id, accountId: auth.accountId, cardId: auth.cardId, cardholderId: auth.cardholderId, authorizationId: auth.id, kind: 'charge', amount: { amountMinor: minor, currency: 'USD' }, transactedAt: auth.at, postedOn: '2026-02-02',
    merchant: auth.merchant, descriptor: 'POSTED', reference: 'R', foreign: null, refundOfId: null, paymentId: null, disputeId: null, rewardsEarned: null,
  })
}

const charges = (here: PullStore) => rowsOf(here.store, 'SELECT id, external_id, authorization_id, pending, amount_minor AS minor, note, category_source AS source FROM transactions ORDER BY id')
const say = (here: PullStore, id: number, note: string) => here.store.transaction((db) => setNote(db, id, note))

describe('a pending charge', () => {
  it('posts under another id with a tip in the same row: note and category stay, both ids are known', async () => {
    const all = await opened()
    const { auth, id } = await pending(all)
    await say(all.here, id, 'dinner')
    const [category] = await rowsOf<{ id: number }>(all.here.store, `SELECT id FROM categories WHERE key = 'gifts'`)
    await all.here.store.transaction((db) => setCategory(db, { ids: [id], categoryId: category!.id, wholeMerchant: false }))
    post(all.issuer, auth, 'txn_1', -9_900)
    all.issuer.put('authorization', { ...auth, status: 'posted', transactionIds: ['txn_1'] })
    await all.pull()
    expect(await charges(all.here)).toEqual([{ id, external_id: 'txn_1', authorization_id: auth.id, pending: 0, minor: -9_900, note: 'dinner', source: 'person' }])
    const { kept, counted } = await rollUps(all.here.store)
    expect(kept).toEqual(counted)
  })

  it('posted in parts: the first takes the row, the second gets its own', async () => {
    const all = await opened()
    const { auth, id } = await pending(all)
    post(all.issuer, auth, 'txn_1', -100)
    await all.pull()
    post(all.issuer, auth, 'txn_2', -200)
    await all.pull()
    expect(await charges(all.here)).toMatchObject([{ id, external_id: 'txn_1', pending: 0, minor: -100 }, { external_id: 'txn_2', pending: 0, minor: -200 }])
  })

  it('that expired goes, and its note is given back when it is posted after all', async () => {
    const all = await opened()
    const { auth, id } = await pending(all)
    await say(all.here, id, 'hotel')
    all.issuer.put('authorization', { ...auth, status: 'expired' })
    await all.pull()
    expect(await charges(all.here)).toEqual([])
    expect(await rowsOf(all.here.store, 'SELECT note FROM set_aside')).toEqual([{ note: 'hotel' }])
    post(all.issuer, auth, 'txn_9', -500)
    await all.pull()
    expect(await charges(all.here)).toMatchObject([{ external_id: 'txn_9', note: 'hotel' }])
    expect(await rowsOf(all.here.store, 'SELECT note FROM set_aside')).toEqual([])
  })
})

describe('cards and people', () => {
  it('follow the issuer until a person names or gives them here', async () => {
    const { issuer, here, pull } = await opened()
    const [card] = issuer.all('card')
    const row = async () => (await rowsOf<{ id: number; nickname: string | null; holder: number | null }>(here.store, `SELECT id, nickname, cardholder_id AS holder FROM cards WHERE external_key = '${card!.id}'`))[0]!
    issuer.put('card', { ...card!, nickname: 'Van' })
    await pull()
    const { id, nickname } = await row()
    expect(nickname).toBe('Van')
    await here.store.transaction((db) => renameCard(db, id, 'Blue van'))
    const mine = await here.store.transaction((db) => assignCard(db, id, { kind: 'new', name: 'Somebody Else' }, TEST_NOW))
    issuer.put('card', { ...card!, nickname: 'Truck', cardholderId: issuer.all('cardholder')[1]!.id })
    await pull()
    expect(await row()).toEqual({ id, nickname: 'Blue van', holder: mine })
  })

  it('of one name are two people, told apart; a name given here is kept, another follows the issuer', async () => {
    const { issuer, here, pull } = await opened()
    const twin = (id: string, employeeNumber: string | null): Omit<Cardholder, 'version'> => ({ ...issuer.all('cardholder')[0]!, id, firstName: 'Sam', lastName: 'Twin', employeeNumber })
    for (const [id, number] of [['chr_x', null], ['chr_y', 'E-7'], ['chr_z', null]] as const) issuer.put('cardholder', twin(id, number))
    await pull()
    const names = () => rowsOf<{ id: string; name: string }>(here.store, `SELECT l.external_id AS id, c.name FROM cardholder_links l JOIN cardholders c ON c.id = l.cardholder_id WHERE l.external_id IN ('chr_x', 'chr_y', 'chr_z') ORDER BY 1`)
    expect((await names()).map(({ name }) => name)).toEqual(['Sam Twin', 'Sam Twin (E-7)', 'Sam Twin (2)'])
    const [mine] = await rowsOf<{ id: number }>(here.store, `SELECT cardholder_id AS id FROM cardholder_links WHERE external_id = 'chr_x'`)
    await here.store.transaction((db) => renameCardholder(db, mine!.id, 'Sammy'))
    issuer.put('cardholder', { ...twin('chr_x', null), lastName: 'Wed' })
    issuer.put('cardholder', { ...twin('chr_z', null), lastName: 'Moved' })
    await pull()
    expect((await names()).map(({ name }) => name)).toEqual(['Sammy', 'Sam Twin (E-7)', 'Sam Moved'])
  })

  it('whom a file brought stay when that import is taken back, because the issuer knows them too', async () => {
    const issuer = new ModelIssuer(7)
    const desk = await openImportDesk((await openTestStore()).store)
    const record = await desk.import({ name: 'members.csv', text: csvText('Date,Description,Card Member,Account #,Amount', [['05/01/2026', 'SHOP', 'DANA REYES', '-71008', '10.00']]) })
    const here = await pullsInto(desk.store)
    issuer.put('cardholder', { ...issuer.all('cardholder')[0]!, id: 'chr_dana', firstName: 'Dana', lastName: 'Reyes' })
    await here.pull(issuer.feed())
    expect(await rowsOf(desk.store, `SELECT given_name FROM cardholder_links WHERE external_id = 'chr_dana'`)).toEqual([{ given_name: null }])
    expect((await planUndo(desk.store.read, record.id)).cardholders).toEqual([])
    await desk.undo(record.id)
    expect(await rowsOf(desk.store, `SELECT name FROM cardholders WHERE match_name = 'dana reyes'`)).toEqual([{ name: 'Dana Reyes' }])
    await here.pull(issuer.feed())
  })
})

describe('a card\'s status', () => {
  it('shows what waits, then the answer, then what the issuer says; and tells when that overrules', async () => {
    const { issuer, here, pull } = await opened()
    const card = issuer.all('card')[0]!
    const status = async () => (await rowsOf<{ id: number; status: string }>(here.store, `SELECT id, status FROM cards WHERE external_key = '${card.id}'`))[0]!
    const { id } = await status()
    const outbox = await here.store.transaction((db) =>
      db.insertInto('outbox').values({ connection_id: here.connectionId, idempotency_key: 'k', subject: `card:${id}`, command: 'cards.freeze', payload: '{}', state: 'queued', next_attempt_at: 0, created_at: 0, updated_at: 0, error: null, seen_at: null }).returning('id').executeTakeFirstOrThrow(),
    )
    // Something else about the card changes meanwhile: what waits stays in sight.
    issuer.put('card', { ...card, nickname: 'X' })
    await pull()
    expect((await status()).status).toBe('frozen')
    issuer.put('card', { ...card, nickname: 'X', status: 'frozen' })
    const answer = issuer.all('card').find((each) => each.id === card.id)!
    await here.store.transaction(async (db, sqlite) => {
      await db.updateTable('outbox').set({ state: 'confirmed' }).where('id', '=', outbox.id).execute()
      await takeAnswer({ db, sqlite, now: TEST_NOW, changed: () => {} }, { changes: [{ type: 'card', id: answer.id, version: answer.version, object: answer }], answerId: answer.id }, { connectionId: here.connectionId, isFresh: true })
    })
    await pull()
    expect((await status()).status).toBe('frozen')
    expect(await rowsOf(here.store, 'SELECT kind FROM sync_notices')).toEqual([])
    issuer.put('card', { ...card, nickname: 'X', status: 'active' })
    await pull()
    expect((await status()).status).toBe('active')
    expect(await rowsOf(here.store, 'SELECT kind, details FROM sync_notices')).toEqual([{ kind: 'card-status-overruled', details: JSON.stringify({ cardId: id, from: 'frozen', to: 'active' }) }])
    await here.pull(issuer.feed())
    expect(await rowsOf(here.store, 'SELECT count(*) AS n FROM sync_notices')).toEqual([{ n: 1 }])
  })
})

describe('nothing new', () => {
  it('writes nothing but when that was: no audit entry, no topic', async () => {
    const { here } = await opened()
    const before = await rowsOf(here.store, 'SELECT count(*) AS n FROM audit')
    here.told.clear()
    await here.pull({ changes: () => Promise.resolve({ modified: false }) }, { now: TEST_NOW + 5 })
    expect(await rowsOf(here.store, 'SELECT count(*) AS n FROM audit')).toEqual(before)
    expect([...here.told]).toEqual([])
    expect(await rowsOf(here.store, 'SELECT synced_at FROM sync_state')).toEqual([{ synced_at: TEST_NOW + 5 }])
  })

  it('cancelled between pages keeps those that are written', async () => {
    const [issuer, here] = [new ModelIssuer(3), await openPullStore()]
    const stop = new AbortController()
    await expect(here.pull(issuer.feed(), { pageSize: 2, signal: stop.signal, onProgress: ({ done }) => void (done >= 4 && stop.abort()) })).rejects.toMatchObject({ code: 'task.cancelled' })
    expect(await rowsOf(here.store, 'SELECT received FROM sync_runs')).toEqual([{ received: 4 }])
    await here.pull(issuer.feed(), { pageSize: 2 })
    expect(await rowsOf(here.store, 'SELECT count(*) AS n FROM issuer_objects')).toEqual([{ n: 9 }])
  })
})
