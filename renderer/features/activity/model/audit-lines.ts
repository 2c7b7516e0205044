/** The trail as it is read: a heading for each day, and what was done many times in a row as one line. */
import type { AuditEntry } from '#shared/rpc/contract/audit.contract.ts'
import { auditFacts, auditText } from './audit-words.ts'
import { momentOf } from '#renderer/lib/moments.ts'

export interface AuditLine {
  /** Smallest and largest number of the entries that the line stands for; the same for one. */
  readonly firstId: number
  readonly lastId: number
  readonly firstAt: number
  readonly lastAt: number
  readonly text: string
  readonly facts: string
}

export interface AuditDay {
  readonly key: number
  readonly day: string
  readonly lines: readonly AuditLine[]
}

/** `entries`: newest first. A clock that was set back begins the same day again; the order of the trail stays. */
export function auditDays(entries: readonly AuditEntry[]): readonly AuditDay[] {
  const days: { key: number; day: string; lines: AuditLine[] }[] = []
  for (const entry of entries) {
    const { day } = momentOf(entry.at)
    const line: AuditLine = { firstId: entry.id, lastId: entry.id, firstAt: entry.at, lastAt: entry.at, text: auditText(entry), facts: auditFacts(entry.details) }
    const current = days.at(-1)
    if (current?.day !== day) {
      days.push({ key: entry.id, day, lines: [line] })
      continue
    }
    const before = current.lines.at(-1)
    if (before && before.text === line.text && before.facts === line.facts) current.lines[current.lines.length - 1] = { ...before, firstId: line.firstId, firstAt: line.firstAt }
    else current.lines.push(line)
  }
  return days
}

export function timesOf({ firstId, lastId }: Pick<AuditLine, 'firstId' | 'lastId'>): number {
  return lastId - firstId + 1
}
