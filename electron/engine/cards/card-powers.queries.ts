/** What an issuer lets one do with its cards, and what of it still waits to be sent. */
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import { runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { OPEN_STATUS_CHANGE } from '../sync/outbox.queries.ts'

interface PowerRow {
  readonly id: number
  readonly freezes: 0 | 1
  readonly frozenBy: string | null
  readonly holderStatus: string | null
  readonly waiting: string | null
}

/** What stands beside a card's own row; a card of a statement file has none. */
export interface IssuerSide {
  readonly freezes: boolean
  /** False while only the issuer itself can unfreeze it, or its holder left. */
  readonly unfreezable: boolean
  readonly waitingFor: Card['waitingFor']
}

const WAITING_FOR: Readonly<Record<string, Card['waitingFor']>> = { 'cards.freeze': 'freeze', 'cards.unfreeze': 'unfreeze' }

export async function readIssuerSides(db: ReadDb | WriteDb): Promise<ReadonlyMap<number, IssuerSide>> {
  const rows = await runSql<PowerRow>(db, sqlText`
    SELECT c.id, EXISTS (SELECT 1 FROM json_each(g.capabilities) WHERE value = 'freeze') AS freezes, json_extract(o.object, '$.frozenBy') AS frozenBy, json_extract(h.object, '$.status') AS holderStatus,
      ${OPEN_STATUS_CHANGE} AS waiting
    FROM gateway_connections g
      JOIN accounts a ON a.connection_id = g.connection_id
      JOIN cards c ON c.account_id = a.id
      JOIN issuer_objects o ON o.connection_id = a.connection_id AND o.type = 'card' AND o.external_id = c.external_key
      LEFT JOIN issuer_objects h ON h.connection_id = a.connection_id AND h.type = 'cardholder' AND h.external_id = json_extract(o.object, '$.cardholderId')`)
  return new Map(rows.map((row) => [row.id, {
    freezes: row.freezes === 1,
    unfreezable: row.frozenBy !== 'issuer' && row.holderStatus !== 'inactive',
    waitingFor: WAITING_FOR[row.waiting ?? ''] ?? null,
  }]))
}

/** What the connection can do with a card of this status now. */
export function powersOf(status: Card['status'], side: IssuerSide | undefined): Card['can'] {
  return { freeze: side?.freezes === true && status === 'active', unfreeze: side?.freezes === true && side.unfreezable && status === 'frozen' }
}
