/** What the issuer of each connection says it can do, in its words. */
import type { ReadDb, WriteDb } from '../db/store.ts'

export type Capabilities = ReadonlyMap<number, ReadonlySet<string>>

/** Connections to issuers only: statement files can do nothing. */
export async function readCapabilities(db: ReadDb | WriteDb): Promise<Capabilities> {
  const rows = await db.selectFrom('gateway_connections').select(['connection_id', 'capabilities']).execute()
  return new Map(rows.map((row) => [row.connection_id, new Set(JSON.parse(row.capabilities) as string[])]))
}
