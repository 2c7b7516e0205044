import type { Generated } from 'kysely'

/** Where the pull of a connection stands. Written in the same transaction as the rows of its page. */
export interface SyncStateTable {
  connection_id: number
  cursor: string | null
  etag: string | null
  /** The run that lists everything again; what it did not meet is swept at its end. */
  full_pull_run: number | null
  synced_at: number | null
}

export interface SyncRunsTable {
  id: Generated<number>
  connection_id: number
  reason: 'start' | 'focus' | 'network' | 'timer' | 'person' | 'change' | 'sign-in'
  started_at: number
  ended_at: number | null
  outcome: 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted'
  /** KeptError as JSON. */
  error: string | null
  pages: Generated<number>
  received: Generated<number>
  added: Generated<number>
  updated: Generated<number>
  removed: Generated<number>
  sent: Generated<number>
}

/** An object of the feed as it was sent: the issuer's truth, beside what is shown of it. */
export interface IssuerObjectsTable {
  connection_id: number
  type: string
  external_id: string
  version: number
  /** The newest run that met it. */
  seen_run: number
  object: string
}

/** Who at the issuer is which person here. */
export interface CardholderLinksTable {
  connection_id: number
  external_id: string
  cardholder_id: number
}

/** An authorization that is no posted charge: pending, declined, reversed, expired. The amount is a magnitude. */
export interface AuthorizationsTable {
  connection_id: number
  external_id: string
  version: number
  seen_run: number
  card_id: number | null
  status: string
  at: number
  amount_minor: number
  currency: string
  merchant_name: string
  mcc: string | null
  country: string | null
  channel: string
  decline_reason: string | null
  object: string
}

/** What the issuer changed against what a person was shown, until they have seen it. */
export interface SyncNoticesTable {
  id: Generated<number>
  connection_id: number
  at: number
  kind: string
  /** Facts as JSON: ids and codes. */
  details: string
  seen_at: number | null
}
