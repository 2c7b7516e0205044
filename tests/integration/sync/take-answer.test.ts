/** Answers beside the feed: which of the two counts, whatever comes first. */
import { describe, expect, test } from 'vitest'
import type { Cardholder } from '#shared/gateway/resources/cardholders.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { takeAnswer } from '#engine/sync/pull/take-answer.ts'
import { TEST_NOW } from '#tests/support/store.ts'
import { ModelIssuer } from './pull-model.ts'
import { openPullStore, rowsOf } from './pull-support.ts'

async function opened() {
  const [issuer, here] = [new ModelIssuer(7), await openPullStore()]
  await here.pull(issuer.feed())
  const [first] = issuer.all('cardholder')
  if (!first) throw new Error('somebody was expected')
  const answer = (person: Cardholder, isFresh: boolean) =>
    here.store.transaction((db, sqlite) => takeAnswer({ db, sqlite, now: TEST_NOW, changed: () => {} }, { changes: [{ type: 'cardholder', id: person.id, version: person.version, object: person }], answerId: person.id }, { connectionId: here.connectionId, isFresh }))
  const gone = (id: string) => here.store.transaction((db, sqlite) => takeAnswer({ db, sqlite, now: TEST_NOW, changed: () => {} }, { changes: [], removed: [{ type: 'cardholder', id }], answerId: null }, { connectionId: here.connectionId, isFresh: true }))
  const stored = async (id: string) => (await rowsOf<{ version: number; generation: number; title: string | null }>(here.store, `SELECT version, generation, json_extract(object, '$.title') AS title FROM issuer_objects WHERE type = 'cardholder' AND external_id = '${id}'`))[0]
  const newest = (id: string) => issuer.all('cardholder').find((person) => person.id === id)!
  return { issuer, here, first, answer, gone, stored, newest, pull: () => here.pull(issuer.feed()) }
}

describe('an answer', () => {
  test('counts where it is newer than what is known, and the feed then brings nothing new', async () => {
    const { issuer, first, answer, stored, newest, pull } = await opened()
    issuer.put('cardholder', { ...first, title: 'Lead' })
    await answer(newest(first.id), true)
    expect(await stored(first.id)).toMatchObject({ title: 'Lead', version: newest(first.id).version })
    expect(await pull()).toMatchObject({ received: 1, updated: 0, added: 0 })
  })

  test('that comes after something newer changes nothing', async () => {
    const { issuer, first, answer, stored, newest, pull } = await opened()
    issuer.put('cardholder', { ...first, title: 'Lead' })
    const old = newest(first.id)
    issuer.put('cardholder', { ...first, title: 'Head' })
    await pull()
    await answer(old, true)
    expect(await stored(first.id)).toMatchObject({ title: 'Head' })
  })

  test('that was kept brings back nobody who is gone, even where no trace of that is left', async () => {
    const { issuer, here, first, answer, stored, pull } = await opened()
    issuer.remove('cardholder', first.id)
    await pull()
    await answer(first, true)
    expect(await stored(first.id)).toBeUndefined()
    await here.store.transaction((db) => db.deleteFrom('sync_tombstones').execute())
    await answer(first, false)
    expect(await stored(first.id)).toBeUndefined()
  })

  test('in the middle of a full pull is no listing: who is not listed again goes at its end', async () => {
    const { issuer, here, first, answer, stored, pull } = await opened()
    issuer.remove('cardholder', first.id)
    issuer.startAnew(0)
    // The first page of the new listing comes, then the network fails.
    let pages = 0
    const breaks = { changes: async (request: Parameters<ReturnType<ModelIssuer['feed']>['changes']>[0]) => {
      if (request.cursor?.startsWith('2.') === true && (pages += 1) > 1) throw new AppError('issuer.unreachable', { reason: 'reset' })
      return issuer.feed().changes(request)
    } }
    await expect(here.pull(breaks, { pageSize: 2 })).rejects.toMatchObject({ code: 'issuer.unreachable' })
    expect(await rowsOf(here.store, 'SELECT generation, full_pull FROM sync_state')).toEqual([{ generation: 2, full_pull: 1 }])
    await answer({ ...first, version: 900, title: 'Kept' }, false)
    expect(await stored(first.id)).toMatchObject({ title: 'Kept', generation: 1 })
    await pull()
    expect(await stored(first.id)).toBeUndefined()
  })

  test('that something is gone holds against a page of before, and gives way to a later one', async () => {
    const { issuer, here, first, gone, stored, newest, pull } = await opened()
    const page = issuer.feed()
    await gone(first.id)
    expect(await stored(first.id)).toBeUndefined()
    expect(await rowsOf(here.store, `SELECT 1 FROM cardholder_links WHERE external_id = '${first.id}'`)).toEqual([])
    await here.pull({ changes: async (request) => page.changes({ ...request, cursor: '1.0' }) })
    expect(await stored(first.id)).toBeUndefined()
    issuer.put('cardholder', { ...first, title: 'Back' })
    await pull()
    expect(await stored(first.id)).toMatchObject({ title: 'Back', version: newest(first.id).version })
  })
})
