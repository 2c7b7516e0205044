import { sql } from 'kysely'
import type { Migration } from './migration.ts'

const STATEMENTS = [
  // The issuer's id of what an answer brought: changes that build on this one name it by the row's id.
  `ALTER TABLE outbox ADD COLUMN answer_id TEXT`,

  // A limit on cards that no issuer limits: told when it is passed, never enforced. rules is LimitRules without its amount, as JSON.
  `CREATE TABLE watch_limits (
    id INTEGER PRIMARY KEY,
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    card_id INTEGER REFERENCES cards (id) ON DELETE CASCADE,
    cardholder_id INTEGER REFERENCES cardholders (id) ON DELETE CASCADE,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    rules TEXT NOT NULL,
    raise TEXT,
    created_at INTEGER NOT NULL,
    CHECK ((card_id IS NULL) <> (cardholder_id IS NULL))
  ) STRICT`,
  `CREATE INDEX watch_limits_by_card ON watch_limits (card_id)`,
  `CREATE INDEX watch_limits_by_cardholder ON watch_limits (cardholder_id)`,

  `CREATE TABLE limit_templates (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    match_name TEXT NOT NULL UNIQUE,
    plan TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT`,

  `CREATE TABLE card_groups (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    match_name TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE card_group_members (
    group_id INTEGER NOT NULL REFERENCES card_groups (id) ON DELETE CASCADE,
    card_id INTEGER NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, card_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX card_group_members_by_card ON card_group_members (card_id)`,

  // Steps of a new card's checklist that a person ticked or put aside.
  `CREATE TABLE card_steps (
    card_id INTEGER NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
    step TEXT NOT NULL,
    done_at INTEGER NOT NULL,
    PRIMARY KEY (card_id, step)
  ) STRICT, WITHOUT ROWID`,

  // Who may be given how much without asking. cardholders: JSON array of ids; null: everybody.
  `CREATE TABLE approval_rules (
    id INTEGER PRIMARY KEY,
    cardholders TEXT,
    up_to_minor INTEGER NOT NULL CHECK (up_to_minor > 0),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    most_days INTEGER,
    per_month INTEGER NOT NULL,
    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    created_at INTEGER NOT NULL
  ) STRICT`,
  // What the rules approved; kept when a rule goes.
  `CREATE TABLE rule_approvals (
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    request_id TEXT NOT NULL,
    rule_id INTEGER REFERENCES approval_rules (id) ON DELETE SET NULL,
    cardholder_id INTEGER,
    at INTEGER NOT NULL,
    PRIMARY KEY (connection_id, request_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX rule_approvals_by_rule ON rule_approvals (rule_id, at)`,

  // What limits count and the what-if replays, in the order of time, without touching the rows.
  `CREATE INDEX transactions_by_use ON transactions (card_id, transacted_at, id, amount_minor, currency, type, pending, mcc, category_id, transacted_on, posted_on)
    WHERE type IN ('charge', 'cash', 'refund')`,
  `CREATE INDEX audit_by_card ON audit (json_extract(details, '$.cardId'), id) WHERE json_extract(details, '$.cardId') IS NOT NULL`,
  `CREATE INDEX audit_by_cardholder ON audit (json_extract(details, '$.cardholderId'), id) WHERE json_extract(details, '$.cardholderId') IS NOT NULL`,
] as const

/** Limits kept here, templates, groups, rules of approval, and what counting needs. */
export const spending: Migration = {
  version: 30,
  name: 'spending',
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}
