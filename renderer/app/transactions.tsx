import { DisputeCharge } from '#renderer/features/disputes/draft/components/dispute-charge.tsx'
import { DisputeSelection } from '#renderer/features/disputes/draft/components/dispute-selection.tsx'
import { TransactionsPage } from '#renderer/features/transactions/transactions-page.tsx'

/** The charges, with what can be done about one or several of them elsewhere. */
export function Transactions() {
  return <TransactionsPage parts={{ charge: (detail) => <DisputeCharge key={detail.id} charge={detail} />, selection: (ids) => <DisputeSelection transactionIds={ids} /> }} />
}
