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

export function filesText(files: ImportRecord['files'], max = 2): string {
  const names = files.slice(0, max).map((file) => file.name)
  const rest = files.length - names.length
  return rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', ')
}
