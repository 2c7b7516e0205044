import { describe, expect, it } from 'vitest'
import { tabOf } from '#renderer/features/activity/model/tabs.ts'
import { durationText, runDays, runEnding, runParts, runReason } from '#renderer/features/sync/model/run-lines.ts'
import { noticeWords } from '#renderer/features/sync/model/notice-words.ts'
import { createFormats } from '#renderer/lib/formats.ts'
import type { SyncRun } from '#shared/rpc/contract/sync.contract.ts'
import { runOf } from './rows.ts'

const formats = createFormats('en-US', new Date(2026, 10, 24))
const minutes = (value: number) => Date.UTC(2026, 10, 24, 12, value)
const at = (id: number, some: Partial<SyncRun> = {}) => runOf({ id, startedAt: minutes(id), ...some })
const unreachable = { code: 'db.in-use', details: {} }

describe('the history of runs', () => {
  it('says many quiet runs in a row as one line, and keeps each that did something', () => {
    const [day] = runDays([at(9), at(8), at(7, { added: 3 }), at(6, { outcome: 'failed', error: unreachable }), at(5, { outcome: 'failed', error: unreachable }), at(4, { outcome: 'failed', error: null }), at(3)])
    expect(day?.lines.map(({ run, times, firstAt }) => [run.id, times, firstAt])).toEqual([[9, 2, minutes(8)], [7, 1, minutes(7)], [6, 2, minutes(5)], [4, 1, minutes(4)], [3, 1, minutes(3)]])
  })

  it('never folds two connections into one, nor a run that was stopped', () => {
    const [day] = runDays([at(5), at(4, { connectionId: 3 }), at(3, { outcome: 'cancelled' }), at(2, { outcome: 'cancelled' }), at(1, { sent: 1 })])
    expect(day?.lines).toHaveLength(5)
  })

  it('has a heading for each day of the person', () => {
    const before = at(1, { startedAt: minutes(0) - 2 * 86_400_000 })
    expect(runDays([at(2), before]).map(({ lines }) => lines.length)).toEqual([1, 1])
  })

  it('says what came in and went out, leaving out what did not', () => {
    expect(runParts(runOf({ added: 1_200, updated: 4, removed: 1, sent: 1 }), (value) => value.toLocaleString('en'))).toEqual(['1,200 added', '4 updated', '1 removed', '1 change sent'])
    expect(runParts(runOf(), String)).toEqual(['Nothing new'])
    expect(runParts(runOf({ outcome: 'failed' }), String)).toEqual([])
  })

  it('gives a reason to one run, not to many', () => {
    const [day] = runDays([at(2, { reason: 'focus' }), at(1)])
    expect(runReason(day?.lines[0] ?? { run: at(1), firstAt: 0, times: 1 })).toBeNull()
    expect(runReason({ run: at(1, { reason: 'person' }), firstAt: 0, times: 1 })).toBe('by hand')
  })

  it('says how it ended where it did not end well', () => {
    expect(runEnding(runOf())).toBeNull()
    expect(runEnding(runOf({ outcome: 'failed', error: unreachable }))?.title).toBe('The books are open elsewhere')
    expect(runEnding(runOf({ outcome: 'interrupted' }))?.text).toContain('went on from there')
  })

  it('says how long it took only where that is worth a word', () => {
    expect([1_400, 4_000, 60_000, 130_000].map((ms) => durationText({ startedAt: 0, endedAt: ms }))).toEqual([null, '4 s', '1 min', '2 min 10 s'])
    expect(durationText({ startedAt: 0, endedAt: null })).toBeNull()
  })
})

describe('notices', () => {
  const about = { connectionName: 'Northwind', card: { id: 7, name: 'Visa ·· 4242' }, person: null }

  it('say what the issuer says and what was shown', () => {
    const { title, text } = noticeWords({ ...about, kind: 'card-status-overruled', facts: { to: 'active', from: 'frozen' } }, formats)
    expect(title).toBe('Northwind shows Visa ·· 4242 as active')
    expect(text).toContain('It was frozen, as you had asked')
    expect(noticeWords({ ...about, card: null, kind: 'card-data-left-out', facts: { numbers: 1_204, codes: 1, fields: 'name note' } }, formats)).toEqual({
      title: `${about.connectionName} sent what looks like 1,204 card numbers and a security code`,
      text: 'Cardkeep left that out; nothing of it is stored here. It was in “name”, “note”. Tell the issuer, or whoever wrote one into a name or a note there.',
    })
    expect(noticeWords({ ...about, card: null, kind: 'full-refresh', facts: { removed: 2 } }, formats).text).toContain('2 things that it no longer has are gone')
    expect(noticeWords({ ...about, card: null, kind: 'full-refresh', facts: { removed: 0 } }, formats).text).not.toContain('gone')
  })

  it('say why the issuer refused', () => {
    const { title, text } = noticeWords({ ...about, kind: 'change-rejected', facts: { command: 'cards.freeze', code: 'not_allowed', reason: null, outboxId: 4 } }, formats)
    expect(title).toBe('Northwind did not freeze Visa ·· 4242')
    expect(noticeWords({ ...about, kind: 'change-rejected', facts: { command: 'cards.unfreeze', code: 'not_allowed', reason: 'frozen-by-issuer' } }, formats).text).toContain('froze it itself')
    expect(text).toBe('Its rules do not allow that now. The card shows again what the issuer says.')
  })

  it('name the card, person or limit that a refusal is about', () => {
    const ana = { ...about, card: null, person: { id: 5, name: 'Ana Diaz' } }
    const { title, text } = noticeWords({ ...ana, kind: 'change-rejected', facts: { command: 'limits.raise', minor: 90_000, currency: 'USD', interval: 'month', until: null, code: 'unacceptable_value', reason: 'not-above-limit', field: 'amount' } }, formats)
    expect(title).toBe('Northwind did not raise the limit of Ana Diaz to $900.00 a month')
    expect(text).toBe('The amount is not above what is allowed already. The limit shows again what the issuer says.')
    const invited = noticeWords({ ...about, card: null, kind: 'change-rejected', facts: { command: 'cardholders.invite', name: 'Ana Diaz', code: 'unacceptable_value', reason: 'already-a-cardholder', field: 'email' } }, formats)
    expect(`${invited.title}. ${invited.text}`).toBe('Northwind did not invite Ana Diaz. Somebody with this email address is a cardholder there already. Nobody was invited.')
  })

  it('say what was changed elsewhere, and what a rule of here approved', () => {
    const facts = { what: 'limit', minor: 90_000, currency: 'USD', interval: 'month' }
    expect(noticeWords({ ...about, kind: 'limit-changed-elsewhere', facts }, formats).title).toBe('Northwind shows another limit for Visa ·· 4242')
    expect(noticeWords({ ...about, kind: 'limit-changed-elsewhere', facts }, formats).text).toContain('It is $900.00 a month now.')
    expect(noticeWords({ ...about, kind: 'limit-changed-elsewhere', facts: { ...facts, what: 'removed' } }, formats).title).toBe('The limit of $900.00 a month for Visa ·· 4242 is gone')
    expect(noticeWords({ ...about, kind: 'limit-changed-elsewhere', facts: { what: 'controls' } }, formats).title).toBe('Northwind shows other controls for Visa ·· 4242')
    expect(noticeWords({ ...about, card: null, kind: 'request-approved-by-rule', facts: { person: 'Ana Diaz', minor: 50_000, currency: 'USD', until: null } }, formats).title).toBe('A rule of yours approved $500.00 for Ana Diaz')
  })

  it('survive facts that nobody knows', () => {
    expect(noticeWords({ ...about, card: null, kind: 'card-status-overruled', facts: {} }, formats).title).toBe('Northwind shows A card as something else')
    expect(noticeWords({ ...about, kind: 'change-rejected', facts: { command: 'cards.freeze', code: 'toString' } }, formats).text).toBe('The card shows again what the issuer says.')
    expect(noticeWords({ ...about, kind: 'session-ended', facts: { because: 'constructor' } }, formats).text).not.toContain('function')
  })
})

describe('the tab of the activity page', () => {
  const tabs = ['sync', 'changes', 'imports', 'audit']

  it('is the named one, imports where one is pointed at, else the first', () => {
    expect(['?tab=audit', '?tab=nonsense', '?id=4', '', '?tab=changes&id=4'].map((search) => tabOf(search, tabs))).toEqual(['audit', 'sync', 'imports', 'sync', 'changes'])
    expect(tabOf('?tab=changes', ['imports', 'audit'])).toBe('imports')
  })
})
