import type { FeatureHandlers } from '../rpc/handlers.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { PreviewShelf } from './preview-shelf.ts'
import { listImports, readImport } from './records.queries.ts'

// Being built: compiles against the contract; preview and apply follow.
export function createImportsHandlers(): FeatureHandlers<'imports'> {
  const shelf = new PreviewShelf<{ readonly id: string }>()
  const missing = async (id: string): Promise<never> => {
    shelf.get(id)
    throw new AppError('not-found', { kind: 'preview' })
  }
  return {
    async preview({ files }, input) {
      for (const token of input.files) files.readable(token)
      throw new AppError('not-found', { kind: 'file' })
    },
    getPreview: (_context, input) => missing(input.previewId),
    previewRows: (_context, input) => missing(input.previewId),
    choose: (_context, input) => missing(input.previewId),
    setTarget: (_context, input) => missing(input.previewId),
    discard: async (_context, input) => ({ discarded: shelf.discard(input.previewId) }),
    apply: (_context, input) => missing(input.previewId),
    list: ({ db }) => listImports(db),
    undo: ({ db }, input) => readImport(db, input.importId),
  }
}
