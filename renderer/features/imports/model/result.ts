/** What an import did, in sentences. */
import type { ImportRecord } from '#shared/rpc/contract/imports.contract.ts'
import { plural } from '#renderer/lib/formats.ts'

type Count = (value: number) => string

/** "312 charges came in", "2 charges were updated", "This import was undone". */
export function resultTitle({ added, updated, statements, undoneAt }: ImportRecord, count: Count): string {
  if (undoneAt !== null) return 'This import was undone'
  if (added > 0) return `${plural(added, 'charge', 'charges', count(added))} came in`
  if (updated > 0) return plural(updated, 'charge was updated', 'charges were updated', count(updated))
  return statements > 0 ? `${plural(statements, 'statement', 'statements', count(statements))} came in` : 'Nothing new came in'
}

/** The rest of it, one fact a line. */
export function resultLines(record: ImportRecord, count: Count, range: (from: string, to: string) => string): readonly string[] {
  const { added, updated, skipped, statements, firstOn, lastOn, undoneAt } = record
  if (undoneAt !== null) return ['Nothing of it remains in the books.']
  const lines: string[] = []
  if (firstOn !== null && lastOn !== null) lines.push(`From ${range(firstOn, lastOn)}`)
  if (added > 0 && updated > 0) lines.push(`${plural(updated, 'charge', 'charges', count(updated))} brought up to date`)
  if (statements > 0 && added + updated > 0) lines.push(plural(statements, 'statement', 'statements', count(statements)))
  if (skipped > 0) lines.push(`${count(skipped)} left as ${skipped === 1 ? 'it was' : 'they were'}`)
  return lines
}
