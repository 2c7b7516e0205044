/** Where a dispute by letter stands: an issuer that is written to tells nobody here. Pure. */
import type { DisputeStage } from '#shared/domain/disputes/names.ts'
import type { DisputeRow } from '#shared/rpc/contract/disputes.contract.ts'
import { dayHere } from '#shared/domain/day-here.ts'
import { addDays } from '#shared/domain/time.ts'
import type { Step } from './stored.queries.ts'

/** Days in which a billing-error notice is acknowledged and decided (12 CFR 1026.13(c)). */
const ACKNOWLEDGED_WITHIN = 30
const DECIDED_WITHIN = 90

/** What is to come, counted from the day the letter was sent. */
export function letterNextStep(stage: DisputeStage, steps: readonly Step[]): DisputeRow['nextStep'] {
  const sentAt = steps.find((step) => step.stage === 'submitted')?.at
  const within = (days: number) => (sentAt === undefined ? null : addDays(dayHere(sentAt), days))
  switch (stage) {
    case 'submitted':
      return { by: 'issuer', what: 'acknowledge', until: within(ACKNOWLEDGED_WITHIN) }
    case 'acknowledged':
    case 'pre-arbitration':
      return { by: 'issuer', what: 'decide', until: within(DECIDED_WITHIN) }
    case 'merchant-response':
      return { by: 'you', what: 'respond', until: null }
    default:
      return null
  }
}
