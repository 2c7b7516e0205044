/** The history of runs as it is read: a heading for each day, and what ended alike many times in a row as one line. */
import { keptErrorText } from '#renderer/lib/kept-error.ts'
import { plural } from '#renderer/lib/formats.ts'
import { momentOf } from '#renderer/lib/moments.ts'
import type { SyncRun } from '#shared/rpc/contract/sync.contract.ts'

export interface RunLine {
  /** The newest of the runs that the line stands for. */
  readonly run: SyncRun
  readonly firstAt: number
  readonly times: number
}

export interface RunDay {
  readonly key: number
  readonly day: string
  readonly lines: readonly RunLine[]
}

/** `runs`: newest first. */
export function runDays(runs: readonly SyncRun[]): readonly RunDay[] {
  const days: { key: number; day: string; lines: RunLine[] }[] = []
  for (const run of runs) {
    const { day } = momentOf(run.startedAt)
    const line: RunLine = { run, firstAt: run.startedAt, times: 1 }
    const current = days.at(-1)
    if (current?.day !== day) {
      days.push({ key: run.id, day, lines: [line] })
      continue
    }
    const before = current.lines.at(-1)
    if (before && isAlike(before.run, run)) current.lines[current.lines.length - 1] = { ...before, firstAt: run.startedAt, times: before.times + 1 }
    else current.lines.push(line)
  }
  return days
}

/** Nothing happened in either, or both failed at the same: one line says it. */
function isAlike(a: SyncRun, b: SyncRun): boolean {
  if (a.connectionId !== b.connectionId || a.outcome !== b.outcome || !isQuiet(a) || !isQuiet(b)) return false
  return a.outcome === 'done' || (a.outcome === 'failed' && a.error?.code === b.error?.code)
}

function isQuiet({ added, updated, removed, sent }: SyncRun): boolean {
  return added + updated + removed + sent === 0
}

const REASONS: Readonly<Record<SyncRun['reason'], string>> = {
  start: 'when Cardkeep opened',
  focus: 'when you came back to the window',
  network: 'when the network came back',
  timer: 'by itself',
  person: 'by hand',
  change: 'to send a change',
  'sign-in': 'after signing in',
}

/** "by hand"; several in a row have no one reason. */
export function runReason({ run, times }: RunLine): string | null {
  return times > 1 ? null : REASONS[run.reason]
}

type Count = (value: number) => string

/** "120 added", "4 updated", "1 change sent": what there was of each. */
export function runParts({ outcome, added, updated, removed, sent }: SyncRun, count: Count): readonly string[] {
  const parts = [
    added > 0 ? `${count(added)} added` : null,
    updated > 0 ? `${count(updated)} updated` : null,
    removed > 0 ? `${count(removed)} removed` : null,
    sent > 0 ? `${plural(sent, 'change', 'changes', count(sent))} sent` : null,
  ].filter((part) => part !== null)
  return parts.length === 0 && outcome === 'done' ? ['Nothing new'] : parts
}

/** How it ended, where it did not end well. */
export function runEnding({ outcome, error }: Pick<SyncRun, 'outcome' | 'error'>): { readonly title: string; readonly text: string } | null {
  switch (outcome) {
    case 'done':
      return null
    case 'running':
      return { title: 'Running', text: 'What is in already can be read.' }
    case 'cancelled':
      return { title: 'Cancelled', text: 'What had come in is kept; the next one goes on from there.' }
    case 'interrupted':
      return { title: 'Interrupted', text: 'Cardkeep was locked or closed in the middle. The next one went on from there.' }
    case 'failed': {
      if (error === null) return { title: 'Failed', text: 'What had come in is kept; the next one goes on from there.' }
      const words = keptErrorText(error)
      return { title: words.title, text: `${words.meaning} ${words.action}` }
    }
  }
}

/** "4 s", "2 min 10 s"; nothing below two seconds. */
export function durationText({ startedAt, endedAt }: Pick<SyncRun, 'startedAt' | 'endedAt'>): string | null {
  if (endedAt === null) return null
  const seconds = Math.round((endedAt - startedAt) / 1_000)
  if (seconds < 2) return null
  const minutes = Math.floor(seconds / 60)
  if (minutes === 0) return `${seconds} s`
  return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
}
