import { describe, expect, it } from 'vitest'
import { errorDetails, errorText } from '#renderer/lib/error-text.ts'
import { AppError, type AppErrorCode, type AppErrorDetails } from '#shared/rpc/errors.ts'

// One of each code; the mapped type fails to compile when a code is added and not listed here.
const SAMPLES: { readonly [C in AppErrorCode]: AppErrorDetails[C] } = {
  'engine.unavailable': {}, 'engine.internal': { reference: 'a1b2' }, 'rpc.invalid-input': { issues: ['from'] }, 'rpc.unknown-call': { name: 'cards.fly' }, 'task.cancelled': {},
  'vault.locked': {}, 'vault.missing': {}, 'vault.exists': {}, 'vault.wrong-passphrase': { failedAttempts: 1, waitMs: 0 }, 'vault.throttled': { waitMs: 1, failedAttempts: 3 },
  'vault.weak-passphrase': { reason: 'too-short', minLength: 15 }, 'vault.keychain-unavailable': { state: 'absent' }, 'vault.keychain-mismatch': {}, 'vault.damaged': {},
  'vault.wrong-pin': { failedAttempts: 2, waitMs: 0, triesLeft: 3 }, 'vault.pin-closed': {}, 'vault.closed': {}, 'vault.weak-pin': { reason: 'too-easy', minLength: 6 }, 'vault.pin-needs-keychain': {},
  'vault.wrong-recovery-key': { mistyped: [1, 4] }, 'vault.no-recovery-key': {}, 'presence.required': {},
  'backup.unreadable': { reason: 'cut-off' },
  'backup.other-books': {},
  'db.damaged': {}, 'db.newer-version': { found: '0200', supported: '0100' }, 'db.disk-full': {}, 'db.read-only': {}, 'db.in-use': {},
  'not-found': { kind: 'transaction' }, 'validation.failed': { field: 'the name', reason: 'It is empty.' },
  'import.refused': { file: 'nov.ofx', line: 12, reason: 'The date 31/31/2026 does not exist.', code: 'date' }, 'import.preview-stale': {}, 'import.already-undone': {}, 'import.undo-blocked': { reason: 'A later import updated these charges.' },
  'file.unreadable': { file: 'nov.ofx' }, 'file.not-writable': { file: 'report.csv' }, 'export.empty': {},
  'issuer.unreachable': { reason: 'offline' }, 'issuer.certificate': { problem: 'expired' }, 'issuer.unexpected': { what: 'not-json' }, 'issuer.failed': { status: 503, waitMs: 2_000 }, 'issuer.throttled': { waitMs: 90_000 },
  'issuer.rejected': { code: 'not_allowed', reason: null, field: null }, 'issuer.cursor-invalid': {},
  'auth.invalid-credentials': {}, 'auth.throttled': { waitMs: 4_000_000 }, 'auth.locked': { until: null }, 'auth.identity-not-verified': {}, 'auth.already-registered': {}, 'auth.user-id-taken': {},
  'auth.weak-password': { reason: 'too-short' }, 'auth.token-expired': {}, 'auth.code-wrong': { triesLeft: 2 }, 'auth.code-expired': {}, 'auth.code-tries-exhausted': {}, 'auth.code-too-early': { waitMs: 30_000 },
  'auth.signed-out': { reason: 'ended' }, 'auth.password-change-required': {},
  'auth.other-company': {}, 'sandbox.failed': {},
}

describe('every error', () => {
  it.each(Object.keys(SAMPLES) as AppErrorCode[])('%s says what happened, what it means and what to do', (code) => {
    const text = errorText(new AppError(code, SAMPLES[code]))
    for (const part of [text.title, text.meaning, text.action]) {
      expect(part.length).toBeGreaterThan(3)
      // Words for a person: no code, no placeholder left open, no shouting.
      expect(part).not.toMatch(/undefined|null|\[object|!|_/)
      expect(part).not.toContain(code)
    }
  })
})

it('names file, line and reason of a refused import', () => {
  const text = errorText(new AppError('import.refused', SAMPLES['import.refused']))
  expect(`${text.title} ${text.meaning}`).toBe('nov.ofx cannot be imported Line 12: The date 31/31/2026 does not exist.')
})

it('counts the groups of a mistyped recovery key as people do, and tells it from the key of other books', () => {
  const meaning = (mistyped: readonly number[]) => errorText(new AppError('vault.wrong-recovery-key', { mistyped })).meaning
  expect(meaning([0])).toContain('group 1.')
  expect(meaning([1, 4])).toContain('groups 2 and 5.')
  expect(meaning([0, 3, 6])).toContain('groups 1, 4 and 7.')
  expect(meaning([])).toContain('of other books')
})

it('says of a wrong PIN how many tries are left, and of the last one what is left', () => {
  const text = (triesLeft: number) => errorText(new AppError('vault.wrong-pin', { failedAttempts: 5 - triesLeft, waitMs: 0, triesLeft }))
  expect(text(3).meaning).toContain('3 more tries')
  expect(text(1).meaning).toContain('one more try')
  expect(text(0).action).toBe('Use the passphrase.')
})

it('copies code and details for support', () => {
  expect(errorDetails(new AppError('engine.internal', { reference: 'a1b2' }))).toContain('engine.internal')
  expect(errorDetails(new AppError('engine.internal', { reference: 'a1b2' }))).toContain('a1b2')
})

it.each([[400, 'a second'], [30_000, '30 seconds'], [60_000, 'a minute'], [90_000, '2 minutes'], [3_600_000, 'an hour'], [3_600_001, '2 hours']])('never tells to come back too early: %i ms is %s', (waitMs, words) => {
  expect(errorText(new AppError('issuer.throttled', { waitMs })).action).toBe(`Try again in ${words}.`)
})

it.each(['too-short', 'too-common', 'contains-context', 'same-as-before', 'something-new'])('a refused password (%s) is explained without its code', (reason) => {
  expect(errorText(new AppError('auth.weak-password', { reason })).meaning).not.toContain(reason)
})

it('a rejection names the issuer’s reason in words', () => {
  expect(errorText(new AppError('issuer.rejected', { code: 'not_allowed', reason: 'card-closed', field: null })).meaning).toBe('Its reason: not allowed, card closed. Nothing was changed.')
})
