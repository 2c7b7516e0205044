import { describe, expect, it } from 'vitest'
import { planEdit, type ControlSet, type Limit, type PlanRow, type WhatIf, type WhatIfCharge } from '#shared/rpc/contract/limits.contract.ts'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import { createFormats } from '#renderer/lib/formats.ts'
import { fullnessOf, momentWords, resetWords, shareOf, usedWords, waitingWords } from '#renderer/features/limits/model/bar.ts'
import { controlChanges, countRows, limitLine, refusedWords, rowsSentence, underUsedWords, whoWords } from '#renderer/features/limits/model/diff-words.ts'
import { NO_CONTROLS } from '#renderer/features/limits/model/draft.ts'
import { byFullness, overviewHref, overviewSentence, readOverview, shownLimits, unlimitedCards } from '#renderer/features/limits/model/overview.ts'
import { currentPlan, undoEdits } from '#renderer/features/limits/model/previous-plans.ts'
import { endOfDay, momentAt, raiseProblem, suggestedRaise, untilChoices, untilProblem } from '#renderer/features/limits/model/raise.ts'
import { savedWords } from '#renderer/features/limits/model/saved-words.ts'
import { countWords, isSetOn, readEditorAddress, saveLabel, subjectWords, targetsOf } from '#renderer/features/limits/model/targets.ts'
import { templateLacks, templateNameProblem } from '#renderer/features/limits/model/templates.ts'
import { untilOf, untilWords } from '#renderer/features/limits/model/until.ts'
import { becauseWords, firstCharge, firstWords, headline, sideWords, unknownWords } from '#renderer/features/limits/model/what-if-words.ts'
import type { Naming } from '#renderer/features/limits/model/words.ts'
import { limitEditorHref } from '#renderer/lib/links.ts'

const NOW = new Date(2026, 10, 24, 14, 0).getTime()
const DAY = 86_400_000
const formats = createFormats('en-US', new Date(NOW))
const usd = (minor: number) => ({ minor, currency: 'USD' })
const naming: Naming = { money: formats.money, date: formats.date, category: (key) => key, country: (code) => code, and: (items) => items.join(' and '), or: (items) => items.join(' or ') }

function limit(part: Partial<Limit> & { readonly usedMinor?: number } = {}): Limit {
  const { usedMinor = 160_000, ...rest } = part
  const inForce = rest.inForce ?? rest.amount ?? usd(200_000)
  return {
    key: 'issuer:1', connectionId: 1, kept: 'issuer', scope: { kind: 'card', id: 3 }, who: 'Visa ·· 4242, Dana Reyes', cardIds: [2, 3],
    amount: usd(200_000), interval: 'month', window: 'calendar', timeZone: 'UTC', weekStartsOn: 1, countsRefunds: false, categories: null, mode: 'decline',
    raise: null, inForce, used: usd(usedMinor), left: usd(inForce.minor - usedMinor), countedFrom: null, resetsAt: null, issuerCount: null, waitingFor: null, can: { change: true, raise: true },
    ...rest,
  }
}

describe('who the editor is about', () => {
  it('reads what links write', () => {
    const href = limitEditorHref({ cardIds: [1, 2], personIds: [3], templateId: 4 })
    expect(readEditorAddress(href.slice(href.indexOf('?')))).toEqual({ cardIds: [1, 2], personIds: [3], templateId: 4 })
  })

  it('leaves out what makes no sense, and what is said twice', () => {
    expect(readEditorAddress('?cards=1,1,x,-4,2.5,&people=&template=no')).toEqual({ cardIds: [1], personIds: [], templateId: null })
  })

  it('says who, in sentence and button', () => {
    expect(targetsOf({ cardIds: [1], personIds: [2] })).toEqual([{ kind: 'card', id: 1 }, { kind: 'cardholder', id: 2 }])
    expect(countWords({ cardIds: [1, 2, 3], personIds: [4] })).toBe('3 cards and 1 person')
    expect(subjectWords({ cardIds: [1], personIds: [] }, null)).toBe('This card may spend')
    expect(subjectWords({ cardIds: [], personIds: [1] }, 'Dana Reyes')).toBe('Dana Reyes may spend, with all cards together,')
    expect(saveLabel('3 cards', null)).toBe('Set limits of 3 cards')
    expect(saveLabel('1 card', 'Visa ·· 4242')).toBe('Set limits of Visa ·· 4242')
  })

  it('a limit of any number of a card is that card’s, one of its holder is not', () => {
    expect(isSetOn(limit(), { kind: 'card', id: 2 })).toBe(true)
    expect(isSetOn(limit(), { kind: 'card', id: 9 })).toBe(false)
    expect(isSetOn(limit({ scope: { kind: 'cardholder', id: 3 } }), { kind: 'card', id: 3 })).toBe(false)
  })
})

describe('bars', () => {
  it('near from four fifths on, over once all of it is used', () => {
    expect([159_999, 160_000, 199_999, 200_000, 250_000].map((usedMinor) => fullnessOf(limit({ usedMinor })))).toEqual(['fine', 'near', 'near', 'over', 'over'])
    expect(fullnessOf(limit({ interval: 'per-charge', usedMinor: 200_000 }))).toBe('fine')
  })

  it('counts against the raise while it lasts, and takes nothing for full', () => {
    expect(shareOf(limit({ inForce: usd(320_000) }))).toBe(0.5)
    expect(shareOf(limit({ amount: usd(0), usedMinor: 0 }))).toBe(1)
  })

  it('says used, left and over', () => {
    expect(usedWords(limit(), formats.money)).toEqual({ used: '$1,600.00 of $2,000.00', left: '$400.00 left' })
    expect(usedWords(limit({ usedMinor: 200_050 }), formats.money).left).toBe('$0.50 over')
    expect(usedWords(limit({ usedMinor: 200_000 }), formats.money).left).toBe('nothing left')
    expect(usedWords(limit({ interval: 'per-charge', usedMinor: 0 }), formats.money)).toEqual({ used: 'No charge in the last 30 days', left: 'up to $2,000.00' })
  })

  it('says when it starts over by days on the calendar, not by hours', () => {
    const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime()
    expect([resetWords(at(25, 1), NOW), resetWords(at(24, 20), NOW), resetWords(NOW + 60_000, NOW), resetWords(at(33, 0), NOW), resetWords(null, NOW)]).toEqual(['resets tomorrow', 'resets in 6 hours', 'resets within the hour', 'resets in 9 days', null])
    expect([momentWords(at(31, 0), formats), momentWords(at(24, 18), formats), momentWords(at(26, 5), formats)]).toEqual(['1 Dec', 'today, 18:00', '26 Nov, 05:00'])
    expect(waitingWords('raise', true)).toBe('The raise: not sent yet, offline')
  })
})

describe('raises', () => {
  it('end today, with what it counts in, or when one says', () => {
    const reset = new Date(2026, 11, 1).getTime()
    expect(untilChoices(limit({ resetsAt: reset }), NOW).map(({ label, at }) => [label, at])).toEqual([['The end of today', new Date(2026, 10, 25).getTime()], ['The end of the month', reset], ['Another day and time', null]])
    expect(untilChoices(limit({ window: 'billing-cycle', resetsAt: reset }), NOW)[1]?.label).toBe('The end of the billing cycle')
    expect(untilChoices(limit({ interval: 'per-charge' }), NOW)[1]).toEqual({ kind: 'month', label: 'The end of the month', at: reset })
  })

  it('a time is one on the person’s clock, and only a real one', () => {
    expect(momentAt('2026-11-24', '14:00')).toBe(NOW)
    expect([momentAt('2026-02-30', '14:00'), momentAt(null, '14:00'), momentAt('2026-11-24', '24:00'), momentAt('2026-11-24', '')]).toEqual([null, null, null, null])
    expect(endOfDay('2026-12-31' as never)).toBe(new Date(2027, 0, 1).getTime())
  })

  it('answers what is none', () => {
    expect([untilProblem(null, NOW), untilProblem(NOW, NOW), untilProblem(NOW + 1, NOW), untilProblem(NOW + 367 * DAY, NOW)]).toEqual(['Choose a day and a time.', 'This is over already.', null, 'A year at the longest. Change the limit itself instead.'])
    const money = (minor: number) => formats.money(usd(minor))
    expect([raiseProblem(200_000, limit(), money), raiseProblem(200_001, limit(), money), raiseProblem(null, limit(), money)]).toEqual(['More than the limit of $2,000.00.', null, null])
    for (const minor of [1, 2, 7, 99, 200_000, 123_456]) expect(suggestedRaise(minor)).toBeGreaterThan(minor)
    expect(suggestedRaise(200_000)).toBe(300_000)
  })
})

const charge = (part: Partial<WhatIfCharge> = {}): WhatIfCharge => ({ transactionId: 7, at: NOW, merchant: 'Blue Bottle', amount: usd(8_410), card: { id: 3, name: 'Visa ·· 4242' }, person: { id: 1, name: 'Dana Reyes' }, because: 'limit', limit: 0, ...part })
const none = { count: 0, people: 0, totals: [], firstAt: null, charges: [] }
const answer = (declined: WhatIf['declined'], replayed = 412): WhatIf => ({ from: 0, to: NOW, replayed, placeUnknown: 0, declined, warned: none, released: none, perPerson: [] })

describe('what-if', () => {
  it('says it in one sentence', () => {
    const declined = { count: 3, people: 2, totals: [usd(41_210)], firstAt: NOW, charges: [] }
    expect(headline(answer(declined), 90, formats)).toBe('In the last 90 days this would have declined 3 charges of 2 people, $412.10.')
    expect(headline(answer(none), 30, formats)).toBe('In the last 30 days this would have declined nothing: all 412 charges would have gone through.')
    expect(headline(answer(none, 0), 365, formats)).toBe('In the last year there was nothing to try this on.')
    expect(sideWords({ ...declined, count: 1, people: 0, totals: [usd(100), { minor: 2_000, currency: 'EUR' }] }, formats)).toBe('1 charge, $1.00 and €20.00')
  })

  it('says what it could not know', () => {
    expect([unknownWords({ placeUnknown: 0 }, formats), unknownWords({ placeUnknown: 1_200 }, formats)]).toEqual([null, 'Of 1,200 charges nobody wrote down the country or the way of paying: they count as allowed.'])
  })

  it('names the first by its time, whatever the order, and why', () => {
    const side = { ...none, charges: [charge(), charge({ at: NOW - DAY, merchant: 'Shell' })] }
    expect(firstCharge(side)?.merchant).toBe('Shell')
    expect(firstCharge(none)).toBeNull()
    expect(firstWords(charge({ person: null }), formats, '2026-09-03')).toBe('The first: Blue Bottle, $84.10, by Visa ·· 4242 on 3 Sep.')
    expect([becauseWords({ because: 'limit', limit: 0 }, ['over $500 a month']), becauseWords({ because: 'limit', limit: null }, []), becauseWords({ because: 'country', limit: null }, [])]).toEqual(['over $500 a month', 'over another limit', 'its country'])
  })
})

const rules = (minor: number) => ({ amount: usd(minor), interval: 'month', window: 'calendar', timeZone: 'UTC', weekStartsOn: 1, countsRefunds: false, categories: null, mode: 'decline' }) as const
const row = (part: Partial<PlanRow> = {}): PlanRow => ({ target: { kind: 'card', id: 1 }, connectionId: 1, who: 'Visa', kept: 'issuer', limits: [{ does: 'create', key: null, before: null, after: rules(1), used: null, isUnderUsed: false }], controls: null, refused: null, ...part })

describe('before and after', () => {
  it('says what changes, and where only the counting does', () => {
    const line = (before: Partial<Limit>, after: Partial<Limit>) => limitLine({ does: 'change', key: 'k', before: { ...rules(100), ...before } as never, after: { ...rules(100), ...after } as never, used: null, isUnderUsed: false }, naming)
    expect(line({ amount: usd(50) }, {})).toEqual({ does: 'change', before: '$0.50 a month', after: '$1.00 a month' })
    expect(line({ timeZone: 'UTC' }, { timeZone: 'Asia/Tokyo' }).after).toBe('$1.00 a month. Calendar month in Tokyo time. Refunds do not give anything back.')
  })

  it('counts cards and people once, and says what stays and what cannot be', () => {
    const kept = row({ limits: [{ does: 'keep', key: 'k', before: rules(1), after: rules(1), used: null, isUnderUsed: false }], controls: null })
    const rows = [row(), row({ target: { kind: 'cardholder', id: 1 } }), row({ target: { kind: 'cardholder', id: 1 }, connectionId: 2, kept: 'here' }), kept, row({ limits: [], refused: 'closed' }), row({ limits: [], refused: 'nothing-changes' })]
    expect(rowsSentence(rows)).toBe('Changes 1 card and 1 person; 2 stay as they are; 1 cannot be changed.')
    expect(countRows(rows)).toEqual({ changing: 3, same: 2, refused: 1, watched: 1 })
    expect(rowsSentence([kept])).toBe('Nothing changes: it is all like this already.')
    expect(rowsSentence([row({ limits: [], refused: 'closed' })])).toBe('Nothing can be changed.')
    expect(whoWords(rows.slice(1, 3))).toBe('1 person')
    expect(refusedWords('currency')).toMatch(/another currency/)
  })

  it('names the rules that come and go, not those that stay', () => {
    expect(controlChanges({ before: { ...NO_CONTROLS, online: false, merchantLock: 'AWS' }, after: { ...NO_CONTROLS, merchantLock: 'AWS', blockedCountries: ['FR'] } }, naming)).toEqual({ gone: ['Not online'], come: ['Not in FR'] })
    expect(controlChanges({ before: null, after: NO_CONTROLS }, naming)).toEqual({ gone: [], come: [] })
  })

  it('explains a limit under what is spent, with the moment until which it stops', () => {
    const until = untilWords(untilOf(rules(1), [], NOW), (at) => new Date(at).toISOString().slice(0, 10))
    expect(underUsedWords({ after: rules(1), used: usd(184_320) }, until, naming)).toBe('$1,843.20 is used already: nothing more passes until 2026-12-01.')
    expect(underUsedWords({ after: { ...rules(1), mode: 'warn' }, used: usd(5) }, null, naming)).toBe('$0.05 is used already: every further charge is told of.')
    expect(untilOf({ ...rules(1), interval: 'total' }, [], NOW)).toEqual({ kind: 'never' })
    expect(untilOf({ ...rules(1), window: 'rolling' }, [], NOW)).toEqual({ kind: 'moving' })
    expect(untilOf({ ...rules(1), window: 'billing-cycle' }, [], NOW)).toEqual({ kind: 'cycle' })
    expect(untilOf({ ...rules(1), window: 'billing-cycle' }, [limit({ resetsAt: 5 }), limit({ window: 'billing-cycle', resetsAt: 77 })], NOW)).toEqual({ kind: 'at', at: 77 })
  })
})

describe('taking it back', () => {
  const controls: ControlSet = { ...NO_CONTROLS, connectionId: 1, scope: { kind: 'card', id: 3 }, who: 'Visa', online: false, waiting: false }
  const edit = (ids: readonly number[], withControls = true) => planEdit.parse({ targets: ids.map((id) => ({ kind: 'card', id })), plan: { limits: [rules(1)], controls: withControls ? NO_CONTROLS : null }, mode: 'merge' })

  it('saves what was, targets of equal plans together', () => {
    const limits = [limit(), limit({ scope: { kind: 'card', id: 8 }, cardIds: [8] }), limit({ scope: { kind: 'cardholder', id: 3 }, interval: 'day' })]
    const back = undoEdits(edit([3, 8, 9, 10]), limits, [controls])
    expect(back?.map(({ targets, mode, plan }) => [targets.map(({ id }) => id), mode, plan.limits.map(({ interval }) => interval), plan.controls?.online])).toEqual([
      [[3], 'replace', ['month'], false], [[8], 'replace', ['month'], true], [[9, 10], 'replace', [], true],
    ])
    for (const one of back ?? []) expect(planEdit.safeParse(one).success).toBe(true)
    expect(undoEdits(edit([3], false), limits, [controls])?.[0]?.plan.controls).toBeNull()
  })

  it('offers nothing where it could not be as it was', () => {
    expect(undoEdits(edit([3]), [limit({ amount: usd(0) })], [])).toBeNull()
    expect(undoEdits(edit([3]), [limit({ raise: { amount: usd(9), until: NOW, reason: null } })], [])).toBeNull()
    expect(undoEdits(edit([3]), [limit(), limit({ connectionId: 2 })], [])).toBeNull()
  })

  it('the plan of now: its own limits once each, and its controls', () => {
    const plan = currentPlan({ kind: 'card', id: 3 }, [limit({ interval: 'per-charge' }), limit(), limit({ connectionId: 2 })], [controls])
    expect(plan.limits.map(({ interval }) => interval)).toEqual(['month', 'per-charge'])
    expect(plan.controls).toEqual({ ...NO_CONTROLS, online: false })
  })

  it('says what was done, and that it waits', () => {
    const saved = { changes: 3, who: '3 cards', isOffline: false, isAllHere: false }
    expect(savedWords(saved)).toBe('Limits of 3 cards are set.')
    expect(savedWords({ ...saved, isOffline: true })).toMatch(/sent as soon as the issuer can be reached/)
    expect(savedWords({ ...saved, isAllHere: true })).toMatch(/decline nothing/)
    expect(savedWords({ ...saved, changes: 0 })).toBe('Nothing had to change.')
  })
})

describe('the list of all limits', () => {
  const far = limit({ key: 'a', usedMinor: 100 })
  const near = limit({ key: 'b', who: 'Amex, Priya Shah', scope: { kind: 'card', id: 5 }, cardIds: [5] })
  const person = limit({ key: 'c', scope: { kind: 'cardholder', id: 4 }, who: 'Priya Shah', cardIds: [5, 6], usedMinor: 300_000 })
  const each = limit({ key: 'd', interval: 'per-charge', usedMinor: 200_000 })
  const all = [far, near, person, each]
  const view = { text: '', personId: null, cardId: null, isNear: false }
  const keys = (part: Partial<typeof view> | { personId: number } | { cardId: number }) => shownLimits(all, { ...view, ...part }, { titleOf: () => 'Monthly', cardsOf: () => [5, 6] }).map(({ key }) => key)

  it('keeps what is shown in the address', () => {
    for (const one of [view, { text: 'a b&c', personId: 4, cardId: 5, isNear: true }]) {
      const href = overviewHref(one)
      expect(readOverview(href.includes('?') ? href.slice(href.indexOf('?')) : '')).toEqual(one)
    }
  })

  it('finds by words, person, card, and what is nearly used up', () => {
    expect([keys({ text: 'priya  MONTHLY' }), keys({ personId: 4 }), keys({ cardId: 6 }), keys({ isNear: true })]).toEqual([['b', 'c'], ['b', 'c'], ['c'], ['b', 'c']])
    expect(byFullness(all).map(({ key }) => key)).toEqual(['c', 'b', 'a', 'd'])
    expect(overviewSentence(all, String)).toBe('4 limits, 1 used up, 1 nearly.')
  })

  it('knows the cards that nothing limits', () => {
    const card = (id: number, part: Partial<Card> = {}) => ({ id, kind: 'card', status: 'active', replacedById: null, ...part }) as Card
    const cards = [card(5), card(6), card(7), card(8, { status: 'closed' }), card(9, { kind: 'bank' }), card(10, { replacedById: 7 })]
    expect(unlimitedCards(cards, all).map(({ id }) => id)).toEqual([7])
  })
})

it('templates: names once each, and something to say', () => {
  const templates = [{ id: 1, name: 'Field sales' }]
  expect([templateNameProblem('field SALES ', templates, null), templateNameProblem('Field sales', templates, 1), templateNameProblem('x'.repeat(61), [], null)]).toEqual(['Another template has this name.', null, '60 characters at most.'])
  expect([templateLacks('a', null), templateLacks('a', { limits: [], controls: null }), templateLacks(' ', { limits: [rules(1)], controls: null }), templateLacks('a', { limits: [rules(1)], controls: null })].map((text) => text === null)).toEqual([false, false, false, true])
})
