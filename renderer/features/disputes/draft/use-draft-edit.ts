/**
 * A draft keeps itself: what is written goes to the engine a moment after the last key, one save at a time, and what is chosen goes at once.
 *
 * What stands in the fields is the engine's answer with what was written over it, so a late answer takes nothing from under somebody's hands. A save
 * that fails keeps what it could not keep and goes again with the next key, or by itself where that can help.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { toAppError } from '#renderer/lib/query-client.ts'
import { useEngine } from '#renderer/lib/services.tsx'
import type { AppError } from '#shared/rpc/errors.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { fieldsOf, saveInput, unsentAfter, type DraftChange, type DraftFields } from './model/fields.ts'

/** A pause in typing; what is typed within it is what a crash can take. */
const PAUSE_MS = 300
const AGAIN_MS = 2_000

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
  const [change, setChange] = useState<DraftChange>({})
  const [isUnsent, setUnsent] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const [seen, setSeen] = useState(detail)
  if (seen !== detail) {
    setSeen(detail)
    // A text that is no amount is kept nowhere but in its field.
    if (!isUnsent) setChange((now) => (now.amountMinor === null ? { amountMinor: null } : {}))
  }
  const saving = useSaving(detail, { onSent: setUnsent, onError: setError })
  const edit = useCallback<DraftEdit['edit']>((part, how) => {
    setChange((now) => ({ ...now, ...part }))
    saving.take(part, how === 'typed' ? PAUSE_MS : 0)
  }, [saving])
  return { fields: { ...fieldsOf(detail), ...change }, edit, flush: saving.flush, state: error !== null ? 'failed' : isUnsent ? 'keeping' : 'kept', error }
}

interface Told {
  readonly onSent: (isUnsent: boolean) => void
  readonly onError: (error: AppError | null) => void
}

interface Saving {
  readonly take: (part: DraftChange, waitMs: number) => void
  readonly flush: () => Promise<boolean>
}

/** What has not been kept yet lives here, outside of any render: it is sent also when the page is left. */
function useSaving({ id, amount }: Pick<DisputeDetail, 'id' | 'amount'>, { onSent, onError }: Told): Saving {
  const { call } = useEngine()
  const cache = useQueryClient()
  const { currency } = amount
  const create = (): Saving => {
    let unsent: DraftChange = {}
    let timer: ReturnType<typeof setTimeout> | undefined
    let running: Promise<boolean> | null = null
    const send = async (): Promise<boolean> => {
      for (;;) {
        const sent = unsent
        const input = saveInput({ id, amount: { minor: 0, currency } }, sent)
        if (input === null) {
          onSent(false)
          return true
        }
        try {
          const fresh = await call.disputes.save(input)
          cache.setQueryData(['disputes', 'get', { disputeId: id }], fresh)
          onError(null)
          unsent = unsentAfter(unsent, sent)
        } catch (caught) {
          const error = toAppError(caught)
          onError(error)
          if (error.retryable) timer = setTimeout(() => void flush(), AGAIN_MS)
          return false
        }
      }
    }
    const flush = (): Promise<boolean> => {
      clearTimeout(timer)
      running ??= send().finally(() => {
        running = null
      })
      return running
    }
    const take: Saving['take'] = (part, waitMs) => {
      unsent = { ...unsent, ...part }
      onSent(true)
      clearTimeout(timer)
      if (waitMs === 0) void flush()
      else timer = setTimeout(() => void flush(), waitMs)
    }
    return { take, flush }
  }
  const [saving] = useState(create)
  useFlushOnLeaving(saving.flush)
  return saving
}

/** Another page, another window, the lock: none of them waits for the pause. */
function useFlushOnLeaving(flush: () => Promise<boolean>): void {
  const latest = useRef(flush)
  useEffect(() => {
    const leave = () => void latest.current()
    window.addEventListener('blur', leave)
    window.addEventListener('pagehide', leave)
    document.addEventListener('focusout', leave)
    return () => {
      window.removeEventListener('blur', leave)
      window.removeEventListener('pagehide', leave)
      document.removeEventListener('focusout', leave)
      leave()
    }
  }, [])
}
