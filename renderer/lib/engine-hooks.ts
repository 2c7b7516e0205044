/**
 * How a component asks the engine.
 *
 * - `useEngineQuery((ask) => ask.cards.list({}))` – a cached answer, refreshed by the engine's `changed` events.
 * - `useEnginePages({ … })` – the same, page after page.
 * - `useEngineCommand((call) => call.cards.rename)` – a change; `run(input)` returns the answer or throws an AppError.
 * - `useEngineTask((call) => call.imports.preview)` – long work with progress and cancel.
 */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, type InfiniteData, type UseInfiniteQueryResult, type UseQueryResult } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { AppError } from '#shared/rpc/errors.ts'
import type { EngineClient } from '#shared/rpc/client.ts'
import type { Contract, FeatureName } from '#shared/rpc/contract/index.ts'
import type { InputOf, OutputOf, TaskOptions, TaskProgress } from '#shared/rpc/define.ts'
import { toAppError } from './query-client.ts'
import type { EngineQueryKey, QueryNames } from './query-topics.ts'
import { useEngine } from './services.tsx'

export interface EngineQuery<T> {
  readonly queryKey: EngineQueryKey
  readonly queryFn: () => Promise<T>
}

/** Every query of the contract as a description of a cached question. */
export type Ask = {
  readonly [F in FeatureName]: { readonly [N in QueryNames<Contract[F]>]: (input: InputOf<Contract[F][N]>) => EngineQuery<OutputOf<Contract[F][N]>> }
}

type Calls = EngineClient['call']

export function createAsk(engine: EngineClient): Ask {
  const calls = engine.call as unknown as Readonly<Record<string, Readonly<Record<string, (input: unknown) => Promise<unknown>>>>>
  const ask = new Proxy({}, {
    get: (_features, feature: string) =>
      new Proxy({}, {
        get: (_names, name: string) => (input: unknown): EngineQuery<unknown> => ({
          queryKey: [feature, name, input],
          queryFn: async () => {
            try {
              return await calls[feature]?.[name]?.(input)
            } catch (error) {
              throw toAppError(error)
            }
          },
        }),
      }),
  })
  return ask as Ask
}

export function useAsk(): Ask {
  const engine = useEngine()
  return useMemo(() => createAsk(engine), [engine])
}

export interface QueryOptions {
  readonly enabled?: boolean
  /** While a changed question is on its way, the last answer stays on the page. */
  readonly keepPrevious?: boolean
}

export function useEngineQuery<T>(question: (ask: Ask) => EngineQuery<T>, options: QueryOptions = {}): UseQueryResult<T, AppError> {
  const { queryKey, queryFn } = question(useAsk())
  return useQuery<T, AppError>({
    queryKey,
    queryFn,
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  })
}

export interface PagesQuestion<T, C> {
  /** The question for one page; the first is asked with `first`. */
  readonly page: (ask: Ask, cursor: C) => EngineQuery<T>
  readonly first: C
  /** Where the next page starts, or null at the end. */
  readonly next: (last: T, all: readonly T[]) => C | null
  readonly enabled?: boolean
  readonly keepPrevious?: boolean
}

export function useEnginePages<T, C>(question: PagesQuestion<T, C>): UseInfiniteQueryResult<InfiniteData<T, C>, AppError> {
  const ask = useAsk()
  return useInfiniteQuery<T, AppError, InfiniteData<T, C>, readonly unknown[], C>({
    queryKey: [...question.page(ask, question.first).queryKey, 'pages'],
    queryFn: (context) => question.page(ask, context.pageParam as C).queryFn(),
    initialPageParam: question.first,
    getNextPageParam: (last, all) => question.next(last, all),
    enabled: question.enabled ?? true,
    ...(question.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  })
}

export interface EngineCommand<I, O> {
  readonly run: (input: I) => Promise<O>
  readonly isRunning: boolean
  readonly error: AppError | null
  readonly reset: () => void
}

export function useEngineCommand<I, O>(choose: (call: Calls) => (input: I) => Promise<O>): EngineCommand<I, O> {
  const engine = useEngine()
  const mutation = useMutation<O, AppError, I>({
    mutationFn: async (input) => {
      try {
        return await choose(engine.call)(input)
      } catch (error) {
        throw toAppError(error)
      }
    },
    // Nothing typed stays behind once nobody looks at it.
    gcTime: 0,
  })
  return { run: mutation.mutateAsync, isRunning: mutation.isPending, error: mutation.error, reset: mutation.reset }
}

export type TaskState<O> =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly progress: TaskProgress | null }
  | { readonly status: 'done'; readonly result: O }
  | { readonly status: 'failed'; readonly error: AppError }
  | { readonly status: 'cancelled' }

export interface EngineTask<I, O> {
  readonly state: TaskState<O>
  /** Starts it; the answer, or undefined when it failed or was cancelled (`state` says which). */
  readonly start: (input: I) => Promise<O | undefined>
  readonly cancel: () => void
  readonly reset: () => void
}

export function useEngineTask<I, O>(choose: (call: Calls) => (input: I, options?: TaskOptions) => Promise<O>): EngineTask<I, O> {
  const engine = useEngine()
  const [state, setState] = useState<TaskState<O>>({ status: 'idle' })
  const running = useRef<AbortController | null>(null)
  const chooseRef = useRef(choose)
  useEffect(() => {
    chooseRef.current = choose
  })

  const start = useCallback(
    async (input: I) => {
      running.current?.abort()
      const controller = new AbortController()
      running.current = controller
      const isCurrent = () => running.current === controller
      setState({ status: 'running', progress: null })
      try {
        const result = await chooseRef.current(engine.call)(input, {
          signal: controller.signal,
          onProgress: (progress) => {
            if (isCurrent()) setState({ status: 'running', progress })
          },
        })
        if (isCurrent()) setState({ status: 'done', result })
        return result
      } catch (error) {
        if (isCurrent()) setState(AppError.is(error, 'task.cancelled') ? { status: 'cancelled' } : { status: 'failed', error: toAppError(error) })
        return undefined
      }
    },
    [engine],
  )
  const cancel = useCallback(() => running.current?.abort(), [])
  const reset = useCallback(() => {
    running.current = null
    setState({ status: 'idle' })
  }, [])
  return { state, start, cancel, reset }
}
