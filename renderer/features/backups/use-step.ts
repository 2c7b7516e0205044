/** One call of a rescue that runs, is done, or was refused. A passphrase in it goes from its field straight to the engine. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { EngineClient } from '#shared/rpc/client.ts'
import type { AppError } from '#shared/rpc/errors.ts'
import { toAppError } from '#renderer/lib/query-client.ts'
import { useEngine } from '#renderer/lib/services.tsx'

export interface Step {
  readonly isRunning: boolean
  readonly error: AppError | null
  readonly run: <T>(work: (call: EngineClient['call']) => Promise<T>, done: (result: T) => void) => void
  readonly reset: () => void
}

export function useStep(): Step {
  const { call } = useEngine()
  const client = useQueryClient()
  const [isRunning, setRunning] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const begin = async <T>(work: (call: EngineClient['call']) => Promise<T>, done: (result: T) => void) => {
    setRunning(true)
    setError(null)
    try {
      done(await work(call))
    } catch (failure) {
      setError(toAppError(failure))
    } finally {
      setRunning(false)
      void client.invalidateQueries({ queryKey: ['vault', 'status'] })
      void client.invalidateQueries({ queryKey: ['rescue', 'status'] })
    }
  }
  return { isRunning, error, run: (work, done) => void begin(work, done), reset: () => setError(null) }
}
