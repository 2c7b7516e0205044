import { useSearch } from 'wouter'
import { DisputePage } from '#renderer/features/disputes/dispute-page.tsx'
import { readItem } from '#renderer/lib/links.ts'
import { DisputeCardActs } from './dispute-card-acts.tsx'

/** A dispute with what can be done about the card that was charged. */
export function DisputeView() {
  return <DisputePage id={readItem(useSearch())} cardActs={(cardId) => <DisputeCardActs cardId={cardId} />} />
}
