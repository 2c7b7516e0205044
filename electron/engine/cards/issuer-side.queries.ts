/** What an issuer says of its cards, what it lets one do with them, and what of it still waits to be sent. */
import type { Card as IssuerCard } from '#shared/gateway/resources/cards.ts'
import { runSql, sqlText, type SqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'

/** What stands beside a card's own row; a card of a statement file has none. */
export interface IssuerSide {
  readonly object: IssuerCard
  readonly productName: string | null
  readonly capabilities: ReadonlySet<string>
  /** Commands about this card that the issuer has yet to answer, the oldest first. */
  readonly waiting: readonly string[]
  /** Nothing of a person who left can be unfrozen. */
  readonly holderLeft: boolean
}

interface SideRow {
  readonly id: number
  readonly connectionId: number
  readonly capabilities: string
  readonly object: string
  readonly productName: string | null
  readonly holderStatus: string | null
  readonly personId: number | null
}

type Db = ReadDb | WriteDb

/** Of every card of an issuer, or of one. */
export async function readIssuerSides(db: Db, cardId: number | null): Promise<ReadonlyMap<number, IssuerSide>> {
  const rows = await readRows(db, cardId)
  const waiting = await readWaiting(db, cardId === null ? null : rows[0])
  const capabilities = new Map(rows.map((row) => [row.capabilities, new Set(JSON.parse(row.capabilities) as string[])]))
  return new Map(
    rows.map((row) => {
      const holder = row.personId === null ? undefined : waiting.get(keyOf(row.connectionId, `cardholder:${row.personId}`))
      return [row.id, {
        object: JSON.parse(row.object) as IssuerCard,
        productName: row.productName,
        capabilities: capabilities.get(row.capabilities) ?? new Set(),
        waiting: waiting.get(keyOf(row.connectionId, `card:${row.id}`)) ?? [],
        holderLeft: left(row.holderStatus, holder),
      }]
    }),
  )
}

function left(status: string | null, waiting: readonly string[] | undefined): boolean {
  const last = waiting?.findLast((command) => command === 'cardholders.deactivate' || command === 'cardholders.reactivate')
  return last === undefined ? status === 'inactive' : last === 'cardholders.deactivate'
}

function readRows(db: Db, cardId: number | null): Promise<SideRow[]> {
  const one: SqlText = cardId === null ? sqlText`` : sqlText`WHERE c.id = ${cardId}`
  return runSql<SideRow>(db, sqlText`
    SELECT c.id, a.connection_id AS connectionId, g.capabilities, o.object, json_extract(p.object, '$.name') AS productName, json_extract(h.object, '$.status') AS holderStatus, l.cardholder_id AS personId
    FROM gateway_connections g
      JOIN accounts a ON a.connection_id = g.connection_id
      JOIN cards c ON c.account_id = a.id
      JOIN issuer_objects o ON o.connection_id = a.connection_id AND o.type = 'card' AND o.external_id = c.external_key
      LEFT JOIN issuer_objects p ON p.connection_id = a.connection_id AND p.type = 'product' AND p.external_id = json_extract(o.object, '$.productId')
      LEFT JOIN issuer_objects h ON h.connection_id = a.connection_id AND h.type = 'cardholder' AND h.external_id = json_extract(o.object, '$.cardholderId')
      LEFT JOIN cardholder_links l ON l.connection_id = a.connection_id AND l.external_id = json_extract(o.object, '$.cardholderId')
    ${one}`)
}

/** Names of open commands by connection and subject. `of`: only those of that card and its holder. */
async function readWaiting(db: Db, of: Pick<SideRow, 'id' | 'connectionId' | 'personId'> | null | undefined): Promise<ReadonlyMap<string, readonly string[]>> {
  if (of === undefined) return new Map()
  const only = of === null ? sqlText`` : sqlText`AND connection_id = ${of.connectionId} AND subject IN (${`card:${of.id}`}, ${`cardholder:${of.personId ?? 0}`})`
  const rows = await runSql<{ connectionId: number; subject: string; command: string }>(db, sqlText`
    SELECT connection_id AS connectionId, subject, command FROM outbox WHERE state IN ('queued', 'sending', 'needs-attention') ${only} ORDER BY id`)
  const groups = Map.groupBy(rows, ({ connectionId, subject }) => keyOf(connectionId, subject))
  return new Map([...groups].map(([key, of]) => [key, of.map(({ command }) => command)]))
}

const keyOf = (connectionId: number, subject: string): string => `${connectionId} ${subject}`
