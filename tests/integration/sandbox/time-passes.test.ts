import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type IsoDate } from '#shared/domain/time.ts'
import { sumsOf } from '#sandbox/issuer/account-figures.ts'
import { KEPT_DAYS } from '#sandbox/issuer/authorize.ts'
import { issueCard } from '#sandbox/issuer/card-issue.ts'
import { respond, submit, withdraw } from '#sandbox/issuer/dispute-course.ts'
import { createDraft, updateDraft } from '#sandbox/issuer/dispute-drafts.ts'
import { schedulePayment } from '#sandbox/issuer/payments.ts'
import { rewardHandlers } from '#sandbox/issuer/rewards.ts'
import { todayOf, usd, type World } from '#sandbox/issuer/world.ts'
import { testWorld, type TestWorld } from '#tests/support/sandbox-world.ts'

const transactions = (world: World) => world.objects.page('transaction', { limit: 500 }).items
const statementsOf = (world: World, accountId: string) => world.objects.all('statement').filter((statement) => statement.accountId === accountId)
const accountOf = ({ world, places }: TestWorld, product: 'tidewater' | 'finch' | 'tradewind') => world.objects.get('account', places.accounts[product])

describe('a pending charge', () => {
  it('becomes a transaction under another id, with another amount and day, and both know of each other', () => {
    const { world, card, charge, liveTo } = testWorld()
    const hold = charge(card(), 8_000, { ending: { how: 'post', inDays: 2, minor: 9_600 } })
    liveTo('2026-01-06')
    expect(world.objects.get('authorization', hold.id).status).toBe('pending')
    liveTo('2026-01-07')
    const [posted] = transactions(world)
    expect(posted).toMatchObject({ authorizationId: hold.id, amount: usd(-9_600), postedOn: '2026-01-07', transactedAt: hold.at, kind: 'charge' })
    expect(world.objects.get('authorization', hold.id)).toMatchObject({ status: 'posted', transactionIds: [posted!.id], amount: usd(8_000) })
  })

  it('counts apart from the balance until it posts', () => {
    const own = testWorld()
    own.charge(own.card(), 8_000)
    expect(accountOf(own, 'finch')).toMatchObject({ pendingTotal: usd(8_000), currentBalance: usd(0) })
    own.liveTo('2026-01-06')
    expect(accountOf(own, 'finch')).toMatchObject({ pendingTotal: usd(0), currentBalance: usd(8_000) })
  })

  it('is given back when the merchant cancels, and when nobody claims it', () => {
    const { world, card, charge, liveDays } = testWorld()
    const [cancelled, forgotten] = [charge(card(), 100, { ending: { how: 'reverse', inDays: 1 } }), charge(card(), 100, { ending: { how: 'expire' } })]
    liveDays(9)
    expect(world.objects.get('authorization', cancelled.id).status).toBe('reversed')
    expect(world.objects.get('authorization', forgotten.id).status).toBe('expired')
    expect(transactions(world)).toEqual([])
  })

  it('leaves the feed after a while, with a tombstone', () => {
    const { world, card, charge, liveDays } = testWorld()
    const hold = charge(card(), 100)
    liveDays(KEPT_DAYS + 2)
    expect(world.objects.find('authorization', hold.id)).toBeUndefined()
    expect(world.objects.changes(0, 10_000).find(({ id }) => id === hold.id)?.body).toBeNull()
  })

  it('abroad brings a fee of its own where the product has one', () => {
    const { world, card, charge, liveDays } = testWorld()
    charge(card('finch'), 10_000, { country: 'GB', foreign: { amount: { amountMinor: 7_850, currency: 'GBP' }, rate: '1.274000', fee: usd(300) } })
    liveDays(2)
    expect(transactions(world).map(({ kind, amount }) => [kind, amount.amountMinor]).toSorted()).toEqual([['charge', -10_000], ['fee', -300]])
  })
})

describe('a statement', () => {
  it('closes on its day, and adds up to the cent over any history', () => {
    const step = fc.record({ days: fc.integer({ min: 0, max: 9 }), minor: fc.integer({ min: 1, max: 90_000 }), refund: fc.boolean(), product: fc.constantFrom('tidewater' as const, 'finch' as const, 'tradewind' as const) })
    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 30 }), (steps) => {
        const own = testWorld()
        for (const { days, minor, refund, product } of steps) {
          own.charge(own.card(product), minor, { ending: { how: 'post', inDays: 1, minor, ...(refund ? { refund: { inDays: 3, minor: Math.ceil(minor / 2) } } : {}) } })
          own.liveDays(days)
        }
        own.liveDays(64)
        for (const accountId of Object.values(own.places.accounts)) checkStatements(own.world, accountId)
      }),
      { numRuns: 10 },
    )
  })

  it('of a charge card asks for everything, of a credit card for a part', () => {
    const own = testWorld()
    own.charge(own.card('tidewater'), 500_000)
    own.charge(own.card('finch'), 500_000)
    own.liveTo('2026-02-03')
    const [charge] = statementsOf(own.world, own.places.accounts.tidewater)
    const [credit] = statementsOf(own.world, own.places.accounts.finch)
    expect(charge).toMatchObject({ newBalance: usd(500_000), minimumDue: usd(500_000), dueOn: '2026-02-06' })
    expect(credit).toMatchObject({ closedOn: '2026-02-03', newBalance: usd(500_000), minimumDue: usd(5_000), dueOn: '2026-02-28' })
  })

  it('charges interest on what was not paid, and none on what was', () => {
    const own = testWorld()
    own.charge(own.card('tradewind'), 300_000)
    own.liveTo('2026-02-24')
    const statement = statementsOf(own.world, own.places.accounts.tradewind).at(-1)!
    // Autopay drew the minimum of 3,500 on the due date: 296,500 carried for 31 days at 23.99 % a year.
    expect(statement).toMatchObject({ openedOn: '2026-01-25', closedOn: '2026-02-24', payments: usd(3_500), interest: usd(Math.round((296_500 * 2_399 * 31) / (10_000 * 365))) })
  })
})

function checkStatements(world: World, accountId: string): void {
  const statements = statementsOf(world, accountId)
  expect(statements.length).toBeGreaterThanOrEqual(2)
  statements.forEach((statement, index) => {
    const { previousBalance, purchases, fees, interest, payments, credits, newBalance, openedOn, closedOn, lines } = statement
    const before = statements[index - 1]
    expect(previousBalance.amountMinor).toBe(before?.newBalance.amountMinor ?? 0)
    if (before) expect(openedOn).toBe(addDays(before.closedOn as IsoDate, 1))
    expect(newBalance.amountMinor).toBe(previousBalance.amountMinor + purchases.amountMinor + fees.amountMinor + interest.amountMinor - payments.amountMinor - credits.amountMinor)
    const sums = sumsOf(world, accountId, openedOn, closedOn)
    expect(newBalance.amountMinor).toBe(previousBalance.amountMinor - sums.total)
    expect(lines).toBe(sums.count)
  })
}

describe('payments', () => {
  const pay = (own: TestWorld, minor: number, on: string, bank = 0) =>
    own.world.store.write(() => schedulePayment(own.world, { accountId: own.places.accounts.tradewind, bankAccountId: own.world.objects.all('bankAccount')[bank]!.id, amount: usd(minor), choice: 'other', on }))

  it('are drawn on their day and lower what is due', () => {
    const own = testWorld()
    own.charge(own.card('tradewind'), 300_000)
    own.liveTo('2026-01-24')
    const payment = pay(own, 100_000, '2026-01-30')
    expect(accountOf(own, 'tradewind')).toMatchObject({ remainingStatementBalance: usd(300_000), minimumDue: usd(3_500) })
    own.liveTo('2026-01-30')
    expect(own.world.objects.get('payment', payment.id)).toMatchObject({ status: 'posted', transactionId: expect.any(String) })
    expect(accountOf(own, 'tradewind')).toMatchObject({ remainingStatementBalance: usd(200_000), minimumDue: usd(0), currentBalance: usd(200_000), lastPayment: { amount: usd(100_000), postedOn: '2026-01-30' } })
  })

  it('come back from a bank account that has nothing', () => {
    const own = testWorld()
    own.world.objects.update('bankAccount', own.world.objects.all('bankAccount')[1]!.id, { lastFour: '0000' })
    const payment = pay(own, 1_000, '2026-01-07', 1)
    own.liveTo('2026-01-08')
    expect(own.world.objects.get('payment', payment.id)).toMatchObject({ status: 'returned', returnReason: 'insufficient-funds', transactionId: null })
    expect(accountOf(own, 'tradewind').currentBalance).toEqual(usd(0))
  })

  it('are refused in the past, after the hour today, and from a stranger\'s bank', () => {
    const own = testWorld()
    expect(() => pay(own, 1, '2026-01-04')).toThrow(expect.objectContaining({ code: 'unacceptable_value', details: { field: 'on', reason: 'too-early' } }))
    expect(() => pay(own, 1, '2027-03-01')).toThrow(expect.objectContaining({ details: { field: 'on', reason: 'too-late' } }))
    expect(pay(own, 1, '2026-01-05').cutoffAt).toBe(Date.parse('2026-01-05T22:00:00Z'))
    own.liveDays(0.4)
    expect(() => pay(own, 1, '2026-01-05')).toThrow(expect.objectContaining({ details: { field: 'on', reason: 'too-early' } }))
  })

  it('by autopay draw what the statement said, less what was paid or credited since', () => {
    const own = testWorld()
    own.charge(own.card('tidewater'), 50_000, { ending: { how: 'post', inDays: 1, minor: 50_000, refund: { inDays: 10, minor: 8_000 } } })
    own.liveTo('2026-01-12')
    expect(statementsOf(own.world, own.places.accounts.tidewater)[0]?.autopay).toEqual({ amount: usd(50_000), on: '2026-02-03' })
    own.liveTo('2026-01-20')
    const rule = own.world.objects.all('autopay').find(({ accountId }) => accountId === own.places.accounts.tidewater)!
    expect(rule.nextDraw).toEqual({ on: '2026-02-03', amount: usd(42_000) })
    own.liveTo('2026-02-03')
    expect(transactions(own.world).find(({ kind }) => kind === 'payment')?.amount).toEqual(usd(42_000))
    expect(accountOf(own, 'tidewater')).toMatchObject({ remainingStatementBalance: usd(0), minimumDue: usd(0), currentBalance: usd(0) })
  })
})

describe('a dispute', () => {
  const answers = { 'fraud-type': 'number-used', 'card-in-possession': true, 'cardholder-denies': true }
  function submitted(own: TestWorld, explanation: string) {
    own.charge(own.card('finch'), 20_000)
    own.liveDays(2)
    const [charge] = transactions(own.world)
    return own.world.store.write(() => submit(own.world, createDraft(own.world, charge!.id, { reason: 'fraud', explanation, answers })))
  }
  const creditsOf = (world: World) => transactions(world).filter(({ kind }) => kind === 'credit').map(({ amount }) => amount.amountMinor)
  const get = (own: TestWorld, id: string) => own.world.objects.get('dispute', id)

  it('is credited for the time being, and won with winning evidence', () => {
    const own = testWorld()
    const { id } = submitted(own, 'winning_evidence')
    own.liveDays(2)
    expect(get(own, id)).toMatchObject({ status: 'acknowledged', provisionalCredit: { amount: usd(20_000), reversedAt: null }, nextStep: { by: 'merchant' } })
    expect(accountOf(own, 'finch')).toMatchObject({ disputedTotal: usd(20_000), currentBalance: usd(0) })
    own.liveDays(20)
    expect(get(own, id)).toMatchObject({ status: 'won', wonAmount: usd(20_000), nextStep: null, provisionalCredit: { reversedAt: null } })
    expect(creditsOf(own.world)).toEqual([20_000])
    expect(get(own, id).timeline.map(({ status }) => status)).toEqual(['draft', 'submitted', 'acknowledged', 'won'])
  })

  it('is lost with losing evidence when nobody answers the merchant, and the credit is taken back', () => {
    const own = testWorld()
    const { id } = submitted(own, 'losing_evidence')
    own.liveDays(17)
    expect(get(own, id)).toMatchObject({ status: 'merchant-response', merchantResponse: { text: expect.any(String) }, nextStep: { by: 'you', what: 'respond' } })
    expect(get(own, id).evidence.map(({ by }) => by)).toEqual(['merchant'])
    own.liveDays(12)
    expect(get(own, id)).toMatchObject({ status: 'lost', wonAmount: usd(0), provisionalCredit: { reversedAt: expect.any(Number) } })
    expect(creditsOf(own.world).toSorted()).toEqual([-20_000, 20_000])
    expect(accountOf(own, 'finch')).toMatchObject({ disputedTotal: usd(0), currentBalance: usd(20_000) })
  })

  it('goes to arbitration when the merchant is answered, and may be won in part', () => {
    const own = testWorld()
    const { id } = submitted(own, 'partly_evidence')
    own.liveDays(17)
    own.world.store.write(() => respond(own.world, get(own, id), 'Here is more.'))
    expect(get(own, id).status).toBe('pre-arbitration')
    own.liveDays(21)
    expect(get(own, id)).toMatchObject({ status: 'partly-won', wonAmount: usd(10_000) })
    expect(creditsOf(own.world).toSorted()).toEqual([-10_000, 20_000])
  })

  it('can be withdrawn: nothing more happens, and the charge can be disputed again', () => {
    const own = testWorld()
    const { id, transactionId } = submitted(own, 'winning_evidence')
    own.liveDays(3)
    own.world.store.write(() => withdraw(own.world, get(own, id)))
    own.liveDays(60)
    expect(get(own, id).status).toBe('withdrawn')
    expect(creditsOf(own.world).toSorted()).toEqual([-20_000, 20_000])
    expect(own.world.objects.get('transaction', transactionId).disputeId).toBeNull()
  })

  it('is refused incomplete, twice, too late, for a pending charge and above the charge', () => {
    const own = testWorld()
    const hold = own.charge(own.card('finch'), 20_000)
    expect(() => createDraft(own.world, hold.id, { reason: 'fraud' })).toThrow(expect.objectContaining({ code: 'not_allowed', details: { reason: 'not-posted' } }))
    own.liveDays(2)
    const [charge] = transactions(own.world)
    const draft = createDraft(own.world, charge!.id, { reason: 'duplicate', explanation: 'x' })
    expect(() => submit(own.world, draft)).toThrow(expect.objectContaining({ code: 'dispute_incomplete', details: { missing: ['other-transaction'] } }))
    expect(() => createDraft(own.world, charge!.id, { reason: 'fraud' })).toThrow(expect.objectContaining({ details: { reason: 'already-disputed' } }))
    expect(() => updateDraft(own.world, draft.id, { amount: usd(20_001) })).toThrow(expect.objectContaining({ details: { field: 'amount', reason: 'above-charge' } }))
    const complete = updateDraft(own.world, draft.id, { answers: { 'other-transaction': 'T' } })
    expect(complete.submitBy).toBe(addDays('2026-01-05' as IsoDate, 80))
    own.liveDays(90)
    expect(() => submit(own.world, complete)).toThrow(expect.objectContaining({ code: 'dispute_deadline_passed' }))
    expect(get(own, draft.id).status).toBe('expired')
  })
})

describe('cards and rewards', () => {
  it('a card that is ordered is shipped, delivered, and moves to another product at the close', () => {
    const own = testWorld()
    const one = own.world.store.write(() => issueCard(own.world, { kind: 'physical', cardholderId: own.places.people[5]!, accountId: own.places.accounts.finch }))
    expect(one.shipping?.status).toBe('ordered')
    own.liveDays(2)
    expect(own.world.objects.get('card', one.id).shipping?.status).toBe('shipped')
    own.liveDays(5)
    expect(own.world.objects.get('card', one.id).shipping?.status).toBe('delivered')
    const target = accountOf(own, 'tradewind').productId
    own.world.objects.update('card', one.id, { status: 'active', pendingProductId: target })
    own.liveTo('2026-02-03')
    const before = own.world.objects.get('card', one.id)
    expect(before).toMatchObject({ status: 'closed', closedReason: 'product-change' })
    expect(own.world.objects.get('card', before.replacedById!)).toMatchObject({ productId: target, accountId: own.places.accounts.tradewind, replacesId: one.id })
  })

  it('rewards are pending until the close, by category, and a refund takes its own back', () => {
    const own = testWorld()
    const program = () => own.world.objects.all('rewardsProgram').find(({ accountIds }) => accountIds.includes(own.places.accounts.finch))!
    const before = program().balance
    own.charge(own.card('finch'), 10_000, { ending: { how: 'post', inDays: 1, minor: 10_000, refund: { inDays: 2, minor: 4_000 } } })
    own.charge(own.card('finch'), 10_000, { mcc: '5732' })
    own.liveTo('2026-01-20')
    expect(program()).toMatchObject({ balance: before, pending: 300 + 100 - 120 })
    own.liveTo('2026-02-03')
    expect(program()).toMatchObject({ balance: before + 280, pending: 0 })
    expect(statementsOf(own.world, own.places.accounts.finch)[0]).toMatchObject({ rewardsEarned: 280, rewardsBalance: before + 280 })
    const { redemptions, id } = program()
    own.world.store.write(() => rewardHandlers(own.world).redeem({ params: { programId: id }, query: undefined, body: { redemptionId: redemptions[0]!.id, amount: 2_500 }, caller: { personId: '', sessionId: '', name: '', deviceId: '' }, idempotencyKey: '' }))
    expect(transactions(own.world)[0]).toMatchObject({ kind: 'credit', amount: usd(2_500), postedOn: todayOf(own.world) })
  })
})
