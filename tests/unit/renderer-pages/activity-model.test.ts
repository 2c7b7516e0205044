import { describe, expect, it } from 'vitest'
import { contract } from '#shared/rpc/contract/index.ts'
import type { AuditEntry } from '#shared/rpc/contract/audit.contract.ts'
import type { UndoPlan } from '#shared/rpc/contract/imports.contract.ts'
import type { CallDefinition } from '#shared/rpc/define.ts'
import { auditDays, timesOf } from '#renderer/features/activity/model/audit-lines.ts'
import { auditFacts, auditText, hasAuditWords } from '#renderer/features/activity/model/audit-words.ts'
import { broughtParts, filesText, listText, undoButton, undoSentences } from '#renderer/features/activity/model/import-words.ts'
import { momentOf } from '#renderer/lib/moments.ts'

const words = { count: (value: number) => String(value), money: ({ minor, currency }: { minor: number; currency: string }) => `${currency} ${minor}` }
const NOTHING: UndoPlan = { importId: 1, removes: 0, removesTotals: [], handMade: 0, restores: 0, statementsRemoved: 0, statementsRestored: 0, cards: [], cardholders: [], blockedBy: null }

describe('what an undo takes', () => {
  it('says each thing that goes or comes back, and nothing else', () => {
    const plan: UndoPlan = {
      ...NOTHING, removes: 312, removesTotals: [{ currency: 'USD', minor: -9 }, { currency: 'EUR', minor: -7 }], handMade: 2, restores: 4, statementsRemoved: 1, statementsRestored: 2,
      cards: ['Amex ··71008', 'Amex ··71016'], cardholders: ['Ada', 'Ben', 'Cho', 'Dov', 'Eve'],
    }
    expect(undoSentences(plan, words)).toEqual([
      '312 charges go: USD -9 and EUR -7 together.',
      '2 of them carry a note or category that you gave, which goes as well.',
      '4 charges become again what the books had before.',
      '1 statement goes.',
      '2 statements become again what the books had before.',
      '2 cards go, because nothing else is on them: Amex ··71008 and Amex ··71016.',
      '5 employees go with them: Ada, Ben, Cho and 2 more.',
    ])
    expect(undoSentences({ ...NOTHING, removes: 1, removesTotals: [{ currency: 'USD', minor: -9 }], handMade: 1 }, words)).toEqual(['1 charge goes: USD -9.', 'It carries a note or category that you gave, which goes as well.'])
  })

  it('says so when nothing goes', () => {
    expect(undoSentences(NOTHING, words)).toEqual(['Nothing in the books came from this import, so nothing goes. It is only marked as undone.'])
  })

  it('has a button that says what it does', () => {
    expect([{ removes: 1, restores: 3 }, { removes: 0, restores: 3 }, { removes: 0, restores: 0 }].map((plan) => undoButton(plan, words))).toEqual(['Remove 1 charge', 'Put 3 charges back', 'Undo this import'])
  })
})

describe('an import in words', () => {
  it('says what it brought, leaving out what it did not', () => {
    expect(broughtParts({ added: 1, updated: 2, skipped: 40, statements: 1 }, words)).toEqual(['1 charge came in', '2 updated', '1 statement', '40 left out'])
    expect(broughtParts({ added: 0, updated: 0, skipped: 0, statements: 0 }, words)).toEqual(['Nothing came in'])
  })

  it('names a few files and counts the others', () => {
    const files = ['a.ofx', 'b.csv', 'c.qfx'].map((name) => ({ name, format: 'x' }))
    expect(filesText(files)).toBe('a.ofx, b.csv and 1 more')
    expect(filesText(files.slice(0, 1))).toBe('a.ofx')
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((names) => listText(names))).toEqual(['', 'a', 'a and b', 'a, b and c'])
  })
})

describe('the audit trail', () => {
  const entry = (id: number, at: number, action: string, details: AuditEntry['details'] = {}): AuditEntry => ({ id, at, action, details })

  it('has words for everything that writes into it', () => {
    const audited = Object.entries(contract).flatMap(([feature, calls]) =>
      Object.entries(calls as Record<string, CallDefinition>).filter(([, call]) => call.kind === 'command' && call.isUnrecorded !== true).map(([name]) => `${feature}.${name}`),
    )
    const others = ['vault.create', 'vault.unlock', 'vault.recover', 'vault.changePassphrase', 'vault.setPin', 'vault.removePin', 'vault.confirmRecoveryKey', 'vault.rekey', 'vault.proofRefused', 'imports.apply', 'reports.exportCsv', 'reports.exportPdf', 'connections.signIn', 'connections.forget', 'sync.changeConfirmed', 'sync.changeRejected', 'sync.changeNeedsAttention', 'requests.approveByRule', 'requests.saveAttachment',
      'disputes.readForms', 'disputes.fetchEvidence', 'disputes.saveEvidence', 'disputes.exportLetter', 'disputes.exportCase', 'disputes.exportBoard']
    expect([...audited, ...others].filter((action) => !hasAuditWords(action))).toEqual([])
  })

  it('shows an action or a fact it has no words for by its name, also one that every object has', () => {
    expect(auditText(entry(1, 0, 'sync.unheardOf'))).toBe('sync.unheardOf')
    expect(auditText(entry(1, 0, 'constructor'))).toBe('constructor')
    expect(auditFacts({ sheets: 3, toString: null })).toBe('sheets 3 · toString none')
  })

  it('tells a change that was made from one that was only taken back', () => {
    expect(auditText(entry(1, 0, 'cards.unfreeze', { cardId: 7, tookBack: 3 }))).toBe('Took a freeze back before it was sent')
    expect(auditText(entry(1, 0, 'cards.unfreeze', { cardId: 7, tookBack: 3, outboxId: 4 }))).toBe('Unfroze a card')
    expect(auditFacts({ cardId: 7, tookBack: 3 })).toBe('card 7 · change 3 taken back')
  })

  it('says facts short, and not again what the sentence says', () => {
    const details = { importId: 7, files: 2, added: 34, updated: 0, skipped: 2, statements: 1 }
    expect(auditText(entry(1, 0, 'imports.apply', details))).toBe('Imported 34 new charges')
    expect(auditFacts(details)).toBe('import 7 · 2 files · 2 left out · 1 statement')
    expect(auditText(entry(1, 0, 'settings.update', { keys: 'density scopeCardIds' }))).toBe('Changed the density of the lists and the chosen cards')
    expect(auditFacts({ failedAttemptsBefore: 0 })).toBe('')
    expect(auditFacts({ failedAttemptsBefore: 1 })).toBe('after 1 wrong attempt')
  })

  it('reads equal neighbours of a day as one line that keeps all their numbers', () => {
    const noon = new Date(2026, 10, 24, 12).getTime()
    const fold = { keys: 'railCollapsed' }
    const days = auditDays([
      entry(6, noon + 2_000, 'settings.update', fold), entry(5, noon + 1_000, 'settings.update', fold), entry(4, noon, 'vault.unlock', { failedAttemptsBefore: 0 }),
      entry(3, noon - 86_400_000, 'settings.update', fold), entry(2, noon - 86_400_001, 'settings.update', { keys: 'density' }), entry(1, noon + 500, 'vault.create'),
    ])
    expect(days.map((day) => [day.day, day.lines.map((line) => [line.firstId, line.lastId])])).toEqual([
      ['2026-11-24', [[5, 6], [4, 4]]],
      ['2026-11-23', [[3, 3], [2, 2]]],
      // A clock set back does not change the order of the trail.
      ['2026-11-24', [[1, 1]]],
    ])
    expect(days[0]?.lines.map(timesOf)).toEqual([2, 1])
    expect(days[0]?.lines[0]).toMatchObject({ firstAt: noon + 1_000, lastAt: noon + 2_000 })
    expect(new Set(days.map((day) => day.key)).size).toBe(days.length)
  })

  it('tells the time of the person’s own clock', () => {
    expect(momentOf(new Date(2026, 0, 5, 7, 4, 9).getTime())).toEqual({ day: '2026-01-05', time: '07:04', exactTime: '07:04:09' })
  })
})
