import { sql } from 'kysely'
import type { Migration } from './migration.ts'

const STATEMENTS = [
  // One row a dispute, drafted here or brought by a feed. What the issuer says of it stays in issuer_objects; what a person writes is theirs and is never
  // touched by a sync. origin: who began it; charge: DisputedCharge as it was (JSON); charge_ref: the issuer's id of the charge;
  // answers: JSON array of { key, value }; account_id: where it counts.
  `CREATE TABLE disputes (
    id INTEGER PRIMARY KEY,
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    channel TEXT NOT NULL CHECK (channel IN ('issuer', 'letter')),
    external_id TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('here', 'issuer')),
    transaction_id INTEGER REFERENCES transactions (id) ON DELETE SET NULL,
    account_id INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    charge TEXT NOT NULL,
    charge_ref TEXT,
    reason TEXT,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    explanation TEXT NOT NULL,
    answers TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    sent_at INTEGER,
    discarded_at INTEGER,
    UNIQUE (connection_id, external_id)
  ) STRICT`,
  `CREATE INDEX disputes_by_transaction ON disputes (transaction_id)`,
  // What became of all that was asked about a dispute, the settled changes too.
  `CREATE INDEX outbox_by_subject ON outbox (subject, id)`,

  // Steps of disputes that no issuer tells of, in the person's own words.
  `CREATE TABLE dispute_steps (
    id INTEGER PRIMARY KEY,
    dispute_id INTEGER NOT NULL REFERENCES disputes (id) ON DELETE CASCADE,
    stage TEXT NOT NULL,
    at INTEGER NOT NULL,
    note TEXT NOT NULL,
    won_minor INTEGER
  ) STRICT`,
  `CREATE INDEX dispute_steps_by_dispute ON dispute_steps (dispute_id, at)`,

  // content: the file itself; null for one of the issuer's that has not been fetched. external_id: the issuer has it.
  `CREATE TABLE dispute_evidence (
    id INTEGER PRIMARY KEY,
    dispute_id INTEGER NOT NULL REFERENCES disputes (id) ON DELETE CASCADE,
    external_id TEXT,
    kind TEXT NOT NULL,
    file_name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    pages INTEGER,
    by TEXT NOT NULL CHECK (by IN ('you', 'merchant', 'issuer')),
    added_at INTEGER NOT NULL,
    content BLOB
  ) STRICT`,
  `CREATE INDEX dispute_evidence_by_dispute ON dispute_evidence (dispute_id)`,

  // What a connection's own issuer asks for and until when (shared/gateway reasonForm, JSON), as it was last read.
  `CREATE TABLE dispute_forms (
    connection_id INTEGER PRIMARY KEY REFERENCES connections (id) ON DELETE CASCADE,
    forms TEXT NOT NULL,
    read_at INTEGER NOT NULL
  ) STRICT`,
] as const

/** Disputes and their files. */
export const disputes: Migration = {
  version: 50,
  name: 'disputes',
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}
