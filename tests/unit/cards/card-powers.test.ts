import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { powersOf, waitingFor, whyNot, type Standing } from '#engine/cards/card-powers.ts'
import type { IssuerSide } from '#engine/cards/issuer-side.queries.ts'
import { CAPABILITIES } from '#shared/gateway/resources/service.ts'
import { cardAct, type CardAct } from '#shared/rpc/contract/cards.contract.ts'
import { ISSUED_CARD } from '#tests/support/issued-card.ts'

const COMMANDS = ['cards.freeze', 'cards.unfreeze', 'cards.activate', 'cards.report', 'cards.replace', 'cards.cancel', 'cards.changeProduct', 'cards.cancelProductChange'] as const
const ENDS = ['cards.report', 'cards.replace', 'cards.cancel'] as const
const CAN: Readonly<Record<Exclude<CardAct, 'keep-product'>, keyof ReturnType<typeof powersOf>>> = {
  freeze: 'freeze', unfreeze: 'unfreeze', activate: 'activate', report: 'report', replace: 'replace', cancel: 'cancel', 'change-product': 'changeProduct',
}

const side = fc.record({
  object: fc.record({ frozenBy: fc.constantFrom(null, 'you', 'issuer', 'deactivation'), kind: fc.constantFrom('physical', 'virtual'), pendingProductId: fc.constantFrom(null, 'prd_2') }).map((change) => ({ ...ISSUED_CARD, ...change }) as IssuerSide['object']),
  productName: fc.constant('Harbour Card'),
  capabilities: fc.subarray([...CAPABILITIES]).map((can) => new Set<string>(can)),
  waiting: fc.array(fc.constantFrom(...COMMANDS), { maxLength: 4 }),
  holderLeft: fc.boolean(),
})
const standing: fc.Arbitrary<Standing> = fc.record({ status: fc.constantFrom('inactive', 'active', 'frozen', 'closed', 'unknown'), side: fc.option(side, { nil: undefined }), keptHere: fc.boolean() })
const STANDING: Standing = { status: 'active', side: { object: ISSUED_CARD, productName: null, capabilities: new Set(CAPABILITIES), waiting: [], holderLeft: false }, keptHere: false }
const having = (waiting: readonly string[], change: Partial<Standing> = {}): Standing => ({ ...STANDING, side: { ...STANDING.side!, waiting }, ...change })

describe('what can be asked about a card', () => {
  test('is told as a power exactly where nothing speaks against it', () => {
    fc.assert(fc.property(standing, (given) => {
      const can = powersOf(given)
      for (const [act, power] of Object.entries(CAN)) expect(can[power], act).toBe(whyNot(given, act as CardAct) === null)
    }))
  })

  test('is nothing for a closed card, or once its end waits to be sent', () => {
    fc.assert(fc.property(standing, fc.constantFrom(...ENDS), (given, end) => {
      const acts = cardAct.options.filter((act) => act !== 'keep-product')
      expect(acts.every((act) => whyNot({ ...given, status: 'closed' }, act) !== null)).toBe(true)
      if (given.side) expect(cardAct.options.every((act) => whyNot({ ...given, side: { ...given.side!, waiting: [...given.side!.waiting, end] } }, act) !== null)).toBe(true)
    }))
  })

  test('is never what the connection cannot do; a card of files takes a limit that is kept here', () => {
    fc.assert(fc.property(standing, (given) => {
      const nothing = powersOf({ ...given, side: given.side && { ...given.side, capabilities: new Set() }, keptHere: false })
      expect(Object.values(nothing).some(Boolean)).toBe(false)
    }))
    expect(powersOf({ status: 'unknown', side: undefined, keptHere: true })).toEqual({ freeze: false, unfreeze: false, activate: false, report: false, replace: false, cancel: false, changeProduct: false, limit: true, control: false })
  })

  test('may freeze or unfreeze, never both', () => {
    fc.assert(fc.property(standing, (given) => {
      const { freeze, unfreeze } = powersOf(given)
      expect(freeze && unfreeze).toBe(false)
    }))
  })

  test('follows what was asked last about its product', () => {
    const pending = (id: string | null) => ({ side: { ...STANDING.side!, object: { ...ISSUED_CARD, pendingProductId: id } } })
    expect(whyNot(having(['cards.changeProduct']), 'keep-product')).toBeNull()
    expect(whyNot(having(['cards.changeProduct', 'cards.cancelProductChange']), 'keep-product')).toBe('No other product has been asked for.')
    expect(whyNot({ ...STANDING, ...pending('prd_2') }, 'change-product')).toBe('Another product has been asked for already: keep the present one first.')
    expect(whyNot({ ...STANDING, side: { ...pending('prd_2').side, waiting: ['cards.cancelProductChange'] } }, 'change-product')).toBeNull()
  })
})

test('what waits is told by the newest act that its status does not show', () => {
  const waits = (...waiting: string[]) => waitingFor(having(waiting).side)
  expect([waits(), waits('cards.freeze'), waits('cards.freeze', 'cards.unfreeze'), waits('cards.freeze', 'cards.report'), waits('cards.changeProduct', 'cards.freeze'), waitingFor(undefined)]).toEqual([null, 'freeze', 'unfreeze', 'report', 'change-product', null])
})
