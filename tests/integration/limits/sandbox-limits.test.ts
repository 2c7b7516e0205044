/** Limits and controls set here, held by the sandbox issuer, and counted as it counts. Until a test syncs it is offline. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import type { ControlRules, LimitRules, LimitScope } from '#shared/rpc/contract/limits.contract.ts'
import { counted } from '#sandbox/issuer/limit-usage.ts'
import { runWhatIf } from '#engine/limits/what-if.ts'
import { openCompany, type Company } from '#tests/support/company.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { SANDBOX_NOW } from '#tests/support/sandbox.ts'

const DAY = 86_400_000
const usd = (minor: number) => ({ minor, currency: 'USD' })
const rules = (part: Partial<LimitRules> & Pick<LimitRules, 'amount'>): LimitRules => ({ interval: 'month', window: 'calendar', timeZone: 'America/New_York', weekStartsOn: 1, countsRefunds: false, categories: null, mode: 'decline', ...part })
const FREE: ControlRules = {
  allowedCategories: null, blockedCategories: [], blockedMccs: [], allowedCountries: null, blockedCountries: [], online: true, inPerson: true, cashMachines: true, merchantLock: null, validFrom: null, validUntil: null,
}

let company: Company

beforeAll(async () => {
  company = await openCompany()
}, 60_000)
afterAll(() => company.close())

const list = (scope: LimitScope | null = null) => company.call.limits.list({ scope })
const open = async () => (await company.call.sync.outbox({})).filter(({ state }) => state === 'queued')
const save = (targets: readonly LimitScope[], limits: readonly LimitRules[], controls: ControlRules | null = null, mode: 'merge' | 'replace' = 'merge') => company.call.limits.save({ targets: [...targets], plan: { limits: [...limits], controls }, mode })

/** Syncs by the wall clock, by which sessions live; the sandbox's present is then ours too. */
async function arrive(): Promise<void> {
  company.time.wall = SANDBOX_NOW
  await company.sync()
  company.time.wall = company.sandbox.world.clocks.worldNow()
}

/** An active card with neither limits nor a purpose of its own. */
async function freeCard(): Promise<Card> {
  const bound = new Set((await list()).flatMap(({ cardIds }) => cardIds))
  for (const card of await company.call.cards.list({})) {
    if (card.status !== 'active' || card.cardholder === null || bound.has(card.id)) continue
    const { virtual } = company.sandbox.world.objects.get('card', await company.cardRef(card.id))
    if (virtual === null || (virtual.merchantLock === null && virtual.totalLimit === null)) return card
  }
  throw new Error('every card has a limit')
}

async function monthlyOf(card: Card) {
  const found = (await list({ kind: 'card', id: card.id })).find(({ interval, categories }) => interval === 'month' && categories === null)
  if (!found) throw new Error('no monthly limit')
  return found
}

const charge = async (card: Card, amountMinor: number, wish = {}) => company.charge({ cardId: await company.cardRef(card.id), amountMinor, merchant: 'Paper Mill', mcc: '5943', country: 'US', channel: 'chip', ...wish })

describe('what is used', () => {
  async function compare() {
    const { world } = company.sandbox
    const theirs = new Map(world.objects.all('limit').map((limit) => [`issuer:${company.connectionId}:${limit.id}`, counted(world, limit)]))
    const ours = await list()
    expect(ours).toHaveLength(theirs.size)
    const figures = ours.map(({ key, interval, used, resetsAt }) => ({ key, used: interval === 'per-charge' ? 0 : used.minor, resetsAt }))
    expect(figures).toEqual(ours.map(({ key }) => ({ key, used: theirs.get(key)?.used.amountMinor, resetsAt: theirs.get(key)?.resetsAt })))
    // The feed brings the issuer's own figures: where it counts the same window there is nothing to say.
    expect(ours.filter(({ issuerCount }) => issuerCount !== null)).toEqual([])
    return ours
  }

  test('is what the issuer says of every limit, on the first day and on later ones', async () => {
    await arrive()
    const first = await compare()
    expect(first.filter(({ used }) => used.minor > 0).length).toBeGreaterThan(10)
    expect(new Set(first.map(({ interval, window, timeZone }) => `${interval} ${window} ${timeZone}`)).size).toBeGreaterThan(4)
    for (const days of [1, 3, 7, 20]) {
      company.sandbox.travel.advance(days * DAY, 'world')
      await arrive()
      await compare()
    }
  })

  test('is fullest first, and what is nearly full is told', async () => {
    const shares = (await list()).map(({ used, inForce }) => used.minor / inForce.minor)
    expect(shares).toEqual(shares.toSorted((a, b) => b - a))
  })
})

describe('a limit', () => {
  test('is set offline, sent once, and really stops what passes it', async () => {
    const card = await freeCard()
    const target = { kind: 'card', id: card.id } as const
    expect(await save([target], [rules({ amount: usd(9_999_900) })])).toEqual({ changes: 1, skipped: 0 })
    expect(await monthlyOf(card)).toMatchObject({ kept: 'issuer', waitingFor: 'create', amount: usd(9_999_900), key: expect.stringMatching(/^new:/) })
    // Thought better of before it was sent: the issuer hears of one limit only.
    const used = (await monthlyOf(card)).used.minor
    expect(await save([target], [rules({ amount: usd(used + 5_000) })])).toEqual({ changes: 1, skipped: 0 })
    expect((await open()).map(({ command }) => command)).toEqual(['limits.create'])
    await arrive()
    const limit = await monthlyOf(card)
    expect(limit).toMatchObject({ waitingFor: null, amount: usd(used + 5_000), left: usd(5_000), used: usd(used), key: expect.stringMatching(/^issuer:/), can: { change: true, raise: true } })
    expect(limit.resetsAt).not.toBeNull()

    expect((await charge(card, 5_001)).decline).toMatchObject({ reason: 'spending-limit', limitId: limit.key.split(':')[2] })
    expect((await charge(card, 5_000)).decline).toBeNull()
    await arrive()
    expect((await monthlyOf(card)).left).toEqual(usd(0))
  })

  test('is changed twice offline and sent once, with the last word', async () => {
    const [limit] = await list()
    if (!limit) throw new Error('no limit')
    const { amount, interval, window, timeZone, weekStartsOn, countsRefunds, categories, mode } = limit
    const now = { amount, interval, window, timeZone, weekStartsOn, countsRefunds, categories, mode }
    expect(await save([limit.scope], [now])).toEqual({ changes: 0, skipped: 1 })
    for (const more of [1_000, 2_000]) await save([limit.scope], [{ ...now, amount: usd(amount.minor + more) }])
    expect((await open()).map(({ command }) => command)).toEqual(['limits.update'])
    expect((await list()).find(({ key }) => key === limit.key)).toMatchObject({ waitingFor: 'change', amount: usd(amount.minor + 2_000) })
    await arrive()
    expect(company.sandbox.world.objects.get('limit', limit.key.split(':')[2] ?? '').amount.amountMinor).toBe(amount.minor + 2_000)
    expect((await list()).find(({ key }) => key === limit.key)).toMatchObject({ waitingFor: null, amount: usd(amount.minor + 2_000) })
  })

  test('is raised until an hour, offline too, and reverts by itself on both sides', async () => {
    const card = await freeCard()
    await save([{ kind: 'card', id: card.id }], [rules({ amount: usd(1_000), interval: 'per-charge' })])
    await arrive()
    const per = async () => (await list({ kind: 'card', id: card.id })).find(({ interval }) => interval === 'per-charge')
    const key = (await per())?.key ?? ''
    const [now, until] = [company.time.now(), company.time.now() + 2 * DAY]
    const raise = (minor: number, end: number) => company.call.limits.raise({ key, amount: usd(minor), until: end, reason: 'Trade fair' })
    await expectAppError(raise(1_000, until), 'validation.failed', { field: 'amount' })
    await expectAppError(raise(2_000, now), 'validation.failed', { field: 'until' })
    await expectAppError(raise(2_000, now + 367 * DAY), 'validation.failed', { field: 'until' })
    await expectAppError(company.call.limits.raise({ key, amount: { minor: 2_000, currency: 'EUR' }, until, reason: null }), 'validation.failed', { field: 'amount' })
    await expectAppError(company.call.limits.raise({ key: 'issuer:9:none', amount: usd(2_000), until, reason: null }), 'not-found', { kind: 'limit' })
    expect(await raise(3_000, until)).toMatchObject({ waitingFor: 'raise', inForce: usd(3_000), amount: usd(1_000), raise: { until, reason: 'Trade fair' } })
    expect(await raise(4_000, until)).toMatchObject({ inForce: usd(4_000) })
    expect((await open()).map(({ command }) => command)).toEqual(['limits.raise'])
    await arrive()
    expect((await charge(card, 4_000)).decline).toBeNull()
    expect((await charge(card, 4_001)).decline?.reason).toBe('spending-limit')
    // Nothing is asked, and it is over.
    company.time.wall = until
    expect(await per()).toMatchObject({ raise: null, inForce: usd(1_000) })
    await expectAppError(company.call.limits.endRaise({ key }), 'validation.failed', { field: 'raise' })
    company.sandbox.travel.advance(3 * DAY, 'world')
    expect((await charge(card, 1_001)).decline?.reason).toBe('spending-limit')
    await arrive()
    expect(await per()).toMatchObject({ raise: null, inForce: usd(1_000), waitingFor: null })
    // Ended before its time.
    await raise(5_000, company.time.now() + DAY)
    expect(await company.call.limits.endRaise({ key })).toMatchObject({ raise: null, waitingFor: null })
    expect(await open()).toEqual([])
    await raise(5_000, company.time.now() + DAY)
    await arrive()
    expect(await company.call.limits.endRaise({ key })).toMatchObject({ raise: null, waitingFor: 'end-raise' })
    await arrive()
    expect((await charge(card, 1_001)).decline?.reason).toBe('spending-limit')
  })

  test('is removed: one that was never sent leaves no trace at the issuer', async () => {
    const card = await freeCard()
    await save([{ kind: 'card', id: card.id }], [rules({ amount: usd(100), interval: 'per-charge' })])
    const [made] = await list({ kind: 'card', id: card.id })
    expect(await company.call.limits.raise({ key: made?.key ?? '', amount: usd(200), until: company.time.now() + DAY, reason: null })).toMatchObject({ key: made?.key, inForce: usd(200) })
    await company.call.limits.remove({ key: made?.key ?? '' })
    expect([await list({ kind: 'card', id: card.id }), await open()]).toEqual([[], []])

    await save([{ kind: 'card', id: card.id }], [rules({ amount: usd(100), interval: 'per-charge' })])
    await arrive()
    expect((await charge(card, 101)).decline?.reason).toBe('spending-limit')
    const [kept] = await list({ kind: 'card', id: card.id })
    await company.call.limits.remove({ key: kept?.key ?? '' })
    expect(await list({ kind: 'card', id: card.id })).toEqual([])
    await arrive()
    expect(await list({ kind: 'card', id: card.id })).toEqual([])
    expect((await charge(card, 101)).decline).toBeNull()
  })

  test('of a person stops all their cards, and a plan that replaces takes the others away', async () => {
    const card = await freeCard()
    const person = card.cardholder
    if (!person) throw new Error('nobody')
    const target = { kind: 'cardholder', id: person.id } as const
    await save([target], [rules({ amount: usd(1_000), interval: 'per-charge' }), rules({ amount: usd(90_000_000), interval: 'year' })])
    await arrive()
    expect((await list(target)).filter(({ scope }) => scope.kind === 'cardholder').map(({ interval }) => interval).toSorted()).toEqual(['per-charge', 'year'])
    expect((await charge(card, 1_001)).decline?.reason).toBe('spending-limit')
    await save([target], [rules({ amount: usd(2_000), interval: 'per-charge' })], null, 'replace')
    await arrive()
    expect((await list(target)).filter(({ scope }) => scope.kind === 'cardholder').map(({ interval, amount }) => [interval, amount.minor])).toEqual([['per-charge', 2_000]])
    expect((await charge(card, 1_001)).decline).toBeNull()
    await save([target], [], null, 'replace')
    await arrive()
  })
})

describe('controls', () => {
  test('are set, shown while they wait, held by the issuer, and changed', async () => {
    const card = await freeCard()
    const target = { kind: 'card', id: card.id } as const
    const shown = async () => (await company.call.limits.controls({ scope: target })).find(({ scope }) => scope.kind === 'card')
    expect(await save([target], [], { ...FREE, blockedCategories: ['gambling'], online: false })).toEqual({ changes: 1, skipped: 0 })
    expect(await shown()).toMatchObject({ waiting: true, online: false, blockedCategories: ['gambling'], scope: target })
    await arrive()
    expect(await shown()).toMatchObject({ waiting: false, online: false })
    expect((await charge(card, 500, { channel: 'online' })).decline?.reason).toBe('online-blocked')
    expect((await charge(card, 500, { mcc: '7995' })).decline?.reason).toBe('category-blocked')
    expect((await charge(card, 500)).decline).toBeNull()
    expect(await save([target], [], { ...FREE, blockedCategories: ['gambling'], online: false })).toEqual({ changes: 0, skipped: 1 })
    await save([target], [], FREE)
    await arrive()
    expect((await charge(card, 500, { channel: 'online' })).decline).toBeNull()
  })
})

test('a change of several cards and people stands in the history of each', async () => {
  const [first, second] = (await company.call.cards.list({})).filter(({ status, can, cardholder }) => status === 'active' && can.limit && cardholder !== null) as [Card, Card]
  const person = first.cardholder?.id ?? 0
  await save([{ kind: 'card', id: first.id }, { kind: 'card', id: second.id }, { kind: 'cardholder', id: person }], [rules({ amount: { minor: 77_700_000, currency: 'USD' } })])
  for (const { id } of [first, second]) expect((await company.call.cards.get({ cardId: id })).history).toContainEqual(expect.objectContaining({ action: 'limits.save' }))
  expect((await company.call.employees.get({ cardholderId: person })).history).toContainEqual(expect.objectContaining({ action: 'limits.save' }))
})

test('a what-if lets through only what the rules that it changes had declined', async () => {
  const declines = (await company.call.declines.list({ cardIds: null, before: null, limit: 200 })).declines.filter(({ at }) => at > company.time.now() - 365 * DAY)
  const ofPerson = declines.find(({ cause }) => cause?.kind === 'controls' && cause.scope.kind === 'cardholder')
  const ofLimit = declines.find(({ cause, card }) => cause?.kind === 'limit' && cause.key !== null && card.id !== ofPerson?.card.id)
  if (!ofPerson || !ofLimit) throw new Error('the company has no such declines')
  const whatIf = async (cardId: number, limits: readonly LimitRules[]) => {
    const context = { db: company.rig.store.read, now: company.time.now(), signal: new AbortController().signal, progress: () => {} }
    return (await runWhatIf(context, { targets: [{ kind: 'card', id: cardId }], plan: { limits: [...limits], controls: null }, mode: 'replace', days: 365 })).released
  }
  // Whatever the card is allowed: its holder's controls still refuse.
  expect((await whatIf(ofPerson.card.id, [])).charges.filter(({ because }) => because !== 'limit')).toEqual([])

  const own = (await list({ kind: 'card', id: ofLimit.card.id })).filter(({ scope, can }) => scope.kind === 'card' && can.change)
  const rulesNow = own.map(({ amount, interval, window, timeZone, weekStartsOn, countsRefunds, categories, mode }) => ({ amount, interval, window, timeZone, weekStartsOn, countsRefunds, categories, mode }))
  expect((await whatIf(ofLimit.card.id, rulesNow)).count).toBe(0)
  expect((await whatIf(ofLimit.card.id, [])).count).toBeGreaterThan(0)
})
