/**
 * Makes an older state of the books fit to go on from.
 *
 * What waited to be sent then may have been sent since. Each such change is marked as one that may have arrived, so that the issuer is asked by its
 * key before it is sent: it takes effect once, or has. Sessions of then are over, and using their tokens would look like theft: everybody signs in again.
 */
import { randomUUID } from 'node:crypto'
import { AppError } from '#shared/rpc/errors.ts'
import { MIGRATIONS } from '../db/migrations/index.ts'
import { openSqlite, translateErrors, type Sqlite } from '../db/sqlite.ts'

export interface RefitJob {
  readonly file: string
  readonly key: Uint8Array
  readonly now: number
  /** The state comes from another computer: none of what an issuer trusts this one for. */
  readonly isElsewhere: boolean
  /** The state that it takes the place of, where that can be read: what became of a change is known there. */
  readonly newer: string | null
}

export interface RefitReport {
  /** Changes that an issuer is asked about before they are sent. */
  readonly asked: number
  /** Changes that were waiting in the newer state and are not in this one. */
  readonly leftBehind: number
}

const MAY_HAVE_ARRIVED = JSON.stringify({ code: 'issuer.unreachable', details: { reason: 'reset' }, times: 0, mayHaveArrived: true })

/** Throws `db.damaged` (or another key), `db.newer-version`, `db.disk-full`. */
export function refitDatabase({ file, key, now, isElsewhere, newer }: RefitJob): RefitReport {
  const sqlite = openSqlite({ file, key: Buffer.from(key), isCopy: true })
  try {
    return translateErrors(() => {
      if (sqlite.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new AppError('db.damaged', {})
      const found = Number(sqlite.pragma('user_version', { simple: true }))
      const supported = MIGRATIONS.at(-1)?.version ?? 0
      if (found > supported) throw new AppError('db.newer-version', { found: String(found), supported: String(supported) })
      const known = newer === null ? [] : readOutbox(newer, Buffer.from(key))
      return sqlite.transaction(() => {
        endSessions(sqlite, isElsewhere)
        const leftBehind = has(sqlite, 'outbox') ? takeOutcomes(sqlite, known) : 0
        return { asked: doubtOpenChanges(sqlite, now), leftBehind }
      })()
    })
  } finally {
    sqlite.close()
  }
}

interface Outcome {
  readonly idempotency_key: string
  readonly state: string
  readonly error: string | null
  readonly answer_id: string | null
  readonly seen_at: number | null
}

const OPEN: ReadonlySet<string> = new Set(['queued', 'sending', 'needs-attention'])

/** What cannot be read tells nothing, and everything is asked about then. */
function readOutbox(file: string, key: Buffer): readonly Outcome[] {
  try {
    const sqlite = openSqlite({ file, key, readonly: true, isCopy: true })
    try {
      return sqlite.prepare('SELECT idempotency_key, state, error, answer_id, seen_at FROM outbox').all() as Outcome[]
    } finally {
      sqlite.close()
    }
  } catch {
    return []
  }
}

/** A change that was settled since is settled here too. Returns how many open ones are not here. */
function takeOutcomes(sqlite: Sqlite, known: readonly Outcome[]): number {
  const settle = sqlite.prepare("UPDATE outbox SET state = ?, error = ?, answer_id = ?, seen_at = ? WHERE idempotency_key = ? AND state IN ('queued', 'sending', 'needs-attention')")
  const find = sqlite.prepare('SELECT 1 FROM outbox WHERE idempotency_key = ?')
  const count = { leftBehind: 0 }
  for (const { idempotency_key: key, state, error, answer_id: answer, seen_at: seen } of known) {
    if (!OPEN.has(state)) settle.run(state, error, answer, seen, key)
    else if (find.get(key) === undefined) count.leftBehind += 1
  }
  return count.leftBehind
}

function doubtOpenChanges(sqlite: Sqlite, now: number): number {
  if (!has(sqlite, 'outbox')) return 0
  return sqlite
    .prepare(`UPDATE outbox SET attempts = max(attempts, 1), next_attempt_at = ?, updated_at = ?,
      state = CASE state WHEN 'sending' THEN 'queued' ELSE state END,
      error = CASE WHEN error IS NULL THEN ? ELSE json_set(error, '$.mayHaveArrived', json('true')) END
      WHERE state IN ('queued', 'sending', 'needs-attention')`)
    .run(now, now, MAY_HAVE_ARRIVED).changes
}

function endSessions(sqlite: Sqlite, isElsewhere: boolean): void {
  if (!has(sqlite, 'gateway_connections')) return
  sqlite.exec("UPDATE gateway_connections SET state = 'signed-out', signed_out_because = NULL, refresh_token = NULL, refresh_expires_at = NULL, pending_refresh_key = NULL, session_id = NULL")
  if (!isElsewhere) return
  const rename = sqlite.prepare('UPDATE gateway_connections SET trust_token = NULL, device_id = ? WHERE connection_id = ?')
  for (const id of sqlite.prepare('SELECT connection_id FROM gateway_connections').pluck().all()) rename.run(randomUUID(), id)
}

const has = (sqlite: Sqlite, table: string): boolean => sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table) !== undefined
