/** Adds files to a draft one after the other, and takes them off again. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { errorText } from '#renderer/lib/error-text.ts'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { fieldProblem } from '#renderer/lib/field-problem.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { toAppError } from '#renderer/lib/query-client.ts'
import { useEngine } from '#renderer/lib/services.tsx'
import type { DisputeDetail, DisputeEvidence } from '#shared/rpc/contract/disputes.contract.ts'
import { fileName, fileProblem, fileProblemText } from './model/evidence.ts'
import type { DropKind } from './use-file-drop.ts'

export interface WaitingFile {
  readonly key: string
  readonly file: File
  readonly name: string
}

export interface EvidenceEdit {
  /** Files of which nobody has said what they are. */
  readonly waiting: readonly WaitingFile[]
  /** Those being read and kept now, by the line they go to. */
  readonly running: ReadonlyMap<string, number>
  /** What could not be taken, in words. */
  readonly problems: readonly { readonly key: string; readonly text: string }[]
  readonly add: (files: readonly File[], kind: DropKind) => void
  readonly choose: (key: string, kind: string | null) => void
  readonly remove: (evidence: DisputeEvidence) => void
  readonly forgetProblems: () => void
}

/** `withoutLocation` is read when a file is taken. */
export function useEvidence(detail: DisputeDetail, withoutLocation: boolean): EvidenceEdit {
  const { id: disputeId } = detail
  const formats = useFormats()
  const toasts = useToasts()
  const cache = useQueryClient()
  const { call } = useEngine()
  const removing = useEngineCommand((calls) => calls.disputes.removeEvidence)
  const [waiting, setWaiting] = useState<readonly WaitingFile[]>([])
  const [running, setRunning] = useState<ReadonlyMap<string, number>>(new Map())
  const [problems, setProblems] = useState<EvidenceEdit['problems']>([])
  const queue = useRef(Promise.resolve())
  const show = (fresh: DisputeDetail) => void cache.setQueryData(['disputes', 'get', { disputeId }], fresh)
  const complain = (text: string) => setProblems((now) => [...now, { key: crypto.randomUUID(), text }])
  const count = (kind: string, by: 1 | -1) => setRunning((now) => new Map(now).set(kind, Math.max(0, (now.get(kind) ?? 0) + by)))

  const keep = async (file: File, name: string, kind: string) => {
    try {
      const content = await asBase64(file)
      show(await call.disputes.addEvidence({ disputeId, kind, fileName: name, content, withoutLocation }))
    } catch (error) {
      complain(refusedText(name, error))
    } finally {
      count(kind, -1)
    }
  }
  const take = (file: File, name: string, kind: string) => {
    count(kind, 1)
    // One at a time: a file is held in memory twice while it is on its way.
    queue.current = queue.current.then(() => keep(file, name, kind))
  }
  const add: EvidenceEdit['add'] = (files, kind) => {
    setProblems([])
    for (const file of files) {
      const name = fileName(file.name, formats.today)
      const problem = fileProblem(file)
      if (problem !== null) complain(fileProblemText(name, problem))
      else if (kind !== null) take(file, name, kind)
      else setWaiting((now) => [...now, { key: crypto.randomUUID(), file, name }])
    }
  }
  const choose: EvidenceEdit['choose'] = (key, kind) => {
    const found = waiting.find((one) => one.key === key)
    setWaiting((now) => now.filter((one) => one.key !== key))
    if (found && kind !== null) take(found.file, found.name, kind)
  }
  const remove = (evidence: DisputeEvidence) => {
    const input = { disputeId, evidenceId: evidence.id }
    call.disputes.evidence(input).then(async ({ content }) => {
      show(await removing.run(input))
      const back = { disputeId, kind: evidence.kind, fileName: evidence.fileName, content, withoutLocation: false }
      toasts.undo(`${evidence.fileName} is off the draft`, async () => show(await call.disputes.addEvidence(back)))
    }).catch(toasts.fail)
  }
  return { waiting, running, problems, add, choose, remove, forgetProblems: () => setProblems([]) }
}

function refusedText(name: string, caught: unknown): string {
  const error = toAppError(caught)
  const problem = fieldProblem(error)
  if (problem !== null) return `${name}: ${problem.text}`
  const { title, action } = errorText(error)
  return `${name} was not added. ${title}. ${action}`
}

/** A file's content as base64, by the page's own reader: no copy of it as text is made here. */
function asBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('The file could not be read')))
    reader.readAsDataURL(file)
  })
}
