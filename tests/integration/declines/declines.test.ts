/** Declines of the sandbox's own rules: explained by our rules, and helped by one act that then lets the charge through. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Authorization } from '#shared/gateway/resources/authorizations.ts'
import type { Controls } from '#shared/gateway/resources/controls.ts'
import type { Decline, Remedy } from '#shared/rpc/contract/declines.contract.ts'
import type { ChargeWish } from '#sandbox/http/time-travel.ts'
import { NO_CONTROLS } from '#sandbox/issuer/controls.ts'
import { openCompany, type Company } from '#tests/support/company.ts'
import { expectAppError } from '#tests/support/errors.ts'

let company: Company
beforeAll(async () => {
  company = await openCompany()
}, 60_000)
afterAll(() => company.close())

const issuer = () => company.sandbox.world
/** A card that nothing limits but what the test sets. */
let card: { readonly id: number; readonly ref: string }
async function freeCard(): Promise<{ readonly id: number; readonly ref: string }> {
  const cards = await company.call.cards.list({})
  for (const { id, status, form } of cards) {
    if (status !== 'active' || form !== 'physical') continue
    const ref = await company.cardRef(id)
    if (!issuer().objects.all('limit').some(({ scope }) => scope.id === ref)) return { id, ref }
  }
  throw new Error('every card has a limit')
}
beforeAll(async () => {
  card = await freeCard()
})
afterEach(async () => {
  issuer().store.write(() => {
    for (const set of issuer().objects.all('controls')) if (set.scope.id === card.ref) issuer().objects.put('controls', { ...set, ...NO_CONTROLS })
    for (const { id, scope } of issuer().objects.all('limit')) if (scope.id === card.ref) issuer().objects.remove('limit', id)
  })
  await company.sync()
})

const control = (rules: Partial<Controls>) =>
  issuer().store.write(() => {
    const known = issuer().objects.all('controls').find(({ scope }) => scope.kind === 'card' && scope.id === card.ref)
    return issuer().objects.put('controls', { ...NO_CONTROLS, ...rules, id: known?.id ?? issuer().store.nextId('ctl'), scope: { kind: 'card', id: card.ref } })
  })
const pay = (wish: ChargeWish = {}): Authorization => company.charge({ cardId: card.ref, merchant: 'Kantine am Markt', mcc: '5812', country: 'DE', channel: 'online', amountMinor: 4_310, ...wish })
async function declineOf({ id }: Authorization): Promise<Decline> {
  await company.sync()
  const { declines } = await company.call.declines.list({ cardIds: [card.id], before: null, limit: 20 })
  const found = declines.find(({ declineId }) => declineId === id)
  if (!found) throw new Error('not declined')
  return found
}
const help = ({ connectionId, declineId }: Decline, remedy: Remedy) => company.call.declines.remedy({ connectionId, declineId, remedy })

describe('a charge that was declined', () => {
  it.each([
    ['category-blocked', 'allow-category', { blockedCategories: ['dining'] }, {}],
    ['category-blocked', 'allow-category', { allowedCategories: ['fuel'] }, {}],
    ['country-blocked', 'allow-country', { allowedCountries: ['US'] }, {}],
    ['online-blocked', 'allow-online', { online: false }, {}],
    ['in-person-blocked', 'allow-in-person', { inPerson: false }, { channel: 'chip' }],
    ['cash-blocked', 'allow-cash', { cashMachines: false }, { channel: 'cash-machine', mcc: '6011' }],
    ['merchant-not-allowed', 'drop-merchant-lock', { merchantLock: 'Airline' }, {}],
    ['outside-validity', 'extend-validity', { validUntil: '2026-01-01' }, {}],
  ] as const)('for %s is let through by %s', async (reason, remedy, rules, wish) => {
    control(rules as unknown as Partial<Controls>)
    const decline = await declineOf(pay(wish))
    expect(decline).toMatchObject({ reason, merchant: 'Kantine am Markt', card: { id: card.id }, cause: { kind: 'controls', issuerSaid: true, scope: { kind: 'card', id: card.id } }, remedies: [{ remedy }], passedLater: false })

    expect((await help(decline, remedy)).remedies).toEqual([])
    await expectAppError(help(decline, remedy), 'validation.failed', { field: 'remedy' })
    await company.sync()
    const second = pay(wish)
    expect(second.decline).toBeNull()
    await company.sync()
    const { declines } = await company.call.declines.list({ cardIds: [card.id], before: null, limit: 20 })
    expect(declines.find(({ declineId }) => declineId === decline.declineId)).toMatchObject({ passedLater: issuer().clocks.worldNow() > decline.at })
  })

  it('by a limit names it and what was used of it, and passes once that is raised until tonight', async () => {
    const saved = await company.call.limits.save({
      targets: [{ kind: 'card', id: card.id }], mode: 'merge',
      plan: { controls: null, limits: [{ amount: { minor: 10_000, currency: 'USD' }, interval: 'month', window: 'calendar', timeZone: 'America/New_York', weekStartsOn: 1, countsRefunds: false, categories: null, mode: 'decline' }] },
    })
    expect(saved.changes).toBe(1)
    await company.sync()
    const used = issuer().objects.all('limit').find(({ scope }) => scope.id === card.ref)?.used.amountMinor ?? 0
    const decline = await declineOf(pay({ amountMinor: 12_345 }))
    const [limit] = await company.call.limits.list({ scope: { kind: 'card', id: card.id } })
    expect(decline).toMatchObject({ reason: 'spending-limit', cause: { kind: 'limit', issuerSaid: true, key: limit?.key, usedBefore: { minor: used }, rules: { amount: { minor: 10_000 }, interval: 'month' } } })
    const [remedy] = decline.remedies
    expect(remedy).toMatchObject({ remedy: 'raise-today', amount: { minor: Math.ceil((used + 12_345) / 100) * 100, currency: 'USD' } })
    // Midnight in Boston.
    expect(new Date(remedy?.until ?? 0).toISOString()).toMatch(/T0[45]:00:00\.000Z$/)

    expect((await help(decline, 'raise-today')).remedies).toEqual([])
    await company.sync()
    expect(pay({ amountMinor: 12_345 }).decline).toBeNull()
  })

  it('by a limit that the issuer does not name is worked out, and says so', async () => {
    await company.call.limits.save({
      targets: [{ kind: 'card', id: card.id }], mode: 'merge',
      plan: { controls: null, limits: ([['month', 900_000_00], ['per-charge', 5_000]] as const).map(([interval, minor]) => ({ amount: { minor, currency: 'USD' }, interval, window: 'calendar' as const, timeZone: 'America/New_York', weekStartsOn: 1, countsRefunds: false, categories: null, mode: 'decline' as const })) },
    })
    await company.sync()
    const refused = pay({ amountMinor: 5_001 })
    issuer().store.write(() => issuer().objects.put('authorization', { ...refused, decline: { reason: 'spending-limit', limitId: null, controlsId: null } }))
    expect(await declineOf(refused)).toMatchObject({ cause: { kind: 'limit', issuerSaid: false, rules: { interval: 'per-charge' }, usedBefore: { minor: 0 } }, remedies: [{ remedy: 'raise-today', amount: { minor: 5_100 } }] })
  })

  it('because the card is frozen passes once it is not', async () => {
    await company.call.cards.freeze({ cardId: card.id })
    await company.sync()
    const decline = await declineOf(pay())
    expect(decline).toMatchObject({ reason: 'card-frozen', cause: null, remedies: [{ remedy: 'unfreeze' }] })
    await help(decline, 'unfreeze')
    await company.sync()
    expect(pay().decline).toBeNull()
  })

  it('for what no rule of ours can change offers nothing', async () => {
    const refused = pay()
    issuer().store.write(() => issuer().objects.put('authorization', { ...refused, status: 'declined', decline: { reason: 'suspected-fraud', limitId: null, controlsId: null } }))
    const decline = await declineOf(refused)
    expect(decline).toMatchObject({ reason: 'suspected-fraud', cause: null, remedies: [] })
    await expectAppError(help(decline, 'raise-today'), 'validation.failed', { field: 'remedy' })
    await expectAppError(help({ ...decline, declineId: 'auth_unknown' }, 'unfreeze'), 'not-found', { kind: 'decline' })
  })
})

describe('the list of declines', () => {
  it('goes page by page through all of them, the newest first, each once', async () => {
    const all: Decline[] = []
    for (let before: { at: number; declineId: string } | null = null; ; ) {
      const page = await company.call.declines.list({ cardIds: null, before, limit: 7 })
      all.push(...page.declines)
      const last = page.declines.at(-1)
      if (!page.hasMore || last === undefined) break
      before = { at: last.at, declineId: last.declineId }
    }
    const atIssuer = issuer().store.sql("SELECT id FROM objects WHERE type = 'authorization' AND kind = 'declined' ORDER BY id").all() as { id: string }[]
    expect(atIssuer.length).toBeGreaterThan(20)
    expect(all.map(({ declineId }) => declineId).toSorted()).toEqual(atIssuer.map(({ id }) => id).toSorted())
    expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).toSorted((a, b) => b - a))
    expect((await company.call.declines.list({ cardIds: [], before: null, limit: 7 })).declines).toEqual([])
  })
})
