import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { AppError } from '#shared/rpc/errors.ts'
import { ErrorState } from './error-state.tsx'
import { Skeleton } from './skeleton.tsx'

export interface QueryViewProps<T> {
  readonly query: UseQueryResult<T, AppError>
  readonly skeleton?: ReactNode
  readonly children: (data: T) => ReactNode
}

/** The three states of an answer: skeleton after 150 ms, error with a way on, content. Old content stays under an error. */
export function QueryView<T>({ query, skeleton, children }: QueryViewProps<T>) {
  if (query.data === undefined) {
    if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    return skeleton ?? <Skeleton />
  }
  return (
    <>
      {query.error && <ErrorState size="inline" error={query.error} onRetry={() => void query.refetch()} />}
      {children(query.data)}
    </>
  )
}
