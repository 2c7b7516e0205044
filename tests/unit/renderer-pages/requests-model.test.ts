import { describe, expect, it } from 'vitest'
import { approveProblems, draftOf, noteOf, untilOf } from '#renderer/features/requests/model/approve-entry.ts'
import { attachmentName } from '#renderer/features/requests/model/attachment.ts'
import { answeredRequests, answeredTerms, answeredTitle, approveLabel, bytesText, openRequests, outcomeText, requestTerms, requestTitle, usedText } from '#renderer/features/requests/model/request-words.ts'
import { draftInput, newRule, ruleDraft, ruleInput, ruleProblems, ruleSentence, whoText } from '#renderer/features/requests/model/rule-words.ts'
import { dayOfEnd, endOfDay, endText } from '#renderer/lib/until-words.ts'
import { requestOf, usd } from './people.ts'

const words = { money: ({ minor }: { readonly minor: number }) => `$${minor / 100}`, end: (at: number) => `day ${at}`, day: (at: number) => `day ${at}` }

describe('a request', () => {
  it('says who asks for how much more, and for how long', () => {
    expect(requestTitle(requestOf(), words)).toBe('Dana Reyes asks for $500 more')
    expect(answeredTitle(requestOf(), words)).toBe('Dana Reyes asked for $2500 a month')
    expect(answeredTerms(requestOf({ until: 9 }), words)).toBe('Visa ·· 4242, until day 9')
    expect(requestTerms(requestOf(), words)).toBe('$2500 instead of $2000 a month on Visa ·· 4242, for good')
    expect(requestTerms(requestOf({ until: 9 }), words)).toBe('$2500 instead of $2000 a month on Visa ·· 4242, until day 9')
    expect(requestTitle(requestOf({ current: null, person: null }), words)).toBe('Somebody asks for a monthly limit of $2500')
    expect(requestTerms(requestOf({ current: null, card: null }), words)).toBe('$2500 a month, for good')
    expect(approveLabel(usd(250_000), null, words)).toBe('Approve $2500 for good')
    expect(usedText({ inForce: usd(200_000), used: usd(194_000), interval: 'week' }, words)).toBe('$1940 of the weekly limit of $2000 is used')
  })

  it('never subtracts one currency from another', () => {
    expect(requestTitle(requestOf({ amount: { minor: 250_000, currency: 'EUR' } }), words)).toBe('Dana Reyes asks for $2500')
  })

  it('waits, oldest first, until it is answered; what is not sent yet comes first of the answered', () => {
    const old = requestOf({ requestId: 'old', requestedAt: 1 })
    const fresh = requestOf({ requestId: 'fresh', requestedAt: 2 })
    const decided = requestOf({ requestId: 'decided', status: 'approved', decision: { at: 50, by: 'Mara Ellison', note: null, amount: usd(230_000), until: null } })
    const withdrawn = requestOf({ requestId: 'withdrawn', status: 'withdrawn', requestedAt: 60 })
    const waiting = requestOf({ requestId: 'waiting', waitingFor: 'approve' })
    const all = [fresh, decided, waiting, old, withdrawn]
    expect(openRequests(all).map(({ requestId }) => requestId)).toEqual(['old', 'fresh'])
    expect(answeredRequests(all).map(({ requestId }) => requestId)).toEqual(['waiting', 'withdrawn', 'decided'])
    expect(all.map((one) => outcomeText(one, words))).toEqual(['Waits for you', 'Approved by Mara Ellison: $2300 for good', 'Approved here, not sent yet', 'Waits for you', 'Taken back'])
    expect(outcomeText(requestOf({ waitingFor: 'approve', approvedByRule: true }), words)).toBe('Approved by a rule, not sent yet')
    expect(outcomeText(requestOf({ status: 'approved', approvedByRule: true, until: 7 }), words)).toBe('Approved by a rule: $2500 until day 7')
  })
})

describe('approving with changes', () => {
  const at = { money: words.money, now: 1_000 }

  it('keeps the exact end that was asked for while its day stays', () => {
    const until = new Date(2026, 10, 30, 15, 30).getTime()
    const draft = draftOf(requestOf({ until }))
    expect(draft.day).toBe('2026-11-30')
    expect(untilOf(draft, { until })).toBe(until)
    expect(untilOf({ ...draft, day: '2026-12-01' }, { until })).toBe(new Date(2026, 11, 1, 23, 59, 59, 999).getTime())
    expect(untilOf({ ...draft, isForGood: true }, { until })).toBeNull()
  })

  it('says what cannot be approved', () => {
    const draft = draftOf(requestOf())
    expect(approveProblems(draft, requestOf(), at)).toEqual({})
    expect(approveProblems({ ...draft, minor: null }, requestOf(), at)).toEqual({ amount: 'Say how much.' })
    expect(approveProblems({ ...draft, minor: 200_000 }, requestOf(), at)).toEqual({ amount: 'It is $2000 already: more than that, or decline.' })
    expect(approveProblems({ ...draft, isForGood: false, day: null }, requestOf(), at)).toHaveProperty('until')
    expect(approveProblems({ ...draft, isForGood: false, day: '1969-12-01' }, requestOf(), at)).toEqual({ until: 'That is over already.' })
    expect(approveProblems({ ...draft, minor: 1 }, requestOf({ current: null }), at)).toEqual({})
    expect(noteOf({ note: '  ' })).toBeNull()
  })
})

describe('ends of days', () => {
  const formats = { today: '2026-11-24' as const, date: (day: string) => day } as unknown as Parameters<typeof endText>[1]

  it.each([
    [endOfDay('2026-11-24'), 'tonight'], [new Date(2026, 10, 25).getTime(), 'tonight'], [endOfDay('2026-11-25'), 'tomorrow night'], [endOfDay('2026-11-30'), 'the end of 2026-11-30'],
    [new Date(2026, 10, 24, 18, 5).getTime(), '18:05'], [new Date(2026, 10, 25, 5).getTime(), '05:00 tomorrow'], [new Date(2026, 10, 30, 15, 30).getTime(), '2026-11-30, 15:30'],
  ])('%i is %s', (end, text) => {
    expect(endText(end, formats)).toBe(text)
  })

  it('gives midnight to the day that ends with it', () => {
    expect(dayOfEnd(new Date(2026, 10, 25).getTime())).toBe('2026-11-24')
    expect(dayOfEnd(endOfDay('2026-03-31'))).toBe('2026-03-31')
  })
})

describe('an attachment', () => {
  it('is saved as what is in it, whatever it is called', () => {
    expect(attachmentName({ fileName: 'quote.pdf', contentType: 'application/pdf' })).toBe('quote.pdf')
    expect(attachmentName({ fileName: 'photo.JPEG', contentType: 'image/jpeg' })).toBe('photo.JPEG')
    expect(attachmentName({ fileName: 'invoice.exe', contentType: 'application/pdf' })).toBe('invoice.exe.pdf')
    expect(attachmentName({ fileName: '../../evil/quote', contentType: 'application/pdf; charset=binary' })).toBe('quote.pdf')
    expect(attachmentName({ fileName: 'x'.repeat(200), contentType: 'image/png' })).toHaveLength(120)
    expect(attachmentName({ fileName: '', contentType: 'text/plain' })).toBe('Attachment')
  })

  it.each([[999, '999 bytes'], [1_200, '1.2 kB'], [12_345, '12 kB'], [4_560_000, '4.6 MB']])('%i is %s', (bytes, text) => {
    expect(bytesText(bytes, String)).toBe(text)
  })
})

describe('a rule', () => {
  const rule = { id: 3, people: null, upTo: usd(300_000), mostDays: 14, perMonth: 2, isOn: true, approvedThisMonth: 0 } as const
  const person = (id: number, name: string) => ({ id, name })

  it('is a sentence', () => {
    expect(ruleSentence(rule, words.money)).toBe('Everybody may have a limit of up to $3000 without waiting for you, for at most 14 days, twice a month each.')
    expect(ruleSentence({ ...rule, people: [person(1, 'Dana Reyes')], mostDays: 1, perMonth: 1 }, words.money)).toBe('Dana Reyes may have a limit of up to $3000 without waiting for you, for at most 1 day, once a month.')
    expect(ruleSentence({ ...rule, people: [person(1, 'Dana'), person(2, 'Sam')], mostDays: null, perMonth: 5 }, words.money)).toBe('Dana and Sam may have a limit of up to $3000 without waiting for you, however long, 5 times a month each.')
    expect(whoText(['A', 'B', 'C', 'D'].map((name, id) => person(id, name)))).toBe('A, B and 2 others')
    expect(whoText([])).toBe('Nobody any more')
  })

  it('goes through the form unchanged', () => {
    expect(draftInput(ruleDraft(rule))).toEqual(ruleInput(rule))
    const some = { ...rule, people: [person(4, 'Dana')], mostDays: null }
    expect(draftInput(ruleDraft(some))).toEqual({ ruleId: 3, cardholderIds: [4], upTo: usd(300_000), mostDays: null, perMonth: 2, isOn: true })
  })

  it('says what it lacks', () => {
    expect(Object.keys(ruleProblems({ ...newRule('USD'), isEverybody: false, mostDays: '0', perMonth: '101' }))).toEqual(['people', 'amount', 'mostDays', 'perMonth'])
    expect(draftInput(newRule('USD'))).toBeNull()
    expect(ruleProblems({ ...newRule('USD'), minor: 1, isAnyLength: true, mostDays: 'x' })).toEqual({})
  })
})
