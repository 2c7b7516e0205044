/** Names of forms whose unsaved text is kept: the form, and what it is about. */

/** The note of a charge. */
export const noteDraft = (transactionId: number): string => `note:${transactionId}`

/** An invitation of somebody new. */
export const INVITE_DRAFT = 'invite'

/** An answer to a merchant in a dispute. */
export const disputeAnswerDraft = (disputeId: number): string => `dispute-answer:${disputeId}`
