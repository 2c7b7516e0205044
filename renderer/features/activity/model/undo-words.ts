/** Exactly what undoing an import does, said before it is done. */
import type { ImportRecord } from '#shared/rpc/contract/imports.contract.ts'
import { plural } from '#renderer/lib/formats.ts'

type Undoable = Pick<ImportRecord, 'added' | 'updated' | 'statements'>

export function undoConsequences({ added, updated, statements }: Undoable, count: (value: number) => string): readonly string[] {
  const lines: string[] = []
  if (added > 0) lines.push(`${plural(added, 'charge goes', 'charges go', count(added))}, with the notes and categories written on them.`)
  if (updated > 0) lines.push(`${plural(updated, 'charge becomes', 'charges become', count(updated))} again what the books had before.`)
  if (statements > 0) lines.push(`${plural(statements, 'statement goes', 'statements go', count(statements))}.`)
  if (lines.length === 0) lines.push('Nothing came in with this import, so nothing goes.')
  return lines
}

export function undoButton({ added, updated }: Undoable, count: (value: number) => string): string {
  const all = added + updated
  return all === 0 ? 'Undo this import' : `Undo ${plural(all, 'charge', 'charges', count(all))}`
}

/** "214 charges came in, 2 updated, 1 statement, 40 left out". */
export function broughtText({ added, updated, skipped, statements }: Pick<ImportRecord, 'added' | 'updated' | 'skipped' | 'statements'>, count: (value: number) => string): string {
  const parts: string[] = []
  if (added > 0) parts.push(`${plural(added, 'charge', 'charges', count(added))} came in`)
  if (updated > 0) parts.push(`${count(updated)} updated`)
  if (statements > 0) parts.push(plural(statements, 'statement', 'statements', count(statements)))
  if (skipped > 0) parts.push(`${count(skipped)} left out`)
  return parts.length === 0 ? 'Nothing came in' : parts.join(', ')
}

export function filesText(files: ImportRecord['files'], max = 2): string {
  const names = files.slice(0, max).map((file) => file.name)
  const rest = files.length - names.length
  return rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', ')
}
