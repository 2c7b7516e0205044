import { expect, it } from 'vitest'
import { findLicences, loadLicences } from '#renderer/features/diagnostics/model/licences.ts'
import { reportText, type DiagnosticsFacts } from '#renderer/features/diagnostics/model/report-text.ts'

const FACTS: DiagnosticsFacts = {
  at: Date.UTC(2026, 10, 24, 17),
  frame: { version: '0.1.0', electron: '45.4.1', platform: 'linux', followsScreen: true },
  vault: { protection: 'keychain-and-passphrase', keychain: 'available' },
  report: {
    sqlite: '3.53.3', format: 40, bytes: 1_048_576, rows: { accounts: 0, transactions: 2_453 }, notices: {}, lockAfterMinutes: 10,
    connections: [
      { kind: 'files', environment: null, state: null, syncedAt: null, capabilities: 0, waiting: 0, needsAttention: 0, runs: [] },
      {
        kind: 'gateway', environment: 'sandbox', state: 'signed-in', syncedAt: Date.UTC(2026, 10, 24, 16, 59), capabilities: 14, waiting: 2, needsAttention: 1,
        runs: [{ at: Date.UTC(2026, 10, 24, 16, 58), ms: 812, reason: 'timer', outcome: 'failed', received: 0, sent: 0, error: 'issuer.unreachable' }],
      },
    ],
  },
}

it('says in a few lines what a helper asks first', () => {
  expect(reportText(FACTS, ['{"event":"app-started"}'])).toBe(`Cardkeep 0.1.0 · Electron 45.4.1 · linux · 2026-11-24T17:00:00Z
Protection: keychain-and-passphrase · keychain available · locks after 10 min · follows the screen's lock
Database: format 40 · SQLite 3.53.3 · 1048576 bytes
Rows: transactions 2453
Notices: none
Connection 1: files
Connection 2: gateway · sandbox · signed-in · 14 capabilities · in step 2026-11-24T16:59:00Z · 2 waiting · 1 need attention
  2026-11-24T16:58:00Z timer: failed (issuer.unreachable) · 0 in · 0 out · 812 ms

Log
{"event":"app-started"}`)
})

it('leaves the log out where it is not wanted, and keeps its end where it is too long', () => {
  expect(reportText(FACTS, null)).not.toContain('Log')
  const text = reportText(FACTS, Array.from({ length: 150 }, (_, index) => `${index} ${'x y '.repeat(450)}`))
  expect(text.length).toBeLessThanOrEqual(60_000)
  expect(text).toContain('Rows: transactions 2453')
  expect(text).toContain('\n149 x y')
})

it('has the redactor behind it, whatever a log line says', () => {
  const text = reportText(FACTS, ['card 4111 1111 1111 1111', 'token=abcdef123456', 'ana@finch.example', '/home/ada/x'])
  for (const secret of ['4111', 'abcdef123456', 'ana@', 'ada']) expect(text).not.toContain(secret)
})

it('finds packages by name and licence, each with the text that it brings', async () => {
  const all = await loadLicences()
  expect(findLicences(all, 'zod mit').map(({ name }) => name)).toEqual(['zod'])
  expect(findLicences(all, 'react')[0]?.text).toContain('Permission is hereby granted')
  expect(findLicences(all, 'nothing-of-the-kind')).toEqual([])
})
