/** A charge as a dispute keeps it: how it was when the dispute was begun, for as long as the dispute stands. */
import { cardName } from '../cards/card-name.ts'
import type { KeptCharge } from './stored.queries.ts'

const NETWORKS = ['amex', 'visa', 'mastercard', 'discover'] as const

export interface ChargeFacts {
  readonly merchant: string
  readonly postedOn: string
  readonly transactedOn: string | null
  readonly amountMinor: number
  readonly currency: string
  readonly cardId: number
  readonly brand: string
  readonly nickname: string | null
  readonly issuer: string | null
  readonly lastDigits: string | null
  readonly accountLabel: string
  readonly holderName: string | null
}

export function keptCharge(charge: ChargeFacts): KeptCharge {
  const { merchant, transactedOn, postedOn, amountMinor, currency, cardId, brand, holderName } = charge
  return { merchant, on: transactedOn ?? postedOn, postedOn, amount: { minor: Math.abs(amountMinor), currency }, cardId, cardName: cardName(charge), holderName, network: NETWORKS.find((known) => known === brand) ?? null }
}
