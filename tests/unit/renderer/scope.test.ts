import { describe, expect, it } from 'vitest'
import { scopeLabel, scopeState } from '#renderer/app/scope-provider.tsx'
import { isSameScope, scopeChoices, scopeOfChoice } from '#renderer/app/scope-choices.ts'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'

const dana = { id: 7, name: 'Dana Reyes' }
const card = (id: number, extra: Partial<Card> = {}): Card => ({
  id, accountId: id, name: `Card ${id}`, nickname: null, issuer: 'Chase', brand: 'visa', kind: 'card', form: null, product: null, lastDigits: `000${id}`, expiry: null, currency: 'USD', status: 'active', closedReason: null, connectionId: 1,
  can: { freeze: false, unfreeze: false, activate: false, report: false, replace: false, cancel: false, changeProduct: false, limit: true, control: false }, waitingFor: null, cardholder: null, replacedById: null, replacesId: null,
  transactions: 0, firstOn: null, lastOn: null, latestMonthSpend: [], ...extra,
})
const nothing = () => undefined

describe('the chosen cards', () => {
  it('are all when nothing is chosen', () => {
    const state = scopeState(null, [card(1), card(2)], nothing)
    expect([state.scope.cardIds, state.cards.length, state.label]).toEqual([null, 2, 'All cards'])
  })

  it('drop cards that an undone import took away', () => {
    expect(scopeState([1, 99], [card(1), card(2)], nothing).scope.cardIds).toEqual([1])
  })

  it('become all again when none of them is left, instead of empty pages', () => {
    expect(scopeState([98, 99], [card(1)], nothing).cardIds).toBeNull()
  })

  it('hold what was remembered until the cards are known', () => {
    expect(scopeState([5], [], nothing).scope.cardIds).toEqual([5])
  })

  it.each([
    [[card(1, { nickname: 'Fleet', cardholder: dana })], 'Fleet ·· 0001, Dana Reyes'],
    [[card(1, { lastDigits: null })], 'Chase'],
    [[card(1, { cardholder: dana }), card(2, { cardholder: dana })], '2 cards of Dana Reyes'],
    [[card(1, { cardholder: dana }), card(2)], '2 cards'],
  ])('are named in words (%#)', (cards, label) => {
    expect(scopeLabel(cards)).toBe(label)
  })
})

describe('what the switcher offers', () => {
  const cards = Array.from({ length: 11 }, (_, index) => card(index + 1, index < 2 ? { cardholder: dana } : {}))

  it('puts all cards first, then each card with a number key while there are digits', () => {
    const keys = scopeChoices(cards).map((choice) => choice.shortcut ?? null)
    expect(keys.slice(0, 11)).toEqual(['mod+0', 'mod+1', 'mod+2', 'mod+3', 'mod+4', 'mod+5', 'mod+6', 'mod+7', 'mod+8', 'mod+9', null])
  })

  it('offers a person only where one choice covers several cards', () => {
    const people = scopeChoices([...cards, card(20, { cardholder: { id: 8, name: 'Tom Okafor' } })]).filter((choice) => choice.kind === 'person')
    expect(people.map((choice) => [choice.label, choice.cardIds])).toEqual([['Dana Reyes', [1, 2]]])
  })

  it('finds the choice again from the cards, in any order', () => {
    expect(isSameScope([2, 1], scopeOfChoice(scopeChoices(cards), 'person-7'))).toBe(true)
    expect(isSameScope(null, [1])).toBe(false)
    expect(isSameScope([1, 2], [1])).toBe(false)
  })
})
