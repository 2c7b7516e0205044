import { describe, expect, it } from 'vitest'
import { groupOf, scopeLabel, scopeState } from '#renderer/app/scope-provider.tsx'
import { isSameScope, scopeChoices, scopeOfChoice } from '#renderer/app/scope-choices.ts'
import { cardOf, groupOf as makeGroup } from '#tests/unit/renderer-pages/cards.ts'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'

const dana = { id: 7, name: 'Dana Reyes' }
const card = (id: number, extra: Partial<Card> = {}): Card => cardOf({ id, accountId: id, name: `Card ${id}`, issuer: 'Chase', lastDigits: `000${id}`, ...extra })
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

describe('groups', () => {
  const cards = [card(1, { cardholder: dana }), card(2, { cardholder: dana }), card(3)]
  const fleet = makeGroup({ key: 'own:1', groupId: 1, name: 'Fleet', cardIds: [1, 2] })
  const sales = makeGroup({ key: 'department:Sales', groupId: null, name: 'Sales', kind: 'department', cardIds: [1, 2] })
  const gone = makeGroup({ key: 'own:2', groupId: 2, name: 'Gone', cardIds: [99] })

  it('are offered between the cards and the people, own ones first, without those whose cards are gone', () => {
    const choices = scopeChoices(cards, [sales, fleet, gone]).filter((choice) => choice.kind !== 'card')
    expect(choices.map((choice) => [choice.kind, choice.label, choice.hint])).toEqual([
      ['all', 'All cards', '3 in all'], ['group', 'Fleet', '2 cards'], ['group', 'Sales', 'Department, 2 cards'], ['person', 'Dana Reyes', '2 cards'],
    ])
  })

  it('name the scope that they are, before the person that it also is', () => {
    expect(scopeState([2, 1], cards, nothing, [sales, fleet]).label).toBe('Fleet')
    expect(scopeState([2, 1], cards, nothing, []).label).toBe('2 cards of Dana Reyes')
    expect(scopeState([1], cards, nothing, [makeGroup({ cardIds: [1] })]).label).toBe('Chase ·· 0001, Dana Reyes')
    expect(groupOf([1, 2, 3], [fleet])).toBeUndefined()
  })
})
