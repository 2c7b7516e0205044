import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineTask } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useBridge } from '#renderer/lib/services.tsx'

export type AuditFormat = 'csv' | 'jsonl'

/** Asks where to, writes every entry with its hash there, and offers to show the file. A cancelled dialog says nothing. */
export function useAuditExport(): { readonly run: (format: AuditFormat) => Promise<void>; readonly isRunning: boolean } {
  const bridge = useBridge()
  const toasts = useToasts()
  const { today } = useFormats()
  const task = useEngineTask((call) => call.audit.export)
  const run = async (format: AuditFormat) => {
    try {
      const target = await bridge.chooseExport({ suggestedName: `Audit trail ${today}.${format}`, kind: format })
      if (target === null) return
      const written = await task.start({ format, target: target.token })
      if (written) toasts.offer(`${written.file} is saved`, 'Show in folder', () => bridge.revealExport({ token: target.token }))
    } catch (error) {
      toasts.fail(error)
    }
  }
  return { run, isRunning: task.state.status === 'running' }
}
