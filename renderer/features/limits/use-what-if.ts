import { useCallback, useEffect, useState } from 'react'
import { useEngineTask } from '#renderer/lib/engine-hooks.ts'
import type { PlanEdit, WhatIf } from '#shared/rpc/contract/limits.contract.ts'
import type { AppError } from '#shared/rpc/errors.ts'
import type { TaskProgress } from '#shared/rpc/define.ts'
import type { WhatIfDays } from './model/what-if-words.ts'

export interface WhatIfAnswer {
  readonly result: WhatIf
  readonly days: WhatIfDays
  readonly plan: PlanEdit['plan']
}

export interface WhatIfState {
  /** The newest answer; it stays while the next is worked out. */
  readonly answer: WhatIfAnswer | null
  readonly isRunning: boolean
  readonly progress: TaskProgress | null
  readonly isCancelled: boolean
  readonly error: AppError | null
  readonly cancel: () => void
  readonly again: () => void
}

/** Replays what happened against the plan, anew whenever the plan or the days change; the one before is stopped. `editText`: a PlanEdit as JSON. */
export function useWhatIf(editText: string, days: WhatIfDays): WhatIfState {
  const { state, start, cancel } = useEngineTask((call) => call.limits.whatIf)
  const [answer, setAnswer] = useState<WhatIfAnswer | null>(null)
  const run = useCallback(() => {
    const edit = JSON.parse(editText) as PlanEdit
    void start({ ...edit, days }).then((result) => {
      if (result !== undefined) setAnswer({ result, days, plan: edit.plan })
    })
  }, [editText, days, start])
  useEffect(() => {
    run()
    return cancel
  }, [run, cancel])
  return {
    answer,
    isRunning: state.status === 'running',
    progress: state.status === 'running' ? state.progress : null,
    isCancelled: state.status === 'cancelled',
    error: state.status === 'failed' ? state.error : null,
    cancel,
    again: run,
  }
}
