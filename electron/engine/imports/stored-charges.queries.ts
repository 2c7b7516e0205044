/** The stored charges that a file's rows are compared with. Every read goes by an index and a page at a time. */
import type { ReadDb } from '../db/store.ts'
import { formatsOf, type ChargeFacts, type Trace } from '#shared/domain/import-charge.ts'
import { SAME_ID_PENDING_DAYS } from '#shared/domain/import-change.ts'
import { KnownCharge } from '#shared/domain/import-known.ts'
import { addDays, type IsoDate } from '#shared/domain/time.ts'
import type { Pace } from '../pace.ts'

const PAGE = 2_000
/** Ids in one list: below the few hundred statements that a connection keeps prepared. */
const LIST = 500

export interface KnownQuery {
  readonly accountId: number
  readonly from: IsoDate
  readonly to: IsoDate
  /** Ids that rows correct by name, whenever that was. */
  readonly correctedIds: readonly string[]
}

/** Charges of the account in the days of the file and around them, those it corrects, and those that were taken back. */
export async function readKnownCharges(db: ReadDb, query: KnownQuery, pace: Pace): Promise<readonly KnownCharge[]> {
  const stored = new Map<number, StoredCharge>()
  const cards = await db.selectFrom('cards').select(['id', 'external_key']).where('account_id', '=', query.accountId).execute()
  const keys = new Map(cards.map((card) => [card.id, card.external_key]))
  const from = addDays(query.from, -SAME_ID_PENDING_DAYS)
  const to = addDays(query.to, SAME_ID_PENDING_DAYS)
  for (const { id } of cards) {
    let after: Cursor = { on: from, id: 0 }
    for (;;) {
      const page = await chargePage(db, id, after, to).execute()
      for (const row of page) stored.set(row.id, row)
      const last = page.at(-1)
      if (last === undefined || page.length < PAGE) break
      after = { on: last.posted_on, id: last.id }
      if (pace.due) await pace.rest()
    }
  }
  for (const row of await correctedCharges(db, query)) stored.set(row.id, row)
  const formers = await readFormers(db, [...stored.values()].flatMap(({ id, changed }) => (changed === 1 ? [id] : [])))
  const known = [...stored.values()].map((row) => new KnownCharge({ ref: row.id, facts: factsOf(row), card: keys.get(row.card_id) ?? '', formers: formers.get(row.id) ?? [] }))
  return [...known, ...(await readTakenBack(db, query.accountId))]
}

/** `cards.external_key` of the account's cards. */
export async function readCardKeys(db: ReadDb, accountId: number): Promise<readonly string[]> {
  const cards = await db.selectFrom('cards').select('external_key').where('account_id', '=', accountId).orderBy('id').execute()
  return cards.map((card) => card.external_key)
}

interface Cursor {
  readonly on: string
  readonly id: number
}

type StoredCharge = Awaited<ReturnType<ReturnType<typeof chargePage>['execute']>>[number]

const COLUMNS = ['t.id', 't.card_id', 't.external_id', 't.posted_on', 't.transacted_on', 't.amount_minor', 't.currency', 't.pending', 't.descriptor', 'merchants.name as merchant'] as const

/** One page of one card's charges, by (card_id, posted_on) and id. Exported so that its plan can be tested. */
export function chargePage(db: ReadDb, cardId: number, after: Cursor, to: string) {
  return charges(db)
    .where('t.card_id', '=', cardId)
    .where((eb) => eb(eb.refTuple('t.posted_on', 't.id'), '>', eb.tuple(after.on, after.id)))
    .where('t.posted_on', '<=', to)
    .orderBy('t.posted_on')
    .orderBy('t.id')
    .limit(PAGE)
}

/** By (account_id, external_id). */
export function chargesById(db: ReadDb, accountId: number, externalIds: readonly string[]) {
  return charges(db).where('t.account_id', '=', accountId).where('t.external_id', 'in', externalIds)
}

function charges(db: ReadDb) {
  return db
    .selectFrom('transactions as t')
    .innerJoin('merchants', 'merchants.id', 't.merchant_id')
    .select(COLUMNS)
    .select((eb) => eb.exists(eb.selectFrom('import_changes').select('import_id').whereRef('transaction_id', '=', 't.id')).$castTo<number>().as('changed'))
}

async function correctedCharges(db: ReadDb, { accountId, correctedIds }: KnownQuery): Promise<readonly StoredCharge[]> {
  const found: StoredCharge[] = []
  for (const ids of chunks(correctedIds)) found.push(...(await chargesById(db, accountId, ids).execute()))
  return found
}

/** What charges were before imports updated them: a pending charge keeps its first id in mind (DOMAIN.md 1.8). */
async function readFormers(db: ReadDb, ids: readonly number[]): Promise<ReadonlyMap<number, readonly ChargeFacts[]>> {
  const formers = new Map<number, ChargeFacts[]>()
  for (const chunk of chunks(ids)) {
    const rows = await changesOf(db, chunk).execute()
    for (const { transaction_id: id, before } of rows) formers.set(id, [...(formers.get(id) ?? []), factsOf(JSON.parse(before) as StoredFacts)])
  }
  return formers
}

export function changesOf(db: ReadDb, ids: readonly number[]) {
  return db.selectFrom('import_changes').select(['transaction_id', 'before']).where('transaction_id', 'in', ids)
}

async function readTakenBack(db: ReadDb, accountId: number): Promise<readonly KnownCharge[]> {
  // A handful in the life of a business: no index of their own.
  const rows = await db.selectFrom('import_replaced').select(['row_id', 'before']).where('kind', '=', 'charge').execute()
  return rows.flatMap(({ row_id: ref, before }) => {
    const { row, card } = JSON.parse(before) as { readonly row: StoredFacts & { readonly account_id: number }; readonly card: string }
    return row.account_id === accountId ? [new KnownCharge({ ref, facts: factsOf(row), card, takenBack: true, traces: [] })] : []
  })
}

/** What files of this family said of these charges: fills in their traces. */
export async function loadTraces(db: ReadDb, known: readonly KnownCharge[], family: string, pace: Pace): Promise<void> {
  const byId = new Map(known.map((each) => [each.ref, each]))
  for (const ids of chunks([...byId.keys()].filter((ref) => ref > 0))) {
    const rows = await tracesOf(db, ids, formatsOf(family)).execute()
    for (const { transaction_id: id, raw } of rows) byId.get(id)?.addTrace({ family, raw: JSON.parse(raw) as Trace['raw'] })
    if (pace.due) await pace.rest()
  }
  const families = [family]
  for (const each of known) each.loadedTraces(families)
}

export function tracesOf(db: ReadDb, ids: readonly number[], formats: readonly string[]) {
  return db
    .selectFrom('transaction_sources as source')
    .innerJoin('import_files as file', 'file.id', 'source.import_file_id')
    .select(['source.transaction_id', 'source.raw'])
    .where('source.transaction_id', 'in', ids)
    .where('file.format', 'in', formats)
}

/** The columns that tell one version of a charge; also what `import_changes.before` holds of them. */
export interface StoredFacts {
  readonly external_id: string | null
  readonly posted_on: string
  readonly transacted_on: string | null
  readonly amount_minor: number
  readonly currency: string
  readonly pending: number
  readonly descriptor: string
  readonly merchant: string
}

export function factsOf(row: StoredFacts): ChargeFacts {
  return {
    externalId: row.external_id,
    postedOn: row.posted_on as IsoDate,
    transactedOn: row.transacted_on as IsoDate | null,
    amountMinor: row.amount_minor,
    currency: row.currency,
    pending: row.pending === 1,
    description: row.descriptor,
    merchant: row.merchant,
  }
}

/** What must not have changed between preview and apply. */
export function versionOf(facts: ChargeFacts): string {
  return JSON.stringify([facts.externalId, facts.postedOn, facts.amountMinor, facts.currency, facts.pending])
}

function* chunks<T>(values: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < values.length; at += LIST) yield values.slice(at, at + LIST)
}
