/** Problems of one file: found, bounded in number, worded without ever quoting a card number. */
import { scrubText } from '#shared/domain/card-number.ts'
import type { FileProblem, ParsedFile, ProblemCode, StatementFormat } from './parsed-statement.ts'

/** More than this and the file is simply not what it claims to be; the rest says nothing new. */
export const MAX_PROBLEMS = 50
const MAX_NOTES = 50
const QUOTED_LENGTH = 60

export class ProblemList {
  private readonly refusals: FileProblem[] = []
  private readonly notes: FileProblem[] = []

  /** The file cannot be imported; `reason` is a sentence without the file's name and line. A reason that is the whole file's is seen on line 1. */
  refuse(code: ProblemCode, line: number, reason: string): void {
    if (this.full) return
    this.refusals.push({ line, code, message: reason, severity: 'refused' })
    if (this.full) {
      this.refusals.push({ line, code: 'too-many-problems', message: `More than ${MAX_PROBLEMS} problems; the rest of the file was not read.`, severity: 'refused' })
    }
  }

  note(code: ProblemCode, line: number | null, reason: string): void {
    if (this.notes.length < MAX_NOTES) this.notes.push({ line, code, message: reason, severity: 'row' })
  }

  get refused(): boolean {
    return this.refusals.length > 0
  }

  /** True when reading on is pointless. */
  get full(): boolean {
    return this.refusals.length >= MAX_PROBLEMS
  }

  toArray(): readonly FileProblem[] {
    return [...this.refusals, ...this.notes]
  }
}

/** A file nothing of which is understood. */
export function refusedFile(name: string, problems: ProblemList, format: StatementFormat = 'unknown', encoding = 'unknown'): ParsedFile {
  return { name: scrubText(name), format, formatLabel: FORMAT_LABELS[format] ?? format, encoding, accounts: [], problems: problems.toArray(), assumed: false, assumptions: [] }
}

export function refuse(name: string, code: ProblemCode, line: number | null, reason: string, format: StatementFormat = 'unknown'): ParsedFile {
  const problems = new ProblemList()
  problems.refuse(code, line ?? 1, reason)
  return refusedFile(name, problems, format)
}

/** The first reason for which a file was refused, as `AppError('import.refused', …)` takes it; null when it was understood. */
export function refusalOf(file: ParsedFile): { file: string; line: number | null; reason: string; code: string } | null {
  const problem = file.problems.find((each) => each.severity === 'refused')
  return problem ? { file: file.name, line: problem.line, reason: problem.message, code: problem.code } : null
}

/** A value of the file for use in a message: scrubbed, on one line, short. */
export function quoted(value: string): string {
  const text = scrubText(value).replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
  return `"${text.length > QUOTED_LENGTH ? `${text.slice(0, QUOTED_LENGTH)}…` : text}"`
}

export const FORMAT_LABELS: Readonly<Record<string, string>> = {
  ofx1: 'OFX 1 (SGML)',
  ofx2: 'OFX 2 (XML)',
  qfx: 'Quicken (QFX)',
  qbo: 'QuickBooks (QBO)',
  qif: 'QIF',
  camt: 'ISO 20022 camt',
  mt940: 'SWIFT MT940',
  unknown: 'Unknown',
}
