import { z } from 'zod'
import { describe, expect, it } from 'vitest'
import { gatewayApi } from '#shared/gateway/api.ts'
import { errorBody, ERROR_CODES } from '#shared/gateway/errors.ts'
import { isKnown, knownValues, openEnum } from '#shared/gateway/open-enum.ts'
import { change, changesPage, FEED_TYPES, isKnownChange, knownChange } from '#shared/gateway/resources/changes.ts'
import { card } from '#shared/gateway/resources/cards.ts'
import { disputesApi } from '#shared/gateway/resources/disputes.ts'

const colour = openEnum(['red', 'green'])

const aCard = {
  id: 'card_1', version: 7, accountId: 'acc_1', cardholderId: 'ch_1', productId: 'prd_1', network: 'visa', kind: 'physical', lastDigits: '1234', expiryMonth: 4, expiryYear: 2030, status: 'active',
  closedReason: null, frozenBy: null, nickname: null, issuedOn: '2026-01-01', activatedAt: null, replacedById: null, replacesId: null, replacementReason: null, shipping: null, virtual: null, pendingProductId: null,
}

describe('an open enum', () => {
  it('keeps the raw string of a value it does not know', () => {
    expect(colour.parse('mauve')).toBe('mauve')
    expect(isKnown(colour, 'mauve')).toBe(false)
    expect(isKnown(colour, 'red')).toBe(true)
    expect(knownValues(colour)).toEqual(['red', 'green'])
  })

  it.each([[''], ['x'.repeat(65)], [1], [null], [{}]])('still refuses what is no short string: %j', (value) => {
    expect(colour.safeParse(value).success).toBe(false)
  })
})

const aDispute = {
  id: 'dsp_1', version: 9, transactionId: 'txn_1', accountId: 'acc_1', cardId: 'card_1', reason: 'fraud', status: 'draft', amount: { amountMinor: 500, currency: 'USD' }, explanation: '', answers: {}, evidence: [],
  submitBy: '2026-12-01', createdAt: 1, submittedAt: null, nextStep: null, provisionalCredit: null, merchantResponse: null, wonAmount: null, lossReason: null, timeline: [],
}

describe('a client of an older version', () => {
  it('takes a dispute with a kind of answer it has not heard of, as it was sent, so that the feed goes on', () => {
    const answers = { when: '2026-11-01', paid: true, share: 0.5, where: { lat: 1.5, near: ['a', 'b'] }, days: ['2026-11-01', 3], none: null }
    const page = changesPage.parse({ items: [{ type: 'dispute', id: 'dsp_1', version: 9, object: { ...aDispute, answers } }], nextCursor: 'a.9', hasMore: false, remainingAtMost: 0 })
    expect(page.items[0]?.object).toMatchObject({ answers })
  })

  it('sends none itself', () => {
    const body = disputesApi.update.body
    expect(body.safeParse({ answers: { when: '2026-11-01', paid: true, amount: 5, none: null } }).success).toBe(true)
    expect(body.safeParse({ answers: { days: ['2026-11-01'] } }).success).toBe(false)
    expect(body.safeParse({ answers: { share: 0.5 } }).success).toBe(false)
  })

  it('takes unknown values and drops unknown fields, a card number among them', () => {
    const parsed = card.parse({ ...aCard, status: 'dreaming', network: 'octopus', cardNumber: '4111111111111111', cvv: '123' })
    expect(parsed).toEqual({ ...aCard, status: 'dreaming', network: 'octopus' })
  })

  it('takes an error whose code it has not heard of', () => {
    const { error } = errorBody.parse({ error: { code: 'solar_flare', message: 'x', details: { retryAfterMs: 5, wind: 3 } } })
    expect(error).toEqual({ code: 'solar_flare', message: 'x', details: { retryAfterMs: 5 } })
    expect(ERROR_CODES).not.toContain(error.code)
  })

  it('sets an unknown type of the feed apart without stopping', () => {
    const page = changesPage.parse({
      items: [{ type: 'hologram', id: 'h', version: 3, object: { anything: 1 } }, { type: 'card', id: 'card_1', version: 7, object: aCard }, { type: 'card', id: 'card_2', version: 8, deleted: true, object: null }],
      nextCursor: 'a.8', hasMore: false, remainingAtMost: 0,
    })
    expect(page.items.map(isKnownChange)).toEqual([false, true, true])
  })

  it('does not take a known type of another shape for an unknown one', () => {
    const { lastDigits: _gone, ...without } = aCard
    expect(change.safeParse({ type: 'card', id: 'card_1', version: 7, object: without }).success).toBe(false)
    expect(change.safeParse({ type: 'card', id: 'card_1', version: 0, object: aCard }).success).toBe(false)
  })

  it('knows every type that the feed declares', () => {
    expect(knownChange.options.map((option) => option.shape.type.value).toSorted()).toEqual([...FEED_TYPES].toSorted())
  })
})

describe('answers', () => {
  it('hold no full card number or security code: no field is named like one', () => {
    const names: string[] = []
    const walk = (schema: unknown): void => {
      if (typeof schema !== 'object' || schema === null) return
      const { properties } = schema as { properties?: Record<string, unknown> }
      if (properties) names.push(...Object.keys(properties))
      Object.values(schema).forEach(walk)
    }
    for (const resource of Object.values(gatewayApi)) for (const { response } of Object.values(resource)) if (response instanceof z.ZodType) walk(z.toJSONSchema(response, { io: 'input' }))
    expect(names.length).toBeGreaterThan(300)
    expect(names.filter((name) => /^(?:pan|cardNumber|number|cvv|cvc|cid|pin|securityCode)$/i.test(name))).toEqual([])
  })
})
