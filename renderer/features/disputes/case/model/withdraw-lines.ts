/** What withdrawing does, before it is done. */
import type { Money } from '#shared/domain/money.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { amountText } from '../../model/dispute-words.ts'

type Withdrawn = Pick<DisputeDetail, 'amount' | 'charge' | 'provisionalCredit'>

export function withdrawLines(dispute: Withdrawn, { money, isOffline }: { readonly money: (money: Money) => string; readonly isOffline: boolean }): readonly { readonly label: string; readonly value: string }[] {
  const { charge, provisionalCredit } = dispute
  return [
    { label: 'Merchant', value: charge.merchant },
    { label: 'Disputed', value: amountText(dispute, money) },
    { label: 'The credit', value: provisionalCredit === null || provisionalCredit.reversedAt !== null ? 'None was given' : `${money(provisionalCredit.amount)} is taken back` },
    { label: 'The amount', value: 'Due again, like any other charge' },
    { label: 'Another dispute of it', value: 'Most issuers take none' },
    { label: 'Takes effect', value: isOffline ? 'As soon as the issuer can be reached' : 'At once' },
  ]
}

export const withdrawLabel = ({ amount }: Pick<Withdrawn, 'amount'>, money: (money: Money) => string): string => `Withdraw the dispute of ${money(amount)}`
