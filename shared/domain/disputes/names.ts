/** Names of reasons and stages. The rules about them are beside this file. */

/** DOMAIN.md 5.3, in its order. */
export const DISPUTE_REASONS = [
  'fraud', 'no-valid-authorization', 'duplicate', 'incorrect-amount', 'paid-by-other-means', 'goods-not-received', 'services-not-received', 'cancelled-recurring', 'goods-not-as-described',
  'goods-damaged', 'services-not-as-described', 'counterfeit', 'refund-not-processed', 'cancelled-purchase', 'cash-not-dispensed',
] as const
export type DisputeReason = (typeof DISPUTE_REASONS)[number]

/** `queued`: sent from here, not taken by the issuer yet. `unknown`: a word of the issuer's that this version does not know. */
export const DISPUTE_STAGES = ['draft', 'queued', 'submitted', 'acknowledged', 'merchant-response', 'pre-arbitration', 'won', 'partly-won', 'lost', 'withdrawn', 'expired', 'unknown'] as const
export type DisputeStage = (typeof DISPUTE_STAGES)[number]
