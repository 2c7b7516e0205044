/** An import in words: what it brought, and exactly what undoing it does. */
import type { ImportRecord, UndoPlan } from '#shared/rpc/contract/imports.contract.ts'
import { plural } from '#renderer/lib/formats.ts'

export interface Words {
  readonly count: (value: number) => string
  readonly money: (money: { readonly minor: number; readonly currency: string }) => string
}

/** "214 charges came in", "2 updated", "1 statement", "40 left out": what there was of each. */
export function broughtParts({ added, updated, skipped, statements }: Pick<ImportRecord, 'added' | 'updated' | 'skipped' | 'statements'>, { count }: Pick<Words, 'count'>): readonly string[] {
  const parts = [
    added > 0 ? `${plural(added, 'charge', 'charges', count(added))} came in` : null,
    updated > 0 ? `${count(updated)} updated` : null,
    statements > 0 ? plural(statements, 'statement', 'statements', count(statements)) : null,
    skipped > 0 ? `${count(skipped)} left out` : null,
  ].filter((part) => part !== null)
  return parts.length === 0 ? ['Nothing came in'] : parts
}

export function filesText(files: ImportRecord['files'], max = 2): string {
  return listText(files.map((file) => file.name), max)
}

/** "a, b and 3 more". */
export function listText(names: readonly string[], max = 3): string {
  const shown = names.slice(0, max)
  const rest = names.length - shown.length
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

/** One sentence for each thing that goes or comes back. */
export function undoSentences(plan: UndoPlan, { count, money }: Words): readonly string[] {
  const { removes, handMade, restores, statementsRemoved, statementsRestored, cards, cardholders } = plan
  const lines: string[] = []
  if (removes > 0) lines.push(`${plural(removes, 'charge goes', 'charges go', count(removes))}: ${plan.removesTotals.map(money).join(' and ')}${removes > 1 ? ' together' : ''}.`)
  if (handMade > 0) lines.push(`${removes === 1 ? 'It carries' : handMade === 1 ? '1 of them carries' : `${count(handMade)} of them carry`} a note or category that you gave, which goes as well.`)
  if (restores > 0) lines.push(`${plural(restores, 'charge becomes', 'charges become', count(restores))} again what the books had before.`)
  if (statementsRemoved > 0) lines.push(`${plural(statementsRemoved, 'statement goes', 'statements go', count(statementsRemoved))}.`)
  if (statementsRestored > 0) lines.push(`${plural(statementsRestored, 'statement becomes', 'statements become', count(statementsRestored))} again what the books had before.`)
  if (cards.length > 0) lines.push(`${plural(cards.length, 'card goes', 'cards go', count(cards.length))}, because nothing else is on ${cards.length === 1 ? 'it' : 'them'}: ${listText(cards)}.`)
  if (cardholders.length > 0) lines.push(`${plural(cardholders.length, 'employee goes', 'employees go', count(cardholders.length))} with ${cards.length === 1 ? 'it' : 'them'}: ${listText(cardholders)}.`)
  if (lines.length === 0) lines.push('Nothing in the books came from this import, so nothing goes. It is only marked as undone.')
  return lines
}

/** The button says what it does. */
export function undoButton({ removes, restores }: Pick<UndoPlan, 'removes' | 'restores'>, { count }: Pick<Words, 'count'>): string {
  if (removes > 0) return `Remove ${plural(removes, 'charge', 'charges', count(removes))}`
  return restores > 0 ? `Put ${plural(restores, 'charge', 'charges', count(restores))} back` : 'Undo this import'
}
