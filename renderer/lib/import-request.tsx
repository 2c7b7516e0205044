/**
 * Files on their way to the imports page: dropped, picked, or given at launch.
 *
 * The shell offers them (app/import-request-provider.tsx) and goes to the page; the page takes them once:
 *   const { pending, take } = useImportRequest()
 *   useEffect(() => { if (pending) startPreview(take()) }, [pending])
 */
import { createContext, use } from 'react'
import type { FileGrant } from '#shared/rpc/bridge.ts'

export interface ImportRequest {
  /** Files waiting to be previewed; null when there are none. */
  readonly pending: readonly FileGrant[] | null
  /** Hands the waiting files out, once. */
  readonly take: () => readonly FileGrant[]
  /** Goes to the imports page with these files. */
  readonly offer: (files: readonly FileGrant[]) => void
  /** Opens the system's dialog, then offers what was chosen. */
  readonly pick: () => Promise<void>
}

export const ImportRequestContext = createContext<ImportRequest | null>(null)

export function useImportRequest(): ImportRequest {
  const request = use(ImportRequestContext)
  if (!request) throw new Error('Import requests are provided by the shell')
  return request
}
