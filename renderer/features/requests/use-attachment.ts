import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { type TaskState, useEngineTask } from '#renderer/lib/engine-hooks.ts'
import { useBridge } from '#renderer/lib/services.tsx'
import type { LimitRequest } from '#shared/rpc/contract/requests.contract.ts'
import { attachmentName } from './model/attachment.ts'

export interface AttachmentSaving {
  readonly save: () => Promise<void>
  readonly state: TaskState<unknown>
  readonly cancel: () => void
}

/** Asks where to, fetches it from the issuer to there, and offers to show it. A cancelled dialog is no error and says nothing. */
export function useAttachment({ connectionId, requestId, attachment }: LimitRequest): AttachmentSaving {
  const bridge = useBridge()
  const toasts = useToasts()
  const task = useEngineTask((call) => call.requests.saveAttachment)
  const save = async () => {
    if (attachment === null) return
    try {
      const target = await bridge.chooseExport({ suggestedName: attachmentName(attachment), kind: 'file' })
      if (target === null) return
      const written = await task.start({ connectionId, requestId, target: target.token })
      if (written) toasts.offer(`${target.name} is saved`, 'Show in folder', () => bridge.revealExport({ token: target.token }))
    } catch (error) {
      toasts.fail(error)
    }
  }
  return { save, state: task.state, cancel: task.cancel }
}
