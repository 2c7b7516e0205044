/** What a person asks of an issuer about its cards, against the sandbox's real rules. Until a test syncs it is offline. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import { openCompany, type Company } from '#tests/support/company.ts'
import { expectAppError } from '#tests/support/errors.ts'

let company: Company

beforeAll(async () => {
  company = await openCompany()
}, 60_000)
afterAll(() => company.close())

const cards = () => company.call.cards.list({})
const get = (cardId: number) => company.call.cards.get({ cardId })
const outbox = () => company.call.sync.outbox({})
const waiting = async () => (await outbox()).filter(({ state }) => state === 'queued').map(({ command }) => command)

/** The current card of somebody, or the one of that name. */
async function cardOf(who: string): Promise<Card> {
  const found = (await cards()).find((card) => card.status !== 'closed' && (card.cardholder?.name === who || card.nickname === who))
  if (!found) throw new Error(`No card of ${who}`)
  return found
}

const atIssuer = async (cardId: number) => company.sandbox.world.objects.get('card', await company.cardRef(cardId))

describe('activating', () => {
  test('compares digits and date here first, waits, and is shown once the issuer did it', async () => {
    const { id: cardId, lastDigits, expiry } = await cardOf('Vera Dahl')
    const entry = { cardId, lastDigits: lastDigits!, expiryMonth: expiry!.month, expiryYear: expiry!.year }
    await expectAppError(company.call.cards.activate({ ...entry, lastDigits: '0000' }), 'validation.failed', { field: 'lastDigits', reason: 'These are not the last digits of this card.' })
    await expectAppError(company.call.cards.activate({ ...entry, lastDigits: `1${lastDigits}` }), 'validation.failed', { field: 'lastDigits', reason: 'This card is known by its last 4 digits.' })
    await expectAppError(company.call.cards.activate({ ...entry, expiryMonth: (expiry!.month % 12) + 1 }), 'validation.failed', { field: 'expiry' })
    await expectAppError(company.call.cards.activate({ ...entry, expiryYear: expiry!.year + 1 }), 'validation.failed', { field: 'expiry' })
    await expectAppError(company.call.cards.freeze({ cardId }), 'validation.failed', { field: 'status', reason: 'The card has not been activated yet.' })
    expect(await outbox()).toEqual([])

    expect(await company.call.cards.activate(entry)).toMatchObject({ status: 'inactive', waitingFor: 'activate', can: { activate: false, report: true } })
    await expectAppError(company.call.cards.activate(entry), 'validation.failed', { field: 'status', reason: 'The activation waits to be sent already.' })
    await company.sync()
    expect(await cardOf('Vera Dahl')).toMatchObject({ id: cardId, status: 'active', waitingFor: null, can: { activate: false, freeze: true } })
    const detail = await get(cardId)
    expect(detail.checklist?.find(({ step }) => step === 'activate')).toEqual({ step: 'activate', isDone: true, canTick: false })
    expect(detail.history.map(({ action, facts }) => [action, facts['state'] ?? null])).toEqual([['cards.activate', 'confirmed'], ['issuer.activated', null], ['issuer.issued', null]])
    await expectAppError(company.call.cards.activate(entry), 'validation.failed', { field: 'status', reason: 'The card is active already.' })
  })
})

describe('a lost card', () => {
  test('is closed and replaced: one card with two numbers, its history and limits go on, the old number stays readable', async () => {
    const old = await cardOf('Van 2')
    const before = await get(old.id)
    const reported = await company.call.cards.report({ cardId: old.id, reason: 'lost', note: 'Left on a train', replace: true })
    expect(reported).toMatchObject({ status: 'active', waitingFor: 'report', can: { freeze: false, report: false, replace: false, cancel: false, changeProduct: false } })
    for (const again of [
      company.call.cards.report({ cardId: old.id, reason: 'stolen', note: null, replace: false }), company.call.cards.replace({ cardId: old.id, reason: 'damaged' }), company.call.cards.cancel({ cardId: old.id }), company.call.cards.freeze({ cardId: old.id }),
    ]) {
      await expectAppError(again, 'validation.failed', { field: 'status', reason: 'The card has been reported, and the issuer is told as soon as it can be reached.' })
    }
    expect(await waiting()).toEqual(['cards.report'])
    await company.sync()

    const closed = (await get(old.id)).card
    expect(closed).toMatchObject({ status: 'closed', closedReason: 'lost', waitingFor: null, can: { freeze: false, report: false, limit: false, control: false }, transactions: before.card.transactions })
    const next = await get(closed.replacedById!)
    expect(next.card).toMatchObject({ status: 'inactive', nickname: 'Van 2', cardholder: old.cardholder, replacesId: old.id, replacedById: null, accountId: old.accountId })
    expect(next.card.lastDigits).not.toBe(old.lastDigits)
    expect(next.numbers.map((number) => [number.cardId, number.status, number.closedReason])).toEqual([[old.id, 'closed', 'lost'], [next.card.id, 'inactive', null]])
    expect((await get(old.id)).numbers).toEqual(next.numbers)
    expect(next.account).toEqual(before.account)
    // The limits of the old number bind the new one, and so does what was spent on it.
    expect(next.checklist?.find(({ step }) => step === 'limit')).toEqual({ step: 'limit', isDone: true, canTick: false })
    expect(next.history.map(({ action, facts }) => [action, facts['cardId'] ?? null])).toEqual(expect.arrayContaining([['cards.report', old.id], ['issuer.issued', old.id], ['issuer.issued', next.card.id]]))
    expect(next.history.find(({ action }) => action === 'cards.report')).toMatchObject({ facts: { reason: 'lost', replace: true, state: 'confirmed' } })

    await company.call.cards.activate({ cardId: next.card.id, lastDigits: next.card.lastDigits!, expiryMonth: next.card.expiry!.month, expiryYear: next.card.expiry!.year })
    await company.sync()
    const refused = company.charge({ cardId: await company.cardRef(next.card.id), mcc: '5541', amountMinor: 60_001, channel: 'chip' })
    expect(refused.decline?.reason).toBe('spending-limit')
    await expectAppError(company.call.cards.unfreeze({ cardId: old.id }), 'validation.failed', { field: 'status', reason: 'The card is closed.' })
  })

  test('can be closed without another number', async () => {
    const { id: cardId } = await cardOf('Cloud')
    await company.call.cards.report({ cardId, reason: 'stolen', note: null, replace: false })
    await company.sync()
    expect((await get(cardId)).card).toMatchObject({ status: 'closed', closedReason: 'stolen', replacedById: null })
  })

  test('that is frozen and not told yet is reported in that order', async () => {
    const { id: cardId } = await cardOf('Lucas Oyelaran')
    await company.call.cards.freeze({ cardId })
    expect(await company.call.cards.report({ cardId, reason: 'lost', note: null, replace: false })).toMatchObject({ status: 'frozen', waitingFor: 'report', can: { unfreeze: false } })
    await company.sync()
    expect((await outbox()).filter(({ card }) => card?.id === cardId).map(({ command, state }) => [command, state]).toSorted()).toEqual([['cards.freeze', 'confirmed'], ['cards.report', 'confirmed']])
    expect((await get(cardId)).card.status).toBe('closed')
  })
})

test('a damaged card is replaced, a cancelled one is not', async () => {
  const damaged = await cardOf('Nora Whitfield')
  expect(await company.call.cards.replace({ cardId: damaged.id, reason: 'damaged' })).toMatchObject({ waitingFor: 'replace', can: { report: false } })
  const virtual = await cardOf('Trade show')
  expect(await company.call.cards.cancel({ cardId: virtual.id })).toMatchObject({ status: 'active', waitingFor: 'cancel' })
  await company.sync()
  expect((await get(damaged.id)).numbers.map(({ closedReason }) => closedReason).slice(-2)).toEqual(['damaged', null])
  const cancelled = await get(virtual.id)
  expect([cancelled.card.status, cancelled.card.closedReason, cancelled.card.replacedById, cancelled.virtual?.purpose]).toEqual(['closed', 'cancelled', null, 'Booth and badges'])
  expect(cancelled.virtual?.totalLimit).toEqual({ minor: 250_000, currency: 'USD' })
})

describe('another product', () => {
  test('can be asked for and given up again, before it is sent without a word to the issuer', async () => {
    const { id: cardId } = await cardOf('Priya Raman')
    const { product, otherProducts } = await get(cardId)
    const [other] = otherProducts
    await expectAppError(company.call.cards.changeProduct({ cardId, productId: product!.id }), 'validation.failed', { field: 'productId', reason: 'The card has this product already.' })
    await expectAppError(company.call.cards.changeProduct({ cardId, productId: 'prd_unknown' }), 'validation.failed', { field: 'productId' })
    await expectAppError(company.call.cards.keepProduct({ cardId }), 'validation.failed', { field: 'status', reason: 'No other product has been asked for.' })

    expect(await company.call.cards.changeProduct({ cardId, productId: other!.id })).toMatchObject({ waitingFor: 'change-product', can: { changeProduct: false, freeze: true } })
    expect((await get(cardId)).pendingProduct).toEqual({ id: other!.id, name: other!.name })
    await expectAppError(company.call.cards.changeProduct({ cardId, productId: other!.id }), 'validation.failed', { field: 'status' })
    expect(await company.call.cards.keepProduct({ cardId })).toMatchObject({ waitingFor: null, can: { changeProduct: true } })
    expect([await waiting(), (await get(cardId)).pendingProduct]).toEqual([[], null])

    await company.call.cards.changeProduct({ cardId, productId: other!.id })
    await company.sync()
    expect([(await atIssuer(cardId)).pendingProductId, (await get(cardId)).pendingProduct?.id, (await get(cardId)).card.waitingFor]).toEqual([other!.id, other!.id, null])
    expect(await company.call.cards.keepProduct({ cardId })).toMatchObject({ waitingFor: 'keep-product' })
    expect((await get(cardId)).pendingProduct).toBeNull()
    // Asking for it once more takes the second thought back: the issuer never hears of it.
    expect(await company.call.cards.changeProduct({ cardId, productId: other!.id })).toMatchObject({ waitingFor: null })
    expect([await waiting(), (await get(cardId)).pendingProduct?.id]).toEqual([[], other!.id])
    await company.call.cards.keepProduct({ cardId })
    await company.sync()
    expect([(await atIssuer(cardId)).pendingProductId, (await get(cardId)).pendingProduct]).toEqual([null, null])
  })

  test('comes with the next close as a new number on the other account', async () => {
    const card = await cardOf('Hanna Lindqvist')
    const target = (await get(card.id)).otherProducts.find(({ name }) => name.startsWith('Tradewind'))!
    await company.call.cards.changeProduct({ cardId: card.id, productId: target.id })
    await company.sync()
    company.sandbox.travel.closeNextStatement(company.sandbox.world.objects.get('card', await company.cardRef(card.id)).accountId)
    await company.sync()
    const { numbers } = await get(card.id)
    const next = (await get(numbers[1]!.cardId)).card
    expect([numbers.map(({ closedReason }) => closedReason), next.product, next.accountId === card.accountId, next.cardholder?.name]).toEqual([['product-change', null], 'Tradewind Miles Business', false, 'Hanna Lindqvist'])
  })

  test('is not for a virtual card', async () => {
    const { id: cardId } = await cardOf('Software')
    const { card, otherProducts } = await get(cardId)
    expect([card.can.changeProduct, otherProducts]).toEqual([false, []])
    await expectAppError(company.call.cards.changeProduct({ cardId, productId: 'prd_0000001' }), 'validation.failed', { field: 'status', reason: 'A virtual card keeps its product.' })
  })
})

describe('many cards at once', () => {
  test('are frozen where they can be, the others are named with why; each has its audit entry', async () => {
    const [free, closed, frozen] = [await cardOf('Ads'), (await cards()).find((card) => card.closedReason === 'cancelled')!, (await cards()).find((card) => card.status === 'frozen')!]
    const more = await cardOf('Diego Marchetti')
    const { changed, skipped } = await company.call.cards.setFrozen({ cardIds: [free.id, closed.id, frozen.id, more.id, free.id], isFrozen: true })
    expect(changed).toEqual([free.id, more.id])
    expect(skipped).toEqual([{ cardId: closed.id, reason: 'The card is closed.' }, { cardId: frozen.id, reason: 'The card is frozen already.' }])
    expect(await waiting()).toEqual(['cards.freeze', 'cards.freeze'])
    expect((await get(free.id)).card).toMatchObject({ status: 'frozen', waitingFor: 'freeze', can: { unfreeze: true } })
    const entries = await company.rig.store.read.selectFrom('audit').select(['action', 'details']).orderBy('id', 'desc').limit(3).execute()
    expect(entries.map(({ action, details }) => [action, JSON.parse(details) as unknown])).toEqual([
      ['cards.setFrozen', { isFrozen: true, changed: 2, skipped: 2 }], ['cards.freeze', { cardId: more.id, outboxId: expect.any(Number) }], ['cards.freeze', { cardId: free.id, outboxId: expect.any(Number) }],
    ])
    expect((await get(more.id)).history[0]).toMatchObject({ action: 'cards.freeze', facts: { state: 'queued' } })
    // Taken back while nobody was told; sent where somebody was.
    expect((await company.call.cards.setFrozen({ cardIds: [free.id], isFrozen: false })).changed).toEqual([free.id])
    expect(await waiting()).toEqual(['cards.freeze'])
    await company.sync()
    expect([(await atIssuer(free.id)).status, (await atIssuer(more.id)).status]).toEqual(['active', 'frozen'])
    await company.call.cards.setFrozen({ cardIds: [more.id], isFrozen: false })
    await company.sync()
    expect((await atIssuer(more.id)).status).toBe('active')
  })

  test('are left as they are when one of them is not here', async () => {
    const { id } = await cardOf('Theo Harbour')
    await expectAppError(company.call.cards.setFrozen({ cardIds: [id, 9_999], isFrozen: true }), 'not-found', { kind: 'card' })
    expect([(await get(id)).card.status, await waiting()]).toEqual(['active', []])
  })
})

test('an issuer that says no leaves the card as it says, with its reason in the history', async () => {
  const { id: cardId } = await cardOf('Theo Harbour')
  await company.call.cards.cancel({ cardId })
  // Somebody else was faster.
  const ref = await company.cardRef(cardId)
  company.sandbox.world.store.write(() => company.sandbox.world.objects.update('card', ref, { status: 'closed', closedReason: 'lost' }))
  await company.sync()
  const detail = await get(cardId)
  expect(detail.card).toMatchObject({ status: 'closed', closedReason: 'lost', waitingFor: null })
  expect(detail.history[0]).toMatchObject({ action: 'cards.cancel', facts: { state: 'rejected', reason: 'card-closed' } })
})
