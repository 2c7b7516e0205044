import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DISPUTE_STAGES, type DisputeStage } from '#shared/domain/disputes/names.ts'
import { canBecome, isAtStake, isDecided, isOpen, isOver, isSent, mayDiscard, mayEdit, mayRecord, mayRespond, maySubmit, mayWithdraw, movesFrom, STAGES, type DisputeChannel } from '#shared/domain/disputes/stages.ts'

const CHANNELS = ['issuer', 'letter'] as const satisfies readonly DisputeChannel[]

/** Every move there is; all others there are not. */
const MOVES: Readonly<Record<DisputeChannel, Readonly<Record<DisputeStage, string>>>> = {
  issuer: {
    draft: 'queued submitted expired',
    queued: 'draft submitted expired',
    submitted: 'acknowledged merchant-response won partly-won lost withdrawn unknown',
    acknowledged: 'merchant-response pre-arbitration won partly-won lost withdrawn unknown',
    'merchant-response': 'pre-arbitration won partly-won lost withdrawn unknown',
    'pre-arbitration': 'won partly-won lost withdrawn unknown',
    won: '', 'partly-won': '', lost: '', withdrawn: '', expired: '',
    unknown: 'submitted acknowledged merchant-response pre-arbitration won partly-won lost withdrawn expired',
  },
  letter: {
    draft: 'submitted',
    queued: '',
    submitted: 'acknowledged merchant-response won partly-won lost withdrawn',
    acknowledged: 'merchant-response pre-arbitration won partly-won lost withdrawn',
    'merchant-response': 'pre-arbitration won partly-won lost withdrawn',
    'pre-arbitration': 'won partly-won lost withdrawn',
    won: '', 'partly-won': '', lost: '', withdrawn: '', expired: '', unknown: '',
  },
}

/** e edit, s submit, d discard, w withdraw, r respond (issuer), R record (letter), o open, x over, c decided, t sent, a at stake. */
const FLAGS: Readonly<Record<DisputeStage, string>> = {
  draft: 'esdRo', queued: 'oa', submitted: 'wRota', acknowledged: 'wRota', 'merchant-response': 'wrRota', 'pre-arbitration': 'wRota',
  won: 'xc', 'partly-won': 'xc', lost: 'xc', withdrawn: 'x', expired: 'x', unknown: 'oa',
}
const flagsOf = (stage: DisputeStage) => [
  mayEdit(stage) && 'e', maySubmit(stage) && 's', mayDiscard(stage) && 'd', mayWithdraw(stage) && 'w', mayRespond(stage, 'issuer') && 'r', mayRecord(stage, 'letter') && 'R',
  isOpen(stage) && 'o', isOver(stage) && 'x', isDecided(stage) && 'c', isSent(stage) && 't', isAtStake(stage) && 'a',
].filter((flag) => flag !== false).join('')

describe.each(DISPUTE_STAGES)('%s', (stage) => {
  it.each(CHANNELS)('goes on as allowed, through an %s', (channel) => {
    expect(movesFrom(stage, channel).join(' ')).toBe(MOVES[channel][stage])
  })

  it('allows what it must and nothing else', () => {
    expect(flagsOf(stage)).toBe(FLAGS[stage])
    expect([mayRespond(stage, 'letter'), mayRecord(stage, 'issuer')]).toEqual([false, false])
  })

  it('says what happens next, on both ways, and whose turn it is', () => {
    for (const channel of CHANNELS) expect(STAGES[stage].next[channel]).toMatch(/^[A-Z].+\.$/)
    if (isOver(stage)) expect(STAGES[stage].turn).toBeNull()
  })
})

const anyStage = fc.constantFrom(...DISPUTE_STAGES)
const anyWalk = fc.tuple(fc.constantFrom(...CHANNELS), fc.array(fc.nat(20), { maxLength: 25 }))

describe('whatever happens', () => {
  it('a walk of allowed moves ends at the latest with a decision, is withdrawn or runs out, and never comes back to a draft once it was sent', () => {
    fc.assert(fc.property(anyWalk, ([channel, choices]) => {
      let stage: DisputeStage = 'draft'
      let [wasSent, wasOver] = [false, false]
      for (const choice of choices) {
        const moves = movesFrom(stage, channel)
        if (moves.length === 0) {
          expect(isOver(stage)).toBe(true)
          break
        }
        const next: DisputeStage = moves[choice % moves.length] ?? stage
        expect(canBecome(stage, next, channel)).toBe(true)
        expect(wasOver).toBe(false)
        if (wasSent) expect(['draft', 'queued']).not.toContain(next)
        wasSent ||= isSent(next)
        wasOver ||= isOver(next)
        stage = next
      }
    }))
  })

  it('what can be seen later is exactly what steps lead to', () => {
    fc.assert(fc.property(anyStage, anyStage, fc.constantFrom(...CHANNELS), (from, to, channel) => {
      const direct = movesFrom(from, channel)
      expect(canBecome(from, to, channel)).toBe(from === to || direct.some((next) => next === to || canBecome(next, to, channel)))
    }), { numRuns: 300 })
  })

  it('every dispute can end, and what is over stays over', () => {
    const pairs = CHANNELS.flatMap((channel) => DISPUTE_STAGES.map((stage) => ({ stage, channel })))
    const reach = ({ stage, channel }: (typeof pairs)[number]) => DISPUTE_STAGES.filter((to) => canBecome(stage, to, channel))
    expect(pairs.filter(({ stage }) => isOver(stage)).map((pair) => reach(pair))).toEqual(pairs.filter(({ stage }) => isOver(stage)).map(({ stage }) => [stage]))
    const going = pairs.filter(({ stage, channel }) => movesFrom(stage, channel).length > 0)
    expect(going.filter((pair) => !reach(pair).includes('lost'))).toEqual([])
  })
})
