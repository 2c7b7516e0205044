-- The schema after all migrations, for reading and for review. Written by a test; do not edit.
-- UPDATE_SCHEMA_SNAPSHOT=1 npx vitest run --project integration tests/integration/migrations/schema-guard.test.ts

-- user_version 50

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY,
    connection_id INTEGER NOT NULL REFERENCES connections (id),
    external_key TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('card', 'bank')),
    issuer TEXT,
    label TEXT NOT NULL,
    last_digits TEXT,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    created_at INTEGER NOT NULL,
    import_id INTEGER REFERENCES imports (id),
    UNIQUE (connection_id, external_key)
  ) STRICT;

CREATE TABLE approval_rules (
    id INTEGER PRIMARY KEY,
    cardholders TEXT,
    up_to_minor INTEGER NOT NULL CHECK (up_to_minor > 0),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    most_days INTEGER,
    per_month INTEGER NOT NULL,
    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    created_at INTEGER NOT NULL
  ) STRICT;

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    action TEXT NOT NULL,
    details TEXT NOT NULL,
    hash BLOB NOT NULL
  ) STRICT;

CREATE TABLE authorizations (
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
  ) STRICT, WITHOUT ROWID;

CREATE TABLE card_group_members (
    group_id INTEGER NOT NULL REFERENCES card_groups (id) ON DELETE CASCADE,
    card_id INTEGER NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, card_id)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE card_groups (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    match_name TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
  ) STRICT;

CREATE TABLE card_steps (
    card_id INTEGER NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
    step TEXT NOT NULL,
    done_at INTEGER NOT NULL,
    PRIMARY KEY (card_id, step)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE cardholder_links (
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    external_id TEXT NOT NULL,
    cardholder_id INTEGER NOT NULL REFERENCES cardholders (id),
    given_name TEXT,
    PRIMARY KEY (connection_id, external_id)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE cardholders (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    match_name TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL CHECK (origin IN ('import', 'person')),
    created_at INTEGER NOT NULL,
    import_id INTEGER REFERENCES imports (id)
  ) STRICT;

CREATE TABLE cards (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    external_key TEXT NOT NULL,
    cardholder_id INTEGER REFERENCES cardholders (id),
    last_digits TEXT,
    brand TEXT NOT NULL CHECK (brand IN ('amex', 'visa', 'mastercard', 'discover', 'other')),
    status TEXT NOT NULL CHECK (status IN ('active', 'frozen', 'closed', 'unknown')),
    nickname TEXT,
    replaced_by_card_id INTEGER REFERENCES cards (id),
    created_at INTEGER NOT NULL,
    import_id INTEGER REFERENCES imports (id), awaits_activation INTEGER NOT NULL DEFAULT 0 CHECK (awaits_activation IN (0, 1)), stands_for_account INTEGER NOT NULL DEFAULT 0 CHECK (stands_for_account IN (0, 1)),
    UNIQUE (account_id, external_key)
  ) STRICT;

CREATE TABLE categories (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    built_in INTEGER NOT NULL CHECK (built_in IN (0, 1)),
    created_at INTEGER NOT NULL
  ) STRICT;

CREATE TABLE connections (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('files', 'gateway', 'stripe')),
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;

CREATE TABLE daily_spend (
    card_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    category_id INTEGER NOT NULL,
    currency TEXT NOT NULL,
    spend_minor INTEGER NOT NULL,
    payment_minor INTEGER NOT NULL,
    transactions INTEGER NOT NULL,
    PRIMARY KEY (day, card_id, category_id, currency)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE dispute_evidence (
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
  ) STRICT;

CREATE TABLE dispute_forms (
    connection_id INTEGER PRIMARY KEY REFERENCES connections (id) ON DELETE CASCADE,
    forms TEXT NOT NULL,
    read_at INTEGER NOT NULL
  ) STRICT;

CREATE TABLE dispute_steps (
    id INTEGER PRIMARY KEY,
    dispute_id INTEGER NOT NULL REFERENCES disputes (id) ON DELETE CASCADE,
    stage TEXT NOT NULL,
    at INTEGER NOT NULL,
    note TEXT NOT NULL,
    won_minor INTEGER
  ) STRICT;

CREATE TABLE disputes (
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
  ) STRICT;

CREATE TABLE drafts (
    key TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    value TEXT NOT NULL,
    kept_at INTEGER NOT NULL
  ) STRICT;

CREATE TABLE gateway_connections (
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
  ) STRICT;

CREATE TABLE import_changes (
    import_id INTEGER NOT NULL REFERENCES imports (id),
    transaction_id INTEGER NOT NULL REFERENCES transactions (id) ON DELETE CASCADE,
    before TEXT NOT NULL,
    PRIMARY KEY (import_id, transaction_id)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE import_files (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES imports (id),
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL
  ) STRICT;

CREATE TABLE import_replaced (
    import_id INTEGER NOT NULL REFERENCES imports (id),
    kind TEXT NOT NULL CHECK (kind IN ('statement', 'card', 'charge')),
    row_id INTEGER NOT NULL,
    before TEXT NOT NULL,
    PRIMARY KEY (import_id, kind, row_id)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE imports (
    id INTEGER PRIMARY KEY,
    connection_id INTEGER NOT NULL REFERENCES connections (id),
    applied_at INTEGER NOT NULL,
    undone_at INTEGER,
    added INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    first_on TEXT,
    last_on TEXT
  ) STRICT;

CREATE TABLE issuer_objects (
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    type TEXT NOT NULL,
    external_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    object TEXT NOT NULL,
    PRIMARY KEY (connection_id, type, external_id)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE limit_templates (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    match_name TEXT NOT NULL UNIQUE,
    plan TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT;

CREATE TABLE merchants (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    match_name TEXT NOT NULL UNIQUE,
    category_id INTEGER REFERENCES categories (id)
  ) STRICT;

CREATE TABLE monthly_spend (
    card_id INTEGER NOT NULL,
    month TEXT NOT NULL,
    category_id INTEGER NOT NULL,
    currency TEXT NOT NULL,
    spend_minor INTEGER NOT NULL,
    payment_minor INTEGER NOT NULL,
    transactions INTEGER NOT NULL,
    PRIMARY KEY (month, card_id, category_id, currency)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
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
  , answer_id TEXT) STRICT;

CREATE TABLE rule_approvals (
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    request_id TEXT NOT NULL,
    rule_id INTEGER REFERENCES approval_rules (id) ON DELETE SET NULL,
    cardholder_id INTEGER,
    at INTEGER NOT NULL,
    PRIMARY KEY (connection_id, request_id)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE set_aside (
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    external_id TEXT NOT NULL,
    authorization_id TEXT,
    at INTEGER NOT NULL,
    note TEXT,
    category_id INTEGER REFERENCES categories (id),
    charge TEXT NOT NULL,
    PRIMARY KEY (connection_id, external_id)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    import_id INTEGER REFERENCES imports (id),
    external_id TEXT,
    opened_on TEXT,
    closed_on TEXT NOT NULL,
    due_on TEXT,
    next_close_on TEXT,
    opening_minor INTEGER,
    closing_minor INTEGER NOT NULL,
    minimum_due_minor INTEGER,
    past_due_minor INTEGER,
    purchases_minor INTEGER,
    credits_minor INTEGER,
    fees_minor INTEGER,
    finance_charge_minor INTEGER,
    credit_limit_minor INTEGER,
    autopay INTEGER CHECK (autopay IN (0, 1)),
    UNIQUE (account_id, closed_on)
  ) STRICT;

CREATE TABLE sync_notices (
    id INTEGER PRIMARY KEY,
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    details TEXT NOT NULL,
    seen_at INTEGER
  ) STRICT;

CREATE TABLE sync_runs (
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
  ) STRICT;

CREATE TABLE sync_state (
    connection_id INTEGER PRIMARY KEY REFERENCES connections (id) ON DELETE CASCADE,
    cursor TEXT,
    etag TEXT,
    generation INTEGER NOT NULL DEFAULT 1,
    full_pull INTEGER NOT NULL DEFAULT 0 CHECK (full_pull IN (0, 1)),
    synced_at INTEGER
  ) STRICT;

CREATE TABLE sync_tombstones (
    connection_id INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    type TEXT NOT NULL,
    external_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (connection_id, type, external_id)
  ) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE transaction_search USING fts5 (
    merchant, descriptor, memo, note, reference,
    content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
  );

CREATE TABLE transaction_sources (
    transaction_id INTEGER NOT NULL REFERENCES transactions (id) ON DELETE CASCADE,
    import_file_id INTEGER NOT NULL REFERENCES import_files (id),
    line INTEGER NOT NULL,
    raw TEXT NOT NULL,
    PRIMARY KEY (transaction_id, import_file_id, line)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE transactions (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    card_id INTEGER NOT NULL REFERENCES cards (id),
    merchant_id INTEGER NOT NULL REFERENCES merchants (id),
    category_id INTEGER NOT NULL REFERENCES categories (id),
    category_source TEXT NOT NULL CHECK (category_source IN ('mcc', 'issuer', 'merchant', 'person', 'none')),
    import_id INTEGER REFERENCES imports (id),
    external_id TEXT,
    posted_on TEXT NOT NULL CHECK (length(posted_on) = 10),
    transacted_on TEXT,
    amount_minor INTEGER NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    source_minor INTEGER NOT NULL,
    original_minor INTEGER,
    original_currency TEXT,
    exchange_rate TEXT,
    type TEXT NOT NULL CHECK (type IN ('charge', 'payment', 'refund', 'fee', 'interest', 'cash', 'other')),
    pending INTEGER NOT NULL CHECK (pending IN (0, 1)),
    descriptor TEXT NOT NULL,
    memo TEXT,
    reference TEXT,
    mcc TEXT,
    issuer_category TEXT,
    note TEXT,
    confirmed_at INTEGER NOT NULL,
    spend_minor INTEGER GENERATED ALWAYS AS (CASE WHEN type = 'payment' OR (type = 'other' AND amount_minor > 0) THEN 0 ELSE -amount_minor END) VIRTUAL,
    payment_minor INTEGER GENERATED ALWAYS AS (CASE WHEN type = 'payment' THEN amount_minor ELSE 0 END) VIRTUAL
  , authorization_id TEXT, issuer_version INTEGER, issuer_generation INTEGER, transacted_at INTEGER) STRICT;

CREATE TABLE watch_limits (
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
  ) STRICT;

CREATE INDEX audit_by_card ON audit (json_extract(details, '$.cardId'), id) WHERE json_extract(details, '$.cardId') IS NOT NULL;

CREATE INDEX audit_by_cardholder ON audit (json_extract(details, '$.cardholderId'), id) WHERE json_extract(details, '$.cardholderId') IS NOT NULL;

CREATE INDEX authorizations_by_card ON authorizations (card_id, at);

CREATE INDEX authorizations_declined ON authorizations (at) WHERE status = 'declined';

CREATE INDEX card_group_members_by_card ON card_group_members (card_id);

CREATE INDEX cardholder_links_by_cardholder ON cardholder_links (cardholder_id);

CREATE INDEX cards_by_cardholder ON cards (cardholder_id);

CREATE INDEX dispute_evidence_by_dispute ON dispute_evidence (dispute_id);

CREATE INDEX dispute_steps_by_dispute ON dispute_steps (dispute_id, at);

CREATE INDEX disputes_by_transaction ON disputes (transaction_id);

CREATE INDEX import_changes_by_transaction ON import_changes (transaction_id);

CREATE INDEX import_files_by_hash ON import_files (sha256);

CREATE INDEX import_files_by_import ON import_files (import_id);

CREATE INDEX outbox_by_subject ON outbox (subject, id);

CREATE INDEX outbox_open ON outbox (connection_id, subject, id) WHERE state IN ('queued', 'sending', 'needs-attention');

CREATE INDEX rule_approvals_by_rule ON rule_approvals (rule_id, at);

CREATE INDEX sync_runs_by_connection ON sync_runs (connection_id, id);

CREATE INDEX transaction_sources_by_file ON transaction_sources (import_file_id);

CREATE INDEX transactions_by_authorization ON transactions (account_id, authorization_id) WHERE authorization_id IS NOT NULL;

CREATE INDEX transactions_by_card ON transactions (card_id, posted_on, id, category_id, merchant_id, pending, type, amount_minor, currency);

CREATE INDEX transactions_by_category ON transactions (category_id, posted_on, id, card_id, merchant_id, pending, type, amount_minor, currency);

CREATE INDEX transactions_by_date ON transactions (posted_on, id, card_id, category_id, merchant_id, pending, type, amount_minor, currency);

CREATE INDEX transactions_by_external ON transactions (account_id, external_id);

CREATE INDEX transactions_by_import ON transactions (import_id);

CREATE INDEX transactions_by_magnitude ON transactions (abs(amount_minor), id, posted_on, card_id, category_id, merchant_id, pending, type, amount_minor, currency);

CREATE INDEX transactions_by_merchant ON transactions (merchant_id);

CREATE INDEX transactions_by_use ON transactions (card_id, transacted_at, id, amount_minor, currency, type, pending, mcc, category_id, transacted_on, posted_on)
    WHERE type IN ('charge', 'cash', 'refund');

CREATE INDEX transactions_pending ON transactions (posted_on) WHERE pending = 1;

CREATE INDEX watch_limits_by_card ON watch_limits (card_id);

CREATE INDEX watch_limits_by_cardholder ON watch_limits (cardholder_id);

CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'audit is append-only'); END;

CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'audit is append-only'); END;

CREATE TRIGGER transactions_deleted AFTER DELETE ON transactions BEGIN UPDATE daily_spend SET spend_minor = spend_minor - old.spend_minor, payment_minor = payment_minor - old.payment_minor, transactions = transactions - 1
    WHERE old.pending = 0 AND card_id = old.card_id AND day = old.posted_on AND category_id = old.category_id AND currency = old.currency;
    DELETE FROM daily_spend WHERE card_id = old.card_id AND day = old.posted_on AND category_id = old.category_id AND currency = old.currency AND transactions = 0; UPDATE monthly_spend SET spend_minor = spend_minor - old.spend_minor, payment_minor = payment_minor - old.payment_minor, transactions = transactions - 1
    WHERE old.pending = 0 AND card_id = old.card_id AND month = substr(old.posted_on, 1, 7) AND category_id = old.category_id AND currency = old.currency;
    DELETE FROM monthly_spend WHERE card_id = old.card_id AND month = substr(old.posted_on, 1, 7) AND category_id = old.category_id AND currency = old.currency AND transactions = 0; DELETE FROM transaction_search WHERE rowid = old.id; END;

CREATE TRIGGER transactions_inserted AFTER INSERT ON transactions BEGIN INSERT INTO daily_spend (card_id, day, category_id, currency, spend_minor, payment_minor, transactions)
    SELECT new.card_id, new.posted_on, new.category_id, new.currency, new.spend_minor, new.payment_minor, 1 WHERE new.pending = 0
    ON CONFLICT DO UPDATE SET spend_minor = spend_minor + excluded.spend_minor, payment_minor = payment_minor + excluded.payment_minor, transactions = transactions + 1; INSERT INTO monthly_spend (card_id, month, category_id, currency, spend_minor, payment_minor, transactions)
    SELECT new.card_id, substr(new.posted_on, 1, 7), new.category_id, new.currency, new.spend_minor, new.payment_minor, 1 WHERE new.pending = 0
    ON CONFLICT DO UPDATE SET spend_minor = spend_minor + excluded.spend_minor, payment_minor = payment_minor + excluded.payment_minor, transactions = transactions + 1; INSERT INTO transaction_search (rowid, merchant, descriptor, memo, note, reference)
  VALUES (new.id, (SELECT name FROM merchants WHERE id = new.merchant_id), new.descriptor, new.memo, new.note, new.reference); END;

CREATE TRIGGER transactions_recounted AFTER UPDATE OF card_id, category_id, posted_on, amount_minor, currency, type, pending ON transactions
    BEGIN UPDATE daily_spend SET spend_minor = spend_minor - old.spend_minor, payment_minor = payment_minor - old.payment_minor, transactions = transactions - 1
    WHERE old.pending = 0 AND card_id = old.card_id AND day = old.posted_on AND category_id = old.category_id AND currency = old.currency;
    DELETE FROM daily_spend WHERE card_id = old.card_id AND day = old.posted_on AND category_id = old.category_id AND currency = old.currency AND transactions = 0; UPDATE monthly_spend SET spend_minor = spend_minor - old.spend_minor, payment_minor = payment_minor - old.payment_minor, transactions = transactions - 1
    WHERE old.pending = 0 AND card_id = old.card_id AND month = substr(old.posted_on, 1, 7) AND category_id = old.category_id AND currency = old.currency;
    DELETE FROM monthly_spend WHERE card_id = old.card_id AND month = substr(old.posted_on, 1, 7) AND category_id = old.category_id AND currency = old.currency AND transactions = 0; INSERT INTO daily_spend (card_id, day, category_id, currency, spend_minor, payment_minor, transactions)
    SELECT new.card_id, new.posted_on, new.category_id, new.currency, new.spend_minor, new.payment_minor, 1 WHERE new.pending = 0
    ON CONFLICT DO UPDATE SET spend_minor = spend_minor + excluded.spend_minor, payment_minor = payment_minor + excluded.payment_minor, transactions = transactions + 1; INSERT INTO monthly_spend (card_id, month, category_id, currency, spend_minor, payment_minor, transactions)
    SELECT new.card_id, substr(new.posted_on, 1, 7), new.category_id, new.currency, new.spend_minor, new.payment_minor, 1 WHERE new.pending = 0
    ON CONFLICT DO UPDATE SET spend_minor = spend_minor + excluded.spend_minor, payment_minor = payment_minor + excluded.payment_minor, transactions = transactions + 1; END;

CREATE TRIGGER transactions_reworded AFTER UPDATE OF merchant_id, descriptor, memo, note, reference ON transactions
    BEGIN DELETE FROM transaction_search WHERE rowid = old.id; INSERT INTO transaction_search (rowid, merchant, descriptor, memo, note, reference)
  VALUES (new.id, (SELECT name FROM merchants WHERE id = new.merchant_id), new.descriptor, new.memo, new.note, new.reference); END;
