import { useCallback, useMemo } from 'react'
import type { AppError } from '#shared/rpc/errors.ts'
import type { TransactionFilter, TransactionRow, TransactionSort } from '#shared/rpc/contract/transactions.contract.ts'
import { useEnginePages } from '#renderer/lib/engine-hooks.ts'

const PAGE_SIZE = 100

export interface Charges {
  readonly rows: readonly TransactionRow[]
  /** No further page follows. */
  readonly isComplete: boolean
  /** The first page has come, though perhaps of the question before. */
  readonly isReady: boolean
  readonly isLoadingMore: boolean
  readonly error: AppError | null
  readonly loadMore: () => void
  readonly retry: () => void
}

/** The charges that the filter finds, page after page as they are needed. */
export function useCharges(filter: TransactionFilter, sort: TransactionSort): Charges {
  const pages = useEnginePages({
    page: (ask, cursor: string | null) => ask.transactions.list({ filter, sort, cursor, limit: PAGE_SIZE }),
    first: null,
    next: (last) => last.nextCursor,
    keepPrevious: true,
  })
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = pages
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data])
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const retry = useCallback(() => void refetch(), [refetch])
  return { rows, isComplete: !hasNextPage, isReady: data !== undefined, isLoadingMore: isFetchingNextPage, error: pages.error, loadMore, retry }
}
