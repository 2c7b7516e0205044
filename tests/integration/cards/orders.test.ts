/** Cards that are ordered, groups of them, and the steps of a new one, against the sandbox. Until a test syncs it is offline. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CardOrder } from '#shared/rpc/contract/cards.contract.ts'
import { openCompany, type Company } from '#tests/support/company.ts'
import { expectAppError } from '#tests/support/errors.ts'

let company: Company

beforeAll(async () => {
  company = await openCompany()
}, 60_000)
afterAll(() => company.close())

const virtual = (change: Partial<Extract<CardOrder, { form: 'virtual' }>> = {}): CardOrder => ({ form: 'virtual', nickname: 'Trade fair', purpose: 'Booth in Lyon', merchantLock: null, totalLimit: null, validUntil: null, singleUse: false, ...change })
const placeOf = async (label: string) => (await company.call.cards.orderPlaces({})).find((place) => place.label.startsWith(label))!
const personOf = async (name: string) => (await company.call.employees.list({})).find((person) => person.name === name)!

describe('ordering', () => {
  test('is offered where the issuer can make such a card, to people it knows and has not deactivated', async () => {
    const places = await company.call.cards.orderPlaces({})
    expect(places.map(({ label, product, currency, virtual: can, cardholderIds }) => [label, product, currency, can, cardholderIds.length])).toEqual([
      ['Finch Cash Business', 'Finch Cash Business', 'USD', true, 14], ['Tidewater Business Charge', 'Tidewater Business Charge', 'USD', false, 14], ['Tradewind Miles Business', 'Tradewind Miles Business', 'USD', true, 14],
    ])
  })

  test('answers what cannot be ordered by its field, and queues nothing of it', async () => {
    const [{ accountId }, { id: cardholderId }] = [await placeOf('Finch'), await personOf('Aisha Bello')]
    const stranger = await company.call.employees.create({ name: 'Known From Files' })
    const order = (change: { accountId?: number; cardholderId?: number; order?: CardOrder }) => company.call.cards.order({ accountId, cardholderId, order: virtual(), ...change })
    await expectAppError(order({ accountId: 9_999 }), 'validation.failed', { field: 'accountId', reason: 'No card can be ordered on this account.' })
    await expectAppError(order({ accountId: (await placeOf('Tidewater')).accountId }), 'validation.failed', { field: 'accountId', reason: 'This account has no virtual cards.' })
    await expectAppError(order({ cardholderId: 9_999 }), 'validation.failed', { field: 'cardholderId' })
    await expectAppError(order({ cardholderId: stranger.id }), 'validation.failed', { field: 'cardholderId', reason: 'Sandbox does not know this person. Invite them first.' })
    await expectAppError(order({ order: virtual({ totalLimit: { minor: 100, currency: 'EUR' } }) }), 'validation.failed', { field: 'totalLimit', reason: 'This account is kept in USD.' })
    await expectAppError(order({ order: virtual({ validUntil: '2026-11-23' }) }), 'validation.failed', { field: 'validUntil' })
    expect(await company.call.sync.outbox({})).toEqual([])
  })

  test('waits until the issuer is told; then the card is there, and buys at its merchant alone', async () => {
    const [{ accountId }, { id: cardholderId, name }] = [await placeOf('Finch'), await personOf('Aisha Bello')]
    await company.call.cards.order({ accountId, cardholderId, order: virtual({ merchantLock: 'Cumulo', totalLimit: { minor: 20_000, currency: 'USD' }, validUntil: '2026-11-24' }) })
    expect(await company.call.cards.orders({})).toEqual([{ outboxId: expect.any(Number), person: { id: cardholderId, name }, form: 'virtual', label: 'Trade fair', createdAt: company.time.now() }])
    expect((await company.call.employees.get({ cardholderId })).open.orders).toBe(1)
    await company.sync()
    expect(await company.call.cards.orders({})).toEqual([])
    const card = (await company.call.cards.list({})).find(({ nickname }) => nickname === 'Trade fair')!
    expect(card).toMatchObject({ form: 'virtual', status: 'active', accountId, cardholder: { id: cardholderId }, waitingFor: null })
    expect((await company.call.cards.get({ cardId: card.id })).virtual).toEqual({ purpose: 'Booth in Lyon', merchantLock: 'Cumulo', totalLimit: { minor: 20_000, currency: 'USD' }, validUntil: '2026-11-24', singleUse: false })
    const cardId = await company.cardRef(card.id)
    const decision = (merchant: string, amountMinor: number) => company.charge({ cardId, merchant, amountMinor, channel: 'online' }).decline?.reason ?? 'approved'
    expect([decision('Blue Kite Books', 1_000), decision('Cumulo Hosting', 1_000), decision('Cumulo Hosting', 19_001)]).toEqual(['merchant-not-allowed', 'approved', 'spending-limit'])
  })

  test('of a card of metal: it is on its way, its steps are open', async () => {
    const [{ accountId }, { id: cardholderId }] = [await placeOf('Tidewater'), await personOf('Ines Carvalho')]
    await company.call.cards.order({ accountId, cardholderId, order: { form: 'physical', nickname: null } })
    await company.sync()
    const card = (await company.call.cards.list({})).find((one) => one.cardholder?.id === cardholderId && one.accountId === accountId)!
    const { shipping, checklist, issuedOn } = await company.call.cards.get({ cardId: card.id })
    expect([card.status, card.form, shipping?.status, issuedOn]).toEqual(['inactive', 'physical', 'ordered', '2026-11-24'])
    // Nobody has given this card a limit, and this account has no welcome offer.
    expect(checklist?.map(({ step, isDone }) => [step, isDone])).toEqual([['activate', false], ['holder', true], ['limit', false], ['wallet', false], ['autopay', true]])
  })
})

describe('the steps of a new card', () => {
  test('follow from facts where they can, are ticked or put aside by a person, and go away when all are', async () => {
    const card = (await company.call.cards.list({})).find((one) => one.cardholder?.name === 'Vera Dahl')!
    const steps = async () => (await company.call.cards.get({ cardId: card.id })).checklist
    const tick = (step: 'activate' | 'holder' | 'wallet' | 'welcome-offer', isDone = true) => company.call.cards.tickStep({ cardId: card.id, step, isDone })
    expect((await steps())?.map(({ step, isDone, canTick }) => [step, isDone, canTick])).toEqual([
      ['activate', false, true], ['holder', true, false], ['limit', true, false], ['wallet', false, true], ['autopay', true, false], ['welcome-offer', false, true],
    ])
    await expectAppError(tick('holder'), 'validation.failed', { field: 'step' })
    await tick('wallet')
    expect((await steps())?.find(({ step }) => step === 'wallet')).toEqual({ step: 'wallet', isDone: true, canTick: true })
    await tick('wallet', false)
    expect((await steps())?.find(({ step }) => step === 'wallet')?.isDone).toBe(false)
    for (const step of ['wallet', 'activate', 'welcome-offer'] as const) await tick(step)
    expect(await steps()).toBeNull()
    expect((await company.call.cards.get({ cardId: card.id })).history.map(({ action, facts }) => [action, facts['step']]).slice(0, 2)).toEqual([['cards.tickStep', 'welcome-offer'], ['cards.tickStep', 'activate']])
  })

  test('are none for a card that is two years old', async () => {
    const old = (await company.call.cards.list({})).find((one) => one.cardholder?.name === 'Theo Harbour')!
    expect((await company.call.cards.get({ cardId: old.id })).checklist).toBeNull()
    await expectAppError(company.call.cards.tickStep({ cardId: old.id, step: 'wallet', isDone: true }), 'validation.failed', { field: 'step' })
  })
})

describe('groups', () => {
  test('are a person’s own, by any name that is free, and the people of each department', async () => {
    const cards = await company.call.cards.list({})
    const vans = cards.filter(({ nickname }) => nickname?.startsWith('Van')).map(({ id }) => id).toSorted((a, b) => a - b)
    const saved = await company.call.cards.saveGroup({ groupId: null, name: ' Vans ', cardIds: vans })
    expect(saved).toEqual({ key: `own:${saved.groupId}`, groupId: saved.groupId, name: 'Vans', kind: 'own', cardIds: vans })
    await expectAppError(company.call.cards.saveGroup({ groupId: null, name: 'VANS', cardIds: vans }), 'validation.failed', { field: 'name', reason: 'There is a group of this name already.' })
    await expectAppError(company.call.cards.saveGroup({ groupId: null, name: '…', cardIds: vans }), 'validation.failed', { field: 'name' })
    await expectAppError(company.call.cards.saveGroup({ groupId: null, name: 'Nothing', cardIds: [9_999] }), 'not-found', { kind: 'card' })
    await expectAppError(company.call.cards.saveGroup({ groupId: 9_999, name: 'Nothing', cardIds: vans }), 'not-found', { kind: 'group' })
    expect(await company.call.cards.saveGroup({ groupId: saved.groupId, name: 'Our vans', cardIds: vans.slice(1) })).toMatchObject({ name: 'Our vans', cardIds: vans.slice(1) })

    const groups = await company.call.cards.groups({})
    expect(groups.map(({ kind, name }) => [kind, name])).toEqual([['own', 'Our vans'], ...['Engineering', 'Field service', 'Finance', 'Management', 'Marketing', 'Office', 'Operations', 'Sales'].map((name) => ['department', name])])
    const finance = cards.filter(({ cardholder }) => cardholder?.name === 'Theo Harbour').map(({ id }) => id)
    expect(groups.find(({ name }) => name === 'Finance')).toEqual({ key: 'department:finance', groupId: null, name: 'Finance', kind: 'department', cardIds: finance })

    await company.call.cards.deleteGroup({ groupId: saved.groupId! })
    await expectAppError(company.call.cards.deleteGroup({ groupId: saved.groupId! }), 'not-found', { kind: 'group' })
    expect((await company.call.cards.groups({})).every(({ kind }) => kind === 'department')).toBe(true)
  })

  test('of a department follow somebody who changes to another, before the issuer is told', async () => {
    const { id: cardholderId } = await personOf('Theo Harbour')
    await company.call.employees.update({ cardholderId, contact: { email: null, phone: null, department: 'sales', title: null, employeeNumber: null } })
    const groups = await company.call.cards.groups({})
    expect([groups.some(({ name }) => name === 'Finance'), groups.filter(({ name }) => name.toLowerCase() === 'sales').length]).toEqual([false, 1])
  })
})
