import type { Generated } from 'kysely'

/** A limit that no issuer enforces. One of `card_id` and `cardholder_id` is set. */
export interface WatchLimitsTable {
  id: Generated<number>
  connection_id: number
  card_id: number | null
  cardholder_id: number | null
  amount_minor: number
  currency: string
  /** LimitRules without the amount, as JSON. */
  rules: string
  /** { minor, until, reason } as JSON. */
  raise: string | null
  created_at: number
}

export interface LimitTemplatesTable {
  id: Generated<number>
  name: string
  match_name: string
  /** SpendingPlan as JSON. */
  plan: string
  created_at: number
  updated_at: number
}

export interface ApprovalRulesTable {
  id: Generated<number>
  /** JSON array of cardholder ids; null: everybody. */
  cardholders: string | null
  up_to_minor: number
  currency: string
  most_days: number | null
  per_month: number
  is_on: number
  created_at: number
}

/** What the rules approved. */
export interface RuleApprovalsTable {
  connection_id: number
  request_id: string
  rule_id: number | null
  cardholder_id: number | null
  at: number
}
