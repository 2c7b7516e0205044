/** What the preview says. The button says exactly what it will do. */
import type { ImportPreview, PreviewRow, RowChoice, RowStatus } from '#shared/rpc/contract/imports.contract.ts'
import { plural } from '#renderer/lib/formats.ts'

export const STATUS_LABELS: Readonly<Record<RowStatus, string>> = { new: 'New', changed: 'Changed', conflict: 'To decide', duplicate: 'Already here' }

/** Under the tabs: what the status means and what happens with such rows. */
export const STATUS_MEANING: Readonly<Record<RowStatus, string>> = {
  new: 'Not in your books yet. They come in.',
  changed: 'In your books already; the file says something newer of them. They are brought up to date.',
  conflict: 'They look like charges that are in your books, but not surely. You decide each.',
  duplicate: 'In your books already, unchanged. They are left as they are.',
}

export const CHOICE_LABELS: Readonly<Record<RowChoice, string>> = { add: 'Add', update: 'Update', skip: 'Skip' }

/** Tabs from what comes in to what does not matter; "To decide" before "Already here". */
export const STATUS_ORDER: readonly RowStatus[] = ['new', 'changed', 'conflict', 'duplicate']

type Counted = Pick<ImportPreview, 'willAdd' | 'willUpdate' | 'statements'>

/** "Import 312 charges", "Import 310 charges and update 2", "Update 2 charges", "Import 1 statement". */
export function importButtonText({ willAdd, willUpdate, statements }: Counted, count: (value: number) => string): string {
  const charges = (value: number) => plural(value, 'charge', 'charges', count(value))
  if (willAdd > 0 && willUpdate > 0) return `Import ${charges(willAdd)} and update ${count(willUpdate)}`
  if (willAdd > 0) return `Import ${charges(willAdd)}`
  if (willUpdate > 0) return `Update ${charges(willUpdate)}`
  return statements > 0 ? `Import ${plural(statements, 'statement', 'statements', count(statements))}` : 'Nothing to import'
}

/** Why the button cannot be pressed; null when it can. */
export function whyNothing(preview: Pick<ImportPreview, 'willAdd' | 'willUpdate' | 'statements' | 'files' | 'counts'>): string | null {
  const { files, counts, willAdd, willUpdate, statements } = preview
  if (willAdd > 0 || willUpdate > 0 || statements > 0) return null
  if (files.length > 0 && files.every((file) => file.refused)) return files.length === 1 ? 'This file could not be read.' : 'None of these files could be read.'
  const rows = counts.new + counts.changed + counts.conflict + counts.duplicate
  if (rows === 0) return 'There are no charges in it.'
  if (counts.duplicate === rows) return 'Everything in it is already in your books.'
  return counts.conflict > 0 && counts.new + counts.changed === 0 ? 'Decide about the charges under “To decide” first, or leave them.' : 'Every charge is set to be skipped.'
}

/** "2 more are left out: 40 already here, 3 to decide." */
export function leftOutText(preview: Pick<ImportPreview, 'willAdd' | 'willUpdate' | 'counts'>, count: (value: number) => string): string | null {
  const { counts, willAdd, willUpdate } = preview
  const rows = counts.new + counts.changed + counts.conflict + counts.duplicate
  const left = rows - willAdd - willUpdate
  if (left <= 0) return null
  return left === counts.duplicate ? `${count(left)} already here` : `${count(left)} left out`
}

/** Not a single row: everything refused, or files without charges. */
export function hasNothingToShow({ counts }: Pick<ImportPreview, 'counts'>): boolean {
  return counts.new + counts.changed + counts.conflict + counts.duplicate === 0
}

export interface MatchWords {
  readonly date: (date: string) => string
  readonly money: (minor: number, currency: string) => string
}

/** The stored charge that a row was matched with: "Delta Air Lines, 3 Nov, $412.10, pending". */
export function matchText(row: Pick<PreviewRow, 'match' | 'currency'>, words: MatchWords): string | null {
  const { match } = row
  if (match === null) return null
  return [match.merchant, words.date(match.postedOn), words.money(match.amountMinor, row.currency), ...(match.pending ? ['pending'] : [])].join(', ')
}

export interface FileWithAccounts {
  readonly file: ImportPreview['files'][number]
  readonly accounts: readonly ImportPreview['accounts'][number][]
}

/** Each file with the accounts it holds, those first that need a person: refused ones, then those that do not say whose they are. */
export function filesWithAccounts({ files, accounts }: Pick<ImportPreview, 'files' | 'accounts'>): readonly FileWithAccounts[] {
  const taken = new Set<string>()
  const grouped = files.map((file) => {
    // Files of one name from two folders: accounts only know the name, so the first of them shows them.
    const own = file.refused || taken.has(file.name) ? [] : accounts.filter((account) => account.file === file.name)
    if (!file.refused) taken.add(file.name)
    return { file, accounts: own }
  })
  const urgency = ({ file, accounts: own }: FileWithAccounts) => (file.refused ? 2 : own.some((account) => !account.identified) ? 1 : 0)
  return grouped.toSorted((a, b) => urgency(b) - urgency(a))
}

/** What the reader took for granted, rather than found wrong: worth a look, no fault of the file. */
export function isAssumption(problem: ImportPreview['problems'][number]): boolean {
  return problem.code.startsWith('assumed-')
}

/** Problems of one file, those with a line in the order of the lines. */
export function problemsByFile(problems: ImportPreview['problems']): ReadonlyMap<string, ImportPreview['problems']> {
  const sorted = problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
  return Map.groupBy(sorted, (problem) => problem.file)
}
