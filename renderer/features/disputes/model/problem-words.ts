/** Why something that was asked of the issuer was not taken. */
import { evidenceLabel, wordsOf } from '#shared/domain/disputes/questions.ts'
import { hasErrorText } from '#renderer/lib/error-text.ts'
import { keptErrorText } from '#renderer/lib/kept-error.ts'
import { refusalText } from '#renderer/lib/refusal-words.ts'
import type { DisputeRow } from '#shared/rpc/contract/disputes.contract.ts'

const EVIDENCE = 'evidence:'

/** "The charge is disputed there already.", "It asks for more than was sent: Receipt." */
export function problemText({ code, reason, field }: NonNullable<DisputeRow['problem']>): string {
  const said = refusalText({ code, reason, field })
  if (said !== null && code === 'dispute_incomplete' && field !== null) return `${said.slice(0, -1)}: ${field.startsWith(EVIDENCE) ? evidenceLabel(field.slice(EVIDENCE.length)) : wordsOf(field)}.`
  if (said !== null) return said
  if (hasErrorText(code)) return `${keptErrorText({ code, details: { code, reason, field } }).title}.`
  return `The issuer’s word for it is “${(reason ?? code).replaceAll(/[_-]+/g, ' ')}”.`
}
