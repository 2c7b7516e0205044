/**
 * Engine data in the page is a cache: it never grows old by time, only by a `changed` event.
 */
import { QueryCache, QueryClient } from '@tanstack/react-query'
import { AppError, type AppErrorWire } from '#shared/rpc/errors.ts'
import type { EngineClient } from '#shared/rpc/client.ts'
import { isTouched } from './query-topics.ts'

const MAX_RETRIES = 3

/** Any failure as an AppError. The bridge rejects with the error's plain form; anything else is a bug of this page. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (isWire(error)) return AppError.fromWire(error)
  return new AppError('engine.internal', { reference: error instanceof Error ? error.name : 'window' }, { cause: error })
}

function isWire(error: unknown): error is AppErrorWire {
  return typeof error === 'object' && error !== null && 'code' in error && 'details' in error && 'retryable' in error
}

export function shouldRetry(failures: number, error: unknown): boolean {
  return failures < MAX_RETRIES && error instanceof AppError && error.retryable
}

export function createQueryClient(engine: EngineClient): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        // The engine forgot the key (it was restarted): the gate must know, whoever noticed.
        if (AppError.is(error, 'vault.locked')) void client.invalidateQueries({ queryKey: ['vault', 'status'] })
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // There is no network between the page and the engine.
        networkMode: 'always',
        retry: shouldRetry,
        retryDelay: (attempt) => 150 * 2 ** attempt,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  engine.on('changed', ({ topics }) => {
    void client.invalidateQueries({ predicate: (query) => isTouched(query.queryKey, topics) })
  })
  return client
}
