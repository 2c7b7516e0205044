/** Takes a whole import back, in one transaction: the `undo` command. */
import { AppError } from '#shared/rpc/errors.ts'
import type { CommandContext } from '../rpc/handlers.ts'
import { Pace } from '../pace.ts'
import { readImport } from './records.queries.ts'
import { whatBlocksUndo } from './undo-check.queries.ts'
import { UndoRun } from './undo.queries.ts'

/**
 * What the import added goes, what it updated becomes what it was, what it made and nothing else uses (accounts, cards, people, merchants)
 * goes too. The import and its files stay listed, as taken back.
 *
 * Notes and categories that a person gave to charges that go are lost; the audit keeps how many. A person's category and note on a charge
 * that stays are kept.
 *
 * Throws `not-found` (import), `import.already-undone`, `import.undo-blocked` when a later import builds on what this one brought.
 */
export async function undoImport({ db, sqlite, now, changed, audit }: CommandContext, importId: number): Promise<void> {
  const { undoneAt } = await readImport(db, importId)
  if (undoneAt !== null) throw new AppError('import.already-undone', {})
  const blocker = await whatBlocksUndo(db, importId)
  if (blocker !== undefined) throw new AppError('import.undo-blocked', { reason: blocker.reason })
  const run = new UndoRun(sqlite, importId)
  const figures = await run.all(new Pace())
  await db.updateTable('imports').set({ undone_at: now }).where('id', '=', importId).execute()
  audit({ importId, ...figures })
  changed('imports', 'transactions', 'cards', 'employees', 'statements')
}
