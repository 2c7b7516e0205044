import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boardGroups, boardSentence } from '#renderer/features/disputes/board/model/groups.ts'
import { byDecided, outcomesSentence, outcomeText, winRate } from '#renderer/features/disputes/board/model/outcomes.ts'
import { boardHref, readBoard, shownDisputes, STATES, type BoardView } from '#renderer/features/disputes/board/model/view.ts'
import { amountText, paperName } from '#renderer/features/disputes/model/dispute-words.ts'
import { dueOn, leftText, needsYou, nextText } from '#renderer/features/disputes/model/next-words.ts'
import { stageTone, standingLabel } from '#renderer/features/disputes/model/stage-words.ts'
import { disputeNeed } from '#renderer/features/overview/model/dispute-needs.ts'
import { DISPUTE_REASONS, DISPUTE_STAGES } from '#shared/domain/disputes/names.ts'
import { money, rowOf, usd } from './disputes.ts'

const today = '2026-11-24'
const days = { date: (day: string) => day.slice(5), today }
const draft = { stage: 'draft', sentAt: null } as const
const answerMe = { by: 'you', what: 'respond', until: '2026-12-01' } as const
const NOTHING: BoardView = { text: '', state: null, reason: null, merchant: null }

describe('whose turn it is', () => {
  it('says so with the day, in the words of who takes it', () => {
    expect(nextText(rowOf({ ...draft, sendBy: '2026-12-03' }), days)).toBe('Send it by 12-03')
    expect(nextText(rowOf({ ...draft, sendBy: '2026-12-03', channel: 'letter' }), days)).toBe('Post it by 12-03')
    expect(nextText(rowOf({ ...draft, sendBy: '2026-11-23' }), days)).toBe('Could be sent until 11-23')
    expect(nextText(rowOf({ nextStep: { by: 'merchant', what: 'respond', until: '2026-12-09' } }), days)).toBe('The merchant may answer until 12-09')
    expect(nextText(rowOf({ nextStep: answerMe, stage: 'merchant-response' }), days)).toBe('Answer the merchant by 12-01')
    expect(nextText(rowOf({ nextStep: { by: 'issuer', what: 'decide', until: null } }), days)).toBe('The issuer decides')
    expect(nextText(rowOf({ channel: 'letter', nextStep: { by: 'issuer', what: 'acknowledge', until: null } }), days)).toBe('The issuer confirms it')
    expect(nextText(rowOf({ stage: 'queued', sendBy: '2026-12-03' }), days)).toBe('Goes out by itself; last day 12-03')
    expect(nextText(rowOf({ stage: 'won' }), days)).toBeNull()
  })

  it('counts days to the last one, which still counts', () => {
    expect(['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25', '2026-12-03'].map((day) => leftText(day, today))).toEqual(['2 days over', '1 day over', 'last day today', '1 day left', '9 days left'])
  })

  it('calls for somebody in the last two weeks of a draft, for an answer, and where it was not taken', () => {
    expect(needsYou(rowOf({ ...draft, sendBy: '2026-12-08' }), today)).toBe(true)
    expect(needsYou(rowOf({ ...draft, sendBy: '2026-12-09' }), today)).toBe(false)
    expect([needsYou(rowOf({ ...draft, sendBy: '2026-10-25' }), today), needsYou(rowOf({ ...draft, sendBy: '2026-10-24' }), today)]).toEqual([true, false])
    expect(needsYou(rowOf({ ...draft, sendBy: null }), today)).toBe(false)
    expect(needsYou(rowOf({ ...draft, sendBy: '2027-02-01', problem: { code: 'not_allowed', reason: null, field: null } }), today)).toBe(true)
    expect([needsYou(rowOf({ stage: 'queued', sendBy: '2026-11-27' }), today), needsYou(rowOf({ stage: 'queued', sendBy: '2026-11-28' }), today)]).toEqual([true, false])
    expect(needsYou(rowOf({ stage: 'merchant-response', nextStep: answerMe }), today)).toBe(true)
    expect(needsYou(rowOf({ stage: 'merchant-response', nextStep: { by: 'issuer', what: 'decide', until: null } }), today)).toBe(false)
  })

  it('tells what was not taken from what cannot be sent, and keeps the stage of one that goes on', () => {
    const problem = { code: 'not_allowed', reason: null, field: null }
    expect([standingLabel(rowOf({ ...draft, problem })), standingLabel(rowOf({ stage: 'queued', problem })), standingLabel(rowOf({ stage: 'acknowledged', problem })), standingLabel(rowOf(draft))]).toEqual(['Not taken', 'Cannot be sent', 'Taken by the issuer', 'Draft'])
  })

  it('is amber only where it waits for you', () => {
    expect(stageTone(rowOf({ stage: 'merchant-response', nextStep: answerMe }))).toBe('attention')
    expect(stageTone(rowOf({ stage: 'merchant-response', nextStep: { by: 'issuer', what: 'decide', until: null } }))).toBe('going')
    expect(stageTone(rowOf({ ...draft, problem: { code: 'not_allowed', reason: null, field: null } }))).toBe('attention')
  })
})

describe('the board', () => {
  const rows = [
    rowOf({ id: 1, stage: 'won', sentAt: 10 }), rowOf({ id: 2, stage: 'lost', sentAt: 20 }),
    rowOf({ id: 3, ...draft, sendBy: '2027-01-30' }), rowOf({ id: 4, ...draft, sendBy: '2026-12-01', reason: null }),
    rowOf({ id: 5, stage: 'merchant-response', nextStep: { ...answerMe, until: '2026-11-28' } }), rowOf({ id: 6, stage: 'acknowledged', nextStep: { by: 'merchant', what: 'respond', until: '2026-12-20' } }),
    rowOf({ id: 7, stage: 'queued', sentAt: null }), rowOf({ id: 8, stage: 'expired', sentAt: null, createdAt: 5 }), rowOf({ id: 9, ...draft, sendBy: '2027-01-02' }),
  ]

  it('brings what needs somebody first, then by the day that comes first; what ended, the newest first', () => {
    expect(boardGroups(rows, today).map(({ id, rows: own }) => [id, own.map((row) => row.id)])).toEqual([['needs-you', [5, 4]], ['drafts', [9, 3]], ['under-way', [6, 7]], ['ended', [2, 1, 8]]])
  })

  it('has every dispute in exactly one part, whatever its state', () => {
    const anyRow = fc.record({ stage: fc.constantFrom(...DISPUTE_STAGES), sendBy: fc.constantFrom(null, '2026-11-01', '2026-11-30', '2027-05-05'), refused: fc.boolean(), byYou: fc.boolean() })
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 30 }), (some) => {
        const all = some.map(({ stage, sendBy, refused, byYou }, id) => rowOf({ id, stage, sendBy, problem: refused ? { code: 'x', reason: null, field: null } : null, nextStep: byYou ? answerMe : null }))
        const shown = boardGroups(all, today).flatMap((group) => group.rows.map((row) => row.id))
        expect(shown.toSorted((a, b) => a - b)).toEqual(all.map(({ id }) => id))
      }),
    )
  })

  it('says what is at stake, one sum a currency and drafts not counted', () => {
    const words = { count: String, money }
    expect(boardSentence({ rows, atStake: [{ minor: 200, currency: 'EUR' }, { minor: 27_000, currency: 'USD' }], today }, words)).toBe('Two need you. USD 27000 and EUR 200 are at stake in 3 disputes.')
    expect(boardSentence({ rows: [rowOf()], atStake: [usd(9_000)], today }, words)).toBe('Nothing needs you. USD 9000 is at stake in 1 dispute.')
    expect(boardSentence({ rows: [rowOf({ ...draft, sendBy: '2026-11-25' })], atStake: [], today }, words)).toBe('One needs you. Nothing is at stake.')
  })

  it('finds by state, reason, merchant and words, all at once', () => {
    const shown = (view: Partial<BoardView>) => shownDisputes(rows, { ...NOTHING, ...view }, today, (row) => `${row.charge.merchant} ${row.charge.holderName}`).map(({ id }) => id)
    expect(STATES.map(({ id }) => [id, shown({ state: id })])).toEqual([['needs-you', [4, 5]], ['drafts', [3, 4, 9]], ['under-way', [5, 6, 7]], ['won', [1]], ['lost', [2]], ['ended', [8]]])
    expect(shown({ reason: 'none' })).toEqual([4])
    expect(shown({ text: 'lantern DANA', state: 'lost' })).toEqual([2])
    expect(shown({ text: 'somebody else' })).toEqual([])
    expect(shown({ merchant: 'Lamb' })).toEqual([])
  })

  it('keeps what it shows in its address', () => {
    fc.assert(
      fc.property(
        fc.record({ text: fc.string(), state: fc.constantFrom(null, ...STATES.map(({ id }) => id)), reason: fc.constantFrom(null, 'none' as const, ...DISPUTE_REASONS), merchant: fc.option(fc.string({ minLength: 1 })) }),
        (view) => {
          expect(readBoard(boardHref(view).split('?')[1] ?? '')).toEqual(view)
        },
      ),
    )
    expect(readBoard('state=toString&reason=constructor')).toEqual(NOTHING)
  })
})

describe('how disputes ended', () => {
  const outcomes = [{ key: 'a', label: 'A', won: 1, partly: 0, lost: 0 }, { key: 'b', label: 'B', won: 1, partly: 2, lost: 1 }, { key: 'c', label: 'C', won: 0, partly: 0, lost: 0 }]

  it('is told by those with the most decisions, and not where there is none', () => {
    expect(byDecided(outcomes).map(({ key }) => key)).toEqual(['b', 'a'])
    expect(outcomes.map(outcomeText)).toEqual(['1 of 1 won', '1 won, 2 in part, 1 lost', '0 of 0 won'])
    expect(outcomes.map(winRate)).toEqual([1, 0.5, 0])
    expect(outcomesSentence(outcomes, String)).toBe('2 of 5 disputes that were decided were won, 2 in part.')
    expect(outcomesSentence(outcomes.slice(0, 1), String)).toBe('1 of 1 dispute that was decided was won.')
  })
})

describe('a dispute', () => {
  it('says of how much it is a part, also in another currency', () => {
    expect(amountText(rowOf(), money)).toBe('USD 9000')
    expect(amountText(rowOf({ amount: usd(4_000) }), money)).toBe('USD 4000 of USD 9000')
    expect(dueOn(rowOf({ ...draft, sendBy: '2026-12-03', nextStep: answerMe }))).toBe('2026-12-03')
  })

  it('gives its paper a name that every system takes', () => {
    expect(paperName(rowOf({ charge: { ...rowOf().charge, merchant: 'A/B: "Shop"' } }))).toBe('Dispute A B   Shop  2026-11-03')
    expect(paperName(rowOf({ charge: { ...rowOf().charge, merchant: 'x'.repeat(300) } })).length).toBeLessThanOrEqual(100)
  })

  it('is on the morning page with what to do', () => {
    const base = { disputeId: 4, merchant: 'Lamb & Lantern', amountMinor: 9_000, currency: 'USD' }
    const words = { money, due: (day: string) => `on ${day}` }
    expect(disputeNeed({ kind: 'dispute-draft', ...base, sendBy: '2026-11-28' }, today, words)).toMatchObject({ text: 'The last day to dispute USD 9000 at Lamb & Lantern is on 2026-11-28', action: 'Finish it', tone: undefined })
    expect(disputeNeed({ kind: 'dispute-draft', ...base, sendBy: '2026-11-23' }, today, words)).toMatchObject({ text: 'The last day to dispute USD 9000 at Lamb & Lantern has passed', tone: 'danger' })
    expect(disputeNeed({ kind: 'dispute-answer', ...base, until: '2026-11-28' }, today, words).detail).toContain('due on 2026-11-28')
    expect(disputeNeed({ kind: 'dispute-refused', ...base }, today, words).text).toContain('was not taken')
  })
})
