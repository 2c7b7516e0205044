/** What a dispute is called. */
import { REASONS } from '#shared/domain/disputes/catalogue.ts'
import type { DisputeReason } from '#shared/domain/disputes/names.ts'
import type { Money } from '#shared/domain/money.ts'
import type { DisputeRow } from '#shared/rpc/contract/disputes.contract.ts'

type Amounts = Pick<DisputeRow, 'amount' | 'charge'>

/** Not all of the charge is disputed. */
export function isPartial({ amount, charge }: Amounts): boolean {
  return amount.currency !== charge.amount.currency || amount.minor < charge.amount.minor
}

/** "$120.00 of $300.00", "$300.00". */
export function amountText(dispute: Amounts, money: (money: Money) => string): string {
  return isPartial(dispute) ? `${money(dispute.amount)} of ${money(dispute.charge.amount)}` : money(dispute.amount)
}

/** "Dana Reyes, Visa ·· 4242". */
export function cardText({ cardName, holderName }: Pick<DisputeRow['charge'], 'cardName' | 'holderName'>): string {
  return holderName === null ? cardName : `${holderName}, ${cardName}`
}

/** "I was charged twice". */
export function reasonTitle(reason: DisputeReason | null): string {
  return reason === null ? 'No reason yet' : REASONS[reason].title
}

/** Names a file: "Dispute Lamb & Lantern 2026-11-03". */
export function paperName({ charge }: Pick<DisputeRow, 'charge'>): string {
  return `Dispute ${charge.merchant} ${charge.on}`.replaceAll(/[\\/:*?"<>|]/g, ' ').slice(0, 100)
}
