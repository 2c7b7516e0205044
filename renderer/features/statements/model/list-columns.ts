/** Which figures between opening and closing the list shows: those that any of its statements has. */
import type { Statement } from '#shared/rpc/contract/statements.contract.ts'
import { feesOf, paperLines, type PaperLine } from './paper.ts'

export type PartColumn = 'charges' | 'credits' | 'fees' | 'net'

/** Magnitudes as their headings name them; `net` is what is owed more than before. */
export function partOf(statement: Statement, column: PartColumn): number | null {
  if (column === 'fees') return feesOf(statement)
  const minor = lineOf(statement, column)
  return minor !== null && column === 'credits' ? Math.abs(minor) : minor
}

function lineOf(statement: Statement, key: PaperLine['key']): number | null {
  return paperLines(statement).find((line) => line.key === key)?.minor ?? null
}

const PARTS: readonly PartColumn[] = ['charges', 'credits', 'fees']

/** The net stands in only where no statement says more: beside the parts it would be a column of other things. */
export function partColumns(statements: readonly Statement[]): readonly PartColumn[] {
  const has = (column: PartColumn) => statements.some((statement) => partOf(statement, column) !== null)
  const parts = PARTS.filter(has)
  return parts.length === 0 && has('net') ? ['net'] : parts
}
