import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardsHref, readCardsFilter } from '#renderer/features/cards/model/address.ts'
import { bulkPlan, bulkText, leftOutText } from '#renderer/features/cards/model/bulk.ts'
import { cardsSentence } from '#renderer/features/cards/model/cards-sentence.ts'
import { filterChoices, isFiltering, NO_FILTER, productOf, shelve } from '#renderer/features/cards/model/find-cards.ts'
import { movedInGrid } from '#renderer/features/cards/model/grid-keys.ts'
import { whyNothing } from '#renderer/features/cards/model/powers.ts'
import { extended, inSight, NO_SELECTION, toggled, withAll } from '#renderer/features/cards/model/selection.ts'
import { standingOf } from '#renderer/features/cards/model/standing.ts'
import { cardOf, groupOf, NOTHING_CAN } from './cards.ts'

const dana = { id: 7, name: 'Dana Reyes' }
const cards = [
  cardOf({ id: 1, product: 'Business Gold', cardholder: dana, lastDigits: '4242' }),
  cardOf({ id: 2, name: 'Fleet fuel ·· 9931', product: 'Business Gold', cardholder: { id: 8, name: 'José O’Neil' }, status: 'frozen', nickname: 'Fleet fuel', lastDigits: '9931' }),
  cardOf({ id: 3, name: 'Chase', issuer: 'Chase', status: 'unknown', lastDigits: null }),
  cardOf({ id: 4, name: 'Visa ·· 1111', product: 'Business Gold', cardholder: dana, status: 'closed', lastDigits: '1111' }),
]
const fleet = groupOf({ key: 'own:1', name: 'Fleet', cardIds: [2, 4] })
const ids = (list: readonly { readonly id: number }[]) => list.map(({ id }) => id)
const found = (part: Partial<typeof NO_FILTER>) => {
  const { open, closed } = shelve(cards, { ...NO_FILTER, ...part }, [fleet])
  return [ids(open), ids(closed)]
}

describe('finding cards', () => {
  it('puts closed ones away, unless they are asked for', () => {
    expect(found({})).toEqual([[1, 2, 3], [4]])
    expect(found({ statuses: ['closed'] })).toEqual([[4], []])
    expect(found({ statuses: ['closed', 'frozen'] })).toEqual([[2, 4], []])
  })

  it('finds by words anywhere in what a card says of itself, however they are spelt', () => {
    expect(found({ text: 'jose ONEIL' })[0]).toEqual([])
    expect(found({ text: "jose o'neil" })[0]).toEqual([2])
    expect(found({ text: 'gold 4242' })[0]).toEqual([1])
    expect(found({ text: 'frozen' })[0]).toEqual([2])
    expect(found({ text: '  ' })[0]).toEqual([1, 2, 3])
  })

  it('takes all conditions together, and any of one kind', () => {
    expect(found({ holderIds: [7, null] })).toEqual([[1, 3], [4]])
    expect(found({ holderIds: [7], products: ['Chase'] })).toEqual([[], []])
    expect(found({ groups: ['own:1'] })).toEqual([[2], [4]])
    // A group that is gone finds nothing, instead of everything.
    expect(found({ groups: ['own:99'] })).toEqual([[], []])
  })

  it('offers only what there is to find', () => {
    const choices = filterChoices(cards, [fleet])
    expect(choices.statuses.map(({ id }) => id)).toEqual(['active', 'frozen', 'closed', 'unknown'])
    expect(choices.products.map(({ id }) => id)).toEqual(['Business Gold', 'Chase'])
    expect(choices.holders).toEqual([{ id: 7, name: 'Dana Reyes' }, { id: 8, name: 'José O’Neil' }, { id: null, name: 'No cardholder' }])
    expect(productOf(cardOf({ kind: 'bank' }))).toBe('Bank account')
  })

  it('is kept in the address, whatever it is', () => {
    const filters = fc.record({
      text: fc.string({ maxLength: 40 }),
      statuses: fc.uniqueArray(fc.constantFrom('active', 'frozen', 'inactive', 'closed', 'unknown')),
      products: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 3 }),
      holderIds: fc.uniqueArray(fc.option(fc.integer({ min: 1, max: 999 })), { maxLength: 3 }),
      groups: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 3 }),
    })
    fc.assert(
      fc.property(filters, (filter) => {
        expect(readCardsFilter(cardsHref(filter).split('?')[1] ?? '')).toEqual(filter)
      }),
    )
    expect(cardsHref(NO_FILTER)).toBe('/cards')
    for (const nonsense of ['f=%7B', 'f={"statuses":["melted"]}', 'f=[1]', '']) expect(readCardsFilter(nonsense)).toEqual(NO_FILTER)
    expect(isFiltering(NO_FILTER)).toBe(false)
  })
})

describe('the selection', () => {
  const listed = [1, 2, 3, 4, 5]

  it('grows by one, by a stretch in either direction, and by everything', () => {
    const one = toggled(NO_SELECTION, 4)
    expect([...extended(one, 2, listed).ids].toSorted()).toEqual([2, 3, 4])
    expect([...toggled(extended(one, 2, listed), 3).ids].toSorted()).toEqual([2, 4])
    expect([...withAll(listed).ids]).toEqual(listed)
  })

  it('starts anew where the stretch has no beginning in sight', () => {
    expect([...extended({ ids: new Set(), anchor: 99 }, 2, listed).ids]).toEqual([2])
    expect([...extended(NO_SELECTION, 2, listed).ids]).toEqual([2])
  })

  it('never acts on what a filter took out of sight', () => {
    expect([...inSight(withAll(listed), [2, 5]).ids]).toEqual([2, 5])
  })
})

describe('several at once', () => {
  it('counts what can be done, and with how many', () => {
    const able = cardOf({ id: 1, can: { ...NOTHING_CAN, freeze: true, limit: true } })
    const frozen = cardOf({ id: 2, can: { ...NOTHING_CAN, unfreeze: true, limit: true } })
    const closed = cardOf({ id: 3, status: 'closed' })
    const plan = bulkPlan([able, frozen, closed])
    expect([ids(plan.freeze), ids(plan.unfreeze), ids(plan.limit)]).toEqual([[1], [2], [1, 2]])
    expect(leftOutText('frozen', 1, 3)).toBe('2 of them cannot be frozen and are left as they are')
    expect(leftOutText('frozen', 3, 3)).toBeNull()
  })

  it('names what was left out, with why', () => {
    const skipped = [{ cardId: 2, reason: 'The card is closed.' }]
    expect(bulkText(true, 3, skipped, cards)).toBe('3 cards frozen. Left out: Fleet fuel ·· 9931 (the card is closed).')
    expect(bulkText(false, 1, [], cards)).toBe('1 card unfrozen')
    expect(bulkText(true, 0, skipped, cards)).toMatch(/^No card frozen\. Left out: Fleet fuel/)
  })
})

describe('the cards in words', () => {
  it('count the living ones and what is off', () => {
    expect(cardsSentence(cards, [], String)).toBe('3 cards, 1 frozen, 1 without a cardholder.')
    expect(cardsSentence([cardOf()], [1], String)).toBe('1 card, 1 without a cardholder.')
    expect(cardsSentence([cardOf(), cardOf({ connectionId: 2 })], [2], String)).toContain('freezing needs a connection')
  })

  it('say why nothing can be done, only where that is so', () => {
    expect(whyNothing(cardOf({ can: { ...NOTHING_CAN, report: true } }), true)).toBeNull()
    expect(whyNothing(cardOf({ status: 'closed' }), true)).toContain('closed for good')
    expect(whyNothing(cardOf({ can: { ...NOTHING_CAN, limit: true } }), false)).toContain('read and watched')
    expect(whyNothing(cardOf({ waitingFor: 'report' }), true)).toBeNull()
  })

  it('name what waits where the state does not show it', () => {
    expect(standingOf(cardOf({ waitingFor: 'report' }), { isOffline: true, change: undefined }).note?.text).toBe('Report: not sent yet: offline')
    expect(standingOf(cardOf({ waitingFor: 'freeze', status: 'frozen' }), { isOffline: false, change: undefined }).note?.text).toBe('Waiting to be sent')
  })
})

describe('walking a grid', () => {
  // 0 1 2 3
  // 4 5
  it('goes by rows and columns, and to the end of a short last row', () => {
    const to = (key: string, index: number) => movedInGrid(key, index, 6, 4)
    expect([to('ArrowRight', 0), to('ArrowLeft', 4), to('ArrowDown', 1), to('ArrowDown', 3), to('ArrowUp', 5), to('Home', 5), to('End', 0)]).toEqual([1, 3, 5, 5, 1, 0, 5])
  })

  it('stays where there is nowhere to go', () => {
    const to = (key: string, index: number) => movedInGrid(key, index, 6, 4)
    expect([to('ArrowLeft', 0), to('ArrowUp', 2), to('ArrowDown', 4), to('ArrowRight', 5), to('x', 1), to('ArrowDown', -1)]).toEqual([undefined, undefined, undefined, undefined, undefined, undefined])
  })
})
