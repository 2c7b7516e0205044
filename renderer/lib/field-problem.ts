/** What the engine found wrong with one field of a form. */
import type { AppError } from '#shared/rpc/errors.ts'

/** null where the error is of another kind and has to be said as a whole. */
export function fieldProblem(error: AppError | null): { readonly field: string; readonly text: string } | null {
  if (error === null || error.code !== 'validation.failed') return null
  const { field, reason } = error.details as { readonly field: string; readonly reason: string }
  return { field, text: reason }
}
