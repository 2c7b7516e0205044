import { useState } from 'react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { type TaskState, useEngineTask } from '#renderer/lib/engine-hooks.ts'
import { useBridge } from '#renderer/lib/services.tsx'

type Choose<I, O> = Parameters<typeof useEngineTask<I, O>>[0]

export interface Saving<I, O> {
  /** Asks where to, writes there, and offers to show the file. A cancelled dialog is no error and says nothing. */
  readonly save: (input: Omit<I, 'target'>, to: { readonly name: string; readonly kind: 'csv' | 'pdf' | 'file' }) => Promise<void>
  readonly state: TaskState<O>
  readonly cancel: () => void
}

/** `said`: what there is to know about the file, after its name. */
export function useSaving<I extends { readonly target: string }, O>(choose: Choose<I, O>, said: (written: O) => string | null = () => null): Saving<I, O> {
  const bridge = useBridge()
  const toasts = useToasts()
  const task = useEngineTask(choose)
  const [isChoosing, setChoosing] = useState(false)
  const save: Saving<I, O>['save'] = async (input, { name, kind }) => {
    if (isChoosing) return
    setChoosing(true)
    try {
      const target = await bridge.chooseExport({ suggestedName: name, kind })
      if (target === null) return
      const written = await task.start({ ...input, target: target.token } as I)
      if (written === undefined) return
      const note = said(written)
      toasts.offer(`${target.name} is saved${note === null ? '' : `. ${note}`}`, 'Show in folder', () => bridge.revealExport({ token: target.token }))
    } catch (error) {
      toasts.fail(error)
    } finally {
      setChoosing(false)
    }
  }
  return { save, state: task.state, cancel: task.cancel }
}
