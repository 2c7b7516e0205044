import { describe, expect, it } from 'vitest'
import type { ControlTerms, LimitTerms } from '#shared/domain/limits/terms.ts'
import type { ControlRules, LimitRules } from '#shared/rpc/contract/limits.contract.ts'
import { contract } from '#shared/rpc/contract/index.ts'
import type { Store } from '#engine/db/store.ts'
import { createLimitsHandlers } from '#engine/limits/limits.handlers.ts'
import { taskContext } from '#tests/support/calls.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { openTestStore } from '#tests/support/store.ts'
import { decideBySandbox, type DecidedBySandbox } from './decided-by-sandbox.ts'
import { keepDecided } from './issued-books.ts'

const handlers = createLimitsHandlers({ outboxGrew: () => {} })

interface Asked {
  readonly personId: number
  readonly until: number
  readonly limits: readonly LimitTerms[]
  readonly controls: ControlTerms | null
}

async function whatIf(store: Store, { personId, until, limits, controls }: Asked, signal?: AbortSignal) {
  const { context, progress } = taskContext(store, '', signal)
  const input = contract.limits.whatIf.input.parse({ targets: [{ kind: 'cardholder', id: personId }], plan: { limits: limits.map(ruleOf), controls: controls as ControlRules | null }, mode: 'merge', days: 90 })
  const output = await handlers.whatIf({ ...context, now: until }, input)
  return { output: contract.limits.whatIf.output.parse(output), progress }
}

const ruleOf = ({ minor, currency, interval, window, timeZone, weekStartsOn, countsRefunds, categories, mode }: LimitTerms): LimitRules => ({
  amount: { minor, currency }, interval, window, timeZone, weekStartsOn, countsRefunds, categories: categories === null ? null : [...categories], mode,
})

const asked = (made: DecidedBySandbox, personId: number): Asked => ({ personId, until: made.until, limits: made.scopes[0]?.limits ?? [], controls: made.scopes[0]?.controls ?? null })

describe('a what-if', () => {
  it.each([11, 12, 13])('finds in what went through exactly what the sandbox declines under those rules, and for the same reason (%d)', async (seed) => {
    const made = decideBySandbox({ seed, charges: 1_200, days: 60, scopes: ['cardholder'], raises: false })
    const { store } = await openTestStore()
    const { personId, transactionIds, cardIds } = await keepDecided(store, made, 'everything')
    const { output } = await whatIf(store, asked(made, personId))
    const declined = made.decided.map((one, index) => ({ ...one, transactionId: transactionIds[index] })).filter(({ because }) => because !== null)
    const warned = made.decided.filter((one) => one.warned.length > 0)
    expect(output).toMatchObject({ replayed: made.decided.length, placeUnknown: 0, released: { count: 0 } })
    expect(output.declined).toMatchObject({ count: declined.length, firstAt: declined[0]?.attempt.at ?? null, people: declined.length > 0 ? 1 : 0 })
    expect(output.declined.totals).toEqual(declined.length === 0 ? [] : [{ currency: 'USD', minor: declined.reduce((sum, { booked }) => sum + booked.minor, 0) }])
    expect(output.declined.charges.map(({ transactionId, because, limit, card, merchant }) => ({ transactionId, because, limit, card: card.id, merchant }))).toEqual(
      declined.slice(0, 200).map(({ transactionId, because, limit, card, attempt }) => ({ transactionId, because, limit, card: cardIds[card], merchant: attempt.merchant })),
    )
    expect(output.warned).toMatchObject({ count: warned.length, firstAt: warned[0]?.attempt.at ?? null })
    expect(declined.length).toBeGreaterThan(20)
  })

  it.each([21, 22])('changes nothing where the same rules held, and lets everything through where none would (%d)', async (seed) => {
    const made = decideBySandbox({ seed, charges: 600, days: 60, scopes: ['cardholder'], raises: false })
    const { store } = await openTestStore()
    const { personId } = await keepDecided(store, made, 'decided')
    const same = (await whatIf(store, asked(made, personId))).output
    expect([same.declined.count, same.released.count]).toEqual([0, 0])
    const declined = made.decided.filter(({ because }) => because !== null)
    const free = (await whatIf(store, { personId, until: made.until, limits: [], controls: null })).output
    expect(free.declined.count).toBe(0)
    expect(free.released).toMatchObject({ count: declined.length, firstAt: declined[0]?.attempt.at })
    expect(free.released.charges.map(({ at, because, transactionId, amount }) => ({ at, because, transactionId, minor: amount.minor }))).toEqual(declined.slice(0, 200).map(({ attempt, because }) => ({ at: attempt.at, because, transactionId: null, minor: attempt.minor })))
  })

  it('says how far it is, and ends when it is told to', async () => {
    const made = decideBySandbox({ seed: 31, charges: 200, days: 20, scopes: ['cardholder'], raises: false })
    const { store } = await openTestStore()
    const { personId } = await keepDecided(store, made, 'everything')
    const { progress } = await whatIf(store, asked(made, personId))
    expect(progress.at(-1)).toMatchObject({ label: 'Charges replayed', done: progress.at(-1)?.total })
    const cancelled = new AbortController()
    cancelled.abort()
    await expectAppError(whatIf(store, asked(made, personId), cancelled.signal), 'task.cancelled')
  })
})
