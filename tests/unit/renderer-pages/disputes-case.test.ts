import { describe, expect, it } from 'vitest'
import { lossText } from '#renderer/features/disputes/case/model/loss-words.ts'
import { accountLines, autopayText, caseLines, effectText } from '#renderer/features/disputes/case/model/money-lines.ts'
import { recordChoices, recordLabel, recordProblems, refusedProblems } from '#renderer/features/disputes/case/model/record-entry.ts'
import { sentLines } from '#renderer/features/disputes/case/model/sent-lines.ts'
import { timelineOf } from '#renderer/features/disputes/case/model/timeline.ts'
import { withdrawLines } from '#renderer/features/disputes/case/model/withdraw-lines.ts'
import { problemText } from '#renderer/features/disputes/model/problem-words.ts'
import { DISPUTE_STAGES } from '#shared/domain/disputes/names.ts'
import { movesFrom } from '#shared/domain/disputes/stages.ts'
import { detailOf, money, usd } from './disputes.ts'

const credit = { amount: usd(9_000), at: 300, reversedAt: null }
const account = { disputedTotal: usd(9_000), balance: usd(120_000), minimumDue: usd(3_500), dueOn: '2026-12-05', autopay: 'statement-balance' }

describe('the timeline', () => {
  const timeline = [
    { at: 100, by: 'you', stage: 'draft', note: 'Draft started' }, { at: 200, by: 'you', stage: 'submitted', note: 'Submitted' },
    { at: 300, by: 'issuer', stage: 'acknowledged', note: 'Received' }, { at: 500, by: 'merchant', stage: 'merchant-response', note: '' },
  ] as const

  it('has the credit where it was given, after the step that it came of', () => {
    const events = timelineOf(detailOf({ timeline: [...timeline], provisionalCredit: { ...credit, reversedAt: 900 }, stage: 'lost' }), money)
    expect(events.map(({ title }) => title)).toEqual(['Draft', 'Sent', 'Taken by the issuer', 'USD 9000 credited for the time being', 'The merchant answered', 'The credit taken back'])
    expect(events.map(({ who }) => who)).toEqual(['You', 'You', 'The issuer', 'The issuer', 'The merchant', 'The issuer'])
    // A note that repeats its title says nothing.
    expect(events.map(({ note }) => note)).toEqual(['', '', 'Received', '', '', ''])
  })

  it('says that only a part was taken back', () => {
    expect(timelineOf(detailOf({ provisionalCredit: { ...credit, reversedAt: 900 }, stage: 'partly-won' }), money).map(({ title }) => title)).toEqual(['USD 9000 credited for the time being', 'Part of the credit taken back'])
  })

  it('keeps the order in which it was recorded: a day that a person names has no hour', () => {
    const letter = [{ at: 900, by: 'you', stage: 'draft', note: '' }, { at: 700, by: 'you', stage: 'submitted', note: 'RR 4' }] as const
    expect(timelineOf(detailOf({ timeline: [...letter], channel: 'letter' }), money).map(({ title, note }) => [title, note])).toEqual([['Draft', ''], ['Sent', 'RR 4']])
  })
})

describe('what it does to what has to be paid', () => {
  const words = { date: (day: string) => day.slice(5), day: (at: number) => `day ${at}`, money }

  it('counts only what the issuer says', () => {
    expect(caseLines(detailOf({ provisionalCredit: { ...credit, reversedAt: 900 }, won: usd(0) }), words).map(({ label, note }) => [label, note])).toEqual([['Disputed', null], ['Provisional credit', 'taken back on day 900'], ['Won', null]])
    expect(accountLines(detailOf(), words)).toEqual([])
    expect(accountLines(detailOf({ account: { ...account, minimumDue: null } }), words).map(({ key }) => key)).toEqual(['disputed', 'balance'])
    expect(accountLines(detailOf({ account }), words).at(-1)).toMatchObject({ label: 'Minimum due', note: 'by 12-05' })
  })

  it('warns of a credit that can go again, of an issuer that says nothing, and of autopay that may draw it', () => {
    expect(effectText(detailOf({ account, provisionalCredit: credit }), words)).toBe('What is in dispute is not part of what must be paid. Pay the rest as usual. The credit can be taken back; do not count on it yet.')
    expect(effectText(detailOf(), words)).toContain('does not say')
    expect(effectText(detailOf({ channel: 'letter' }), words)).toContain('Nothing here knows')
    expect(effectText(detailOf({ stage: 'partly-won', won: usd(4_000) }), words)).toBe('USD 4000 stays credited; USD 5000 is due with the next statement.')
    expect(effectText(detailOf({ stage: 'queued', account }), words)).toBe('Until the issuer has it, the amount is due like any other charge.')
    expect(effectText(detailOf({ stage: 'lost', account }), words)).toBe('The amount is due like any other charge.')
    expect(autopayText(detailOf({ account }))).toContain('before the next draw')
    expect(autopayText(detailOf({ account: { ...account, autopay: 'minimum' } }))).toContain('without what is in dispute')
    expect([autopayText(detailOf({ account, stage: 'won' })), autopayText(detailOf())]).toEqual([null, null])
  })
})

describe('what was sent', () => {
  it('has every answer, also one in another form and one that only the issuer asks', () => {
    const words = { money, dateLong: (day: string) => `on ${day}`, charge: () => 'the other one' }
    const answers = [{ key: 'other-transaction', value: 'RX7' }, { key: 'moon-phase', value: true }, { key: 'empty', value: ' ' }]
    expect(sentLines(detailOf({ answers }), words).map(({ label, value }) => [label, value])).toEqual([['Which charge is the right one?', 'RX7'], ['Moon phase', 'Yes']])
    expect(sentLines(detailOf({ answers: [{ key: 'other-transaction', value: 12 }] }), words).map(({ value }) => value)).toEqual(['the other one'])
    expect(sentLines(detailOf({ reason: null, answers: [{ key: 'received-on', value: '2026-11-02' }] }), words).map(({ label, value }) => [label, value])).toEqual([['Received on', '2026-11-02']])
  })
})

describe('withdrawing', () => {
  const value = (label: string, dispute = detailOf(), isOffline = false) => withdrawLines(dispute, { money, isOffline }).find((line) => line.label === label)?.value

  it('says that the credit goes, and when it takes effect', () => {
    expect(value('The credit', detailOf({ provisionalCredit: credit }))).toBe('USD 9000 is taken back')
    expect(value('The credit', detailOf({ provisionalCredit: { ...credit, reversedAt: 9 } }))).toBe('None was given')
    expect([value('Takes effect'), value('Takes effect', detailOf(), true)]).toEqual(['At once', 'As soon as the issuer can be reached'])
  })
})

describe('recording what came of a letter', () => {
  const draft = { stage: 'lost', on: '2026-11-20', note: '', wonMinor: null } as const
  const problems = (some: Partial<Parameters<typeof recordProblems>[0]>) => Object.keys(recordProblems({ ...draft, ...some }, detailOf(), '2026-11-24'))

  it('offers what can follow, each with its own words and button', () => {
    for (const stage of DISPUTE_STAGES) {
      const choices = recordChoices(detailOf({ stage, channel: 'letter' }))
      expect(choices.map((choice) => choice.stage)).toEqual(movesFrom(stage, 'letter'))
      expect(choices.filter((choice) => choice.label === choice.stage || recordLabel(choice.stage) === 'Record')).toEqual([])
    }
  })

  it('needs what, a day that has come, and how much of a part', () => {
    expect(problems({})).toEqual([])
    expect(problems({ stage: null, on: null })).toEqual(['stage', 'on'])
    expect(problems({ on: '2026-11-25' })).toEqual(['on'])
    expect(problems({ on: '2026-11-24' })).toEqual([])
    expect(problems({ stage: 'partly-won' })).toEqual(['won'])
    expect(problems({ stage: 'partly-won', wonMinor: 9_000 })).toEqual(['won'])
    expect(problems({ stage: 'partly-won', wonMinor: 8_999 })).toEqual([])
    expect(problems({ stage: 'won', wonMinor: 9_000 })).toEqual([])
    expect([refusedProblems({ field: 'on', text: 'No' }), refusedProblems({ field: 'note', text: 'No' }), refusedProblems(null)]).toEqual([{ on: 'No' }, {}, {}])
  })
})

describe('why not', () => {
  it('is said in words, and an issuer’s newer word as it is', () => {
    expect(problemText({ code: 'not_allowed', reason: 'already-disputed', field: null })).toBe('The charge is disputed there already.')
    expect(problemText({ code: 'dispute_incomplete', reason: null, field: 'evidence:receipt' })).toBe('It asks for more than was sent: Receipt.')
    expect(problemText({ code: 'dispute_incomplete', reason: null, field: null })).toBe('It asks for more than was sent.')
    expect(problemText({ code: 'moon_phase', reason: 'waning-moon', field: null })).toBe('The issuer’s word for it is “waning moon”.')
    expect([lossText('delivered'), lossText(null), lossText('toString')]).toEqual(['The merchant proved that it was delivered.', 'The issuer gave no reason. Ask it for one in writing.', 'The issuer’s word for it is “toString”.'])
  })
})
