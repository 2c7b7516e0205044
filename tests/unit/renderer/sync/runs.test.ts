import { describe, expect, it } from 'vitest'
import { tabOf } from '#renderer/features/activity/model/tabs.ts'
import { durationText, runDays, runEnding, runParts, runReason } from '#renderer/features/sync/model/run-lines.ts'
import { noticeWords } from '#renderer/features/sync/model/notice-words.ts'
import type { SyncRun } from '#shared/rpc/contract/sync.contract.ts'
import { runOf } from './rows.ts'

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
  const about = { connectionName: 'Northwind', card: { id: 7, name: 'Visa ·· 4242' } }

  it('say what the issuer says and what was shown', () => {
    const { title, text } = noticeWords({ ...about, kind: 'card-status-overruled', facts: { to: 'active', from: 'frozen' } })
    expect(title).toBe('Northwind shows Visa ·· 4242 as active')
    expect(text).toContain('It was frozen, as you had asked')
    expect(noticeWords({ ...about, card: null, kind: 'full-refresh', facts: { removed: 2 } }).text).toContain('2 things that it no longer has are gone')
    expect(noticeWords({ ...about, card: null, kind: 'full-refresh', facts: { removed: 0 } }).text).not.toContain('gone')
  })

  it('say why the issuer refused', () => {
    const { title, text } = noticeWords({ ...about, kind: 'change-rejected', facts: { command: 'cards.freeze', code: 'not_allowed', reason: null, outboxId: 4 } })
    expect(title).toBe('Northwind did not freeze Visa ·· 4242')
    expect(noticeWords({ ...about, kind: 'change-rejected', facts: { command: 'cards.unfreeze', code: 'not_allowed', reason: 'frozen-by-issuer' } }).text).toContain('froze it itself')
    expect(text).toBe('Its rules do not allow that for this card now. It shows again what the issuer says.')
  })

  it('survive facts that nobody knows', () => {
    expect(noticeWords({ ...about, card: null, kind: 'card-status-overruled', facts: {} }).title).toBe('Northwind shows A card as something else')
    expect(noticeWords({ ...about, kind: 'change-rejected', facts: { command: 'cards.freeze', code: 'toString' } }).text).toBe('It shows again what the issuer says.')
    expect(noticeWords({ ...about, kind: 'session-ended', facts: { because: 'constructor' } }).text).not.toContain('function')
  })
})

describe('the tab of the activity page', () => {
  const tabs = ['sync', 'changes', 'imports', 'audit']

  it('is the named one, imports where one is pointed at, else the first', () => {
    expect(['?tab=audit', '?tab=nonsense', '?id=4', '', '?tab=changes&id=4'].map((search) => tabOf(search, tabs))).toEqual(['audit', 'sync', 'imports', 'sync', 'changes'])
    expect(tabOf('?tab=changes', ['imports', 'audit'])).toBe('imports')
  })
})
