import type { Generated } from 'kysely'

/** Where the pull of a connection stands. Written in the same transaction as the rows of its page. */
export interface SyncStateTable {
  connection_id: number
  cursor: string | null
  etag: string | null
  /** Counts the times that everything was listed again. */
  generation: Generated<number>
  /** 1 while everything is listed again: rows of an earlier generation are swept at its end. */
  full_pull: Generated<number>
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
  /** `sync_state.generation` when it was last met. */
  generation: number
  object: string
}

/** Who at the issuer is which person here. */
export interface CardholderLinksTable {
  connection_id: number
  external_id: string
  cardholder_id: number
  /** The name that a pull gave the person; null where it found them here. Another name now is a person's own. */
  given_name: string | null
}

/** An authorization, whatever became of it. The amount is a magnitude. */
export interface AuthorizationsTable {
  connection_id: number
  external_id: string
  version: number
  generation: number
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

/** What the issuer removed, at which version. */
export interface SyncTombstonesTable {
  connection_id: number
  type: string
  external_id: string
  version: number
  generation: number
  at: number
}

/** A person's own words on a charge that the issuer took back. */
export interface SetAsideTable {
  connection_id: number
  external_id: string
  authorization_id: string | null
  at: number
  note: string | null
  /** Only where a person chose it. */
  category_id: number | null
  /** What the charge was, as JSON: { postedOn, amountMinor, currency, descriptor }. */
  charge: string
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
