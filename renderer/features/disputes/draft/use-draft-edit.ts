/**
 * A draft keeps itself (`model/keeper.ts`). What stands in the fields is the engine's answer with what was written over it, so a late answer takes
 * nothing from under somebody's hands.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { toAppError } from '#renderer/lib/query-client.ts'
import { useEngine } from '#renderer/lib/services.tsx'
import type { AppError } from '#shared/rpc/errors.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { fieldsOf, type DraftChange, type DraftFields } from './model/fields.ts'
import { createKeeper, type Keeper } from './model/keeper.ts'

export interface DraftEdit {
  readonly fields: DraftFields
  /** `typed`: more may follow, so it is kept after a pause. */
  readonly edit: (change: DraftChange, how?: 'typed') => void
  /** Everything written so far is kept; false where it could not be. */
  readonly flush: () => Promise<boolean>
  readonly state: 'kept' | 'keeping' | 'failed'
  readonly error: AppError | null
}

export function useDraftEdit(detail: DisputeDetail): DraftEdit {
  const { call } = useEngine()
  const cache = useQueryClient()
  const [change, setChange] = useState<DraftChange>({})
  const [isUnsent, setUnsent] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const [seen, setSeen] = useState(detail)
  if (seen !== detail) {
    setSeen(detail)
    // A text that is no amount is kept nowhere but in its field.
    if (!isUnsent) setChange((now) => (now.amountMinor === null ? { amountMinor: null } : {}))
  }
  const [keeper] = useState(() =>
    createKeeper({
      draft: detail,
      save: (input) => call.disputes.save(input),
      onSaved: (fresh) => void cache.setQueryData(['disputes', 'get', { disputeId: detail.id }], fresh),
      onUnsent: setUnsent,
      onError: setError,
      toError: toAppError,
    }),
  )
  useFlushOnLeaving(keeper)
  const edit = useCallback<DraftEdit['edit']>((part, how) => {
    setChange((now) => ({ ...now, ...part }))
    keeper.take(part, how)
  }, [keeper])
  return { fields: { ...fieldsOf(detail), ...change }, edit, flush: keeper.flush, state: error !== null ? 'failed' : isUnsent ? 'keeping' : 'kept', error }
}

/** Another field, another page, another window: none of them waits for the pause. */
function useFlushOnLeaving({ flush }: Keeper): void {
  useEffect(() => {
    const leave = () => void flush()
    window.addEventListener('blur', leave)
    window.addEventListener('pagehide', leave)
    document.addEventListener('focusout', leave)
    return () => {
      window.removeEventListener('blur', leave)
      window.removeEventListener('pagehide', leave)
      document.removeEventListener('focusout', leave)
      leave()
    }
  }, [flush])
}
