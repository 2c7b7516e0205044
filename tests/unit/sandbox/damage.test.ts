import { describe, expect, it } from 'vitest'
import { Random } from '#sandbox/seed/random.ts'
import { mutated, pages, unknowns } from '#sandbox/faults/damage.ts'
import { cardNumber, lastDigitsOf } from '#sandbox/issuer/card-number.ts'
import { billed, rateText } from '#sandbox/issuer/foreign.ts'
import { plainPdf } from '#sandbox/issuer/plain-pdf.ts'

const body = { a: 1, b: [{ c: 'x' }, { d: null }], e: { f: { g: true } } }

describe('damage', () => {
  it('changes exactly one place of a body, each seed its own', () => {
    const seen = new Set<string>()
    for (let seed = 0; seed < 200; seed += 1) {
      const wrong = JSON.stringify(mutated(body, new Random('m', seed)))
      if (wrong !== JSON.stringify(body)) seen.add(wrong)
    }
    expect(seen.size).toBeGreaterThan(40)
    expect(JSON.stringify(body)).toBe('{"a":1,"b":[{"c":"x"},{"d":null}],"e":{"f":{"g":true}}}')
  })

  it('turns pages into doubled, shuffled, overlapping and repeated ones', () => {
    const page = JSON.stringify({ items: [1, 2, 3, 4, 5, 6, 7, 8, 9], nextCursor: 'b' })
    const before = JSON.stringify({ items: [-2, -1, 0], nextCursor: 'a' })
    const itemsOf = (json: string) => (JSON.parse(json) as { items: number[] }).items
    const fault = (how: 'duplicate' | 'reorder' | 'overlap' | 'repeat') => ({ kind: 'pages' as const, how, seed: 3, skip: 0, times: 1 })
    expect(itemsOf(pages(fault('duplicate'), page, before)).length).toBeGreaterThan(9)
    expect(itemsOf(pages(fault('reorder'), page, before))).not.toEqual(itemsOf(page))
    expect(itemsOf(pages(fault('reorder'), page, before)).toSorted()).toEqual(itemsOf(page))
    expect(itemsOf(pages(fault('overlap'), page, before))).toEqual([0, ...itemsOf(page)])
    expect(pages(fault('repeat'), page, before)).toBe(before)
  })

  it('puts unknown fields everywhere and a card number only when asked', () => {
    const json = JSON.stringify({ items: [{ type: 'card', version: 4, object: { status: 'active' } }] })
    const plain = unknowns({ kind: 'unknown', cardData: false, seed: 1, skip: 0, times: 1 }, json)
    expect(plain).toContain('futureField')
    expect(plain).toContain('hologram')
    expect(plain).not.toContain('4111111111111111')
    expect(unknowns({ kind: 'unknown', cardData: true, seed: 1, skip: 0, times: 1 }, json)).toContain('4111111111111111')
  })
})

describe('made-up numbers and papers', () => {
  it.each([['amex', 15, 5], ['visa', 16, 4], ['mastercard', 16, 4]])('gives %s cards %d digits that pass the check and shows the last %d', (network, length, shown) => {
    for (let card = 0; card < 50; card += 1) {
      const number = cardNumber(1, `card_${card}`, network)
      const sum = [...number].reverse().reduce((total, digit, index) => total + [...String(Number(digit) * (index % 2 ? 2 : 1))].reduce((a, b) => a + Number(b), 0), 0)
      expect(number).toHaveLength(length)
      expect(sum % 10).toBe(0)
      expect(lastDigitsOf(number, network)).toHaveLength(shown)
    }
    expect(cardNumber(1, 'card_1', network)).not.toBe(cardNumber(2, 'card_1', network))
  })

  it.each([[31_200, 'JPY', 6_680, 20_842], [21_400, 'GBP', 1_274_000, 27_264], [74_500, 'BHD', 2_652_000, 19_757]])('bills %d %s at a rate of %d millionths as %d cents', (minor, currency, rate, cents) => {
    expect(billed(minor, currency, rate)).toBe(cents)
  })

  it('writes rates without a float', () => {
    expect(rateText(6_680)).toBe('0.006680')
    expect(rateText(1_274_001)).toBe('1.274001')
  })

  it('makes a PDF whose table of contents points at its objects', () => {
    const text = Buffer.from(plainPdf(['One (1)', 'Two'])).toString('latin1')
    const start = Number(/startxref\n(\d+)/.exec(text)![1])
    expect(text.slice(start, start + 4)).toBe('xref')
    for (const [index, [, offset]] of [...text.matchAll(/^(\d{10}) 00000 n/gm)].entries()) expect(text.slice(Number(offset)).startsWith(`${index + 1} 0 obj`)).toBe(true)
  })
})
