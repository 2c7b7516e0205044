/** Versions, counts and states of the books. Nothing that anybody wrote or was sent is read here. */
import type { DiagnosedConnection, DiagnosticsReport } from '#shared/rpc/contract/diagnostics.contract.ts'
import { runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb } from '../db/store.ts'
import { readSettings } from '../settings/settings.queries.ts'
import { countOutbox } from '../sync/outbox.queries.ts'

const MOST_CONNECTIONS = 50
const RUNS_EACH = 5

export async function readDiagnostics(db: ReadDb): Promise<DiagnosticsReport> {
  const [facts] = await runSql<{ sqlite: string; format: number; bytes: number }>(db, sqlText`
    SELECT sqlite_version() AS sqlite, (SELECT user_version FROM pragma_user_version) AS format,
      (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size) AS bytes`)
  const notices = await runSql<{ kind: string; many: number }>(db, sqlText`SELECT kind, count(*) AS many FROM sync_notices WHERE seen_at IS NULL GROUP BY kind ORDER BY kind`)
  const { lockAfterMinutes } = await readSettings(db)
  return {
    sqlite: facts?.sqlite ?? '', format: facts?.format ?? 0, bytes: facts?.bytes ?? 0,
    rows: await countRows(db), connections: await readConnections(db), notices: Object.fromEntries(notices.map(({ kind, many }) => [kind, many])), lockAfterMinutes,
  }
}

/** Of the tables themselves: what the search index keeps for itself says nothing. */
async function countRows(db: ReadDb): Promise<Readonly<Record<string, number>>> {
  const tables = await runSql<{ name: string }>(db, sqlText`
    SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'transaction_search%' ORDER BY name`)
  const counted: [string, number][] = []
  for (const { name } of tables) {
    // A name of our own schema, never of anybody else.
    const [row] = await runSql<{ many: number }>(db, { text: `SELECT count(*) AS many FROM "${name.replaceAll('"', '""')}"`, values: [] })
    counted.push([name, row?.many ?? 0])
  }
  return Object.fromEntries(counted)
}

interface ConnectionRow {
  readonly id: number
  readonly kind: 'files' | 'gateway' | 'stripe'
  readonly environment: DiagnosedConnection['environment']
  readonly state: DiagnosedConnection['state']
  readonly syncedAt: number | null
  readonly capabilities: number | null
}

async function readConnections(db: ReadDb): Promise<DiagnosedConnection[]> {
  const rows = await runSql<ConnectionRow>(db, sqlText`
    SELECT c.id, c.kind, g.environment, g.state, s.synced_at AS syncedAt, json_array_length(g.capabilities) AS capabilities
    FROM connections c LEFT JOIN gateway_connections g ON g.connection_id = c.id LEFT JOIN sync_state s ON s.connection_id = c.id ORDER BY c.id LIMIT ${MOST_CONNECTIONS}`)
  const outbox = await countOutbox(db)
  const connections: DiagnosedConnection[] = []
  for (const { id, capabilities, ...row } of rows) {
    const { waiting, needsAttention } = outbox.get(id) ?? { waiting: 0, needsAttention: 0 }
    connections.push({ ...row, capabilities: capabilities ?? 0, waiting, needsAttention, runs: await readRuns(db, id) })
  }
  return connections
}

function readRuns(db: ReadDb, connectionId: number): Promise<DiagnosedConnection['runs']> {
  return runSql<DiagnosedConnection['runs'][number]>(db, sqlText`
    SELECT started_at AS at, max(0, ended_at - started_at) AS ms, reason, outcome, received, sent, json_extract(error, '$.code') AS error
    FROM sync_runs WHERE connection_id = ${connectionId} ORDER BY id DESC LIMIT ${RUNS_EACH}`)
}
