/** Why a card has no verbs. */
import type { Card } from '#shared/rpc/contract/cards.contract.ts'

/** null where something can be done. `isIssued`: an issuer is connected that keeps it. */
export function whyNothing({ can, status, waitingFor }: Pick<Card, 'can' | 'status' | 'waitingFor'>, isIssued: boolean): string | null {
  if (can.freeze || can.unfreeze || can.activate || can.report || can.replace || can.cancel) return null
  if (status === 'closed') return 'This number is closed for good. Its history stays.'
  if (!isIssued) return `Known from statement files, so it can be read${can.limit ? ' and watched' : ''}. Freezing and replacing need a connection to its issuer.`
  return waitingFor === null ? 'Its issuer lets nothing be done about it from here.' : null
}
