/**
 * One call that takes a passphrase, a PIN or the recovery key, and may be refused.
 *
 * What is typed goes from its field straight to the engine; it is kept nowhere, not in a cache and not in state.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { EngineClient } from '#shared/rpc/client.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { toAppError } from '#renderer/lib/query-client.ts'
import { useEngine } from '#renderer/lib/services.tsx'

export interface Attempt<I> {
  readonly run: (input: I) => Promise<void>
  readonly isRunning: boolean
  readonly error: AppError | null
  /** When the next attempt is taken, epoch ms. */
  readonly until: number
  readonly reset: () => void
}

export interface AttemptOptions<O> {
  /** How long the next one has to wait as the page opens. */
  readonly waitMs?: number
  readonly onDone?: (answer: O) => void
}

export function useAttempt<I, O>(make: (call: EngineClient['call'], input: I) => Promise<O>, { waitMs = 0, onDone }: AttemptOptions<O> = {}): Attempt<I> {
  const { call } = useEngine()
  const client = useQueryClient()
  const [isRunning, setRunning] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const [until, setUntil] = useState(() => Date.now() + waitMs)
  const run = async (input: I) => {
    if (isRunning) return
    setRunning(true)
    setError(null)
    try {
      onDone?.(await make(call, input))
    } catch (failure) {
      const appError = toAppError(failure)
      setError(appError)
      setUntil(Date.now() + waitOf(appError))
      // How many there were, and whether any way in has closed. The next attempt does not wait for it.
      void client.invalidateQueries({ queryKey: ['vault', 'status'] })
    } finally {
      setRunning(false)
    }
  }
  return { run, isRunning, error, until, reset: () => setError(null) }
}

function waitOf(error: AppError): number {
  if (AppError.is(error, 'vault.wrong-passphrase') || AppError.is(error, 'vault.wrong-pin') || AppError.is(error, 'vault.throttled')) return error.details.waitMs
  return 0
}
