import { useCallback, useMemo } from 'react'
import { useEnginePages } from '#renderer/lib/engine-hooks.ts'
import type { AppError } from '#shared/rpc/errors.ts'
import type { PreviewRow, RowStatus } from '#shared/rpc/contract/imports.contract.ts'

const PAGE_SIZE = 200

interface Wanted {
  readonly previewId: string
  readonly status: RowStatus | null
  readonly accountIndex: number | null
}

export interface PreviewRows {
  readonly rows: readonly PreviewRow[]
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  readonly isReady: boolean
  readonly loadMore: () => void
  readonly error: AppError | null
  readonly retry: () => void
}

/** Rows of the preview, page after page as they are scrolled to. */
export function usePreviewRows(wanted: Wanted): PreviewRows {
  const pages = useEnginePages({
    page: (ask, offset: number) => ask.imports.previewRows({ ...wanted, offset, limit: PAGE_SIZE }),
    first: 0,
    next: (last, all) => {
      const loaded = all.reduce((sum, page) => sum + page.rows.length, 0)
      return loaded < last.total && last.rows.length > 0 ? loaded : null
    },
  })
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = pages
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data])
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const retry = useCallback(() => void refetch(), [refetch])
  return { rows, hasMore: hasNextPage, isLoadingMore: isFetchingNextPage, isReady: data !== undefined, loadMore, error: pages.error, retry }
}
