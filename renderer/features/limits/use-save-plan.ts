import { useRef } from 'react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { goTo, parseHash } from '#renderer/lib/hash-location.ts'
import { PATHS } from '#renderer/lib/links.ts'
import { useEngine } from '#renderer/lib/services.tsx'
import type { PlanEdit, PlanRow } from '#shared/rpc/contract/limits.contract.ts'
import type { AppError } from '#shared/rpc/errors.ts'
import type { Known } from './model/editor-start.ts'
import { undoEdits } from './model/previous-plans.ts'
import { savedWords } from './model/saved-words.ts'
import { isChanging, whoWords } from './model/diff-words.ts'

export interface SavePlan {
  readonly save: (edit: PlanEdit, rows: readonly PlanRow[]) => Promise<void>
  readonly isRunning: boolean
  readonly error: AppError | null
}

/** Sets what the sentence says, goes back to where one came from, and offers to take it back for ten seconds. */
export function useSavePlan(known: Known): SavePlan {
  const engine = useEngine()
  const toasts = useToasts()
  const status = useEngineQuery((ask) => ask.sync.status({}))
  const command = useEngineCommand((call) => call.limits.save)
  // Two presses in one moment are one: the second would find nothing to save, and go back once more.
  const isSaving = useRef(false)
  const save = async (edit: PlanEdit, rows: readonly PlanRow[]) => {
    if (isSaving.current) return
    isSaving.current = true
    const changing = rows.filter(isChanging)
    const back = undoEdits(edit, known.limits, known.controls)
    const isOffline = (status.data ?? []).some((one) => one.state === 'offline' && changing.some((row) => row.kept === 'issuer' && row.connectionId === one.connectionId))
    const { changes } = await command.run(edit).finally(() => {
      isSaving.current = false
    })
    const message = savedWords({ changes, who: whoWords(changing), isOffline, isAllHere: changing.every((row) => row.kept === 'here') })
    if (changes === 0 || back === null) toasts.say(message)
    else
      toasts.undo(message, async () => {
        for (const before of back) await engine.call.limits.save(before)
      })
    goBack()
  }
  return { save: (edit, rows) => save(edit, rows).catch(() => undefined), isRunning: command.isRunning, error: command.error }
}

/** Whoever went elsewhere while it was being saved stays there. */
export function goBack(): void {
  if (parseHash(window.location.hash).path !== PATHS.limitEditor) return
  if (window.history.length > 1) window.history.back()
  else goTo(PATHS.limits, { replace: true })
}
