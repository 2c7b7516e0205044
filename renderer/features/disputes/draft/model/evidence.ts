/** Files of a draft: which are asked for, which are there, and what cannot be one. */
import { evidenceLabel, OTHER_EVIDENCE, type EvidenceRule } from '#shared/domain/disputes/questions.ts'
import type { DisputeEvidence } from '#shared/rpc/contract/disputes.contract.ts'

/** What the issuer takes. The engine looks into the file; this only keeps a person from waiting for its answer. */
export const MAX_FILE_BYTES = 10_485_760
export const FILE_TYPES = 'image/png,image/jpeg,image/heic,.heic,application/pdf'

export interface EvidenceLine extends EvidenceRule {
  readonly files: readonly DisputeEvidence[]
}

/** The checklist in the order of its rules; files that were added under another reason come before whatever else there is. */
export function evidenceLines(rules: readonly EvidenceRule[], evidence: readonly DisputeEvidence[]): readonly EvidenceLine[] {
  const own = evidence.filter(({ by }) => by === 'you')
  const strays = [...new Set(own.map(({ kind }) => kind))].filter((kind) => !rules.some((rule) => rule.kind === kind))
  const lines = [...rules.filter(({ kind }) => kind !== OTHER_EVIDENCE.kind), ...strays.map((kind) => ({ kind, label: evidenceLabel(kind), required: false })), OTHER_EVIDENCE]
  return lines.map((rule) => ({ ...rule, files: own.filter(({ kind }) => kind === rule.kind) }))
}

export type FileProblem = 'empty' | 'too-large' | 'not-a-kind'

const ENDINGS = /\.(png|jpe?g|heic|heif|pdf)$/i

/** What can be said before a file is read. */
export function fileProblem({ name, size, type }: { readonly name: string; readonly size: number; readonly type: string }): FileProblem | null {
  if (size === 0) return 'empty'
  if (size > MAX_FILE_BYTES) return 'too-large'
  return FILE_TYPES.split(',').includes(type) || ENDINGS.test(name) ? null : 'not-a-kind'
}

const PROBLEM_WORDS: Readonly<Record<FileProblem, string>> = {
  empty: 'is empty. Save it again, then add it.',
  'too-large': 'is larger than 10 MB, the most that can be sent. Save it smaller, or only the pages that matter.',
  'not-a-kind': 'cannot be sent. Pictures (PNG, JPEG, HEIC) and PDF can: take a picture of it, or print it as PDF.',
}

export function fileProblemText(name: string, problem: FileProblem): string {
  return `${name} ${PROBLEM_WORDS[problem]}`
}

/** "Picture, 1.2 MB", "PDF, 3 pages, 240 KB". */
export function fileText({ contentType, pages, bytes }: Pick<DisputeEvidence, 'contentType' | 'pages' | 'bytes'>, count: (value: number) => string): string {
  const isPdf = contentType === 'application/pdf'
  const what = isPdf ? 'PDF' : contentType === 'image/heic' ? 'HEIC picture' : 'Picture'
  const length = isPdf && pages !== null ? `, ${count(pages)} ${pages === 1 ? 'page' : 'pages'}` : ''
  return `${what}${length}, ${bytesText(bytes, count)}`
}

const KB = 1_024

function bytesText(bytes: number, count: (value: number) => string): string {
  if (bytes < KB) return `${count(bytes)} B`
  const kilobytes = Math.round(bytes / KB)
  return kilobytes < KB ? `${count(kilobytes)} KB` : `${count(Math.round((bytes / KB / KB) * 10) / 10)} MB`
}

/** Whether the window itself can show it. */
export const isPicture = ({ contentType }: Pick<DisputeEvidence, 'contentType'>): boolean => contentType === 'image/png' || contentType === 'image/jpeg'

const LONGEST_NAME = 120

/** As the contract takes it, its ending kept; a pasted picture has no name of its own. */
export function fileName(name: string, today: string): string {
  const plain = name.trim()
  if (plain === '' || plain === 'image.png') return `Pasted ${today}.png`
  if (plain.length <= LONGEST_NAME) return plain
  const ending = /\.[^.]{1,10}$/.exec(plain)?.[0] ?? ''
  return `${plain.slice(0, LONGEST_NAME - ending.length)}${ending}`
}
