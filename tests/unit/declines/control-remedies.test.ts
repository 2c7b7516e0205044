import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blockedBy, opened, type Refused } from '#engine/declines/control-remedies.ts'
import type { ControlRules } from '#shared/rpc/contract/limits.contract.ts'

const OPEN: ControlRules = {
  allowedCategories: null, blockedCategories: [], blockedMccs: [], allowedCountries: null, blockedCountries: [], online: true, inPerson: true, cashMachines: true,
  merchantLock: null, validFrom: null, validUntil: null,
}
const CHARGE: Refused = { category: 'dining', mcc: '5812', country: 'DE', channel: 'online', merchant: 'Kantine am Markt', today: '2026-11-24' }
const UNTIL = '2026-12-24'

const category = fc.constantFrom('dining', 'fuel', 'cash', 'other')
const country = fc.constantFrom('US', 'DE', 'FR')
const rules: fc.Arbitrary<ControlRules> = fc.record({
  allowedCategories: fc.option(fc.uniqueArray(category)), blockedCategories: fc.uniqueArray(category), blockedMccs: fc.uniqueArray(fc.constantFrom('5812', '5541')),
  allowedCountries: fc.option(fc.uniqueArray(country)), blockedCountries: fc.uniqueArray(country), online: fc.boolean(), inPerson: fc.boolean(), cashMachines: fc.boolean(),
  merchantLock: fc.option(fc.constantFrom('kantine', 'Airline')), validFrom: fc.option(fc.constantFrom('2026-11-01', '2026-12-01')), validUntil: fc.option(fc.constantFrom('2026-11-01', '2026-12-01')),
})
const charge: fc.Arbitrary<Refused> = fc.record({
  category, mcc: fc.constantFrom('5812', '5541', '6011'), country, channel: fc.constantFrom('online', 'chip', 'cash-machine', 'keyed'), merchant: fc.constantFrom('Kantine am Markt', 'Nordic Airlines'),
  today: fc.constant('2026-11-24'),
})

describe('what stands in the way of a charge', () => {
  it('is nothing where everything is allowed', () => {
    expect(blockedBy(OPEN, CHARGE)).toEqual([])
  })

  it.each([
    ['allow-category', { allowedCategories: ['fuel'] }], ['allow-category', { blockedCategories: ['dining'] }], ['allow-category', { blockedMccs: ['5812'] }],
    ['allow-country', { allowedCountries: ['US'] }], ['allow-country', { blockedCountries: ['DE'] }], ['allow-online', { online: false }],
    ['drop-merchant-lock', { merchantLock: 'Airline' }], ['extend-validity', { validUntil: '2026-11-23' }], ['extend-validity', { validFrom: '2026-11-25' }],
  ] as const)('is named: %s', (remedy, change) => {
    const set = { ...OPEN, ...change } as ControlRules
    expect(blockedBy(set, CHARGE)).toEqual([remedy])
    expect(blockedBy(opened(set, remedy, CHARGE, UNTIL) ?? set, CHARGE)).toEqual([])
  })

  it('is gone once each thing was opened, and nothing else was', () => {
    fc.assert(
      fc.property(rules, charge, (set, attempt) => {
        let now = set
        for (const remedy of blockedBy(set, attempt)) now = opened(now, remedy, attempt, UNTIL) ?? now
        expect(blockedBy(now, attempt)).toEqual([])
        // Another charge that was refused for anything this one has not is refused still.
        const elsewhere: Refused = { ...attempt, country: 'JP', category: 'gambling', mcc: '7995' }
        expect(blockedBy(now, elsewhere).includes('allow-category')).toBe(blockedBy(set, elsewhere).includes('allow-category'))
        expect(blockedBy(now, elsewhere).includes('allow-country')).toBe(blockedBy(set, elsewhere).includes('allow-country'))
      }),
    )
  })

  it('is not opened where it does not stand in the way', () => {
    expect(opened(OPEN, 'allow-online', CHARGE, UNTIL)).toBeUndefined()
    expect(opened(OPEN, 'unfreeze', CHARGE, UNTIL)).toBeUndefined()
  })
})
