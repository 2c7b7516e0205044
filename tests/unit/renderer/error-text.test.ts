import { describe, expect, it } from 'vitest'
import { errorDetails, errorText } from '#renderer/lib/error-text.ts'
import { AppError, type AppErrorCode, type AppErrorDetails } from '#shared/rpc/errors.ts'

// One of each code; the mapped type fails to compile when a code is added and not listed here.
const SAMPLES: { readonly [C in AppErrorCode]: AppErrorDetails[C] } = {
  'engine.unavailable': {}, 'engine.internal': { reference: 'a1b2' }, 'rpc.invalid-input': { issues: ['from'] }, 'rpc.unknown-call': { name: 'cards.fly' }, 'task.cancelled': {},
  'vault.locked': {}, 'vault.missing': {}, 'vault.exists': {}, 'vault.wrong-passphrase': { failedAttempts: 1, waitMs: 0 }, 'vault.throttled': { waitMs: 1, failedAttempts: 3 },
  'vault.weak-passphrase': { reason: 'too-short', minLength: 15 }, 'vault.keychain-unavailable': { state: 'absent' }, 'vault.keychain-mismatch': {}, 'vault.damaged': {},
  'db.damaged': {}, 'db.newer-version': { found: '0200', supported: '0100' }, 'db.disk-full': {}, 'db.read-only': {}, 'db.in-use': {},
  'not-found': { kind: 'transaction' }, 'validation.failed': { field: 'the name', reason: 'It is empty.' },
  'import.refused': { file: 'nov.ofx', line: 12, reason: 'The date 31/31/2026 does not exist.', code: 'date' }, 'import.preview-stale': {}, 'import.already-undone': {}, 'import.undo-blocked': { reason: 'A later import updated these charges.' },
  'file.unreadable': { file: 'nov.ofx' }, 'file.not-writable': { file: 'report.csv' }, 'export.empty': {},
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

it('copies code and details for support', () => {
  expect(errorDetails(new AppError('engine.internal', { reference: 'a1b2' }))).toContain('engine.internal')
  expect(errorDetails(new AppError('engine.internal', { reference: 'a1b2' }))).toContain('a1b2')
})
