/** People as issuers have them, what they spend, and what is asked about them, against the sandbox. Until a test syncs it is offline. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ContactDetails } from '#shared/rpc/contract/employees.contract.ts'
import { keepBooks } from '#tests/support/books.ts'
import { openCompany, type Company } from '#tests/support/company.ts'
import { expectAppError } from '#tests/support/errors.ts'

let company: Company

beforeAll(async () => {
  company = await openCompany()
}, 60_000)
afterAll(() => company.close())

const personOf = async (name: string) => (await company.call.employees.list({})).find((person) => person.name === name)!
const get = (cardholderId: number) => company.call.employees.get({ cardholderId })
const cardsOf = async (cardholderId: number) => (await company.call.cards.list({})).filter(({ cardholder }) => cardholder?.id === cardholderId)
const stored = () => company.rig.store.read
const CONTACT: ContactDetails = { email: 'tom@harbourfinch.example', phone: '+44 20 7946 0018', department: 'Fleet', title: 'Fleet manager', employeeNumber: 'HF-8' }

describe('figures of people', () => {
  test('are those of their posted charges: this month so far, the same days before, and the last twelve months', async () => {
    const rows = await stored()
      .selectFrom('transactions')
      .innerJoin('cards', 'cards.id', 'transactions.card_id')
      .innerJoin('cardholders', 'cardholders.id', 'cards.cardholder_id')
      .where('pending', '=', 0)
      .select(['cardholders.name', 'posted_on', 'spend_minor'])
      .execute()
    const sum = (name: string, from: string, to: string) => rows.filter((row) => row.name === name && row.posted_on >= from && row.posted_on <= to).reduce((total, row) => total + row.spend_minor, 0)
    const usd = (minor: number) => (minor === 0 ? [] : [{ minor, currency: 'USD' }])
    const people = await company.call.employees.list({})
    expect(people.length).toBe(14)
    for (const { name, spend } of people) expect(spend, name).toEqual({ thisMonth: usd(sum(name, '2026-11-01', '2026-11-24')), sameDaysBefore: usd(sum(name, '2026-10-01', '2026-10-24')) })
    const priya = await get((await personOf('Priya Raman')).id)
    expect(priya.months.map(({ month }) => month)).toEqual(['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11'])
    for (const { month, totals } of priya.months) expect(totals, month).toEqual(usd(sum('Priya Raman', `${month}-01`, `${month}-31`)))
  })

  test('tell what is open: requests nobody decided, declines of thirty days, pending charges, active cards', async () => {
    const { objects } = company.sandbox.world
    const at = (name: string) => objects.all('cardholder').find(({ firstName, lastName }) => `${firstName} ${lastName}` === name)!.id
    const since = company.time.now() - 30 * 86_400_000
    const declined = await stored().selectFrom('authorizations').where('status', '=', 'declined').where('at', '>=', since).select('object').execute()
    const people = await company.call.employees.list({})
    for (const { name, openRequests, declines } of people) {
      const holder = at(name)
      expect([name, openRequests, declines]).toEqual([
        name, objects.all('limitRequest').filter((request) => request.cardholderId === holder && request.status === 'pending').length,
        declined.filter(({ object }) => (JSON.parse(object) as { cardholderId: string }).cardholderId === holder).length,
      ])
    }
    expect(people.reduce((total, person) => total + person.declines, 0)).toBeGreaterThan(0)
    const nora = await personOf('Nora Whitfield')
    const pending = await stored().selectFrom('transactions').where('pending', '=', 1).where('card_id', 'in', nora.cards.map(({ id }) => id)).select('spend_minor').execute()
    const { open } = await get(nora.id)
    expect([open.pendingCharges, open.pendingTotals[0]?.minor ?? 0, open.activeCards]).toEqual([pending.length, pending.reduce((total, row) => total + row.spend_minor, 0), 1])
  })
})

describe('details of somebody', () => {
  test('are shown as they will be while the issuer has yet to be told, and are its own then', async () => {
    const { id } = await personOf('Tom Kessler')
    expect(await company.call.employees.update({ cardholderId: id, contact: CONTACT })).toMatchObject({ department: 'Fleet', title: 'Fleet manager', waitingFor: 'update' })
    expect((await get(id)).details[0]).toMatchObject({ email: 'tom@harbourfinch.example', phone: '+442079460018', employeeNumber: 'HF-8' })
    await company.sync()
    expect(await personOf('Tom Kessler')).toMatchObject({ department: 'Fleet', waitingFor: null })
    expect((await get(id)).history[0]).toMatchObject({ action: 'employees.update', facts: { state: 'confirmed' } })
  })

  test('are refused where they are another’s or cannot be', async () => {
    const { id } = await personOf('Tom Kessler')
    const update = (change: Partial<ContactDetails>) => company.call.employees.update({ cardholderId: id, contact: { ...CONTACT, ...change } })
    await expectAppError(update({ email: 'NORA.whitfield@harbourfinch.example' }), 'validation.failed', { field: 'email' })
    await expectAppError(update({ phone: '0123 45678' }), 'validation.failed', { field: 'phone', reason: 'Write the number with its country code, such as +1 617 555 0123.' })
    // His own address in another spelling is no clash.
    expect(await update({ email: 'TOM@harbourfinch.example', phone: '617.555.0108' })).toMatchObject({ waitingFor: 'update' })
    await expectAppError(company.call.employees.update({ cardholderId: 9_999, contact: CONTACT }), 'not-found', { kind: 'cardholder' })
  })
})

describe('deactivating somebody', () => {
  test('shows at once, freezes their cards when it is sent, and lets nobody unfreeze them until they are back', async () => {
    const { id } = await personOf('Samuel Okafor')
    const [card] = await cardsOf(id)
    expect(await company.call.employees.deactivate({ cardholderId: id })).toMatchObject({ status: 'inactive', waitingFor: 'deactivate', can: { deactivate: false, reactivate: true } })
    await expectAppError(company.call.employees.deactivate({ cardholderId: id }), 'validation.failed', { field: 'status', reason: 'This person has been deactivated already.' })
    const place = (await company.call.cards.orderPlaces({})).find(({ label }) => label.startsWith('Tradewind'))!
    expect(place.cardholderIds).not.toContain(id)
    await expectAppError(company.call.cards.order({ accountId: place.accountId, cardholderId: id, order: { form: 'physical', nickname: null } }), 'validation.failed', { field: 'cardholderId' })

    // A second thought before anybody is told.
    expect(await company.call.employees.reactivate({ cardholderId: id })).toMatchObject({ status: 'active', waitingFor: null })
    expect((await company.call.sync.outbox({})).filter(({ state, person }) => state === 'queued' && person?.id === id)).toEqual([])

    await company.call.employees.deactivate({ cardholderId: id })
    await company.sync()
    expect(await personOf('Samuel Okafor')).toMatchObject({ status: 'inactive', waitingFor: null })
    expect((await cardsOf(id)).map(({ status, can }) => [status, can.unfreeze])).toEqual([['frozen', false], ['frozen', false], ['frozen', false]])
    await expectAppError(company.call.cards.unfreeze({ cardId: card!.id }), 'validation.failed', { field: 'status', reason: 'Its holder has been deactivated: reactivate them first.' })
    expect((await company.call.cards.setFrozen({ cardIds: [card!.id], isFrozen: false })).skipped).toEqual([{ cardId: card!.id, reason: 'Its holder has been deactivated: reactivate them first.' }])

    // Cards stay frozen until somebody unfreezes them; that can be asked for before the issuer knows that the person is back.
    expect(await company.call.employees.reactivate({ cardholderId: id })).toMatchObject({ status: 'active', waitingFor: 'reactivate' })
    expect((await cardsOf(id)).map(({ status, can }) => [status, can.unfreeze])).toEqual([['frozen', true], ['frozen', true], ['frozen', true]])
    await company.sync()
    expect((await cardsOf(id))[0]).toMatchObject({ status: 'frozen', can: { unfreeze: true } })
    await company.call.cards.unfreeze({ cardId: card!.id })
    await company.sync()
    expect((await cardsOf(id)).find((one) => one.id === card!.id)?.status).toBe('active')
    await expectAppError(company.call.employees.reactivate({ cardholderId: id }), 'validation.failed', { field: 'status', reason: 'This person is active already.' })
  })

  test('is nothing for people of statement files', async () => {
    const { id } = await company.call.employees.create({ name: 'Quinn of the files' })
    await keepBooks(company.rig.store, (books) => void books.charge({ card: books.card({ holder: id, digits: '0042' }), on: '2026-11-20', minor: -700 }))
    expect((await get(id)).person).toMatchObject({ status: null, department: null, can: { edit: false, deactivate: false, reactivate: false }, connectionIds: [1], spend: { thisMonth: [{ minor: 700, currency: 'USD' }] } })
    expect((await get(id)).details).toEqual([])
    const call = company.call.employees
    for (const refused of [call.deactivate({ cardholderId: id }), call.reactivate({ cardholderId: id }), call.update({ cardholderId: id, contact: CONTACT })]) await expectAppError(refused, 'validation.failed', { field: 'status' })
    const [card] = await cardsOf(id)
    expect(card?.can).toEqual({ freeze: false, unfreeze: false, activate: false, report: false, replace: false, cancel: false, changeProduct: false, limit: true, control: false })
    await expectAppError(company.call.cards.freeze({ cardId: card!.id }), 'validation.failed', { field: 'status', reason: 'The connection of this card cannot do that.' })
    const detail = await company.call.cards.get({ cardId: card!.id })
    expect([detail.product, detail.otherProducts, detail.checklist, detail.numbers.length]).toEqual([null, [], null, 1])
  })
})
