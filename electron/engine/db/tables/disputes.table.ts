import type { Generated } from 'kysely'

export interface DisputesTable {
  id: Generated<number>
  connection_id: number
  channel: 'issuer' | 'letter'
  /** The issuer's id of it; null while it has none. */
  external_id: string | null
  /** Who began it. */
  origin: 'here' | 'issuer'
  transaction_id: number | null
  account_id: number | null
  /** DisputedCharge as it was, as JSON. */
  charge: string
  /** The issuer's id of the charge; null for one of a statement file. */
  charge_ref: string | null
  reason: string | null
  /** Positive. */
  amount_minor: number
  currency: string
  explanation: string
  /** JSON array of { key, value }. */
  answers: string
  created_at: number
  updated_at: number
  sent_at: number | null
  discarded_at: number | null
}

/** What came of a dispute that no issuer tells of. */
export interface DisputeStepsTable {
  id: Generated<number>
  dispute_id: number
  stage: string
  at: number
  note: string
  won_minor: number | null
}

export interface DisputeEvidenceTable {
  id: Generated<number>
  dispute_id: number
  external_id: string | null
  kind: string
  file_name: string
  content_type: string
  bytes: number
  sha256: string
  pages: number | null
  by: 'you' | 'merchant' | 'issuer'
  added_at: number
  /** null: not fetched. */
  content: Uint8Array | null
}

export interface DisputeFormsTable {
  connection_id: number
  /** shared/gateway reasonForm[], as JSON. */
  forms: string
  read_at: number
}
