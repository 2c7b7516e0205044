/** What the imports page shows: a preview by its id, or what came in. */
import { PATHS } from '#renderer/lib/links.ts'

export interface ImportAddress {
  readonly previewId: string | null
  /** An import that was applied. */
  readonly importId: number | null
  /** The preview that it came from, for as long as the page still knows it. */
  readonly fromPreviewId?: string | null
}

export function readImportAddress(search: string): ImportAddress {
  const params = new URLSearchParams(search)
  const importId = Number(params.get('done') ?? Number.NaN)
  return {
    previewId: params.get('preview'),
    importId: Number.isSafeInteger(importId) && importId > 0 ? importId : null,
    fromPreviewId: params.get('from'),
  }
}

export function importHref({ previewId, importId, fromPreviewId }: ImportAddress): string {
  const params = new URLSearchParams()
  if (previewId !== null) params.set('preview', previewId)
  if (importId !== null) params.set('done', String(importId))
  if (fromPreviewId) params.set('from', fromPreviewId)
  const text = params.toString()
  return text === '' ? PATHS.imports : `${PATHS.imports}?${text}`
}
