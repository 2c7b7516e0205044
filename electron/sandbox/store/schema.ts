/**
 * Tables of the sandbox.
 *
 * `objects` is the business: every object of the feed once, at its newest version, which is its primary key, so that a page of changes is one
 * range of one table. The columns beside `body` are what the issuer's own rules ask for. Everything else belongs to the portal.
 */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counters (prefix TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS objects (
  seq INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  account_id TEXT,
  card_id TEXT,
  at INTEGER,
  day TEXT,
  kind TEXT,
  category TEXT,
  minor INTEGER,
  units INTEGER,
  body TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS schedule (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS schedule_day ON schedule (day, id);
CREATE INDEX IF NOT EXISTS schedule_ref ON schedule (ref, kind);

CREATE TABLE IF NOT EXISTS files (id TEXT PRIMARY KEY, owner_id TEXT NOT NULL, content_type TEXT NOT NULL, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS people (
  id TEXT PRIMARY KEY,
  cardholder_id TEXT,
  name TEXT NOT NULL,
  first_name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_confirmed_at INTEGER NOT NULL,
  phone TEXT NOT NULL,
  phone_confirmed_at INTEGER NOT NULL,
  user_id TEXT,
  password_hash TEXT,
  password_change_required INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS people_user_id ON people (lower(user_id));
CREATE UNIQUE INDEX IF NOT EXISTS people_email ON people (lower(email));

CREATE TABLE IF NOT EXISTS identities (proof TEXT PRIMARY KEY, person_id TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS throttles (key TEXT PRIMARY KEY, failures INTEGER NOT NULL, allowed_at INTEGER NOT NULL, locked_until INTEGER) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS devices (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL, device_id TEXT NOT NULL, name TEXT NOT NULL, platform TEXT NOT NULL, token_hash TEXT NOT NULL,
  trusted_at INTEGER NOT NULL, last_used_at INTEGER NOT NULL, expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS challenges (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL, purpose TEXT NOT NULL, payload TEXT NOT NULL, destinations TEXT NOT NULL, sent_to TEXT, code_hash TEXT,
  code_expires_at INTEGER, resend_at INTEGER, tries_left INTEGER NOT NULL, sends_left INTEGER NOT NULL, code_used_at INTEGER, expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS tickets (hash TEXT PRIMARY KEY, person_id TEXT NOT NULL, kind TEXT NOT NULL, expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS sessions (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL, device_id TEXT NOT NULL, device_name TEXT NOT NULL, platform TEXT NOT NULL, salt TEXT NOT NULL,
  generation INTEGER NOT NULL, generation_used INTEGER NOT NULL DEFAULT 0, refreshed_at INTEGER, refresh_key TEXT, access_expires_at INTEGER NOT NULL,
  refresh_expires_at INTEGER NOT NULL, created_at INTEGER NOT NULL, last_used_at INTEGER NOT NULL, ended_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sessions_person ON sessions (person_id);

CREATE TABLE IF NOT EXISTS contact_changes (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, status TEXT NOT NULL, old_confirmed INTEGER NOT NULL DEFAULT 0,
  new_confirmed INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS security_events (
  n INTEGER PRIMARY KEY, person_id TEXT NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL, device_id TEXT, device_name TEXT, platform TEXT, reported_at INTEGER
) STRICT;

CREATE TABLE IF NOT EXISTS inbox (n INTEGER PRIMARY KEY, at INTEGER NOT NULL, channel TEXT NOT NULL, recipient TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, code TEXT) STRICT;

CREATE TABLE IF NOT EXISTS commands (
  key TEXT PRIMARY KEY, person_id TEXT NOT NULL, operation TEXT NOT NULL, fingerprint TEXT NOT NULL, received_at INTEGER NOT NULL, status INTEGER NOT NULL, answer TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`

/** Asked for at every close, so kept up to date even while millions of rows are made. */
export const INDEXES_OF_FIGURES = `
CREATE INDEX IF NOT EXISTS objects_pending ON objects (account_id, minor) WHERE kind = 'pending';
CREATE INDEX IF NOT EXISTS objects_account_day ON objects (account_id, day, kind, minor, units) WHERE day IS NOT NULL;
`

/** Made at the end when millions of rows come at once. */
export const OTHER_INDEXES = `
CREATE UNIQUE INDEX IF NOT EXISTS objects_id ON objects (id);
CREATE INDEX IF NOT EXISTS objects_type_at ON objects (type, at);
CREATE INDEX IF NOT EXISTS objects_card_at ON objects (card_id, at, kind, category, minor) WHERE card_id IS NOT NULL;
`

export const DROP_OTHER_INDEXES = `
DROP INDEX IF EXISTS objects_id; DROP INDEX IF EXISTS objects_type_at; DROP INDEX IF EXISTS objects_card_at;
`
