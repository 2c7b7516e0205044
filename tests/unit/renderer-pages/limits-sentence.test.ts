import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planEdit, spendingPlan, type ControlRules, type LimitRules, type SpendingPlan } from '#shared/rpc/contract/limits.contract.ts'
import type { IsoDate } from '#shared/domain/time.ts'
import { categoryOfMcc } from '#shared/domain/category.ts'
import { CATEGORY_GROUPS, categoryChoiceNames, GROUPED_KEYS, groupState, toggleGroup, toggleKey } from '#renderer/features/limits/model/category-groups.ts'
import { countriesOf, countryNames, COUNTRY_CODES, findCountries } from '#renderer/features/limits/model/countries.ts'
import { addLimit, addPart, ANYWHERE, changeControls, changeLimit, draftOf, missingParts, NO_CONTROLS, planOf, removeLimit, windowChoices, type PlanDraft } from '#renderer/features/limits/model/draft.ts'
import { findMccs } from '#renderer/features/limits/model/mcc-search.ts'
import { hasErrors, problemsOf } from '#renderer/features/limits/model/problems.ts'
import { controlLines, countingWords, everyWords, limitName, limitTitle, limitWords, planSentence, type Naming } from '#renderer/features/limits/model/words.ts'
import { usualZone, zoneChoices, zoneWords } from '#renderer/features/limits/model/zones.ts'

const TODAY = '2026-11-24' as IsoDate
const NAMES: Readonly<Record<string, string>> = { dining: 'Restaurants', cash: 'Cash', gambling: 'Gambling', fuel: 'Fuel' }
const list = (word: string) => (items: readonly string[]) => (items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`)
const naming: Naming = {
  money: ({ minor, currency }) => `${currency === 'USD' ? '$' : currency}${minor / 100}`,
  date: (date) => date,
  category: (key) => NAMES[key] ?? key,
  country: countryNames('en'),
  and: list('and'),
  or: list('or'),
}

function rules(part: Partial<LimitRules> = {}): LimitRules {
  return { amount: { minor: 200_000, currency: 'USD' }, interval: 'month', window: 'calendar', timeZone: 'America/New_York', weekStartsOn: 1, countsRefunds: false, categories: null, mode: 'decline', ...part }
}
const controls = (part: Partial<ControlRules> = {}): ControlRules => ({ ...NO_CONTROLS, ...part })
const draft = (plan: Partial<SpendingPlan> = {}): PlanDraft => draftOf({ limits: [rules()], controls: null, ...plan }, 'USD')
const texts = (from: PlanDraft) => problemsOf(from, TODAY).map(({ level, text }) => `${level}: ${text}`)

const someKeys = fc.subarray([...GROUPED_KEYS], { minLength: 1 })
const someLimit = fc.record({
  amount: fc.record({ minor: fc.integer({ min: 1, max: 10_000_000 }), currency: fc.constant('USD') }),
  interval: fc.constantFrom('per-charge', 'day', 'week', 'month', 'quarter', 'year', 'billing-cycle', 'total' as const),
  window: fc.constantFrom('calendar', 'billing-cycle', 'rolling' as const),
  timeZone: fc.constantFrom('UTC', 'America/New_York', 'Asia/Kathmandu'),
  weekStartsOn: fc.integer({ min: 0, max: 6 }),
  countsRefunds: fc.boolean(),
  categories: fc.option(someKeys),
  mode: fc.constantFrom('decline', 'warn' as const),
})
const someControls = fc.record({
  categories: fc.option(fc.record({ kind: fc.constantFrom('only', 'not' as const), keys: someKeys })),
  countries: fc.option(fc.record({ kind: fc.constantFrom('only', 'not' as const), keys: fc.subarray([...COUNTRY_CODES], { minLength: 1, maxLength: 9 }) })),
  mccs: fc.subarray(['5812', '7995', '6011']),
  online: fc.boolean(), inPerson: fc.boolean(), cashMachines: fc.boolean(),
  merchantLock: fc.option(fc.constantFrom('GitHub', 'a')),
  validFrom: fc.option(fc.constant('2026-12-01')), validUntil: fc.option(fc.constant('2026-12-31')),
}).map(({ categories, countries, mccs, ...rest }): ControlRules => ({
  ...rest, blockedMccs: mccs,
  allowedCategories: categories?.kind === 'only' ? categories.keys : null, blockedCategories: categories?.kind === 'not' ? categories.keys : [],
  allowedCountries: countries?.kind === 'only' ? countries.keys : null, blockedCountries: countries?.kind === 'not' ? countries.keys : [],
}))
const somePlan = fc.record({ limits: fc.array(someLimit, { maxLength: 6 }), controls: fc.option(someControls) })

describe('a plan and its draft', () => {
  it('say the same there and back', () => {
    fc.assert(fc.property(somePlan, (plan) => {
      expect(planOf(draftOf(plan, 'USD'))).toEqual(plan)
    }))
  })

  it('keep every plan within the contract, whatever is added and changed', () => {
    fc.assert(fc.property(somePlan, someLimit, (plan, other) => {
      const { draft: longer, id } = addLimit(draftOf(plan, 'USD'), { interval: other.interval, timeZone: 'UTC' })
      expect(planOf(longer)).toBeNull()
      const said = planOf(changeLimit(addPart(longer, 'categories'), id, { minor: other.amount.minor, categories: other.categories }))
      expect(spendingPlan.safeParse(said).success).toBe(true)
      expect(planOf(removeLimit(longer, id))).toEqual(plan)
    }))
  })

  it('takes the amount’s currency from the plan, and gives it to limits added later', () => {
    const { draft: two, id } = addLimit(draftOf({ limits: [rules({ amount: { minor: 5, currency: 'EUR' } })], controls: null }, 'USD'), { interval: 'day', timeZone: 'UTC' })
    expect(planOf(changeLimit(two, id, { minor: 9 }))?.limits.map((limit) => limit.amount)).toEqual([{ minor: 5, currency: 'EUR' }, { minor: 9, currency: 'EUR' }])
  })

  it('a limit counts in a window that its interval has', () => {
    const weekly = changeLimit(draft({ limits: [rules({ window: 'billing-cycle' })] }), 1, { interval: 'week' })
    expect(weekly.limits[0]?.window).toBe('calendar')
    expect(changeLimit(weekly, 1, { interval: 'billing-cycle' }).limits[0]?.window).toBe('billing-cycle')
    expect(changeLimit(draft({ limits: [rules({ window: 'rolling' })] }), 1, { interval: 'total' }).limits[0]?.window).toBe('calendar')
    expect(windowChoices('per-charge')).toEqual([])
    expect(windowChoices('month')).toEqual(['calendar', 'billing-cycle', 'rolling'])
  })

  it('offers the parts that are not there yet', () => {
    expect(missingParts(draft({ controls: controls({ merchantLock: 'x', blockedCountries: ['FR'] }) }))).toEqual(['categories', 'dates', 'mccs'])
  })

  it('a merchant of blanks is no lock', () => {
    expect(planOf(changeControls(draft(), { merchant: '  ' }))?.controls?.merchantLock).toBeNull()
  })
})

describe('problems of a sentence', () => {
  it('has none where all is well', () => {
    expect(texts(draft({ limits: [rules(), rules({ interval: 'per-charge', amount: { minor: 50_000, currency: 'USD' } })], controls: controls({ blockedCategories: ['cash'], cashMachines: false }) }))).toEqual([])
  })

  it('flags the second of two limits of one interval, not of other categories', () => {
    const twice = draft({ limits: [rules(), rules({ categories: ['dining', 'fuel'] }), rules({ categories: ['fuel', 'dining'], amount: { minor: 1, currency: 'USD' } })] })
    const [problem, ...others] = problemsOf(twice, TODAY)
    expect([problem?.place, problem?.level, others]).toEqual([{ kind: 'limit', id: 3 }, 'error', []])
  })

  it('an amount that is missing or nothing cannot be saved', () => {
    expect(texts(changeLimit(draft(), 1, { minor: null }))).toEqual(['missing: Say how much.'])
    expect(texts(changeLimit(draft(), 1, { minor: 0 }))[0]).toMatch(/^error: It has to be more than nothing/)
  })

  it('says where a limit is never reached, and not where the other one only tells or counts less', () => {
    const day = rules({ interval: 'day', amount: { minor: 300_000, currency: 'USD' } })
    expect(texts(draft({ limits: [rules(), day] }))).toEqual(['note: The monthly limit is lower, so it is always reached first.'])
    expect(texts(draft({ limits: [rules({ mode: 'warn' }), day] }))).toEqual([])
    expect(texts(draft({ limits: [rules({ categories: ['dining'] }), day] }))).toEqual([])
    expect(texts(draft({ limits: [rules({ categories: ['dining'] }), { ...day, categories: ['dining'] }] }))).toHaveLength(1)
  })

  it('says where a limit counts only what is ruled out', () => {
    const limits = [rules({ categories: ['dining'] })]
    expect(texts(draft({ limits, controls: controls({ blockedCategories: ['dining', 'cash'], cashMachines: false }) }))[0]).toMatch(/^note: What it counts is not allowed/)
    expect(texts(draft({ limits, controls: controls({ allowedCategories: ['fuel'], cashMachines: false }) }))[0]).toMatch(/^note: What it counts is not allowed/)
    expect(texts(draft({ limits, controls: controls({ allowedCategories: ['dining'], cashMachines: false }) }))).toEqual([])
  })

  it('answers contradicting controls in their place', () => {
    const wrong = draft({ controls: controls({ validFrom: '2026-12-10', validUntil: '2026-12-01' }) })
    expect(problemsOf(wrong, TODAY).map(({ place, level }) => [place, level])).toEqual([[{ kind: 'control', part: 'dates' }, 'error']])
    expect(texts(draft({ controls: controls({ validUntil: '2026-11-23' }) }))).toEqual(['note: The last day is over: nothing would go through any more.'])
    expect(texts(draft({ controls: controls({ validUntil: TODAY }) }))).toEqual([])
    expect(texts(draft({ controls: controls({ online: false, inPerson: false, cashMachines: false }) }))[0]).toMatch(/nothing would go through/)
    expect(texts(draft({ controls: controls({ blockedCategories: ['cash'] }) }))).toEqual(['note: Cash is ruled out, so cash machines decline it all the same.'])
  })

  it('a part that was added and not said yet cannot be saved', () => {
    for (const part of ['categories', 'countries', 'merchant', 'dates', 'mccs'] as const) expect(hasErrors(problemsOf(addPart(draft(), part), TODAY)), part).toBe(true)
    expect(hasErrors(problemsOf({ ...draft(), controls: ANYWHERE }, TODAY))).toBe(false)
  })
})

describe('words', () => {
  it.each([
    [rules(), '$2000 a month'],
    [rules({ interval: 'per-charge' }), 'at most $2000 a charge'],
    [rules({ interval: 'week', categories: ['dining', 'fuel'] }), '$2000 a week on Fuel and Restaurants'],
    [rules({ window: 'rolling' }), '$2000 in any 30 days'],
    [rules({ interval: 'day', window: 'rolling' }), '$2000 in any 24 hours'],
    [rules({ window: 'billing-cycle' }), '$2000 a billing cycle'],
    [rules({ interval: 'total', mode: 'warn' }), '$2000 in all (told, not stopped)'],
  ])('says a limit', (limit, words) => {
    expect(limitWords(limit, naming)).toBe(words)
  })

  it('names whole groups by their name', () => {
    expect(categoryChoiceNames(['dining', 'grocery', 'alcohol', 'cash'], naming.category)).toEqual(['Food and drink', 'Cash'])
    expect(limitTitle(rules({ categories: ['cash', 'gambling'] }), naming)).toBe('Monthly on Money and play')
    expect([limitTitle(rules({ window: 'rolling' }), naming), limitName(rules({ interval: 'week', window: 'rolling' }), naming), limitName(rules({ window: 'billing-cycle' }), naming)]).toEqual(['Any 30 days', 'limit in any 7 days', 'limit of the billing cycle'])
  })

  it('says how it counts', () => {
    expect(countingWords(rules({ interval: 'week', weekStartsOn: 0, countsRefunds: true }))).toBe('Calendar week in New York time, from Sunday on. Refunds give back what they return.')
    expect(countingWords(rules({ interval: 'per-charge' }))).toBe('Each charge by itself.')
    expect(countingWords(rules({ window: 'rolling', timeZone: 'UTC' }))).toBe('Always the last 30 days. Refunds do not give anything back.')
    expect(everyWords({ interval: 'year', window: 'rolling' })).toBe('in any 365 days')
  })

  it('says controls one by one, and nothing where nothing is ruled', () => {
    expect(controlLines(controls(), naming)).toEqual([])
    expect(controlLines(controls({ blockedCategories: ['cash', 'gambling'], online: false, cashMachines: false, allowedCountries: ['US', 'CA'], merchantLock: 'GitHub', validFrom: '2026-12-01', validUntil: '2026-12-31' }), naming)).toEqual([
      'Not on Money and play', 'Not online or at cash machines', 'Only in United States and Canada', 'Only at merchants named “GitHub”', 'From 2026-12-01 until 2026-12-31',
    ])
    expect(controlLines(controls({ allowedCategories: [], blockedMccs: ['1', '2', '3', '4', '5', '6'] }), naming)).toEqual(['On no category at all', 'Not at merchants with code 1, 2, 3, 4 or 2 more'])
  })

  it('says a whole plan as a sentence', () => {
    expect(planSentence({ limits: [rules(), rules({ interval: 'per-charge', amount: { minor: 50_000, currency: 'USD' } })], controls: controls({ blockedCategories: ['cash'] }) }, naming)).toBe('May spend $2000 a month, at most $500 a charge; not on Cash.')
    expect(planSentence({ limits: [], controls: controls({ merchantLock: 'AWS' }) }, naming)).toBe('May spend any amount; only at merchants named “AWS”.')
    expect(planSentence({ limits: [], controls: null }, naming)).toBe('May spend anything anywhere.')
  })
})

describe('categories, countries, codes, zones', () => {
  it('groups hold every category that a merchant code can say, once', () => {
    const said = new Set(Array.from({ length: 10_000 }, (_, code) => categoryOfMcc(String(code).padStart(4, '0'))).filter((key) => key !== undefined))
    expect([...said, 'other'].filter((key) => !GROUPED_KEYS.includes(key))).toEqual([])
    expect(new Set(GROUPED_KEYS).size).toBe(GROUPED_KEYS.length)
  })

  it('a group is taken whole, and given back whole', () => {
    fc.assert(fc.property(fc.subarray([...GROUPED_KEYS]), fc.constantFrom(...CATEGORY_GROUPS), (chosen, group) => {
      const once = toggleGroup(group, chosen)
      expect(groupState(group, once)).toBe(groupState(group, chosen) === 'all' ? 'none' : 'all')
      expect(once.filter((key) => !group.keys.includes(key)).toSorted()).toEqual(chosen.filter((key) => !group.keys.includes(key)).toSorted())
      const [key = 'other'] = group.keys
      expect(toggleKey(key, toggleKey(key, chosen)).toSorted()).toEqual(chosen.toSorted())
    }))
  })

  it('knows every country by a name of its own', () => {
    expect(COUNTRY_CODES).toHaveLength(249)
    const names = countriesOf('en').map(({ name }) => name)
    expect(new Set(names).size).toBe(249)
    expect(names.filter((name) => COUNTRY_CODES.includes(name))).toEqual([])
    expect(countryNames('de')('US')).toBe('Vereinigte Staaten')
    expect(countryNames('en')('??')).toBe('??')
  })

  it('finds a country by its code before names that only hold it', () => {
    const all = countriesOf('en')
    expect([findCountries(all, 'ca')[0]?.name, findCountries(all, 'united s')[0]?.code, findCountries(all, 'aland')[0]?.code]).toEqual(['Canada', 'US', 'AX'])
    expect(findCountries(all, ' ')).toBe(all)
    expect(findCountries(all, 'nowhere')).toEqual([])
  })

  it('finds codes by digits and by words', () => {
    expect(findMccs('5812', 9)).toEqual([{ code: '5812', label: 'Restaurants' }])
    expect(findMccs('casino', 9).map(({ code }) => code)).toContain('7995')
    expect(findMccs('9999', 9)).toEqual([{ code: '9999', label: 'Unknown kind of merchant' }])
    expect(findMccs('30', 5)).toHaveLength(5)
    expect(findMccs(' ', 5)).toEqual([])
  })

  it('zones: the one that most count in; each offered once', () => {
    expect(usualZone(['UTC', 'Asia/Tokyo', 'Asia/Tokyo'])).toBe('Asia/Tokyo')
    const { near, rest } = zoneChoices(['Asia/Tokyo', 'No/Where', 'UTC'], ['Asia/Tokyo', 'Europe/Paris'])
    expect(near).toEqual(expect.arrayContaining(['Asia/Tokyo', 'UTC']))
    expect(near).not.toContain('No/Where')
    expect(rest).toEqual(['Europe/Paris'].filter((zone) => !near.includes(zone)))
    expect([zoneWords('America/Argentina/Buenos_Aires'), zoneWords('UTC')]).toEqual(['Buenos Aires time', 'UTC'])
  })
})

it('an edit of a thousand targets is within the contract', () => {
  const plan = planOf(draft())
  expect(planEdit.safeParse({ targets: Array.from({ length: 1_000 }, (_, index) => ({ kind: 'card', id: index + 1 })), plan, mode: 'merge' }).success).toBe(true)
})
