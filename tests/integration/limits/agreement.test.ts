import { describe, expect, it } from 'vitest'
import { Replay } from '#shared/domain/limits/replay.ts'
import { TimeZones } from '#shared/domain/limits/time-zone.ts'
import { COMPANY_ZONE, decideBySandbox, type Decided } from './decided-by-sandbox.ts'

describe('the limit engine and the sandbox issuer', () => {
  it.each([1, 2, 3, 4, 5])('decide the same of 2,000 random charges under random rules of a card and its holder (%d)', (seed) => {
    const { scopes, decided, closeDays } = decideBySandbox({ seed, charges: 2_000, days: 60, scopes: ['card', 'cardholder'], raises: true })
    const replay = new Replay(scopes.map(({ on, limits, controls }) => ({ cards: on === 'card' ? [0, 1] : [0, 1, 2], limits, controls })), {
      zones: new TimeZones(), timeZone: COMPANY_ZONE, cycleOf: (card) => ({ closeDay: closeDays[card] ?? 0, timeZone: COMPANY_ZONE }),
    })
    const differing: unknown[] = []
    for (const step of inOrder(decided)) {
      if ('refund' in step) {
        replay.refund(step.of.card, { ...step.of.attempt, ...step.refund })
        continue
      }
      const { card, attempt, booked, because, limit, warned } = step.of
      const ours = replay.judge(card, attempt, booked)
      const theirs = { because, limit, warned }
      if (JSON.stringify(ours) !== JSON.stringify(theirs)) differing.push({ card, attempt, ours, theirs })
    }
    expect(differing.slice(0, 3)).toEqual([])
    // Where nothing or everything were declined, nothing would be proved.
    const declined = decided.filter(({ because }) => because !== null).length
    expect(declined).toBeGreaterThan(decided.length * 0.02)
    expect(declined).toBeLessThan(decided.length * 0.98)
  })
})

type Step = { readonly at: number; readonly of: Decided } | { readonly at: number; readonly of: Decided; readonly refund: NonNullable<Decided['refund']> }

/** Attempts, and the refunds of those that went through, by time. */
function inOrder(decided: readonly Decided[]): readonly Step[] {
  const refunds = decided.flatMap((of): Step[] => (of.because === null && of.refund !== null ? [{ at: of.refund.at, of, refund: of.refund }] : []))
  return [...decided.map((of): Step => ({ at: of.attempt.at, of })), ...refunds].toSorted((a, b) => a.at - b.at)
}
