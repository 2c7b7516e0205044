import { AppError } from '#shared/rpc/errors.ts'

/** The system's own words hold a path: only their kind goes on. */
export function asStorageError(error: unknown): unknown {
  if (error instanceof AppError) return error
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('db.disk-full', {}, { cause: error })
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return new AppError('db.read-only', {}, { cause: error })
  return error
}
