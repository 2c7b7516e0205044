/**
 * Roll-ups of the posted transactions, kept by triggers in the same transaction.
 *
 * `spend_minor` is positive for money spent; refunds lower it. Reports read these, not the transactions.
 */
interface SpendColumns {
  card_id: number
  category_id: number
  currency: string
  spend_minor: number
  payment_minor: number
  transactions: number
}

export interface DailySpendTable extends SpendColumns {
  /** YYYY-MM-DD */
  day: string
}

export interface MonthlySpendTable extends SpendColumns {
  /** YYYY-MM */
  month: string
}
