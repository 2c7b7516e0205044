/**
 * What a change is about. Changes of one subject are sent one after the other, in the order they were made; a change that builds on another one
 * (`answerOf`) shares its subject.
 */
import type { LimitScope } from '#shared/rpc/contract/limits.contract.ts'

export const cardSubject = (cardId: number): string => `card:${cardId}`
/** Also for what is asked for a person whom the issuer has yet to make: their first card and its limits. */
export const cardholderSubject = (cardholderId: number): string => `cardholder:${cardholderId}`
export const limitsSubject = ({ kind, id }: LimitScope): string => `limits:${kind}:${id}`
export const requestSubject = (connectionId: number, requestId: string): string => `request:${connectionId}:${requestId}`
/** Everything about one dispute, from the draft at the issuer to the answer to the merchant. */
export const disputeSubject = (disputeId: number): string => `dispute:${disputeId}`

/** Ids of rows here that a subject names. */
export interface SubjectParts {
  readonly cardId?: number
  readonly cardholderId?: number
}

export function partsOf(subject: string): SubjectParts {
  const found = /^(?:limits:)?(card|cardholder):(\d+)$/.exec(subject)
  if (!found) return {}
  return found[1] === 'card' ? { cardId: Number(found[2]) } : { cardholderId: Number(found[2]) }
}

/** The card whose own changes these are: not of its limits. */
export function cardIdOf(subject: string): number | undefined {
  return subject.startsWith('card:') ? partsOf(subject).cardId : undefined
}

/** The dispute whose changes these are. */
export function disputeIdOf(subject: string): number | undefined {
  const found = /^dispute:(\d+)$/.exec(subject)
  return found ? Number(found[1]) : undefined
}
