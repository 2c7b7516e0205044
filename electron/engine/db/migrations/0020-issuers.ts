import { sql } from 'kysely'
import type { Migration } from './migration.ts'

const STATEMENTS = [
  // What a connection over the Gateway API needs beside its name. The access token is never here: it lives in memory.
  `CREATE TABLE gateway_connections (
    connection_id INTEGER PRIMARY KEY REFERENCES connections (id) ON DELETE CASCADE,
    base_url TEXT NOT NULL,
    environment TEXT NOT NULL CHECK (environment IN ('production', 'sandbox')),
    device_id TEXT NOT NULL,
    trust_token TEXT,
    remembered_identifier TEXT,
    state TEXT NOT NULL CHECK (state IN ('signed-out', 'signed-in', 'password-change-required')),
    signed_out_because TEXT,
    refresh_token TEXT,
    refresh_expires_at INTEGER,
    pending_refresh_key TEXT,
    session_id TEXT,
    person TEXT,
    capabilities TEXT NOT NULL DEFAULT '[]',
    service TEXT
  ) STRICT`,

  // Where the pull stands. generation counts the times that everything was listed again; while full_pull is 1 that goes on, and what it did
  // not meet is swept at its end.
  `CREATE TABLE sync_state (
    connection_id INTEGER PRIMARY KEY REFERENCES connections (id) ON DELETE CASCADE,
    cursor TEXT,
    etag TEXT,
    generation INTEGER NOT NULL DEFAULT 1,
    full_pull INTEGER NOT NULL DEFAULT 0 CHECK (full_pull IN (0, 1)),
    synced_at INTEGER
  ) STRICT`,

  `CREATE TABLE sync_runs (
    id INTEGER PRIMARY KEY,
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    reason TEXT NOT NULL CHECK (reason IN ('start', 'focus', 'network', 'timer', 'person', 'change', 'sign-in')),
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    outcome TEXT NOT NULL CHECK (outcome IN ('running', 'done', 'failed', 'cancelled', 'interrupted')),
    error TEXT,
    pages INTEGER NOT NULL DEFAULT 0,
    received INTEGER NOT NULL DEFAULT 0,
    added INTEGER NOT NULL DEFAULT 0,
    updated INTEGER NOT NULL DEFAULT 0,
    removed INTEGER NOT NULL DEFAULT 0,
    sent INTEGER NOT NULL DEFAULT 0
  ) STRICT`,
  `CREATE INDEX sync_runs_by_connection ON sync_runs (connection_id, id)`,

  // Every object of the feed but charges and authorizations, as it was sent: the issuer's truth beside what is shown.
  `CREATE TABLE issuer_objects (
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    type TEXT NOT NULL,
    external_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    object TEXT NOT NULL,
    PRIMARY KEY (connection_id, type, external_id)
  ) STRICT, WITHOUT ROWID`,

  // Who at the issuer is which person here; the same person may come from several connections and from files. given_name: what a pull
  // called them; null where they were here before.
  `CREATE TABLE cardholder_links (
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    external_id TEXT NOT NULL,
    cardholder_id INTEGER NOT NULL REFERENCES cardholders (id),
    given_name TEXT,
    PRIMARY KEY (connection_id, external_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX cardholder_links_by_cardholder ON cardholder_links (cardholder_id)`,

  // Every authorization, whatever became of it: pending, posted, declined, reversed, expired.
  `CREATE TABLE authorizations (
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    external_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    card_id INTEGER REFERENCES cards (id) ON DELETE CASCADE,
    status TEXT NOT NULL,
    at INTEGER NOT NULL,
    amount_minor INTEGER NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    merchant_name TEXT NOT NULL,
    mcc TEXT,
    country TEXT,
    channel TEXT NOT NULL,
    decline_reason TEXT,
    object TEXT NOT NULL,
    PRIMARY KEY (connection_id, external_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX authorizations_by_card ON authorizations (card_id, at)`,
  `CREATE INDEX authorizations_declined ON authorizations (at) WHERE status = 'declined'`,

  `ALTER TABLE transactions ADD COLUMN authorization_id TEXT`,
  `ALTER TABLE transactions ADD COLUMN issuer_version INTEGER`,
  `ALTER TABLE transactions ADD COLUMN issuer_generation INTEGER`,
  // The instant behind transacted_on, which follows from it and the company's time zone.
  `ALTER TABLE transactions ADD COLUMN transacted_at INTEGER`,
  `CREATE INDEX transactions_by_authorization ON transactions (account_id, authorization_id) WHERE authorization_id IS NOT NULL`,

  // What the issuer removed, so that an older version that comes late does not bring it back.
  `CREATE TABLE sync_tombstones (
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    type TEXT NOT NULL,
    external_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (connection_id, type, external_id)
  ) STRICT, WITHOUT ROWID`,

  // What a person made of a charge that the issuer took back; given back when the charge or its authorization comes again.
  `CREATE TABLE set_aside (
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    external_id TEXT NOT NULL,
    authorization_id TEXT,
    at INTEGER NOT NULL,
    note TEXT,
    category_id INTEGER REFERENCES categories (id),
    charge TEXT NOT NULL,
    PRIMARY KEY (connection_id, external_id)
  ) STRICT, WITHOUT ROWID`,

  // Issued but not activated yet; its status is then 'unknown' to an app that does not look here.
  `ALTER TABLE cards ADD COLUMN awaits_activation INTEGER NOT NULL DEFAULT 0 CHECK (awaits_activation IN (0, 1))`,
  // No card of anybody's: where an issuer books what belongs to its account alone, such as payments and interest.
  `ALTER TABLE cards ADD COLUMN stands_for_account INTEGER NOT NULL DEFAULT 0 CHECK (stands_for_account IN (0, 1))`,

  // Nothing wrote to the first outbox. subject: what the change is about ('card:12'); changes of one subject are sent in order.
  `DROP TABLE outbox`,
  `CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    connection_id INTEGER NOT NULL REFERENCES connections (id),
    idempotency_key TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    command TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'confirmed', 'rejected', 'needs-attention', 'discarded')),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL,
    error TEXT,
    seen_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE INDEX outbox_open ON outbox (connection_id, subject, id) WHERE state IN ('queued', 'sending', 'needs-attention')`,

  // What the issuer changed against what a person was shown, until they have seen it.
  `CREATE TABLE sync_notices (
    id INTEGER PRIMARY KEY,
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    details TEXT NOT NULL,
    seen_at INTEGER
  ) STRICT`,
] as const

/** Connections to issuers, what they sent, where the pull stands, and what waits to be sent. */
export const issuers: Migration = {
  version: 20,
  name: 'issuers',
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}
