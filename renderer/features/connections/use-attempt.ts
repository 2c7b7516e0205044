import { useCallback, useEffect, useRef, useState } from 'react'
import { AppError } from '#shared/rpc/errors.ts'
import type { EngineClient } from '#shared/rpc/client.ts'
import type { TaskOptions } from '#shared/rpc/define.ts'
import { toAppError } from '#renderer/lib/query-client.ts'
import { useEngine } from '#renderer/lib/services.tsx'

export interface Attempt<I, O> {
  /** The answer, or undefined when it failed (`error` says why) or the screen was left. */
  readonly run: (input: I) => Promise<O | undefined>
  readonly isRunning: boolean
  readonly error: AppError | null
  /** When the next attempt is let through, epoch ms; 0 where nothing has to wait. */
  readonly until: number
  readonly clear: () => void
}

type Calls = EngineClient['call']

/** One request of a form to the issuer. What is sent is kept nowhere: not in a cache, not in state. Leaving the screen cancels it. */
export function useAttempt<I, O>(choose: (call: Calls) => (input: I, options?: TaskOptions) => Promise<O>): Attempt<I, O> {
  const engine = useEngine()
  const [isRunning, setIsRunning] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const [until, setUntil] = useState(0)
  const running = useRef<AbortController | null>(null)
  const latest = useRef(choose)
  useEffect(() => {
    latest.current = choose
  })
  useEffect(() => () => running.current?.abort(), [])

  const run = useCallback(
    async (input: I) => {
      running.current?.abort()
      const controller = new AbortController()
      running.current = controller
      setIsRunning(true)
      setError(null)
      try {
        return await latest.current(engine.call)(input, { signal: controller.signal })
      } catch (failure) {
        const appError = toAppError(failure)
        if (running.current === controller && !AppError.is(appError, 'task.cancelled')) {
          setError(appError)
          setUntil(waitsUntil(appError, Date.now()))
        }
        return undefined
      } finally {
        if (running.current === controller) setIsRunning(false)
      }
    },
    [engine],
  )
  const clear = useCallback(() => setError(null), [])
  return { run, isRunning, error, until, clear }
}

/** When an issuer lets the next attempt through, epoch ms; 0 where it asks for no wait. */
export function waitsUntil(error: AppError, now: number): number {
  if (AppError.is(error, 'auth.throttled') || AppError.is(error, 'auth.code-too-early') || AppError.is(error, 'issuer.throttled')) return now + error.details.waitMs
  return 0
}
