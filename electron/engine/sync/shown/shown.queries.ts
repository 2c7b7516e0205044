/** What is shown of limits, controls, people and requests of issuers: see shown.ts. */
import type { Cardholder } from '#shared/gateway/resources/cardholders.ts'
import type { FeedType } from '#shared/gateway/resources/changes.ts'
import type { Company } from '#shared/gateway/resources/company.ts'
import type { Controls } from '#shared/gateway/resources/controls.ts'
import type { LimitRequest } from '#shared/gateway/resources/limit-requests.ts'
import type { Limit } from '#shared/gateway/resources/limits.ts'
import type { ReadDb, WriteDb } from '../../db/store.ts'
import { builtOn, type IssuerCommand, type IssuerCommandName } from '../../issuers/command.ts'
import { readAnswers, readOpenChanges } from '../outbox.queries.ts'
import { Days } from '../pull/days.ts'
import { foldCardholders, foldControls, foldLimits, foldRequests, type FoldInput, type IssuerObject, type Waiting } from './fold.ts'
import type { ShownCardholder, ShownControls, ShownLimit, ShownRequest } from './shown.ts'

type Db = ReadDb | WriteDb

const LIMIT_COMMANDS = ['limits.create', 'limits.update', 'limits.remove', 'limits.raise', 'limits.endRaise'] as const satisfies readonly IssuerCommandName[]
const PERSON_COMMANDS = ['cardholders.invite', 'cardholders.update', 'cardholders.deactivate', 'cardholders.reactivate'] as const satisfies readonly IssuerCommandName[]

/** Of all connections. Those to be removed are left out, new ones have the key `new:<outboxId>`. */
export async function readShownLimits(db: Db): Promise<readonly ShownLimit[]> {
  const [input, zones] = await Promise.all([readInput<Limit>(db, 'limit', LIMIT_COMMANDS), readCompanyZones(db)])
  return foldLimits(input, { timeZoneOf: (connectionId) => zones.get(connectionId) ?? 'UTC' })
}

export const readShownControls = async (db: Db): Promise<readonly ShownControls[]> => foldControls(await readInput<Controls>(db, 'controls', ['controls.set']))

export async function readShownCardholders(db: Db): Promise<readonly ShownCardholder[]> {
  const [input, zones] = await Promise.all([readInput<Cardholder>(db, 'cardholder', PERSON_COMMANDS), readCompanyZones(db)])
  return foldCardholders(input, { dayOf: (connectionId, at) => new Days(zones.get(connectionId) ?? 'UTC').of(at) })
}

export const readShownRequests = async (db: Db): Promise<readonly ShownRequest[]> => foldRequests(await readInput<LimitRequest>(db, 'limitRequest', ['limitRequests.approve', 'limitRequests.decline']))

async function readInput<T>(db: Db, type: FeedType, commands: readonly IssuerCommandName[]): Promise<FoldInput<T>> {
  const objects = await readObjects(db, type)
  const open = (await readOpenChanges(db)).filter(({ command }) => commands.some((name) => name === command))
  return {
    objects: objects.map((row): IssuerObject<T> => ({ connectionId: row.connection_id, object: JSON.parse(row.object) as T })),
    waiting: open.map((row): Waiting => ({ outboxId: row.id, connectionId: row.connectionId, createdAt: row.createdAt, command: JSON.parse(row.payload) as IssuerCommand })),
    answers: await readAnswers(db, open.flatMap(({ payload }) => builtOn(payload))),
  }
}

/** The key begins with the connection: without one every object of every type would be walked through. */
const readObjects = (db: Db, type: FeedType) =>
  db
    .selectFrom('issuer_objects')
    .select(['connection_id', 'object'])
    .where('connection_id', 'in', db.selectFrom('connections').select('id'))
    .where('type', '=', type)
    .orderBy('connection_id')
    .orderBy('external_id')
    .execute()

/** IANA name of the company's time zone, by connection. */
export async function readCompanyZones(db: Db): Promise<ReadonlyMap<number, string>> {
  const rows = await readObjects(db, 'company')
  return new Map(rows.map((row) => [row.connection_id, (JSON.parse(row.object) as Company).timeZone]))
}
