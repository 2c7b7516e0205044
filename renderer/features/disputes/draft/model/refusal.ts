/** Why a charge cannot be disputed, and when it can. */
import type { DisputeEligibility } from '#shared/rpc/contract/disputes.contract.ts'

type Refusal = NonNullable<DisputeEligibility['refusal']>

const WHY: Readonly<Record<Refusal, string>> = {
  pending: 'A pending charge can still change or fall away. It can be disputed once it has posted, mostly within three days.',
  refund: 'A refund is money that came back. The charge it belongs to can be disputed.',
  'not-a-charge': 'Payments, fees and interest are between you and the issuer: ask it about them.',
  'already-disputed': 'It is disputed already.',
  'refunded-in-full': 'The merchant gave all of it back, so nothing is left to dispute.',
  'not-offered': 'Its connection does not take disputes.',
}

export const refusalText = (refusal: Refusal): string => WHY[refusal]

/** Short, for several at once: "2 are pending". */
const COUNTED: Readonly<Record<Refusal, readonly [one: string, many: string]>> = {
  pending: ['is pending', 'are pending'],
  refund: ['is a refund', 'are refunds'],
  'not-a-charge': ['is no charge', 'are no charges'],
  'already-disputed': ['is disputed already', 'are disputed already'],
  'refunded-in-full': ['was refunded in full', 'were refunded in full'],
  'not-offered': ['is of a connection that takes no disputes', 'are of connections that take no disputes'],
}

/** What of a selection cannot be disputed: "1 is pending and 2 are refunds"; null where all of it can. */
export function refusedText(answers: readonly Pick<DisputeEligibility, 'refusal'>[]): string | null {
  const refused = answers.flatMap(({ refusal }) => (refusal === null ? [] : [refusal]))
  const parts = [...Map.groupBy(refused, (refusal) => refusal)].map(([refusal, own]) => `${own.length} ${COUNTED[refusal][own.length === 1 ? 0 : 1]}`)
  if (parts.length === 0) return null
  return parts.length === 1 ? (parts[0] ?? null) : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

/** As many as are begun at once (the contract's limit). */
export const MOST_AT_ONCE = 20
