/** Cardholders: the people whose cards these are. */
import { AppError } from '#shared/rpc/errors.ts'
import type { Cardholder, CardholderDetail } from '#shared/rpc/contract/employees.contract.ts'
import { cardName } from '../cards/card-name.ts'
import { newestFirst, noonOf, readAuditHistory } from '../cards/history.queries.ts'
import { readCapabilities } from '../connections/capabilities.queries.ts'
import { dayHere } from '#shared/domain/day-here.ts'
import { runSql, sqlText, type SqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { cardholderSubject } from '../sync/subjects.ts'
import { readPeopleAtIssuers, type PersonAtIssuer } from './issuer-people.queries.ts'
import { readDeclines, readMonths, readMonthToDate, readNewestMonthSpend, readOpenRequests, readPendingCharges } from './person-figures.queries.ts'
import { standingOf } from './person-status.ts'

type Db = ReadDb | WriteDb

interface HeldCard {
  readonly id: number
  readonly holderId: number
  readonly nickname: string | null
  readonly issuer: string | null
  readonly lastDigits: string | null
  readonly accountLabel: string
  readonly lastOn: string | null
  readonly connectionId: number
  readonly status: string
}

/** By name. */
export async function listCardholders(db: Db, now: number): Promise<Cardholder[]> {
  const collator = new Intl.Collator('en')
  return (await readPeople(db, null, now)).map(({ person }) => person).toSorted((a, b) => collator.compare(a.name, b.name) || a.id - b.id)
}

/** Throws `not-found` (kind cardholder). */
export async function readCardholder(db: Db, id: number, now: number): Promise<Cardholder> {
  return (await readOne(db, id, now)).person
}

/** Throws `not-found` (kind cardholder). */
export async function readCardholderDetail(db: ReadDb, id: number, now: number): Promise<CardholderDetail> {
  const { person, at, cards } = await readOne(db, id, now)
  const made = at.filter(({ isMade }) => isMade)
  const names = new Map((await db.selectFrom('connections').select(['id', 'name']).execute()).map((row) => [row.id, row.name]))
  return {
    person,
    details: at.map(({ connectionId, object: { email, phone, department, title, employeeNumber, joinedOn } }) => ({ connectionId, connectionName: names.get(connectionId) ?? '', email, phone, department, title, employeeNumber, joinedOn })),
    months: await readMonths(db, id, dayHere(now)),
    open: {
      activeCards: cards.filter(({ status }) => status === 'active').length,
      ...(await readPendingCharges(db, id)),
      requests: person.openRequests,
      orders: await countOrders(db, id),
    },
    history: newestFirst([
      ...(await readAuditHistory(db, 'cardholderId', [id])),
      ...made.map(({ connectionId, object }) => ({ at: noonOf(object.joinedOn), action: 'issuer.joined', facts: { connectionId } })),
    ]),
  }
}

/** Everybody's name, by id. */
export async function personNames(db: Db): Promise<ReadonlyMap<number, string>> {
  return new Map((await db.selectFrom('cardholders').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]))
}

interface KnownPerson {
  readonly person: Cardholder
  readonly at: readonly PersonAtIssuer[]
  readonly cards: readonly HeldCard[]
}

async function readOne(db: Db, id: number, now: number): Promise<KnownPerson> {
  const [known] = await readPeople(db, id, now)
  if (!known) throw new AppError('not-found', { kind: 'cardholder' })
  return known
}

async function readPeople(db: Db, id: number | null, now: number): Promise<readonly KnownPerson[]> {
  let rows = db.selectFrom('cardholders').select(['id', 'name', 'origin'])
  if (id !== null) rows = rows.where('id', '=', id)
  const people = await rows.execute()
  const capabilities = await readCapabilities(db)
  const atIssuers = Map.groupBy(await readPeopleAtIssuers(db), ({ personId }) => personId)
  const held = Map.groupBy(await readHeldCards(db, id), ({ holderId }) => holderId)
  const newest = await readNewestMonthSpend(db, id)
  const monthToDate = await readMonthToDate(db, id, dayHere(now))
  const [requests, declines] = [await readOpenRequests(db), await readDeclines(db, id, now)]
  return people.map((row) => {
    const [at, cards] = [atIssuers.get(row.id) ?? [], held.get(row.id) ?? []]
    const person = {
      ...row,
      ...standingOf(at, capabilities),
      cards: cards.map((card) => ({ id: card.id, name: cardName(card), lastDigits: card.lastDigits })),
      lastOn: cards.map(({ lastOn }) => lastOn).filter((day) => day !== null).toSorted().at(-1) ?? null,
      latestMonthSpend: newest.get(row.id) ?? [],
      spend: monthToDate(row.id),
      openRequests: requests.get(row.id) ?? 0,
      declines: declines.get(row.id) ?? 0,
      connectionIds: [...new Set([...at, ...cards].map(({ connectionId }) => connectionId))].toSorted((a, b) => a - b),
    }
    return { person, at, cards }
  })
}

function readHeldCards(db: Db, personId: number | null): Promise<HeldCard[]> {
  const of: SqlText = personId === null ? sqlText`c.cardholder_id IS NOT NULL` : sqlText`c.cardholder_id = ${personId}`
  return runSql<HeldCard>(db, sqlText`
    SELECT c.id, c.cardholder_id AS holderId, c.nickname, a.issuer, c.last_digits AS lastDigits, a.label AS accountLabel, a.connection_id AS connectionId, c.status,
      (SELECT max(posted_on) FROM transactions WHERE card_id = c.id) AS lastOn
    FROM cards c JOIN accounts a ON a.id = c.account_id WHERE ${of} ORDER BY c.last_digits, c.id`)
}

async function countOrders(db: Db, personId: number): Promise<number> {
  const [row] = await runSql<{ orders: number }>(db, sqlText`
    SELECT count(*) AS orders FROM outbox WHERE state IN ('queued', 'sending', 'needs-attention') AND command = 'cards.order' AND subject = ${cardholderSubject(personId)}`)
  return row?.orders ?? 0
}
