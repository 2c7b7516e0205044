import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { feedTypes, type FeedType } from '#shared/gateway/resources/changes.ts'
import { passesLuhn } from '#shared/domain/card-number.ts'
import { daysBetween, type IsoDate } from '#shared/domain/time.ts'
import type { Authorization } from '#shared/gateway/resources/authorizations.ts'
import type { Transaction } from '#shared/gateway/resources/transactions.ts'
import { sumsOf } from '#sandbox/issuer/account-figures.ts'
import { openTestSandbox, SANDBOX_NOW, type TestSandbox } from '#tests/support/sandbox.ts'

const held = {} as { sandbox: TestSandbox; transactions: readonly Transaction[]; authorizations: readonly Authorization[] }

const all = <T>(sandbox: TestSandbox, type: FeedType): T[] =>
  (sandbox.world.store.sqlite.prepare('SELECT seq, body FROM objects WHERE type = ? AND body IS NOT NULL ORDER BY seq').all(type) as { seq: number; body: string }[]).map(({ seq, body }) => ({ ...(JSON.parse(body) as object), version: seq }) as T)

const fingerprint = (sandbox: TestSandbox): string => {
  const hash = createHash('sha256')
  for (const row of sandbox.world.store.sqlite.prepare('SELECT seq, type, id, body FROM objects ORDER BY seq').iterate()) hash.update(JSON.stringify(row))
  return hash.digest('hex')
}

beforeAll(async () => {
  const sandbox = await openTestSandbox()
  Object.assign(held, { sandbox, transactions: all<Transaction>(sandbox, 'transaction'), authorizations: all<Authorization>(sandbox, 'authorization') })
})
afterAll(() => held.sandbox.close())

describe('the made-up company', () => {
  it('is the same every time, and another with another seed', async () => {
    const make = (seed: number) => openTestSandbox({ seed, scale: 2_000 })
    const [one, two, other] = [await make(7), await make(7), await make(8)]
    expect(fingerprint(one)).toBe(fingerprint(two))
    expect(fingerprint(one)).not.toBe(fingerprint(other))
    await Promise.all([one.close(), two.close(), other.close()])
  })

  it.each([['2028-02-29T18:00:00Z', 1], ['2027-03-14T07:30:00Z', 2], ['2026-12-31T23:59:59Z', 3], ['2027-01-01T05:00:00Z', 4], ['2026-11-01T05:59:59Z', 5]])('can be made at any moment: %s', async (now, seed) => {
    const sandbox = await openTestSandbox({ seed, scale: 1_500, machine: () => Date.parse(now) })
    sandbox.travel.advance(3 * 86_400_000, 'world')
    expect(sandbox.problems).toEqual([])
    await sandbox.close()
  })

  it('has 14 people, 22 cards on 3 products, and says that it is a sandbox', () => {
    const { objects } = held.sandbox.world
    expect(objects.all('cardholder')).toHaveLength(14)
    expect(objects.all('card')).toHaveLength(22)
    expect(new Set(objects.all('card').map(({ productId }) => productId)).size).toBe(3)
    expect(objects.all('company')[0]!.legalName).toContain('sandbox')
    expect(objects.all('card').filter(({ replacesId }) => replacesId !== null)).toHaveLength(1)
    expect(new Set(objects.all('card').map(({ status }) => status))).toEqual(new Set(['active', 'frozen', 'inactive', 'closed']))
  })

  it('spans 24 months with about 9,000 charges', () => {
    const charges = held.transactions.filter(({ kind }) => kind === 'charge')
    const days = charges.map(({ postedOn }) => postedOn).toSorted()
    expect(charges.length).toBeGreaterThan(8_500)
    expect(charges.length).toBeLessThan(9_500)
    expect(daysBetween(days[0]! as IsoDate, days.at(-1)! as IsoDate)).toBeGreaterThan(720)
    expect(Math.max(...held.transactions.map(({ transactedAt }) => transactedAt))).toBeLessThanOrEqual(SANDBOX_NOW)
  })

  it('has a busy autumn, a quiet August, and quiet weekends', () => {
    const charges = held.transactions.filter(({ kind }) => kind === 'charge')
    const inMonth = (month: string) => charges.filter(({ transactedAt }) => new Date(transactedAt).toISOString().slice(0, 7) === month).length
    expect(inMonth('2025-10') + inMonth('2026-10')).toBeGreaterThan(1.15 * (inMonth('2025-08') + inMonth('2026-08')))
    const weekend = charges.filter(({ transactedAt }) => [0, 6].includes(new Date(transactedAt - 5 * 3_600_000).getUTCDay())).length
    expect(weekend / charges.length).toBeLessThan(0.15)
  })

  it('refunds, travels abroad in five currencies, pays twice now and then, and subscribes', () => {
    const charges = held.transactions.filter(({ kind }) => kind === 'charge')
    expect(held.transactions.filter(({ kind, refundOfId }) => kind === 'refund' && refundOfId !== null).length).toBeGreaterThan(80)
    const foreign = charges.filter((transaction) => transaction.foreign !== null)
    expect(foreign.length).toBeGreaterThan(60)
    expect(new Set(foreign.map((transaction) => transaction.foreign!.amount.currency))).toEqual(new Set(['GBP', 'CAD', 'EUR', 'JPY', 'BHD']))
    const twice = charges.filter((one, index) => charges.slice(index + 1, index + 30).some((two) => two.cardId === one.cardId && two.merchant?.name === one.merchant?.name && two.amount.amountMinor === one.amount.amountMinor && Math.abs(two.transactedAt - one.transactedAt) < 300_000))
    expect(twice.length).toBeGreaterThan(5)
    const prices = charges.filter(({ merchant }) => merchant?.name === 'Inkwell Docs').map(({ amount }) => amount.amountMinor)
    expect(prices.length).toBeGreaterThan(20)
    expect([...new Set(prices)]).toEqual([-16_800, -21_000])
  })

  it('was declined for many reasons, each with the limit or controls that did it', () => {
    const declines = held.authorizations.flatMap(({ decline }) => (decline ? [decline] : []))
    const reasons = new Set(declines.map(({ reason }) => reason))
    expect(declines.length).toBeGreaterThan(70)
    for (const reason of ['spending-limit', 'cash-blocked', 'category-blocked', 'card-frozen', 'card-inactive'] as const) expect(reasons).toContain(reason)
    expect(declines.filter(({ reason, limitId }) => reason === 'spending-limit' && limitId === null)).toEqual([])
    expect(declines.filter(({ reason, controlsId }) => reason.endsWith('-blocked') && controlsId === null)).toEqual([])
  })

  it('has two open disputes, waiting requests and pending charges', () => {
    const disputes = held.sandbox.world.objects.all('dispute')
    expect(disputes.filter(({ nextStep }) => nextStep !== null).map(({ status }) => status).toSorted()).toEqual(['acknowledged', 'merchant-response'])
    expect(disputes.map(({ status }) => status)).toEqual(expect.arrayContaining(['won', 'lost']))
    expect(held.sandbox.world.objects.all('limitRequest').filter(({ status }) => status === 'pending')).toHaveLength(2)
    expect(held.authorizations.filter(({ status }) => status === 'pending').length).toBeGreaterThan(5)
  })

  it('adds up: every statement, to the cent, and the balance since', () => {
    const { world } = held.sandbox
    for (const account of world.objects.all('account')) {
      const statements = world.objects.all('statement').filter(({ accountId }) => accountId === account.id)
      expect(statements.length).toBeGreaterThanOrEqual(24)
      for (const { previousBalance, newBalance, openedOn, closedOn } of statements) expect(newBalance.amountMinor).toBe(previousBalance.amountMinor - sumsOf(world, account.id, openedOn, closedOn).total)
      const everything = held.transactions.filter(({ accountId }) => accountId === account.id).reduce((sum, { amount }) => sum + amount.amountMinor, 0)
      expect(account.currentBalance.amountMinor).toBe(-everything)
    }
  })

  it('keeps each charge with its own: account of its card, holder of its card, transaction of its authorization', () => {
    const cards = new Map(held.sandbox.world.objects.all('card').map((card) => [card.id, card]))
    const wrong = held.transactions.filter(({ cardId, accountId, cardholderId }) => cardId !== null && (cards.get(cardId)?.accountId !== accountId || cards.get(cardId)?.cardholderId !== cardholderId))
    expect(wrong).toEqual([])
    const byId = new Map(held.transactions.map((transaction) => [transaction.id, transaction]))
    for (const { id, status, transactionIds } of held.authorizations) {
      if (status === 'posted') expect(byId.get(transactionIds[0]!)?.authorizationId).toBe(id)
    }
  })

  it('fits its schemas, and shows no card number anywhere', () => {
    const rows = held.sandbox.world.store.sqlite.prepare('SELECT seq, type, body FROM objects WHERE body IS NOT NULL').all() as { seq: number; type: FeedType; body: string }[]
    for (const { seq, type, body } of rows) {
      expect(feedTypes[type].safeParse({ ...(JSON.parse(body) as object), version: seq }).success, `${type} ${body}`).toBe(true)
      for (const [digits] of body.matchAll(/\b\d{14,19}\b/g)) expect(passesLuhn(digits), body).toBe(false)
    }
  })

  it('goes on living: a month later there is more, and it still adds up', async () => {
    const sandbox = await openTestSandbox()
    const before = sandbox.world.objects.head
    sandbox.travel.advance(31 * 86_400_000, 'world')
    const charges = all<Transaction>(sandbox, 'transaction').filter(({ kind, transactedAt }) => kind === 'charge' && transactedAt > SANDBOX_NOW)
    expect(charges.length).toBeGreaterThan(150)
    expect(sandbox.world.objects.head).toBeGreaterThan(before)
    for (const account of sandbox.world.objects.all('account')) {
      expect(account.currentBalance.amountMinor).toBe(-all<Transaction>(sandbox, 'transaction').filter(({ accountId }) => accountId === account.id).reduce((sum, { amount }) => sum + amount.amountMinor, 0))
    }
    expect(sandbox.problems).toEqual([])
    await sandbox.close()
  })

  it('in bulk adds up as well, with the charges that were asked for', async () => {
    const sandbox = await openTestSandbox({ scale: 50_000 })
    const transactions = all<Transaction>(sandbox, 'transaction')
    const charges = transactions.filter(({ kind }) => kind === 'charge').length
    expect(charges).toBeGreaterThan(40_000)
    expect(charges).toBeLessThan(60_000)
    for (const account of sandbox.world.objects.all('account')) {
      expect(account.currentBalance.amountMinor).toBe(-transactions.filter(({ accountId }) => accountId === account.id).reduce((sum, { amount }) => sum + amount.amountMinor, 0))
    }
    await sandbox.close()
  })
})
