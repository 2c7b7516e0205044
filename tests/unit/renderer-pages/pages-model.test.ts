import { describe, expect, it } from 'vitest'
import type { Overview } from '#shared/rpc/contract/reports.contract.ts'
import { paceOf, paceSentence } from '#renderer/features/overview/model/pace.ts'
import { dueText, monthsSentence, nextDue, overviewSentence, peopleSentence } from '#renderer/features/overview/model/sentence.ts'

const count = (value: number) => String(value)
const words = { money: (minor: number) => `$${minor}`, monthLong: (month: string) => month, weekday: () => 'Thursday', date: (date: string) => date }

function overviewOf(some: Partial<Overview> = {}): Overview {
  return {
    hasTransactions: true, today: '2026-03-10', month: '2026-03', monthSpend: [{ minor: 900, currency: 'USD' }], previousMonthSpend: [], mainCurrency: 'USD',
    byMonth: [], byPerson: [], cumulative: [], lastImport: null, needs: [], ...some,
  }
}
const due = (statementId: number, dueOn: string) => ({ kind: 'statement-due', statementId, cardName: 'Amex', dueOn, minimumMinor: null, balanceMinor: -4_310, currency: 'USD' }) as const

describe('the first line of the overview', () => {
  it('says what needs a person and what is due first', () => {
    const needs = [{ kind: 'uncategorised', count: 4, categoryId: 1 } as const, due(1, '2026-03-20'), due(2, '2026-03-12')]
    expect(overviewSentence(overviewOf({ needs }), words)).toBe('Three things need you; $4310 is due on Thursday.')
    expect(nextDue(overviewOf({ needs }))?.statementId).toBe(2)
  })

  it('adds up what is due on the same day, never across currencies', () => {
    const needs = [due(1, '2026-03-12'), due(2, '2026-03-12'), { ...due(3, '2026-03-12'), currency: 'EUR' }]
    expect(overviewSentence(overviewOf({ needs }), words)).toBe('Three things need you; $8620 is due on Thursday.')
  })

  it('says who spent most and what a month costs, over months that are over', () => {
    const percent = (ratio: number) => `${Math.round(ratio * 100)}%`
    const person = (name: string, spendMinor: number, cardholderId: number | null = 1) => ({ name, spendMinor, cardholderId })
    expect(peopleSentence([person('Dana', 300), person('Sam', 100)], percent)).toBe('Dana spent the most, 75%.')
    expect(peopleSentence([person('No cardholder', 300, null), person('Sam', 100)], percent)).toBe('75% is on cards without a cardholder.')
    expect(peopleSentence([person('Dana', 300)], percent)).toBe('All of it by Dana.')
    expect(peopleSentence([person('Dana', -300)], percent)).toBe('Nobody spent anything.')
    const months = [0, 100, 301, 9_999].map((spendMinor, index) => ({ month: `2026-0${index + 1}`, spendMinor }))
    expect(monthsSentence(months, count)).toBe('201 a month on average before this one.')
    expect(monthsSentence(months.slice(0, 2), count)).toBe('The first month in the books.')
  })

  it('is calm when nothing does', () => {
    expect(overviewSentence(overviewOf(), words)).toBe('Nothing needs you. $900 spent so far this month.')
    expect(overviewSentence(overviewOf({ month: '2025-12' }), words)).toBe('Nothing needs you. $900 spent in 2025-12.')
    expect(overviewSentence(overviewOf({ month: null, monthSpend: [] }), words)).toBe('Nothing needs you.')
  })

  it.each([['2026-03-10', 'today'], ['2026-03-11', 'tomorrow'], ['2026-03-16', 'on Thursday'], ['2026-03-17', 'on 2026-03-17'], ['2026-03-09', 'since 2026-03-09']])('%s is due %s', (dueOn, text) => {
    expect(dueText(dueOn, '2026-03-10', words)).toBe(text)
  })
})

describe('the pace of the month', () => {
  it('compares with the same day of the month before, not with its end', () => {
    const cumulative = [
      { day: 1, spendMinor: 100, previousMinor: 50 }, { day: 2, spendMinor: 300, previousMinor: 450 }, { day: 3, spendMinor: null, previousMinor: 900 },
    ]
    const pace = paceOf(cumulative)
    expect(pace).toEqual({ day: 2, spend: 300, previousByThen: 450 })
    expect(pace && paceSentence(pace, 'Feb', (minor) => `$${minor}`)).toBe('$150 less than by day 2 of Feb.')
    expect(paceOf([])).toBeNull()
  })

  it('takes the last known day when the month before was shorter', () => {
    expect(paceOf([{ day: 28, spendMinor: 5, previousMinor: 7 }, { day: 29, spendMinor: 9, previousMinor: null }])?.previousByThen).toBe(7)
  })
})
