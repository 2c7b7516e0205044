/** Diagnostics as the text that is shown and, letter for letter, copied. */
import { redact } from '#shared/redaction/redact.ts'
import type { DiagnosedConnection, DiagnosticsReport } from '#shared/rpc/contract/diagnostics.contract.ts'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'

export interface DiagnosticsFacts {
  readonly report: DiagnosticsReport
  readonly vault: Pick<VaultStatus, 'protection' | 'keychain'>
  readonly frame: { readonly version: string; readonly electron: string; readonly platform: string; readonly followsScreen: boolean }
  /** Epoch ms. */
  readonly at: number
}

/** A clipboard takes so much (`copyText` of the bridge). */
const MOST_TEXT = 60_000

/** `log`: lines of the app's own log, the newest last; null where they are to stay here. */
export function reportText({ report, vault, frame, at }: DiagnosticsFacts, log: readonly string[] | null): string {
  const facts = [
    `Cardkeep ${frame.version} · Electron ${frame.electron} · ${frame.platform} · ${instantText(at)}`,
    `Protection: ${vault.protection ?? 'none'} · keychain ${vault.keychain} · locks after ${report.lockAfterMinutes} min · ${frame.followsScreen ? 'follows' : 'does not follow'} the screen's lock`,
    `Database: format ${report.format} · SQLite ${report.sqlite} · ${report.bytes} bytes`,
    `Rows: ${countsText(report.rows)}`,
    `Notices: ${countsText(report.notices)}`,
    ...report.connections.flatMap(connectionLines),
  ]
  const lines = [...facts, ...(log === null ? [] : ['', 'Log', ...log])]
  return newest(lines.map(redact), facts.length)
}

function connectionLines({ kind, environment, state, syncedAt, capabilities, waiting, needsAttention, runs }: DiagnosedConnection, index: number): readonly string[] {
  const about = [kind, environment, state, environment === null ? null : `${capabilities} capabilities`, syncedAt === null ? null : `in step ${instantText(syncedAt)}`, waiting > 0 ? `${waiting} waiting` : null, needsAttention > 0 ? `${needsAttention} need attention` : null]
  return [
    `Connection ${index + 1}: ${about.filter((part) => part !== null).join(' · ')}`,
    ...runs.map(({ at, ms, reason, outcome, received, sent, error }) => `  ${instantText(at)} ${reason}: ${outcome}${error === null ? '' : ` (${error})`} · ${received} in · ${sent} out${ms === null ? '' : ` · ${ms} ms`}`),
  ]
}

function countsText(counts: Readonly<Record<string, number>>): string {
  const all = Object.entries(counts).filter(([, many]) => many > 0)
  return all.length === 0 ? 'none' : all.map(([name, many]) => `${name} ${many}`).join(', ')
}

const instantText = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')

/** The facts whole, and as much of the log's end as there is room for. */
function newest(lines: readonly string[], facts: number): string {
  let text = lines.join('\n')
  for (let dropped = 0; text.length > MOST_TEXT && facts + 2 + dropped < lines.length; dropped += 10) text = [...lines.slice(0, facts + 2), ...lines.slice(facts + 2 + dropped)].join('\n')
  return text.slice(0, MOST_TEXT)
}
