import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { AppError } from '#shared/rpc/errors.ts'
import { ErrorState } from './error-state.tsx'
import classes from './more-rows.module.css'

export interface MoreRowsProps {
  readonly pages: Pick<UseInfiniteQueryResult<unknown, AppError>, 'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'error' | 'fetchNextPage'>
}

/** The end of a list in a scrolling page: asks for the next page before a person gets there. Not for VirtualList, which does so itself. */
export function MoreRows({ pages }: MoreRowsProps) {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = pages
  const feeler = useRef<HTMLSpanElement>(null)
  const asks = hasNextPage && !isFetchingNextPage && !isFetchNextPageError
  useEffect(() => {
    const element = feeler.current
    if (!asks || !element) return undefined
    // Made anew after each page: a new observer reports at once, also where the page was too short to push the end away.
    const observer = new IntersectionObserver((seen) => {
      if (seen.some((entry) => entry.isIntersecting)) void fetchNextPage()
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [asks, fetchNextPage])
  if (isFetchNextPageError && pages.error) return <ErrorState size="inline" error={pages.error} onRetry={() => void fetchNextPage()} />
  if (!hasNextPage) return null
  return (
    <div className={classes.end}>
      <span ref={feeler} className={classes.feeler} />
      <span role="status">{isFetchingNextPage ? 'Loading more…' : ''}</span>
    </div>
  )
}
