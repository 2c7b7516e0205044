import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { REASONS } from '#shared/domain/disputes/catalogue.ts'
import { afterwards, ANCHOR_WORDS, daysLeft, DEADLINE_RULES, deadlinesOf, networkDays, takenUntil, urgencyOf, type DeadlineFacts, type DisputeNetwork } from '#shared/domain/disputes/deadline.ts'
import { DISPUTE_REASONS, type DisputeReason } from '#shared/domain/disputes/names.ts'
import { addDays, daysBetween, type IsoDate } from '#shared/domain/time.ts'
import type { Transaction } from '#shared/gateway/resources/transactions.ts'
import { ANCHOR_ANSWERS, DISPUTE_FORMS } from '#sandbox/issuer/dispute-catalogue.ts'
import { submitByOf } from '#sandbox/issuer/dispute-drafts.ts'
import type { World } from '#sandbox/issuer/world.ts'

const day = (text: string) => text as IsoDate
const NETWORKS = ['visa', 'mastercard', 'amex', 'discover', null] as const satisfies readonly (DisputeNetwork | null)[]

/** Days of each network's window: Visa, Mastercard, American Express, and for Discover and an unknown one the shortest of them. */
const WINDOWS: Readonly<Record<DisputeReason, readonly [number, number, number, number]>> = {
  fraud: [110, 110, 110, 110],
  'no-valid-authorization': [65, 80, 110, 65],
  duplicate: [110, 80, 110, 80],
  'incorrect-amount': [110, 80, 110, 80],
  'paid-by-other-means': [110, 110, 110, 110],
  'goods-not-received': [110, 110, 110, 110],
  'services-not-received': [110, 110, 110, 110],
  'cancelled-recurring': [110, 110, 110, 110],
  'goods-not-as-described': [110, 110, 110, 110],
  'goods-damaged': [110, 110, 110, 110],
  'services-not-as-described': [110, 110, 110, 110],
  counterfeit: [110, 110, 110, 110],
  'refund-not-processed': [110, 110, 110, 110],
  'cancelled-purchase': [110, 110, 110, 110],
  'cash-not-dispensed': [110, 110, 110, 110],
}
const ANSWER: Readonly<Record<string, string>> = { 'expected-date': 'expected-on', 'cancellation-date': 'cancelled-on', 'received-date': 'received-on' }

const facts = (changes: Partial<DeadlineFacts>): DeadlineFacts => ({
  reason: 'duplicate', network: 'visa', chargedOn: day('2026-03-02'), postedOn: day('2026-03-04'), firstStatementOn: null, answers: [], issuerWindow: null, issuerSubmitBy: null, ...changes,
})
const inWords = (changes: Partial<DeadlineFacts>) => deadlinesOf(facts(changes)).map(({ rule, on, anchor, anchorOn, days }) => `${on} ${rule} ${days ?? '-'} from ${anchor} ${anchorOn ?? '-'}`)

describe.each(DISPUTE_REASONS)('%s', (reason) => {
  const key = reason === 'refund-not-processed' ? 'credit-expected-on' : ANSWER[REASONS[reason].anchor]
  const anchored = key === undefined ? { anchor: 'transaction-date', on: '2026-03-02' } : { anchor: REASONS[reason].anchor, on: '2026-04-10' }
  const answers = key === undefined ? [] : [{ key, value: '2026-04-10' }]

  it.each(NETWORKS.map((network, index) => [network, WINDOWS[reason][Math.min(index, 3)] ?? 0] as const))('%s, by letter: the network’s %d days and the notice from the statement', (network, days) => {
    const network_ = `${addDays(day(anchored.on), days)} network-window ${days} from ${anchored.anchor} ${anchored.on}`
    const notice = '2026-05-27 billing-error-notice 60 from statement-date 2026-03-28'
    const expected = REASONS[reason].isBillingError ? [network_, notice] : [network_]
    expect(inWords({ reason, network, answers, firstStatementOn: day('2026-03-28') })).toEqual(expected.toSorted())
  })

  it('through an issuer: its own days from its own anchor too, and the day of its draft instead once it has one', () => {
    const { windowDays, anchor } = DISPUTE_FORMS[reason]
    const issuerWindow = { days: windowDays, anchor: anchor as NonNullable<DeadlineFacts['issuerWindow']>['anchor'] }
    const own = deadlinesOf(facts({ reason, answers, issuerWindow })).filter(({ rule }) => rule === 'issuer-window')
    expect(own).toEqual([{ rule: 'issuer-window', on: addDays(day(anchored.on), windowDays), anchor: anchored.anchor, anchorOn: anchored.on, days: windowDays }])
    expect(takenUntil(deadlinesOf(facts({ reason, answers, issuerWindow, issuerSubmitBy: day('2026-05-01') })))).toBe('2026-05-01')
  })

  it('runs from the charge while the day it runs from is not answered, so that the answer can only give time', () => {
    const without = deadlinesOf(facts({ reason })).find(({ rule }) => rule === 'network-window')
    expect(without).toMatchObject({ anchor: 'transaction-date', anchorOn: '2026-03-02' })
    expect(daysBetween(without?.on ?? day('1970-01-01'), deadlinesOf(facts({ reason, answers })).find(({ rule }) => rule === 'network-window')?.on ?? day('1970-01-01'))).toBeGreaterThanOrEqual(0)
  })
})

describe('calendar', () => {
  it.each([
    // 2028 has a 29 February, 2027 and 2100 have none.
    ['2027-11-11', '2028-02-29'], ['2026-11-11', '2027-03-01'], ['2099-11-11', '2100-03-01'], ['2028-02-29', '2028-06-18'], ['2026-09-12', '2026-12-31'],
  ])('110 days from %s end on %s', (charged, last) => {
    expect(deadlinesOf(facts({ network: 'visa', chargedOn: day(charged), postedOn: day(charged) })).find(({ rule }) => rule === 'network-window')?.on).toBe(last)
  })

  it('counts the notice from the day of posting until a statement shows the charge, then from the statement: later, never earlier', () => {
    expect(inWords({})[0]).toBe('2026-05-03 billing-error-notice 60 from posting-date 2026-03-04')
    expect(inWords({ firstStatementOn: day('2026-04-02') })[0]).toBe('2026-06-01 billing-error-notice 60 from statement-date 2026-04-02')
  })

  it('takes the shortest window while no reason is chosen', () => {
    expect(inWords({ reason: null })).toEqual(['2026-05-03 billing-error-notice 60 from posting-date 2026-03-04', '2026-05-06 network-window 65 from transaction-date 2026-03-02'])
    expect(inWords({ reason: null, network: 'mastercard' })[1]).toBe('2026-05-21 network-window 80 from transaction-date 2026-03-02')
  })

  it('gives a subscription that was cancelled long before the charge its time from the charge', () => {
    expect(inWords({ reason: 'cancelled-recurring', answers: [{ key: 'cancelled-on', value: '2025-01-15' }] })).toContain('2026-06-20 network-window 110 from transaction-date 2026-03-02')
  })

  it('takes no notice of an answer that is no day, or belongs to another reason', () => {
    expect(inWords({ reason: 'counterfeit', answers: [{ key: 'received-on', value: '2026-02-30' }, { key: 'expected-on', value: '2026-09-01' }] })).toContain('2026-06-20 network-window 110 from transaction-date 2026-03-02')
  })
})

describe('time zones', () => {
  const zone = process.env['TZ']
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  })

  it('move no day, nor does a day that is 23 or 25 hours long', () => {
    const all = DISPUTE_REASONS.flatMap((reason) => NETWORKS.map((network) => facts({ reason, network, chargedOn: day('2026-03-07'), postedOn: day('2026-03-08') })))
    const results = ['UTC', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kathmandu'].map((name) => {
      process.env['TZ'] = name
      return JSON.stringify(all.map((one) => [deadlinesOf(one), daysLeft('2026-03-07', deadlinesOf(one)[0]?.on ?? '')]))
    })
    expect(new Set(results).size).toBe(1)
  })
})

const anyDay = fc.nat(65_000).map((days) => addDays(day('1990-01-01'), days))
const anyFacts = fc.record({
  reason: fc.option(fc.constantFrom(...DISPUTE_REASONS)),
  network: fc.constantFrom(...NETWORKS),
  chargedOn: anyDay,
  postedAfter: fc.nat(10),
  statementAfter: fc.option(fc.nat(35)),
  answers: fc.array(fc.record({ key: fc.constantFrom('expected-on', 'credit-expected-on', 'cancelled-on', 'received-on'), value: fc.oneof(anyDay, fc.string(), fc.integer(), fc.boolean()) }), { maxLength: 4 }),
  issuerWindow: fc.option(fc.record({ days: fc.integer({ min: 1, max: 540 }), anchor: fc.constantFrom('transaction-date', 'expected-date', 'cancellation-date', 'received-date') })),
  issuerSubmitBy: fc.option(anyDay),
}).map(({ postedAfter, statementAfter, ...rest }): DeadlineFacts => {
  const postedOn = addDays(rest.chargedOn, postedAfter)
  return { ...rest, postedOn, firstStatementOn: statementAfter === null ? null : addDays(postedOn, statementAfter) }
})

describe('whatever the facts', () => {
  it('there is a last day, in order, never before the charge, and each explains itself', () => {
    fc.assert(fc.property(anyFacts, (given) => {
      const found = deadlinesOf(given)
      expect(found.length).toBeGreaterThan(0)
      expect(found.map(({ on }) => on)).toEqual(found.map(({ on }) => on).toSorted())
      for (const { rule, on, anchor, anchorOn, days } of found) {
        expect([DEADLINE_RULES[rule].source, ANCHOR_WORDS[anchor]].every((text) => text !== '')).toBe(true)
        if (anchorOn === null || days === null) continue
        expect(daysBetween(anchorOn, on)).toBe(days)
        expect(anchorOn >= given.chargedOn).toBe(true)
      }
      expect(takenUntil(found)).toBe(found.find(({ rule }) => rule === 'issuer-window')?.on ?? null)
    }))
  })

  it('choosing a reason never takes time away from the network’s window', () => {
    fc.assert(fc.property(anyFacts, fc.constantFrom(...DISPUTE_REASONS), (given, reason) => {
      const [before, after] = [null, reason].map((chosen) => deadlinesOf({ ...given, reason: chosen }).find(({ rule }) => rule === 'network-window')?.on ?? '')
      expect((after ?? '') >= (before ?? '')).toBe(true)
    }))
  })

  it('the issuer’s own arithmetic comes to the same day', () => {
    fc.assert(fc.property(fc.constantFrom(...DISPUTE_REASONS), anyDay, anyDay, (reason, chargedOn, answered) => {
      const { windowDays, anchor } = DISPUTE_FORMS[reason]
      const asked = (ANCHOR_ANSWERS[anchor] ?? []).find((key) => REASONS[reason].questions.some((question) => question.key === key))
      const answers = asked === undefined ? {} : { [asked]: answered }
      const [world, transaction]: [unknown, unknown] = [{ zone: { dayOf: () => chargedOn } }, { transactedAt: 0 }]
      const theirs = submitByOf(world as World, transaction as Transaction, reason, answers)
      const issuerWindow = { days: windowDays, anchor: REASONS[reason].anchor }
      const own = deadlinesOf(facts({ reason, chargedOn, postedOn: chargedOn, issuerWindow, answers: Object.entries(answers).map(([key, value]) => ({ key, value })) }))
      expect(takenUntil(own)).toBe(theirs)
    }))
  })
})

it.each([
  ['2026-06-21', -1, 'passed'], ['2026-06-20', 0, 'today'], ['2026-06-19', 1, 'soon'], ['2026-06-06', 14, 'soon'], ['2026-06-05', 15, 'calm'],
] as const)('on %s there are %d days left: %s', (today, left, urgency) => {
  expect([daysLeft(today, '2026-06-20'), urgencyOf(today, '2026-06-20')]).toEqual([left, urgency])
})

it('tells after the last day what is left, and of the $50 only where it holds', () => {
  expect(afterwards('fraud')[0]).toContain('1026.12(b)')
  for (const reason of [...DISPUTE_REASONS, null]) {
    expect(afterwards(reason).join(' ')).toContain('merchant')
    expect(afterwards(reason).join(' ').includes('1026.12(b)')).toBe(reason === 'fraud' || reason === 'no-valid-authorization')
  }
})

it('has no network that is longer than its 120 days less ten', () => {
  for (const reason of DISPUTE_REASONS) for (const network of NETWORKS) expect(networkDays(reason, network)).toBeLessThanOrEqual(110)
})
