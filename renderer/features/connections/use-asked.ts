import { useCallback, useEffect, useState } from 'react'
import type { EngineClient } from '#shared/rpc/client.ts'
import type { TaskOptions } from '#shared/rpc/define.ts'
import type { AppError } from '#shared/rpc/errors.ts'
import { useAttempt } from './use-attempt.ts'

export interface Asked<O> {
  /** The last answer; it stays while it is asked for again, and under an error. */
  readonly data: O | undefined
  readonly error: AppError | null
  readonly isLoading: boolean
  readonly reload: () => void
  readonly set: (data: O) => void
}

/** Something only the issuer knows: asked when the screen opens, and again on demand. Nothing of it is cached. */
export function useAsked<I, O>(choose: (call: EngineClient['call']) => (input: I, options?: TaskOptions) => Promise<O>, input: I): Asked<O> {
  const attempt = useAttempt(choose)
  const [data, set] = useState<O>()
  const key = JSON.stringify(input)
  const { run } = attempt
  const reload = useCallback(() => {
    void run(JSON.parse(key) as I).then((answer) => {
      if (answer !== undefined) set(answer)
    })
  }, [run, key])
  useEffect(reload, [reload])
  return { data, error: attempt.error, isLoading: attempt.isRunning, reload, set }
}
