/** Where cards can be ordered, for whom, and what was ordered and not answered yet. */
import type { CardOrder, cardsContract } from '#shared/rpc/contract/cards.contract.ts'
import type { OutputOf } from '#shared/rpc/define.ts'
import type { Account, Company, Product } from '#shared/gateway/resources/company.ts'
import { readCapabilities } from '../connections/capabilities.queries.ts'
import { runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { personNames } from '../employees/employees.queries.ts'
import { readPeopleAtIssuers } from '../employees/issuer-people.queries.ts'
import { Days } from '../sync/pull/days.ts'
import { partsOf } from '../sync/subjects.ts'

type Db = ReadDb | WriteDb
export type ListedPlace = OutputOf<(typeof cardsContract)['orderPlaces']>[number]
type OpenOrder = OutputOf<(typeof cardsContract)['orders']>[number]

/** An account on which cards can be ordered. */
export interface OrderPlace extends ListedPlace {
  /** The issuer's id. */
  readonly externalId: string
  readonly timeZone: string
}

interface AccountRow {
  readonly connectionId: number
  readonly connectionName: string
  readonly accountId: number
  readonly label: string
  readonly externalId: string
  readonly account: string
  readonly product: string | null
  readonly company: string | null
}

export async function readOrderPlaces(db: Db): Promise<readonly OrderPlace[]> {
  const capabilities = await readCapabilities(db)
  const people = Map.groupBy((await readPeopleAtIssuers(db)).filter(({ object }) => object.status !== 'inactive'), ({ connectionId }) => connectionId)
  const rows = await runSql<AccountRow>(db, sqlText`
    SELECT n.id AS connectionId, n.name AS connectionName, a.id AS accountId, a.label, a.external_key AS externalId, o.object AS account, p.object AS product,
      (SELECT object FROM issuer_objects WHERE connection_id = n.id AND type = 'company' LIMIT 1) AS company
    FROM gateway_connections g
      JOIN connections n ON n.id = g.connection_id
      JOIN accounts a ON a.connection_id = n.id
      JOIN issuer_objects o ON o.connection_id = n.id AND o.type = 'account' AND o.external_id = a.external_key
      LEFT JOIN issuer_objects p ON p.connection_id = n.id AND p.type = 'product' AND p.external_id = json_extract(o.object, '$.productId')
    ORDER BY n.id, a.label, a.id`)
  return rows.flatMap((row) => {
    const account = JSON.parse(row.account) as Account
    const can = capabilities.get(row.connectionId)
    if (!can?.has('cards') || account.status === 'closed') return []
    const product = row.product === null ? undefined : (JSON.parse(row.product) as Product)
    const { connectionId, connectionName, accountId, label, externalId } = row
    return {
      connectionId, connectionName, accountId, label, externalId, product: product?.name ?? label, currency: account.currency, virtual: product?.virtualCards === true && can.has('virtual-cards'),
      cardholderIds: (people.get(connectionId) ?? []).map(({ personId }) => personId),
      timeZone: row.company === null ? 'UTC' : (JSON.parse(row.company) as Company).timeZone,
    }
  })
}

export const dayAt = ({ timeZone }: Pick<OrderPlace, 'timeZone'>, now: number): string => new Days(timeZone).of(now)

/** The oldest first. */
export async function readOpenOrders(db: ReadDb): Promise<OpenOrder[]> {
  const rows = await runSql<{ id: number; subject: string; payload: string; createdAt: number }>(db, sqlText`
    SELECT id, subject, payload, created_at AS createdAt FROM outbox WHERE state IN ('queued', 'sending', 'needs-attention') AND command = 'cards.order' ORDER BY id`)
  const names = await personNames(db)
  return rows.map(({ id, subject, payload, createdAt }) => {
    const { body } = JSON.parse(payload) as { body: { kind: CardOrder['form']; nickname?: string; purpose?: string } }
    const personId = partsOf(subject).cardholderId
    const name = personId === undefined ? undefined : names.get(personId)
    return { outboxId: id, person: personId === undefined || name === undefined ? null : { id: personId, name }, form: body.kind, label: body.nickname ?? body.purpose ?? null, createdAt }
  })
}
