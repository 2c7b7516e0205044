/** Limits as an issuer sends them: what is made of its own count, of closed cards, of ways of counting that nobody here knows. */
import { describe, expect, it } from 'vitest'
import type { Limit } from '#shared/gateway/resources/limits.ts'
import type { Store } from '#engine/db/store.ts'
import { createLimitsHandlers } from '#engine/limits/limits.handlers.ts'
import { callCommand, callQuery } from '#tests/support/calls.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { ISSUED_CARD, issueCard, type Issued } from '#tests/support/issued-card.ts'
import { openTestStore } from '#tests/support/store.ts'

const handlers = createLimitsHandlers({ outboxGrew: () => {} })
const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' })
const DECEMBER = Date.UTC(2026, 11, 1)
const LIMIT: Limit = {
  id: 'lim_1', version: 5, scope: { kind: 'card', id: ISSUED_CARD.id }, amount: usd(100_000), interval: 'month', window: 'calendar', timeZone: 'UTC', weekStartsOn: 1, countsRefunds: false, countsPending: true, categories: null, mode: 'decline', raise: null,
  used: usd(700), resetsAt: DECEMBER, createdAt: 0,
}

async function limited(limits: readonly Partial<Limit>[], capabilities: readonly string[] = ['limits', 'temporary-raises']): Promise<{ readonly store: Store } & Issued> {
  const { store } = await openTestStore()
  const issued = await issueCard(store, { capabilities })
  await store.transaction(async (_db, sqlite) => {
    const insert = sqlite.prepare(`INSERT INTO issuer_objects (connection_id, type, external_id, version, generation, object) VALUES (?, 'limit', ?, 5, 1, ?)`)
    for (const [index, limit] of limits.entries()) insert.run(issued.connectionId, `lim_${index}`, JSON.stringify({ ...LIMIT, ...limit, id: `lim_${index}` }))
  })
  return { store, ...issued }
}

const list = (store: Store) => callQuery(store, 'limits', 'list', handlers, { scope: null })

describe('the issuer’s own count', () => {
  it('is shown where it differs for the same window of the same rules, and nowhere else', async () => {
    const { store, connectionId } = await limited([
      {}, { used: usd(0) }, { resetsAt: DECEMBER + 1 }, { window: 'rolling', resetsAt: null }, { interval: 'total', resetsAt: null }, { interval: 'per-charge', resetsAt: null },
    ])
    const counts = new Map((await list(store)).map(({ key, issuerCount }) => [key, issuerCount?.used.minor ?? null]))
    expect([0, 1, 2, 3, 4, 5].map((index) => counts.get(`issuer:${connectionId}:lim_${index}`))).toEqual([700, null, null, null, 700, null])
  })

  it('is of no use while other rules wait to be sent', async () => {
    const { store, cardId } = await limited([{}])
    const plan = { limits: [{ amount: { minor: 5, currency: 'USD' }, interval: 'month', window: 'calendar', timeZone: 'UTC', weekStartsOn: 1, countsRefunds: false, categories: null, mode: 'decline' } as const], controls: null }
    await callCommand(store, 'limits', 'save', handlers, { targets: [{ kind: 'card', id: cardId }], plan, mode: 'merge' })
    expect(await list(store)).toMatchObject([{ waitingFor: 'change', amount: { minor: 5 }, issuerCount: null }])
  })
})

describe('a limit of an issuer', () => {
  it('cannot be changed where the issuer does not do that, or the card is closed', async () => {
    const { store, connectionId, cardId } = await limited([{}], ['limits'])
    const key = `issuer:${connectionId}:lim_0`
    expect((await list(store)).map(({ can }) => can)).toEqual([{ change: true, raise: false }])
    await expectAppError(callCommand(store, 'limits', 'raise', handlers, { key, amount: { minor: 200_000, currency: 'USD' }, until: DECEMBER, reason: null }), 'validation.failed', { field: 'limit' })
    await store.transaction(async (db) => void (await db.updateTable('cards').set({ status: 'closed' }).where('id', '=', cardId).execute()))
    expect((await list(store)).map(({ can }) => can)).toEqual([{ change: false, raise: false }])
    await expectAppError(callCommand(store, 'limits', 'remove', handlers, { key }), 'validation.failed', { field: 'limit' })
  })

  it('is left out where this version does not know how it counts, or whom it binds', async () => {
    const { store } = await limited([{ interval: 'fortnight' as Limit['interval'] }, { window: 'lunar' as Limit['window'] }, { scope: { kind: 'card', id: 'crd_unknown' } }, { mode: 'ask' as Limit['mode'] }])
    expect((await list(store)).map(({ mode }) => mode)).toEqual(['decline'])
  })

  it('of nothing at all is one too, with nothing left', async () => {
    const { store } = await limited([{ amount: usd(0) }])
    expect(await list(store)).toMatchObject([{ inForce: { minor: 0 }, left: { minor: 0 } }])
  })
})
