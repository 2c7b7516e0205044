/** Plans before they are done: what is refused, what is kept here, what contradicts itself. */
import { describe, expect, it } from 'vitest'
import type { ControlRules, LimitRules, LimitScope, PlanEdit } from '#shared/rpc/contract/limits.contract.ts'
import type { Store } from '#engine/db/store.ts'
import { createLimitsHandlers } from '#engine/limits/limits.handlers.ts'
import { listLimits } from '#engine/limits/limits.queries.ts'
import { keepBooks } from '#tests/support/books.ts'
import { callCommand, callQuery } from '#tests/support/calls.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { issueCard } from '#tests/support/issued-card.ts'
import { openTestStore, TEST_NOW } from '#tests/support/store.ts'

const DAY = 86_400_000
const usd = (minor: number) => ({ minor, currency: 'USD' })
const rules = (part: Partial<LimitRules> = {}): LimitRules => ({ amount: usd(10_000), interval: 'month', window: 'calendar', timeZone: 'UTC', weekStartsOn: 1, countsRefunds: false, categories: null, mode: 'decline', ...part })
const FREE: ControlRules = {
  allowedCategories: null, blockedCategories: [], blockedMccs: [], allowedCountries: null, blockedCountries: [], online: true, inPerson: true, cashMachines: true, merchantLock: null, validFrom: null, validUntil: null,
}
const CAN = ['cards', 'freeze', 'limits', 'controls', 'temporary-raises'] as const

interface Setting {
  readonly store: Store
  readonly grown: number[]
  readonly issued: LimitScope
  readonly filed: LimitScope
  readonly files: readonly [LimitScope, LimitScope]
  readonly person: LimitScope
  preview(targets: readonly LimitScope[], limits: readonly LimitRules[], controls?: ControlRules | null, mode?: PlanEdit['mode']): ReturnType<typeof callQuery<'limits', 'preview'>>
  save(targets: readonly LimitScope[], limits: readonly LimitRules[], controls?: ControlRules | null, mode?: PlanEdit['mode']): Promise<{ changes: number; skipped: number }>
  list(): ReturnType<typeof callQuery<'limits', 'list'>>
  waiting(): Promise<readonly string[]>
}

/** An issuer's card, and two numbers of one card of statement files whose newest has spent 9,000 this month. */
async function setting(capabilities: readonly string[] = CAN): Promise<Setting> {
  const { store } = await openTestStore()
  const { cardId } = await issueCard(store, { capabilities })
  const [old, now, person] = await keepBooks(store, (books) => {
    const holder = books.person('Ada Lindqvist')
    const account = books.account()
    const numbers = [books.card({ account, holder, digits: '10001' }), books.card({ account, holder, digits: '10002' })] as const
    books.charge({ card: numbers[0], on: '2026-11-02', minor: -4_000 })
    books.charge({ card: numbers[1], on: '2026-11-20', minor: -5_000 })
    books.charge({ card: numbers[1], on: '2026-10-31', minor: -70_000 })
    return [...numbers, holder]
  })
  await store.transaction(async (db) => void (await db.updateTable('cards').set({ replaced_by_card_id: now ?? null }).where('id', '=', old ?? 0).execute()))
  const grown: number[] = []
  const handlers = createLimitsHandlers({ outboxGrew: (id) => void grown.push(id) })
  const card = (id: number | undefined) => ({ kind: 'card', id: id ?? 0 }) as const
  return {
    store, grown, issued: card(cardId), filed: card(now), files: [card(old), card(now)], person: { kind: 'cardholder', id: person ?? 0 },
    preview: (targets, limits, controls = null, mode = 'merge') => callQuery(store, 'limits', 'preview', handlers, { targets: [...targets], plan: { limits: [...limits], controls }, mode }),
    save: async (targets, limits, controls = null, mode = 'merge') => (await callCommand(store, 'limits', 'save', handlers, { targets: [...targets], plan: { limits: [...limits], controls }, mode })).output,
    list: () => callQuery(store, 'limits', 'list', handlers, { scope: null }),
    waiting: async () => (await store.read.selectFrom('outbox').select('command').where('state', '=', 'queued').orderBy('id').execute()).map(({ command }) => command),
  }
}

const CONTRADICTIONS: readonly (readonly ['limits' | 'controls', readonly LimitRules[], ControlRules | null])[] = [
  ['limits', [rules(), rules({ amount: usd(1) })], null], ['limits', [rules({ categories: ['fuel', 'dining'] }), rules({ categories: ['dining', 'fuel', 'fuel'] })], null],
  ['limits', [rules(), rules({ interval: 'day', amount: { minor: 1, currency: 'EUR' } })], null], ['limits', [rules({ timeZone: 'Mars/Olympus_Mons' })], null], ['limits', [rules({ categories: ['gold-bars'] })], null],
  ['controls', [], { ...FREE, allowedCategories: ['fuel'], blockedCategories: ['dining'] }], ['controls', [], { ...FREE, allowedCountries: ['US'], blockedCountries: ['GB'] }], ['controls', [], { ...FREE, blockedCategories: ['gold-bars'] }],
  ['controls', [], { ...FREE, validFrom: '2026-12-02', validUntil: '2026-12-01' }], ['controls', [], { ...FREE, validFrom: '2026-02-30' }],
]

describe('a watch-limit', () => {
  it('is kept here where no issuer limits: it warns, counts the days of the files, both numbers of the card, and asks nobody', async () => {
    const { store, filed, files, grown, save, preview, list, waiting } = await setting()
    const [row, another] = await preview([files[0], files[1]], [rules()])
    expect(another).toBeUndefined()
    expect(row).toMatchObject({ target: filed, kept: 'here', refused: null, controls: null, limits: [{ does: 'create', after: { mode: 'warn', amount: usd(10_000) }, used: usd(9_000), isUnderUsed: false }] })
    expect(await save([filed], [rules()])).toEqual({ changes: 1, skipped: 0 })
    expect([await waiting(), grown]).toEqual([[], []])
    const [limit] = await list()
    expect(limit).toMatchObject({ kept: 'here', mode: 'warn', used: usd(9_000), left: usd(1_000), waitingFor: null, issuerCount: null, can: { change: true, raise: true }, cardIds: files.map(({ id }) => id) })

    const handlers = createLimitsHandlers({ outboxGrew: () => {} })
    const key = limit?.key ?? ''
    const until = TEST_NOW + DAY
    expect((await callCommand(store, 'limits', 'raise', handlers, { key, amount: usd(20_000), until, reason: null })).output).toMatchObject({ inForce: usd(20_000), raise: { until } })
    expect((await listLimits(store.read, until, null)).map(({ inForce }) => inForce), 'it reverts by itself').toEqual([usd(10_000)])
    expect((await callCommand(store, 'limits', 'endRaise', handlers, { key })).output.raise).toBeNull()
    expect(await save([filed], [rules({ amount: usd(5_000) })])).toEqual({ changes: 1, skipped: 0 })
    expect((await list()).map(({ key: same, left }) => [same, left.minor])).toEqual([[key, -4_000]])
    await callCommand(store, 'limits', 'remove', handlers, { key })
    expect(await list()).toEqual([])
  })

  it('is what an issuer without limits gets too, without controls', async () => {
    const { issued, preview, save, list, waiting } = await setting(['cards', 'freeze'])
    expect(await preview([issued], [], { ...FREE, online: false })).toMatchObject([{ refused: 'no-controls-here', limits: [], controls: null }])
    expect(await preview([issued], [rules()], { ...FREE, online: false })).toMatchObject([{ refused: null, kept: 'here', controls: null }])
    await save([issued], [rules()], { ...FREE, online: false })
    expect([(await list()).map(({ kept }) => kept), await waiting()]).toEqual([['here'], []])
  })

  it('of a person covers their cards of that connection', async () => {
    const { person, files, save, list } = await setting()
    await save([person], [rules()])
    expect(await list()).toMatchObject([{ kept: 'here', scope: person, who: 'Ada Lindqvist', cardIds: files.map(({ id }) => id), used: usd(9_000) }])
  })
})

describe('a preview', () => {
  it('says for each target what is made, changed, removed, kept and why nothing can be done', async () => {
    const { store, issued, filed, save, preview, waiting, grown } = await setting()
    await save([issued, filed], [rules(), rules({ interval: 'per-charge', amount: usd(500) })])
    expect(await waiting()).toEqual(['limits.create', 'limits.create'])
    expect(new Set(grown).size).toBe(1)
    const does = async (limits: readonly LimitRules[], mode: PlanEdit['mode']) => (await preview([issued, filed], limits, null, mode)).map((row) => row.refused ?? row.limits.map((limit) => `${limit.does} ${(limit.after ?? limit.before)?.interval ?? ''}`))
    expect(await does([rules({ amount: usd(20_000) })], 'merge')).toEqual([['change month', 'keep per-charge'], ['change month', 'keep per-charge']])
    expect(await does([rules({ categories: ['fuel'] })], 'replace')).toEqual([['create month', 'remove month', 'remove per-charge'], ['create month', 'remove month', 'remove per-charge']])
    expect(await does([rules()], 'merge')).toEqual(['nothing-changes', 'nothing-changes'])
    // What a limit does not use is no change of it.
    expect(await does([rules({ interval: 'per-charge', amount: usd(500), timeZone: 'Asia/Tokyo', weekStartsOn: 3 })], 'merge')).toEqual(['nothing-changes', 'nothing-changes'])
    expect(await does([rules({ amount: { minor: 1, currency: 'EUR' } })], 'merge')).toEqual(['currency', 'currency'])
    await store.transaction(async (db) => void (await db.updateTable('cards').set({ status: 'closed' }).where('id', '=', issued.id).execute()))
    expect(await does([rules({ amount: usd(20_000) })], 'merge')).toEqual(['closed', ['change month', 'keep per-charge']])
    await expectAppError(preview([{ kind: 'card', id: 9_999 }], [rules()]), 'not-found', { kind: 'card' })
    await expectAppError(preview([{ kind: 'cardholder', id: 9_999 }], [rules()]), 'not-found', { kind: 'cardholder' })
  })

  it('answers for a person without a card', async () => {
    const { store, preview, save } = await setting()
    const nobody = await keepBooks(store, (books) => books.person('Ben Marlowe'))
    expect(await preview([{ kind: 'cardholder', id: nobody }], [rules()])).toMatchObject([{ who: 'Ben Marlowe', refused: 'no-card', limits: [], controls: null }])
    expect(await save([{ kind: 'cardholder', id: nobody }], [rules()])).toEqual({ changes: 0, skipped: 1 })
  })

  it('allows a limit under what is spent, and says so', async () => {
    const { filed, preview } = await setting()
    expect((await preview([filed], [rules({ amount: usd(8_999) }), rules({ interval: 'per-charge', amount: usd(1) })]))[0]?.limits.map(({ isUnderUsed }) => isUnderUsed)).toEqual([true, false])
  })

  it.each(CONTRADICTIONS)('refuses a plan that contradicts itself, at its %s (%#)', async (field, limits, controls) => {
    const { issued, preview, save, waiting } = await setting()
    await expectAppError(preview([issued], limits, controls), 'validation.failed', { field })
    await expectAppError(save([issued], limits, controls), 'validation.failed', { field })
    expect(await waiting()).toEqual([])
  })
})

describe('templates', () => {
  it('are kept by name, changed and deleted; a contradiction is not kept', async () => {
    const { store } = await setting()
    const handlers = createLimitsHandlers({ outboxGrew: () => {} })
    const plan = { limits: [rules()], controls: { ...FREE, cashMachines: false } }
    const saveAs = async (templateId: number | null, name: string, of = plan) => (await callCommand(store, 'limits', 'saveTemplate', handlers, { templateId, name, plan: of })).output
    const sales = await saveAs(null, 'Field sales')
    expect(sales).toMatchObject({ name: 'Field sales', plan })
    const software = await saveAs(null, 'Software only')
    await expectAppError(saveAs(null, 'FIELD  sales'), 'validation.failed', { field: 'name' })
    await expectAppError(saveAs(null, '!!'), 'validation.failed', { field: 'name' })
    await expectAppError(saveAs(software.id, 'Field Sales'), 'validation.failed', { field: 'name' })
    await expectAppError(saveAs(null, 'Twice', { ...plan, limits: [rules(), rules()] }), 'validation.failed', { field: 'limits' })
    await expectAppError(saveAs(999, 'Gone'), 'not-found', { kind: 'template' })
    expect(await saveAs(sales.id, 'Field SALES', { ...plan, controls: FREE })).toMatchObject({ id: sales.id, name: 'Field SALES', plan: { controls: FREE } })
    await callCommand(store, 'limits', 'deleteTemplate', handlers, { templateId: software.id })
    await expectAppError(callCommand(store, 'limits', 'deleteTemplate', handlers, { templateId: software.id }), 'not-found', { kind: 'template' })
    expect((await callQuery(store, 'limits', 'templates', handlers, {})).map(({ name }) => name)).toEqual(['Field SALES'])
  })
})
