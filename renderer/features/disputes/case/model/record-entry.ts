/** What came of a letter, as a person records it. */
import type { DisputeStage } from '#shared/domain/disputes/names.ts'
import { movesFrom } from '#shared/domain/disputes/stages.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'

export interface RecordDraft {
  readonly stage: DisputeStage | null
  readonly on: string | null
  readonly note: string
  readonly wonMinor: number | null
}

export type RecordProblems = Readonly<Partial<Record<'stage' | 'on' | 'won', string>>>

const LABELS: Readonly<Partial<Record<DisputeStage, string>>> = {
  submitted: 'I sent the letter',
  acknowledged: 'The issuer confirmed that it has it',
  'merchant-response': 'The merchant answered',
  'pre-arbitration': 'I answered the merchant; the issuer weighs both sides',
  won: 'I won',
  'partly-won': 'I won a part',
  lost: 'I lost',
  withdrawn: 'I withdrew it',
}

export function recordChoices({ stage, channel }: Pick<DisputeDetail, 'stage' | 'channel'>): readonly { readonly stage: DisputeStage; readonly label: string }[] {
  return movesFrom(stage, channel).map((next) => ({ stage: next, label: LABELS[next] ?? next }))
}

export function recordProblems({ stage, on, wonMinor }: RecordDraft, { amount }: Pick<DisputeDetail, 'amount'>, today: string): RecordProblems {
  return {
    ...(stage === null ? { stage: 'Say what happened.' } : {}),
    ...(on === null ? { on: 'Say when.' } : on > today ? { on: 'That day has not come yet.' } : {}),
    ...(stage !== 'partly-won' ? {} : wonMinor === null ? { won: 'Say how much.' } : wonMinor >= amount.minor ? { won: 'A part is less than all of it.' } : {}),
  }
}

/** What the engine found wrong, where the form has a field for it. */
export function refusedProblems(problem: { readonly field: string; readonly text: string } | null): RecordProblems {
  return problem?.field === 'on' || problem?.field === 'won' || problem?.field === 'stage' ? { [problem.field]: problem.text } : {}
}

/** "Record that it was won". */
export function recordLabel(stage: DisputeStage | null): string {
  switch (stage) {
    case 'submitted': return 'Record that it was sent'
    case 'acknowledged': return 'Record that the issuer has it'
    case 'merchant-response': return 'Record that the merchant answered'
    case 'pre-arbitration': return 'Record that I answered'
    case 'won': return 'Record that it was won'
    case 'partly-won': return 'Record what was won'
    case 'lost': return 'Record that it was lost'
    case 'withdrawn': return 'Record that it was withdrawn'
    default: return 'Record'
  }
}
