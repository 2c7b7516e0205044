import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readView, viewHref, type PeopleView } from '#renderer/features/employees/model/address.ts'
import { contactOf, contactProblems, EMPTY_CONTACT } from '#renderer/features/employees/model/contact-entry.ts'
import { deactivateButton, openLines } from '#renderer/features/employees/model/deactivation.ts'
import { historyText } from '#renderer/features/employees/model/history-words.ts'
import { accountOf, emptyDraft, inviteButton, inviteInput, inviteLines, inviteProblems, isBegun, readInvite, refusedField, type InviteDraft, type OrderPlace } from '#renderer/features/employees/model/invite-entry.ts'
import { changeText, departmentsOf, peopleSentence, shownPeople, spendChange, standingOf, tightestOf } from '#renderer/features/employees/model/people.ts'
import { mainCurrency, otherCurrencies, yearIn, yearSentence } from '#renderer/features/employees/model/year.ts'
import { zoneFor } from '#renderer/features/employees/model/zone.ts'
import { eur, limitOf, personOf, usd } from './people.ts'

const ALL: PeopleView = { text: '', department: null, status: null, showsInactive: false }
const percent = (ratio: number) => `${Math.round(ratio * 100)}%`
const money = ({ minor, currency }: { readonly minor: number; readonly currency: string }) => `${currency} ${minor}`

describe('who is shown', () => {
  const dana = personOf()
  const sam = personOf({ id: 2, name: 'Sam Lee', department: null, title: null, cards: [], status: 'invited' })
  const zoë = personOf({ id: 3, name: 'Zoë Iñigo', department: 'Sales', status: 'inactive', cards: [{ id: 9, name: 'Amex ·· 71008', lastDigits: '71008' }] })
  const people = [dana, sam, zoë]

  it('folds inactive people away, but not from somebody who asks for them', () => {
    expect(shownPeople(people, ALL)).toEqual({ present: [dana, sam], inactive: [zoë] })
    expect(shownPeople(people, { ...ALL, status: 'inactive' })).toEqual({ present: [zoë], inactive: [] })
  })

  it.each([['zoe inigo', [3]], ['71008', [3]], ['account manager', [1, 3]], ['reyes sales', [1]], ['nobody', []]])('finds %s', (text, ids) => {
    const { present, inactive } = shownPeople(people, { ...ALL, text })
    expect([...present, ...inactive].map(({ id }) => id)).toEqual(ids)
  })

  it('tells people of no department from everybody', () => {
    expect(shownPeople(people, { ...ALL, department: '' }).present).toEqual([sam])
    expect(shownPeople(people, { ...ALL, department: 'Sales' }).present).toEqual([dana])
    expect(departmentsOf(people)).toEqual(['Sales'])
  })

  it.each<PeopleView>([ALL, { text: 'a & b', department: '', status: 'invited', showsInactive: true }, { ...ALL, department: 'R&D' }])('keeps the filter in the address: %o', (view) => {
    expect(readView(viewHref(view).split('?')[1] ?? '')).toEqual(view)
  })

  it('says a status only where it is not plainly active', () => {
    expect(standingOf(dana)).toBeNull()
    expect(standingOf(personOf({ status: null }))).toBeNull()
    expect(standingOf(sam)).toEqual({ word: 'Invited', kind: 'plain' })
    expect(standingOf(personOf({ status: 'inactive', waitingFor: 'deactivate' }))).toEqual({ word: 'Deactivation not sent yet', kind: 'waiting' })
    expect(peopleSentence(people, String)).toBe('2 people, 1 of them invited and not here yet.')
  })
})

describe('spend against last month', () => {
  const change = (now: number, before: number) => {
    const said = changeText({ now: usd(now), before: usd(before) }, percent)
    return said && `${said.text}${said.tail}`
  }

  it.each([
    [1_310, 1_000, '31% more than last month'], [690, 1_000, '31% less than last month'], [1_000, 1_000, 'As much as last month'], [1_001, 1_000, 'About as much as last month'], [500, 0, 'None by then last month'],
    [0, 0, null], [0, 700, '100% less than last month'], [-90, 700, '100% less than last month'], [30_000, 1_000, 'Over ten times last month’s'], [3_000, 1_000, '200% more than last month'],
  ])('%i after %i is %s', (now, before, text) => {
    expect(change(now, before)).toBe(text)
  })

  it('compares within one currency, that of most spend', () => {
    expect(spendChange({ thisMonth: [usd(100), eur(9_000)], sameDaysBefore: [usd(8_000), eur(4_500)] })).toEqual({ now: eur(9_000), before: eur(4_500) })
    expect(spendChange({ thisMonth: [], sameDaysBefore: [usd(8_000)] })).toEqual({ now: usd(0), before: usd(8_000) })
    expect(spendChange({ thisMonth: [], sameDaysBefore: [] })).toBeNull()
  })
})

describe('the fullest limit', () => {
  it('is of the person or one of their cards, never one per charge', () => {
    const own = limitOf({ key: 'own', scope: { kind: 'cardholder', id: 1 }, used: usd(50), inForce: usd(100) })
    const ofCard = limitOf({ key: 'card', used: usd(90), inForce: usd(100) })
    const others = limitOf({ key: 'other', scope: { kind: 'cardholder', id: 7 }, used: usd(99), inForce: usd(100) })
    const each = limitOf({ key: 'each', interval: 'per-charge', used: usd(100), inForce: usd(100) })
    expect(tightestOf(personOf(), [own, ofCard, others, each])?.key).toBe('card')
    expect(tightestOf(personOf({ id: 2, cards: [] }), [own, ofCard, others, each])).toBeNull()
  })

  it('takes a limit of nothing for full', () => {
    expect(tightestOf(personOf(), [limitOf({ key: 'none', used: usd(0), inForce: usd(0) }), limitOf({ key: 'half', used: usd(50), inForce: usd(100) })])?.key).toBe('none')
  })

  it('begins the days of a new one as the other limits of that issuer do', () => {
    const limits = [limitOf({ timeZone: 'UTC' }), limitOf(), limitOf(), limitOf({ connectionId: 2, timeZone: 'Asia/Tokyo' })]
    expect(zoneFor(limits, 1)).toBe('America/New_York')
    expect(zoneFor(limits, 2)).toBe('Asia/Tokyo')
    expect(zoneFor([], 1)).not.toBe('')
  })
})

describe('an invitation', () => {
  const place = (some: Partial<OrderPlace> = {}): OrderPlace => ({ connectionId: 1, connectionName: 'Northbank', accountId: 4, label: 'Business Gold', product: 'Gold', currency: 'USD', virtual: true, cardholderIds: [], ...some })
  const draft: InviteDraft = { ...emptyDraft(1), firstName: ' Dana ', lastName: 'Reyes', contact: { ...EMPTY_CONTACT, email: 'Dana@Harbour.example ' } }

  it('says what is missing where it is missing', () => {
    expect(inviteProblems(emptyDraft(1), null)).toEqual({ firstName: 'Their first name is missing.', lastName: 'Their last name is missing.', email: 'The invitation goes to this address.' })
    expect(Object.keys(inviteProblems({ ...draft, card: 'virtual', limitIsWrong: true }, null))).toEqual(['accountId', 'purpose', 'limit'])
    expect(inviteProblems({ ...draft, contact: { ...draft.contact, email: 'dana@' } }, null)).toHaveProperty('email')
    expect(inviteProblems(draft, null)).toEqual({})
  })

  it('becomes what the engine takes, without what was left empty', () => {
    expect(inviteInput(draft, place(), 'UTC')).toEqual({
      connectionId: 1, firstName: 'Dana', lastName: 'Reyes', contact: { email: 'dana@harbour.example', phone: null, department: null, title: null, employeeNumber: null }, card: null,
    })
    const withCard = inviteInput({ ...draft, card: 'virtual', purpose: ' Software ', limitMinor: 50_000, interval: 'week' }, place(), 'America/New_York')
    expect(withCard.card).toMatchObject({ accountId: 4, order: { form: 'virtual', purpose: 'Software' }, plan: { limits: [{ amount: usd(50_000), interval: 'week', timeZone: 'America/New_York' }] } })
    expect(inviteInput({ ...draft, card: 'physical' }, place(), 'UTC').card).toEqual({ accountId: 4, order: { form: 'physical', nickname: null }, plan: null })
  })

  it('takes an account that makes such cards, at the issuer that invites', () => {
    const places = [place({ connectionId: 2, accountId: 1 }), place({ accountId: 2, virtual: false }), place({ accountId: 3 })]
    expect(accountOf(places, { ...draft, card: 'physical' })?.accountId).toBe(2)
    expect(accountOf(places, { ...draft, card: 'virtual', accountId: 2 })?.accountId).toBe(3)
    expect(accountOf(places, { ...draft, connectionId: 9, card: 'physical' })).toBeNull()
  })

  it('says what will happen, and that it waits', () => {
    const said = inviteLines({ ...draft, card: 'physical', limitMinor: 50_000 }, place(), { connectionName: 'Northbank', isOffline: true, money })
    expect(said).toEqual([
      'Northbank invites Dana at Dana@Harbour.example.', 'A card is ordered on Business Gold and sent by post.', 'Dana may spend USD 50000 a month with it.',
      'You are offline: all of it waits here and is sent, in this order, as soon as the issuer can be reached.',
    ])
    expect(inviteButton({ ...draft, card: 'virtual' })).toBe('Invite Dana with a virtual card')
    expect(inviteButton(emptyDraft(1))).toBe('Invite')
  })

  it('puts a refusal beside its field, and any other above the buttons', () => {
    expect(['email', 'name', 'limits', 'phone', 'toString'].map(refusedField)).toEqual(['email', 'firstName', 'limit', null, null])
  })
})

describe('contact details', () => {
  it('takes what was emptied as nothing, and refuses what is none', () => {
    expect(contactOf({ ...EMPTY_CONTACT, email: ' A@B.example ', phone: ' ' })).toEqual({ email: 'a@b.example', phone: null, department: null, title: null, employeeNumber: null })
    expect(Object.keys(contactProblems({ ...EMPTY_CONTACT, email: 'no one', phone: 'call me' }))).toEqual(['email', 'phone'])
    expect(contactProblems({ ...EMPTY_CONTACT, phone: '+1 (206) 555-0142' })).toEqual({})
  })
})

describe('deactivating', () => {
  const open = { activeCards: 2, pendingCharges: 1, pendingTotals: [usd(4_000), eur(900)], requests: 0, orders: 1 }
  const totals = (some: readonly { readonly minor: number; readonly currency: string }[]) => some.map(money).join(' and ')

  it('lists what is open and what becomes of it', () => {
    expect(openLines(open, totals).map(({ value }) => value)).toEqual(['2, frozen with this', '1, USD 4000 and EUR 900: they still post', 'None', '1, still made by the issuer'])
    expect(openLines({ ...open, activeCards: 0, pendingCharges: 0, orders: 0 }, totals).map(({ value }) => value)).toEqual(['None', 'None', 'None'])
  })

  it('has a button that says it', () => {
    expect(deactivateButton('Dana Reyes', open)).toBe('Deactivate Dana and freeze 2 cards')
    expect(deactivateButton('Dana Reyes', { activeCards: 1 })).toBe('Deactivate Dana and freeze 1 card')
    expect(deactivateButton('Dana Reyes', { activeCards: 0 })).toBe('Deactivate Dana')
  })
})

describe('a year of spend', () => {
  const months = [{ month: '2026-01', totals: [usd(100), eur(5)] }, { month: '2026-02', totals: [usd(300)] }, { month: '2026-03', totals: [] }]

  it('is in one currency and names the others', () => {
    expect(mainCurrency(months)).toBe('USD')
    expect(yearIn(months, 'USD').map(({ minor }) => minor)).toEqual([100, 300, 0])
    const words = { money: (minor: number) => `$${minor}`, monthLong: (month: string) => month }
    expect(yearSentence(yearIn(months, 'USD'), words, otherCurrencies(months, 'USD'))).toBe('$400 in twelve months; the most in 2026-02. Spend in EUR is not in it.')
    expect(mainCurrency([{ month: '2026-01', totals: [] }])).toBeNull()
  })
})

describe('the history of a person', () => {
  it('says what was done and how far it got', () => {
    expect(historyText({ action: 'employees.invite', facts: { withCard: true, withPlan: true, state: 'queued' } })).toBe('Invited, with a card and a limit (not sent yet)')
    expect(historyText({ action: 'employees.deactivate', facts: { state: 'confirmed' } })).toBe('Deactivated')
    expect(historyText({ action: 'sync.changeRejected', facts: { command: 'limits.create', state: 'rejected' } })).toBe('The new limit was refused by the issuer')
    expect(historyText({ action: 'something.newer', facts: {} })).toBe('something.newer')
  })
})

describe('an invitation that was begun before a lock', () => {
  const empty = emptyDraft(1)
  const begun: InviteDraft = { ...empty, connectionId: 2, firstName: 'Ada', contact: { ...empty.contact, email: 'ada@finch.example' }, card: 'virtual', accountId: 7, purpose: 'Software', limitMinor: 50_000, interval: 'week' }

  it('comes back as it was typed', () => {
    expect(readInvite(JSON.stringify(begun), [1, 2], empty)).toEqual(begun)
    expect([isBegun(begun), isBegun(empty), isBegun({ ...empty, card: 'physical' })]).toEqual([true, false, false])
  })

  it('goes to another issuer when its own is gone, without the account that was there', () => {
    expect(readInvite(JSON.stringify(begun), [1], empty)).toEqual({ ...begun, connectionId: 1, accountId: null })
  })

  it('is never anything but an invitation, whatever was kept', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.record({ firstName: fc.anything(), contact: fc.anything(), card: fc.anything(), limitMinor: fc.anything(), interval: fc.anything() }).map((value) => JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? 0 : one)))), (text) => {
        const read = readInvite(text, [1], empty)
        expect(Object.keys(read).toSorted()).toEqual(Object.keys(empty).toSorted())
        expect(Object.values(read.contact).every((value) => typeof value === 'string')).toBe(true)
        expect(['none', 'physical', 'virtual']).toContain(read.card)
        expect(read.limitMinor === null || Number.isSafeInteger(read.limitMinor)).toBe(true)
      }),
    )
  })
})
