import { randomUUID } from 'node:crypto'
import { AppError } from '#shared/rpc/errors.ts'
import type { FeatureHandlers } from '../rpc/handlers.ts'
import { applyPreview } from './apply.ts'
import { choose } from './choices.ts'
import { importsReads } from './imports.reads.ts'
import { makePreview } from './make-preview.ts'
import { previewOutput, previewRows } from './preview-output.queries.ts'
import { PreviewShelf } from './preview-shelf.ts'
import type { PreviewState } from './preview-state.ts'
import { readImport } from './records.queries.ts'
import { retarget } from './retarget.ts'
import { undoImport } from './undo.ts'

/** A factory, because previews live in the memory of one engine. */
export function createImportsHandlers(): FeatureHandlers<'imports'> {
  const shelf = new PreviewShelf<PreviewState>()
  return {
    async preview(context, { files }) {
      const granted = files.map((token) => context.files.readable(token))
      const preview = await makePreview(context, randomUUID(), granted)
      shelf.put(preview)
      return previewOutput(preview)
    },
    getPreview: async (_context, { previewId }) => previewOutput(shelf.get(previewId)),
    previewRows: ({ db }, { previewId, ...wanted }) => previewRows(db, shelf.get(previewId), wanted),
    choose: (_context, { previewId, choice, rows }) =>
      shelf.inTurn(previewId, async (preview) => {
        choose(preview, choice, rows)
        return previewOutput(preview)
      }),
    setTarget: ({ db }, { previewId, ...target }) =>
      shelf.inTurn(previewId, async (preview) => {
        try {
          await retarget(db, preview, target)
        } catch (error) {
          // Only what `retarget` refuses leaves the rows as they were.
          if (!(error instanceof AppError)) shelf.discard(previewId)
          throw error
        }
        return previewOutput(preview)
      }),
    discard: async (_context, { previewId }) => ({ discarded: shelf.discard(previewId) }),
    apply: (context, { previewId }) =>
      shelf.inTurn(previewId, async () => {
        // Off the shelf first: nobody stores it twice.
        const preview = shelf.take(previewId)
        try {
          return await applyPreview(context, preview)
        } catch (error) {
          // Nothing was stored. A stale one can never be; any other can be tried again.
          if (!AppError.is(error, 'import.preview-stale')) shelf.put(preview)
          throw error
        }
      }),
    ...importsReads,
    async undo(context, { importId }) {
      await undoImport(context, importId)
      return readImport(context.db, importId)
    },
  }
}
