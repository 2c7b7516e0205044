import { useCallback, useState } from 'react'
import type { AppError } from '#shared/rpc/errors.ts'
import { useAsk, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { toAppError } from '#renderer/lib/query-client.ts'

export type ChainCheck =
  | { readonly state: 'rest' | 'running' }
  | { readonly state: 'done'; readonly entries: number; readonly brokenAt: number | null; readonly at: number }
  | { readonly state: 'failed'; readonly error: AppError }

/** The check after unlocking, until another is asked for: that is never answered from the cache, it is about what is on the disk now. */
export function useChainCheck(): readonly [ChainCheck, () => void] {
  const ask = useAsk()
  const [check, setCheck] = useState<ChainCheck>({ state: 'rest' })
  const last = useEngineQuery((questions) => questions.audit.lastCheck({}))
  const verify = useCallback(() => {
    setCheck({ state: 'running' })
    ask.audit.verify({}).queryFn().then(
      (found) => setCheck({ state: 'done', ...found, at: Date.now() }),
      (error: unknown) => setCheck({ state: 'failed', error: toAppError(error) }),
    )
  }, [ask])
  return [check.state === 'rest' && last.data ? { state: 'done', ...last.data } : check, verify]
}
