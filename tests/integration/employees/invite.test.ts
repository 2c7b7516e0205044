/** Person, card and limits in one go, against the sandbox. Until a test syncs it is offline. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { InputOf } from '#shared/rpc/define.ts'
import type { employeesContract } from '#shared/rpc/contract/employees.contract.ts'
import type { SpendingPlan } from '#shared/rpc/contract/limits.contract.ts'
import { openCompany, type Company } from '#tests/support/company.ts'
import { expectAppError } from '#tests/support/errors.ts'

type Invitation = InputOf<(typeof employeesContract)['invite']>

let company: Company

beforeAll(async () => {
  company = await openCompany()
}, 60_000)
afterAll(() => company.close())

const people = () => company.call.employees.list({})
const personOf = async (name: string) => (await people()).find((person) => person.name === name)
const statesOf = async (cardholderId: number) => (await company.call.sync.outbox({})).filter(({ person }) => person?.id === cardholderId).map(({ command, state }) => `${command} ${state}`).toSorted()
const accountOf = async (label: string) => (await company.call.cards.orderPlaces({})).find((place) => place.label.startsWith(label))!.accountId

const MONTH = { amount: { minor: 200_000, currency: 'USD' }, interval: 'month', window: 'calendar', timeZone: 'America/New_York', weekStartsOn: 1, countsRefunds: false, categories: null, mode: 'decline' } as const
const PLAN: SpendingPlan = {
  limits: [MONTH, { ...MONTH, amount: { minor: 50_000, currency: 'USD' }, interval: 'per-charge' }],
  controls: {
    allowedCategories: null, blockedCategories: ['gambling'], blockedMccs: [], allowedCountries: null, blockedCountries: [], online: true, inPerson: true, cashMachines: false, merchantLock: null, validFrom: null, validUntil: null,
  },
}

async function invitation(firstName: string, change: Partial<Invitation> = {}): Promise<Invitation> {
  return {
    connectionId: company.connectionId, firstName, lastName: 'Marlowe', contact: { email: `${firstName}.Marlowe@harbourfinch.example`, phone: '(617) 555-0177', department: 'Sales', title: 'Account executive', employeeNumber: 'HF-090' },
    card: { accountId: await accountOf('Tradewind'), order: { form: 'virtual', nickname: null, purpose: 'Travel', merchantLock: null, totalLimit: null, validUntil: null, singleUse: false }, plan: PLAN }, ...change,
  }
}

test('connections that take invitations are listed with the departments that there are', async () => {
  expect(await company.call.employees.invitePlaces({})).toEqual([
    { connectionId: company.connectionId, connectionName: 'Sandbox', departments: ['Engineering', 'Field service', 'Finance', 'Management', 'Marketing', 'Office', 'Operations', 'Sales'] },
  ])
})

describe('an invitation with a card and its limits', () => {
  test('is shown at once, and is one person with one card under these limits once the issuer was told', async () => {
    const before = (await people()).length
    const ada = await company.call.employees.invite(await invitation('Ada'))
    expect(ada).toMatchObject({ name: 'Ada Marlowe', origin: 'person', status: 'invited', department: 'Sales', title: 'Account executive', cards: [], waitingFor: 'invite', can: { edit: true, deactivate: false, reactivate: false }, connectionIds: [company.connectionId] })
    expect(await statesOf(ada.id)).toEqual(['cardholders.invite queued', 'cards.order queued', 'controls.set queued', 'limits.create queued', 'limits.create queued'])
    expect((await company.call.cards.orders({})).map(({ person, label }) => [person?.name, label])).toEqual([['Ada Marlowe', 'Travel']])

    await company.sync()
    expect(await statesOf(ada.id)).toEqual(['cardholders.invite confirmed', 'cards.order confirmed', 'controls.set confirmed', 'limits.create confirmed', 'limits.create confirmed'])
    const now = (await personOf('Ada Marlowe'))!
    expect(now).toMatchObject({ id: ada.id, status: 'active', waitingFor: null, can: { edit: true, deactivate: true } })
    expect([(await people()).length, now.cards.length]).toEqual([before + 1, 1])
    const { details, open, history } = await company.call.employees.get({ cardholderId: ada.id })
    expect(details).toEqual([{ connectionId: company.connectionId, connectionName: 'Sandbox', email: 'ada.marlowe@harbourfinch.example', phone: '+16175550177', department: 'Sales', title: 'Account executive', employeeNumber: 'HF-090', joinedOn: '2026-11-24' }])
    expect([open.activeCards, open.orders]).toEqual([1, 0])
    expect(history.map(({ action, facts }) => [action, facts['state'] ?? null])).toEqual(expect.arrayContaining([['employees.invite', 'confirmed'], ['issuer.joined', null]]))

    const cardId = await company.cardRef(now.cards[0]!.id)
    const decision = (amountMinor: number, mcc: string) => company.charge({ cardId, amountMinor, mcc, channel: 'online', country: 'US' }).decline?.reason ?? 'approved'
    expect([decision(50_001, '5943'), decision(1_000, '7995'), decision(50_000, '5943')]).toEqual(['spending-limit', 'category-blocked', 'approved'])
    // Her card is new, and its limit is one of its steps.
    expect((await company.call.cards.get({ cardId: now.cards[0]!.id })).checklist?.find(({ step }) => step === 'limit')?.isDone).toBe(true)
  })

  test('may be followed by another card and by other words before anybody is told', async () => {
    const ben = await company.call.employees.invite(await invitation('Ben', { card: null }))
    await company.call.cards.order({ accountId: await accountOf('Finch'), cardholderId: ben.id, order: { form: 'physical', nickname: 'Ben, tools' } })
    const changed = await company.call.employees.update({ cardholderId: ben.id, contact: { email: 'ben@harbourfinch.example', phone: null, department: 'Operations', title: null, employeeNumber: null } })
    expect(changed).toMatchObject({ department: 'Operations', title: null, waitingFor: 'invite' })
    await company.sync()
    expect(await statesOf(ben.id)).toEqual(['cardholders.invite confirmed', 'cardholders.update confirmed', 'cards.order confirmed'])
    expect(await personOf('Ben Marlowe')).toMatchObject({ id: ben.id, department: 'Operations', cards: [{ name: 'Ben, tools' }] })
  })

  test('is for the person who is here already where only files know them', async () => {
    const { id } = await company.call.employees.create({ name: 'Chloé Marlowe' })
    const invited = await company.call.employees.invite(await invitation('Chloe', { card: null }))
    expect([invited.id, invited.name, invited.status]).toEqual([id, 'Chloé Marlowe', 'invited'])
    await company.sync()
    expect(await personOf('Chloé Marlowe')).toMatchObject({ id, status: 'active', waitingFor: null })
    expect(await personOf('Chloe Marlowe')).toBeUndefined()
  })
})

describe('a step that the issuer refuses', () => {
  test('refuses what builds on it: no card, no limits; the person stays', async () => {
    const dov = await company.call.employees.invite(await invitation('Dov', { card: { accountId: await accountOf('Finch'), order: { form: 'virtual', nickname: null, purpose: 'One day', merchantLock: null, totalLimit: null, validUntil: '2026-11-24', singleUse: false }, plan: PLAN } }))
    const limits = company.sandbox.world.objects.all('limit').length
    // The day passes before the issuer can be told.
    company.sandbox.travel.nextDay()
    await company.sync()
    expect(await statesOf(dov.id)).toEqual(['cardholders.invite confirmed', 'cards.order rejected', 'controls.set rejected', 'limits.create rejected', 'limits.create rejected'])
    expect(company.sandbox.world.objects.all('limit').length).toBe(limits)
    expect(await personOf('Dov Marlowe')).toMatchObject({ status: 'active', cards: [], waitingFor: null })
    expect(await company.call.cards.orders({})).toEqual([])
  })

  test('refuses everything where it is the invitation: whom it made goes again', async () => {
    company.sandbox.world.store.write(() => company.sandbox.world.objects.put('cardholder', { id: company.sandbox.world.store.nextId('ch'), firstName: 'Elena', lastName: 'Elsewhere', email: 'elena.marlowe@harbourfinch.example', phone: null, department: null, title: null, employeeNumber: null, status: 'active', joinedOn: '2026-11-24' }))
    const before = (await people()).length
    await company.call.employees.invite(await invitation('Elena'))
    await company.sync()
    const rejected = (await company.call.sync.outbox({})).filter(({ state }) => state === 'rejected').slice(-5)
    expect(rejected.map(({ command }) => command).toSorted()).toEqual(['cardholders.invite', 'cards.order', 'controls.set', 'limits.create', 'limits.create'])
    expect(rejected.find(({ command }) => command === 'cardholders.invite')?.error).toMatchObject({ code: 'issuer.rejected', details: { field: 'email' } })
    expect([await personOf('Elena Marlowe'), (await people()).length]).toEqual([undefined, before + 1])
    expect(await personOf('Elena Elsewhere')).toMatchObject({ status: 'active' })
  })
})

describe('what cannot be asked for', () => {
  test('is answered by its field, and leaves nobody behind', async () => {
    const before = (await people()).length
    const grace = await invitation('Grace')
    const card = grace.card!
    const refused = async (change: Partial<Invitation>, field: string, reason?: string) => expectAppError(company.call.employees.invite({ ...grace, ...change }), 'validation.failed', reason === undefined ? { field } : { field, reason })
    await refused({ connectionId: 1 }, 'connectionId')
    await refused({ firstName: 'GRACE', lastName: 'Hallorán' }, 'name', 'Somebody has this name already.')
    await refused({ firstName: '…', lastName: '!' }, 'name')
    await refused({ contact: { ...grace.contact, email: 'Grace.Halloran@harbourfinch.example' } }, 'email', 'Somebody else is a cardholder with this address already.')
    await refused({ contact: { ...grace.contact, phone: '555 0177' } }, 'phone')
    await refused({ card: { ...card, accountId: 9_999 } }, 'accountId')
    await refused({ card: { ...card, order: { ...card.order, form: 'virtual', purpose: 'x', merchantLock: null, totalLimit: null, validUntil: '2020-01-01', singleUse: false } } }, 'validUntil')
    await refused({ card: { ...card, plan: { ...PLAN, limits: [MONTH, MONTH] } } }, 'limits')
    await refused({ card: { ...card, plan: { ...PLAN, limits: [{ ...MONTH, amount: { minor: 100, currency: 'EUR' } }] } } }, 'limits', 'This account is kept in USD.')
    await refused({ card: { ...card, plan: { limits: [], controls: { ...PLAN.controls!, allowedCategories: ['dining'] } } } }, 'controls')
    expect([(await people()).length, await company.call.cards.orders({})]).toEqual([before, []])
  })

  test('is a second invitation to somebody whose first one waits', async () => {
    await company.call.employees.invite(await invitation('Hugo', { card: null }))
    await expectAppError(company.call.employees.invite(await invitation('Hugo', { card: null, contact: { email: 'other@harbourfinch.example', phone: null, department: null, title: null, employeeNumber: null } })), 'validation.failed', { field: 'name' })
    expect((await people()).filter(({ name }) => name === 'Hugo Marlowe').length).toBe(1)
    await expectAppError(company.call.employees.invite(await invitation('Ines', { card: null, contact: { email: 'hugo.marlowe@harbourfinch.example', phone: null, department: null, title: null, employeeNumber: null } })), 'validation.failed', { field: 'email' })
  })
})

test('online everything is done in the order in which it was asked, without a run by hand', async () => {
  company.goOnline()
  const jonas = await company.call.employees.invite(await invitation('Jonas'))
  expect(jonas.waitingFor).toBe('invite')
  await expect.poll(async () => (await company.call.sync.outbox({})).filter(({ person, state }) => person?.id === jonas.id && state === 'confirmed').length, { timeout: 20_000 }).toBe(5)
  await expect.poll(async () => (await personOf('Jonas Marlowe'))?.cards.length, { timeout: 20_000 }).toBe(1)
  const { objects } = company.sandbox.world
  const cardId = await company.cardRef((await personOf('Jonas Marlowe'))!.cards[0]!.id)
  expect(objects.all('limit').filter(({ scope }) => scope.id === cardId).map(({ interval, amount }) => [interval, amount.amountMinor])).toEqual([['month', 200_000], ['per-charge', 50_000]])
  expect(objects.all('controls').filter(({ scope }) => scope.id === cardId).map(({ blockedCategories, cashMachines }) => [blockedCategories, cashMachines])).toEqual([[['gambling'], false]])
})
