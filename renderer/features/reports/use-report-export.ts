import { useState } from 'react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { type TaskState, useEngineTask } from '#renderer/lib/engine-hooks.ts'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useBridge } from '#renderer/lib/services.tsx'
import type { Scope } from '#shared/rpc/contract/common.ts'
import type { MonthRange } from './model/period.ts'
import { suggestedName } from './model/words.ts'

type Kind = 'csv' | 'pdf'

export interface ReportExport {
  readonly run: (kind: Kind) => Promise<void>
  readonly cancel: () => void
  readonly state: TaskState<unknown>
}

/** Asks where to, writes there, and offers to show the file. A cancelled dialog is no error and says nothing. */
export function useReportExport({ months, scope, person }: { readonly months: MonthRange; readonly scope: Scope; readonly person: { readonly name: string } | null }): ReportExport {
  const bridge = useBridge()
  const toasts = useToasts()
  const settings = useEngineQuery((ask) => ask.settings.get({}))
  const csv = useEngineTask((call) => call.reports.exportCsv)
  const pdf = useEngineTask((call) => call.reports.exportPdf)
  const [kind, setKind] = useState<Kind>('csv')
  const tasks = { csv, pdf }

  const run = async (chosen: Kind) => {
    setKind(chosen)
    const who = person === null ? (settings.data?.businessName ?? '') : person.name
    try {
      const target = await bridge.chooseExport({ suggestedName: `${suggestedName(who, months.from, months.to)}.${chosen}`, kind: chosen })
      if (target === null) return
      const written = await tasks[chosen].start({ period: { ...months, scope: { cardIds: scope.cardIds === null ? null : [...scope.cardIds] } }, target: target.token })
      if (written) toasts.offer(`${written.file} is saved`, 'Show in folder', () => bridge.revealExport({ token: target.token }))
    } catch (error) {
      toasts.fail(error)
    }
  }
  return { run, cancel: tasks[kind].cancel, state: tasks[kind].state }
}
