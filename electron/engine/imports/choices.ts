/** Which choices a row has, what a choice would do, and setting them. */
import type { ImportPreview, RowChoice, RowStatus } from '#shared/rpc/contract/imports.contract.ts'
import { accountOf, choiceOf, rootRow, setChoice, statusOf, type PreviewState } from './preview-state.ts'

const CHOICES_OF = {
  new: ['add', 'skip'],
  duplicate: ['skip', 'add'],
  changed: ['update', 'add', 'skip'],
  conflict: ['skip', 'update', 'add'],
} as const satisfies Record<RowStatus, readonly RowChoice[]>

export function choicesOf(preview: PreviewState, row: number): readonly RowChoice[] {
  const status = statusOf(preview, row)
  // A row that takes a charge back is no charge: it can be followed (the charge goes) or left.
  if (preview.notes.get(row)?.takesBack === true) return status === 'conflict' ? ['skip', 'update'] : ['skip']
  return CHOICES_OF[status]
}

export type ChosenRows = readonly number[] | { readonly status: RowStatus }

/** Leaves rows as they are for which the choice makes no sense, also where another row updates the same charge already. */
export function choose(preview: PreviewState, choice: RowChoice, chosen: ChosenRows): void {
  const taken = choice === 'update' ? takenCharges(preview) : undefined
  for (const row of rowsOf(preview, chosen)) {
    if (choiceOf(preview, row) === choice || !choicesOf(preview, row).includes(choice)) continue
    if (taken !== undefined && !take(preview, row, taken)) continue
    setChoice(preview, row, choice)
  }
}

/** What updates a charge: the files whose rows do, and whether one of those rows was a conflict. */
interface Taken {
  readonly files: Set<number>
  unsure: boolean
}

function takenCharges(preview: PreviewState): Map<number, Taken> {
  const taken = new Map<number, Taken>()
  for (let row = 0; row < preview.rows.length; row++) if (choiceOf(preview, row) === 'update') take(preview, row, taken)
  return taken
}

/**
 * False where the row may not update its charge. Changes in different files may follow each other on one charge; two rows of one file, or a
 * conflict beside anything else, would make one charge of two.
 */
function take(preview: PreviewState, row: number, taken: Map<number, Taken>): boolean {
  const ref = preview.ref[row] ?? 0
  const { file } = accountOf(preview, row)
  const unsure = statusOf(preview, row) === 'conflict'
  const before = taken.get(ref)
  if (before !== undefined && (unsure || before.unsure || before.files.has(file))) return false
  const now = before ?? { files: new Set(), unsure }
  now.files.add(file)
  now.unsure ||= unsure
  taken.set(ref, now)
  return true
}

function* rowsOf(preview: PreviewState, chosen: ChosenRows): Generator<number> {
  if (!('status' in chosen)) {
    for (const row of chosen) if (row < preview.rows.length) yield row
    return
  }
  for (let row = 0; row < preview.rows.length; row++) if (statusOf(preview, row) === chosen.status) yield row
}

export interface PlannedRow {
  readonly row: number
  readonly does: 'add' | 'update' | 'remove' | 'skip'
}

/**
 * What `apply` does with each row, first everything that is added, then in order what is updated.
 *
 * A row may update a charge that another row of the same preview brings. Where that row is skipped, the newer one comes in its place.
 */
export function* planOf(preview: PreviewState): Generator<PlannedRow> {
  const realised = new Set<number>()
  for (let row = 0; row < preview.rows.length; row++) if (choiceOf(preview, row) === 'add') yield { row, does: 'add' }
  for (let row = 0; row < preview.rows.length; row++) {
    const choice = choiceOf(preview, row)
    if (choice === 'add') continue
    if (choice === 'skip') yield { row, does: 'skip' }
    else yield { row, does: updating(preview, row, realised) }
  }
}

function updating(preview: PreviewState, row: number, realised: Set<number>): PlannedRow['does'] {
  const root = rootRow(preview.ref[row] ?? 0)
  const there = root === undefined || choiceOf(preview, root) === 'add' || realised.has(root)
  if (preview.notes.get(row)?.takesBack === true) return there ? 'remove' : 'skip'
  if (there) return 'update'
  realised.add(root)
  return 'add'
}

export type Counts = ImportPreview['counts']

export function noCounts(): Counts {
  return { new: 0, duplicate: 0, changed: 0, conflict: 0 }
}
