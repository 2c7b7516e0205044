import { useState } from 'react'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { PlanEdit, PlanRow, SpendingPlan } from '#shared/rpc/contract/limits.contract.ts'
import type { AppError } from '#shared/rpc/errors.ts'
import { countRows, rowsSentence } from './model/diff-words.ts'
import { planOf, type PlanDraft } from './model/draft.ts'
import type { EditorStart } from './model/editor-start.ts'
import { blockedWords, hasErrors, problemsOf, type Problem } from './model/problems.ts'
import { useSettled } from './use-settled.ts'

/** How long somebody pauses before the sentence is asked about. */
const PAUSE_MS = 350

/** Never asked: a question that is not enabled stands here until there is one. */
const NOTHING: PlanEdit = { targets: [{ kind: 'card', id: 1 }], plan: { limits: [], controls: null }, mode: 'merge' }

export interface PlanEditState {
  readonly draft: PlanDraft
  readonly setDraft: (draft: PlanDraft) => void
  readonly mode: PlanEdit['mode']
  readonly setMode: (mode: PlanEdit['mode']) => void
  readonly problems: readonly Problem[]
  /** What the sentence says; null while something in it is wrong. */
  readonly plan: SpendingPlan | null
  /** The last sentence that made sense, as JSON of a PlanEdit: what preview and replay are about. */
  readonly settled: string | null
  /** What is shown of it is about another sentence than the one above. */
  readonly isStale: boolean
  readonly rows: readonly PlanRow[] | undefined
  readonly error: AppError | null
  readonly retry: () => void
  /** What can be saved now: it is exactly what the preview shows. */
  readonly ready: { readonly edit: PlanEdit; readonly rows: readonly PlanRow[] } | null
  /** One line for the foot of the page. */
  readonly status: string
}

function statusOf(problems: readonly Problem[], plan: SpendingPlan | null, mode: PlanEdit['mode'], rows: readonly PlanRow[] | undefined): string {
  if (plan === null) return blockedWords(problems)
  if (mode === 'merge' && plan.limits.length === 0 && plan.controls === null) return 'Add a limit, or where it may be used.'
  return rows === undefined ? '' : rowsSentence(rows)
}

export function usePlanEdit(start: EditorStart): PlanEditState {
  const formats = useFormats()
  const [draft, setDraft] = useState(start.draft)
  const [mode, setMode] = useState<PlanEdit['mode']>(start.targets.length > 1 ? 'merge' : 'replace')
  const problems = problemsOf(draft, formats.today)
  const plan = hasErrors(problems) ? null : planOf(draft)
  const text = plan === null ? null : JSON.stringify({ targets: start.targets, plan, mode } satisfies PlanEdit)
  const settled = useSettled(text, PAUSE_MS)
  const edit = settled === null ? null : (JSON.parse(settled) as PlanEdit)
  const preview = useEngineQuery((ask) => ask.limits.preview(edit ?? NOTHING), { enabled: edit !== null, keepPrevious: true })
  const rows = preview.data
  const isStale = text !== settled || preview.isPlaceholderData
  const isReady = edit !== null && rows !== undefined && !isStale && preview.error === null && countRows(rows).changing > 0
  return {
    draft, setDraft, mode, setMode, problems, plan, settled, isStale, rows,
    error: preview.error,
    retry: () => void preview.refetch(),
    ready: isReady ? { edit, rows } : null,
    status: statusOf(problems, plan, mode, rows),
  }
}
