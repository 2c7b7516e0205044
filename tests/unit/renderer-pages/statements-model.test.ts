import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Statement } from '#shared/rpc/contract/statements.contract.ts'
import { partColumns, partOf } from '#renderer/features/statements/model/list-columns.ts'
import { dueStateOf, feesOf, paperLines, reconciliationOf } from '#renderer/features/statements/model/paper.ts'
import { transactionsHref } from '#renderer/lib/links.ts'
import { readView } from '#renderer/features/transactions/model/address.ts'

const FULL: Statement = {
  id: 1, accountId: 1, accountLabel: 'Amex', currency: 'USD', openedOn: null, closedOn: '2026-03-01', dueOn: null, openingMinor: -1_000, closingMinor: -1_512, minimumDueMinor: null, pastDueMinor: null,
  purchasesMinor: 900, creditsMinor: 400, feesMinor: null, financeChargeMinor: -12, creditLimitMinor: null, autopay: null, transactions: 3, transactionsMinor: -512, differenceMinor: 0,
}
const BARE: Statement = { ...FULL, purchasesMinor: null, creditsMinor: null, feesMinor: null, financeChargeMinor: null }
const shown = (statement: Statement) => paperLines(statement).map((line) => [line.label, line.minor])

describe('a statement as paper', () => {
  it('prints what is owed as positive, credits as taken off, and leaves out what the file does not say', () => {
    expect(shown(FULL)).toEqual([['Opening balance', 1_000], ['Payments and credits', -400], ['Charges', 900], ['Interest', 12], ['Closing balance', 1_512]])
    expect(Object.is(paperLines({ ...FULL, closingMinor: 0 }).at(-1)?.minor, -0)).toBe(false)
  })

  it('puts the sum of the lines between the balances where the file says nothing of it, and never both', () => {
    expect(shown(BARE)).toEqual([['Opening balance', 1_000], ['Charges less payments', 512], ['Closing balance', 1_512]])
    // A late fee is among the lines already: beside their sum it would count twice.
    expect(shown({ ...BARE, feesMinor: 39 })).toEqual(shown(BARE))
    expect(shown({ ...BARE, transactions: 0, transactionsMinor: 0 })).toEqual([['Opening balance', 1_000], ['Closing balance', 1_512]])
  })

  it('says in which direction it is off: a sum that owes less than the statement lacks charges', () => {
    const state = (differenceMinor: number | null, openingMinor: number | null = -1_000) => reconciliationOf({ differenceMinor, openingMinor })
    expect([state(0), state(12), state(-12), state(null, null), state(null)]).toEqual(['reconciled', 'too-little', 'too-much', 'no-opening', 'no-start'])
  })

  it('adds up on paper exactly where the books say that it does', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: -3, max: 3 }), (openingMinor, transactionsMinor, differenceMinor) => {
        const statement = { ...BARE, openingMinor, transactionsMinor, differenceMinor, closingMinor: openingMinor + transactionsMinor - differenceMinor }
        const [opening, net, closing] = paperLines(statement).map((line) => line.minor)
        expect((opening ?? 0) + (net ?? 0) === closing).toBe(reconciliationOf(statement) === 'reconciled')
        if (reconciliationOf(statement) === 'too-little') expect((opening ?? 0) + (net ?? 0)).toBeLessThan(closing ?? 0)
      }),
    )
  })

  it('tells where the due day stands', () => {
    expect(['2026-03-02', '2026-03-03', '2026-03-04', null].map((dueOn) => dueStateOf({ dueOn }, '2026-03-03'))).toEqual(['past', 'today', 'ahead', 'none'])
  })
})

describe('the list of statements', () => {
  it('has a column only where a statement has its figure', () => {
    expect(partColumns([FULL])).toEqual(['charges', 'credits', 'fees'])
    expect(partColumns([BARE])).toEqual(['net'])
    expect(partColumns([FULL, BARE])).toEqual(['charges', 'credits', 'fees'])
    expect(partColumns([])).toEqual([])
  })

  it('names credits by their magnitude, fees with interest', () => {
    expect([partOf(FULL, 'credits'), partOf(FULL, 'charges'), partOf(FULL, 'fees'), partOf(FULL, 'net')]).toEqual([400, 900, 12, null])
    expect(feesOf({ feesMinor: -39, financeChargeMinor: -12 })).toBe(51)
    expect(feesOf({ feesMinor: null, financeChargeMinor: null })).toBeNull()
  })

  it('opens a line where it is listed, with its drawer', () => {
    const view = readView(transactionsHref({ statementId: 4 }, 812).split('?')[1] ?? '')
    expect(view).toMatchObject({ filter: { statementId: 4 }, openId: 812 })
    expect(transactionsHref({}, 812)).toBe('/transactions?id=812')
    expect(transactionsHref()).toBe('/transactions')
  })
})
