import { expect, it } from 'vitest'
import { categoryOfMcc, guessCategory } from '#shared/domain/category.ts'

it.each([
  ['3000', 'travel-air'], ['4511', 'travel-air'], ['3351', 'travel-car'], ['7011', 'lodging'], ['5812', 'dining'], ['5813', 'alcohol'], ['5541', 'fuel'], ['5968', 'software'],
  ['6011', 'cash'], ['7995', 'gambling'], ['9311', 'government'], ['7523', 'vehicle'], ['5200', 'retail'],
])('merchant category code %s is %s', (mcc, key) => {
  expect(categoryOfMcc(mcc)).toBe(key)
})

it.each([
  ['Transportation-Fuel', 'fuel'], ['Transportation-Taxis & Coach', 'ground-transport'], ['Restaurant-Bar & Café', 'dining'], ['Travel-Airline', 'travel-air'], ['Travel-Lodging', 'lodging'], ['Travel', 'travel'],
  ['Gas/Automotive', 'fuel'], ['Business Services-Office Supplies', 'office'], ['Merchandise & Supplies-Internet Purchase', 'retail'], ['Business Services-Mailing & Shipping', 'shipping'], ['Fees & Adjustments', 'fees'],
])("the issuer's own %s is %s", (issuerCategory, key) => {
  expect(guessCategory({ type: 'charge', mcc: null, issuerCategory })).toEqual({ key, source: 'issuer' })
})

it('the code says more than the words, and what neither knows stays uncategorised', () => {
  expect(guessCategory({ type: 'charge', mcc: '5541', issuerCategory: 'Restaurants' })).toEqual({ key: 'fuel', source: 'mcc' })
  expect(guessCategory({ type: 'charge', mcc: '0001', issuerCategory: 'Zeppelins' })).toEqual({ key: 'uncategorised', source: 'none' })
  expect(guessCategory({ type: 'payment', mcc: null, issuerCategory: null })).toEqual({ key: 'payments', source: 'issuer' })
})

it('no code outside the table is guessed', () => {
  for (const odd of ['', '12', 'abcd', '99999', '-511']) expect(categoryOfMcc(odd)).toBeUndefined()
})
