import { describe, expect, it } from 'vitest'
import { declineDays } from '#renderer/features/declines/model/decline-days.ts'
import { doneText, isFresh, possessive, reasonText, remedyLabel, whyText } from '#renderer/features/declines/model/decline-words.ts'
import { tellText } from '#renderer/features/declines/model/tell-words.ts'
import { changedControls, changedRaises } from '#renderer/features/declines/model/undo-plan.ts'
import { declineNeeds, nearLimits, requestNeeds } from '#renderer/features/overview/model/spending-needs.ts'
import { declineReason, remedy, type Decline } from '#shared/rpc/contract/declines.contract.ts'
import type { ControlSet, LimitRules } from '#shared/rpc/contract/limits.contract.ts'
import { declineOf, eur, limitOf, requestOf, usd } from './people.ts'

const money = ({ minor, currency }: { readonly minor: number; readonly currency: string }) => `${currency === 'USD' ? '$' : `${currency} `}${minor / 100}`
const words = { money, end: (at: number) => (at === 1 ? 'tonight' : `day ${at}`), category: (key: string) => (key === 'air-travel' ? 'Air travel' : key), country: (code: string) => (code === 'FR' ? 'France' : code) }
const rules: LimitRules = { amount: usd(200_000), interval: 'month', window: 'calendar', timeZone: 'UTC', weekStartsOn: 1, countsRefunds: false, categories: null, mode: 'decline' }
const byLimit = (some: Partial<LimitRules> = {}, issuerSaid = true): Decline => declineOf({ cause: { kind: 'limit', issuerSaid, key: 'l1', who: 'Dana Reyes', rules: { ...rules, ...some }, usedBefore: usd(194_000) } })
const raise = { remedy: 'raise-today', amount: usd(215_000), until: 1 } as const

describe('why it was declined', () => {
  it('has plain words for every reason', () => {
    const said = declineReason.options.map((reason) => reasonText(declineOf({ reason }), words))
    expect(new Set(said).size).toBe(declineReason.options.length)
    expect(said.filter((text) => /undefined|null|[a-z]-[a-z]/.test(text))).toEqual([])
    expect(reasonText(declineOf({ reason: 'country-blocked', country: 'FR' }), words)).toBe('France is not allowed.')
    expect(reasonText(declineOf({ reason: 'category-blocked' }), words)).toBe('Air travel is not allowed.')
  })

  it('names the limit, what was used of it, and who counted', () => {
    expect(whyText(byLimit(), words)).toEqual({ text: 'Over Dana Reyes’ monthly limit of $2000: $1940 was used, so $60 was left.', isWorkedOut: false })
    expect(whyText(byLimit({ interval: 'per-charge', amount: usd(10_000) }, false), words)).toEqual({ text: 'Over Dana Reyes’ limit per charge of $100.', isWorkedOut: true })
    expect(whyText({ ...byLimit({ categories: ['air-travel', 'hotels'], amount: usd(194_000) }), person: null }, words).text).toBe('Over the card’s monthly limit of $1940 on Air travel and hotels: $1940 was used.')
    expect(whyText(declineOf({ reason: 'card-frozen' }), words)).toEqual({ text: 'The card was frozen.', isWorkedOut: false })
    const controls = (who: string) => declineOf({ reason: 'online-blocked', cause: { kind: 'controls', issuerSaid: true, scope: { kind: 'card', id: 7 }, who } })
    expect(whyText(controls('Dana Reyes'), words).text).toBe('Charges online are not allowed. That holds for all cards of Dana Reyes.')
    expect(whyText(controls('Dana Reyes, Van 1'), words).text).toBe('Charges online are not allowed. That is set for this card.')
    expect(possessive('Dana')).toBe('Dana’s')
  })

  it('offers help at once for a week, and not where it went through', () => {
    const day = 86_400_000
    expect([isFresh({ at: 0, passedLater: false }, 6 * day), isFresh({ at: 0, passedLater: false }, 7 * day), isFresh({ at: 0, passedLater: true }, day)]).toEqual([true, false, false])
  })
})

describe('what helps', () => {
  it('is said on its button, and afterwards as done', () => {
    const decline = declineOf({ country: 'FR' })
    expect(remedyLabel(raise, decline, words)).toBe('Raise until tonight to $2150')
    expect(doneText(raise, decline, words)).toBe('Raised to $2150 until tonight')
    const ofPerson = declineOf({ cause: { kind: 'controls', issuerSaid: true, scope: { kind: 'cardholder', id: 1 }, who: 'Dana Reyes' } })
    expect(remedyLabel({ remedy: 'allow-cash', amount: null, until: null }, ofPerson, words)).toBe('Allow cash machines for Dana')
    const labels = remedy.options.map((one) => remedyLabel({ remedy: one, amount: null, until: null }, decline, words))
    expect(labels).toEqual(['Raise', 'Allow Air travel', 'Allow France', 'Allow online', 'Allow in person', 'Allow cash machines', 'Allow other merchants', 'Extend its dates', 'Unfreeze Visa ·· 4242', 'Activate Dana again'])
  })

  it('comes with what to tell the employee', () => {
    expect(tellText(byLimit(), { done: raise, isWaiting: false }, words)).toBe('Hi Dana, your charge of $210 at Delta Air Lines was declined because it went over the monthly limit of $2000. I raised it to $2150 until tonight. Please try again.')
    expect(tellText(byLimit(), { done: raise, isWaiting: true }, words)).toContain('in a few minutes')
    expect(tellText(declineOf({ passedLater: true }), { done: null, isWaiting: false }, words)).toContain('there is nothing to do')
    expect(tellText(declineOf({ person: null, reason: 'wrong-expiry' }), { done: null, isWaiting: false }, words)).toMatch(/^Hello, your charge .* check the date on the card and try again\.$/)
    const all = declineReason.options.flatMap((reason) => [null, ...remedy.options].map((one) => tellText(declineOf({ reason }), { done: one === null ? null : { remedy: one, amount: null, until: null }, isWaiting: false }, words)))
    expect(all.filter((text) => /undefined|null|\.\.|\. [a-z]| {2}/.test(text))).toEqual([])
  })

  it('is taken back by putting exactly what it changed as it was', () => {
    const old = { amount: usd(1), until: 5, reason: null }
    const before = [limitOf({ key: 'a' }), limitOf({ key: 'b', raise: old }), limitOf({ key: 'c', raise: old })]
    const after = [limitOf({ key: 'a', raise: { ...old, until: 9 } }), limitOf({ key: 'b', raise: { ...old, until: 9 } }), limitOf({ key: 'c', raise: old })]
    expect(changedRaises(before, after)).toEqual([{ key: 'a', before: null }, { key: 'b', before: old }])
    const set: ControlSet = {
      connectionId: 1, scope: { kind: 'card', id: 7 }, who: 'Visa', waiting: false, allowedCategories: null, blockedCategories: ['cash'], blockedMccs: [], allowedCountries: null, blockedCountries: [], online: false, inPerson: true,
      cashMachines: true, merchantLock: null, validFrom: null, validUntil: null,
    }
    const ofPerson: ControlSet = { ...set, scope: { kind: 'cardholder', id: 7 } }
    // That it waits to be sent is no change of what it says.
    expect(changedControls([set, ofPerson], [{ ...set, online: true }, { ...ofPerson, waiting: true }])).toEqual([set])
  })
})

it('declines stand under their days, newest first', () => {
  const noon = (day: number) => new Date(2026, 10, day, 12).getTime()
  const days = declineDays([declineOf({ at: noon(24) }), declineOf({ at: noon(24) - 1 }), declineOf({ at: noon(22) })])
  expect(days.map(({ day, declines }) => [day, declines.length])).toEqual([['2026-11-24', 2], ['2026-11-22', 1]])
})

describe('what of it the morning page says', () => {
  it('names each request up to three, and counts more', () => {
    expect(requestNeeds([requestOf()], null, money)[0]).toMatchObject({ text: 'Dana Reyes asks for $500 more a month', detail: '“Trade fair”' })
    expect(requestNeeds([requestOf({ amount: eur(100) })], null, money)[0]?.text).toBe('Dana Reyes asks for a limit of EUR 1')
    const many = Array.from({ length: 4 }, (_, index) => requestOf({ requestId: `r${index}`, person: { id: index, name: `P${index}` } }))
    expect(requestNeeds(many, null, money)).toMatchObject([{ text: '4 limit requests wait', detail: 'From P0, P1 and 2 others.' }])
    expect(requestNeeds([requestOf({ waitingFor: 'approve' }), requestOf({ status: 'declined' })], null, money)).toEqual([])
  })

  it('speaks of the cards in scope only', () => {
    expect(requestNeeds([requestOf(), requestOf({ card: null })], [8], money)).toEqual([])
    expect(requestNeeds([requestOf()], [7], money)).toHaveLength(1)
    expect(nearLimits([limitOf({ used: usd(199_000) })], [8]).shown).toEqual([])
  })

  it('tells of declines of today that something here would help', () => {
    const at = new Date(2026, 10, 24, 9, 5).getTime()
    const worth = declineOf({ at, remedies: [raise] })
    const not = [declineOf({ at, remedies: [] }), { ...worth, passedLater: true }, { ...worth, at: at - 86_400_000 }]
    expect(declineNeeds([worth, ...not], null, '2026-11-24', money)).toMatchObject([{ text: '$210 at Delta Air Lines was declined', detail: 'Dana Reyes, today at 09:05' }])
  })

  it('lists limits over 80 %, the fullest first, and none that cannot fill up', () => {
    const limits = [
      limitOf({ key: 'low', used: usd(159_999) }), limitOf({ key: 'edge', used: usd(160_000) }), limitOf({ key: 'over', used: usd(210_000), left: usd(-10_000) }), limitOf({ key: 'each', interval: 'per-charge', used: usd(200_000) }),
      limitOf({ key: 'closed', inForce: usd(0), used: usd(0) }),
    ]
    expect(nearLimits(limits, null)).toMatchObject({ shown: [{ key: 'over', isPassed: true }, { key: 'edge', isPassed: false }], more: 0 })
    expect(nearLimits(Array.from({ length: 9 }, (_, index) => limitOf({ key: `k${index}`, used: usd(190_000) })), null)).toMatchObject({ more: 3 })
  })
})
