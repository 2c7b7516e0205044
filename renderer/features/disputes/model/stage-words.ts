/** How a dispute stands, and how much it is worth a look. Its words are the rules' own (shared/domain/disputes/stages.ts). */
import { STAGES } from '#shared/domain/disputes/stages.ts'
import type { DisputeStage } from '#shared/domain/disputes/names.ts'
import type { DisputeRow } from '#shared/rpc/contract/disputes.contract.ts'

export type StageTone = 'quiet' | 'going' | 'attention' | 'good' | 'danger'

const TONES: Readonly<Record<DisputeStage, StageTone>> = {
  draft: 'quiet', queued: 'attention', submitted: 'going', acknowledged: 'going', 'merchant-response': 'attention', 'pre-arbitration': 'going',
  won: 'good', 'partly-won': 'good', lost: 'danger', withdrawn: 'quiet', expired: 'danger', unknown: 'quiet',
}

export const stageLabel = (stage: DisputeStage): string => STAGES[stage].title

/** How it stands, also where something went wrong on its way: a refused draft was not taken, one that still waits cannot go on by itself. */
export function standingLabel({ stage, problem }: Pick<DisputeRow, 'stage' | 'problem'>): string {
  if (problem !== null && stage === 'draft') return 'Not taken'
  return problem !== null && stage === 'queued' ? 'Cannot be sent' : stageLabel(stage)
}

/** Red only for loss, amber only where it waits for you. */
export function stageTone({ stage, problem, nextStep }: Pick<DisputeRow, 'stage' | 'problem' | 'nextStep'>): StageTone {
  if (problem !== null) return 'attention'
  if (stage === 'merchant-response') return nextStep?.by === 'you' ? 'attention' : 'going'
  return TONES[stage]
}
