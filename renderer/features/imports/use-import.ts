import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useSearch } from 'wouter'
import { useAsk, useEngineQuery, useEngineTask } from '#renderer/lib/engine-hooks.ts'
import { goTo } from '#renderer/lib/hash-location.ts'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import { PATHS } from '#renderer/lib/links.ts'
import type { FileGrant } from '#shared/rpc/bridge.ts'
import type { TaskProgress } from '#shared/rpc/define.ts'
import type { AppError } from '#shared/rpc/errors.ts'
import type { ImportPreview } from '#shared/rpc/contract/imports.contract.ts'
import { importHref, readImportAddress } from './model/address.ts'
import { joinFiles } from './model/files.ts'

export type ImportPhase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'reading'; readonly progress: TaskProgress | null; readonly files: readonly FileGrant[] }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'loading' }
  | { readonly kind: 'preview'; readonly preview: ImportPreview }
  | { readonly kind: 'done'; readonly importId: number; readonly preview: ImportPreview | null }

export interface Import {
  readonly phase: ImportPhase
  /** Reads the same files again; null when it is no longer known which they were. */
  readonly again: (() => void) | null
  readonly cancel: () => void
  /** Puts the preview away; nothing of it is stored. */
  readonly discard: () => void
  readonly finish: (importId: number) => void
}

const filesKey = (previewId: string) => ['imports', 'files-of', previewId] as const

/**
 * Where an import stands. The preview itself lives in the engine; the address names it, so that leaving the page
 * and coming back shows it as it was. The files' grants are kept beside it in the page's cache.
 */
export function useImport(): Import {
  const address = readImportAddress(useSearch())
  const { pending, take } = useImportRequest()
  const client = useQueryClient()
  const ask = useAsk()
  const known = address.previewId === null ? undefined : client.getQueryData<readonly FileGrant[]>(filesKey(address.previewId))
  // What is (to be) read; asked for anew by a new list.
  const [files, setFiles] = useState<readonly FileGrant[] | null>(null)
  // The preview that is being looked at, also while its address makes room for files that come to it.
  const [openId, setOpenId] = useState<string | null>(address.previewId)
  const [seen, setSeen] = useState<readonly FileGrant[] | null>(null)
  const task = useEngineTask((call) => call.imports.preview)
  const stored = useEngineQuery((queries) => queries.imports.getPreview({ previewId: address.previewId ?? '' }), { enabled: address.previewId !== null })
  const { start, cancel, reset } = task

  const read = useCallback(
    async (wanted: readonly FileGrant[]) => {
      const preview = await start({ files: wanted.map((file) => file.token) })
      if (!preview) return
      client.setQueryDefaults(['imports', 'files-of'], { gcTime: Number.POSITIVE_INFINITY })
      client.setQueryData(filesKey(preview.previewId), wanted)
      client.setQueryData(ask.imports.getPreview({ previewId: preview.previewId }).queryKey, preview)
      goTo(importHref({ previewId: preview.previewId, importId: null }), { replace: true })
      reset()
    },
    [start, reset, client, ask],
  )
  const lookedAt = address.importId === null ? (address.previewId ?? openId) : null
  if (lookedAt !== openId) setOpenId(lookedAt)
  if (pending !== seen) {
    setSeen(pending)
    // Files that come while a preview is open join it: they were meant for the same import.
    if (pending) setFiles(joinFiles(lookedAt === null ? [] : (client.getQueryData<readonly FileGrant[]>(filesKey(lookedAt)) ?? []), pending))
  }
  const started = useRef<readonly FileGrant[] | null>(null)
  useEffect(() => {
    // Effects run again when the page comes back from behind the lock: what was read is not read twice.
    if (files === null || started.current === files) return
    started.current = files
    take()
    void read(files)
  }, [files, take, read])
  // Reading goes on for the page's sake only: nobody waits for it once the page is left.
  useEffect(() => cancel, [cancel])

  const discard = () => {
    if (address.previewId !== null) void ask.imports.discard({ previewId: address.previewId }).queryFn().catch(() => undefined)
    reset()
    setOpenId(null)
    goTo(PATHS.imports)
  }
  const last = known ?? files
  return {
    phase: phaseOf(task.state, stored, address, client.getQueryData<ImportPreview>(ask.imports.getPreview({ previewId: address.fromPreviewId ?? '' }).queryKey) ?? null, files ?? []),
    again: last ? () => setFiles([...last]) : null,
    cancel: () => {
      cancel()
      reset()
    },
    discard,
    finish: (importId) => goTo(importHref({ previewId: null, importId, fromPreviewId: address.previewId }), { replace: true }),
  }
}

type TaskState = ReturnType<typeof useEngineTask<unknown, ImportPreview>>['state']
interface Stored {
  readonly data: ImportPreview | undefined
  readonly error: AppError | null
}

function phaseOf(state: TaskState, stored: Stored, address: ReturnType<typeof readImportAddress>, done: ImportPreview | null, files: readonly FileGrant[]): ImportPhase {
  if (state.status === 'running') return { kind: 'reading', progress: state.progress, files }
  if (state.status === 'failed') return { kind: 'failed', error: state.error }
  if (address.importId !== null) return { kind: 'done', importId: address.importId, preview: done }
  if (address.previewId === null) return { kind: 'idle' }
  if (stored.data) return { kind: 'preview', preview: stored.data }
  return stored.error ? { kind: 'failed', error: stored.error } : { kind: 'loading' }
}
