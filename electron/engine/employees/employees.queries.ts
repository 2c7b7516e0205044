/** Cardholders: the people whose cards these are. */
import { AppError } from '#shared/rpc/errors.ts'
import { matchName } from '#shared/domain/match-name.ts'
import type { Cardholder } from '#shared/rpc/contract/employees.contract.ts'
import { cardName } from '../cards/card-name.ts'
import { runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'

/** By name. */
export async function listCardholders(db: ReadDb | WriteDb): Promise<Cardholder[]> {
  const holders = await db.selectFrom('cardholders').select(['id', 'name', 'origin']).execute()
  const cards = Map.groupBy(await readHeldCards(db), (card) => card.holderId)
  const spend = Map.groupBy(await readNewestMonthSpend(db), (row) => row.holderId)
  const collator = new Intl.Collator('en')
  return holders
    .map((holder) => ({
      ...holder,
      cards: (cards.get(holder.id) ?? []).map((card) => ({ id: card.id, name: cardName(card), lastDigits: card.lastDigits })),
      lastOn: (cards.get(holder.id) ?? []).map((card) => card.lastOn).filter((day) => day !== null).toSorted().at(-1) ?? null,
      latestMonthSpend: (spend.get(holder.id) ?? []).map(({ minor, currency }) => ({ minor, currency })),
    }))
    .toSorted((a, b) => collator.compare(a.name, b.name) || a.id - b.id)
}

/** Throws `not-found` (kind cardholder). */
export async function readCardholder(db: ReadDb | WriteDb, id: number): Promise<Cardholder> {
  const holder = (await listCardholders(db)).find((candidate) => candidate.id === id)
  if (!holder) throw new AppError('not-found', { kind: 'cardholder' })
  return holder
}

/** Returns the new id. Throws `validation.failed` (field name) when somebody has that name already, however it is spelled. */
export async function createCardholder(db: WriteDb, name: string, now: number): Promise<number> {
  const match = await freeName(db, name)
  const { id } = await db.insertInto('cardholders').values({ name, match_name: match, origin: 'person', created_at: now, import_id: null }).returning('id').executeTakeFirstOrThrow()
  return id
}

/**
 * A person named them: from now on the import that brought them cannot take them back.
 *
 * Throws `not-found` (kind cardholder), `validation.failed` (field name) when somebody else has that name.
 */
export async function renameCardholder(db: WriteDb, id: number, name: string): Promise<void> {
  const match = await freeName(db, name, id)
  const { numUpdatedRows } = await db.updateTable('cardholders').set({ name, match_name: match, import_id: null }).where('id', '=', id).executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new AppError('not-found', { kind: 'cardholder' })
}

async function freeName(db: WriteDb, name: string, own?: number): Promise<string> {
  const match = matchName(name)
  if (match === '') throw new AppError('validation.failed', { field: 'name', reason: 'A name needs a letter or a digit.' })
  const taken = await db.selectFrom('cardholders').select('id').where('match_name', '=', match).executeTakeFirst()
  if (taken !== undefined && taken.id !== own) throw new AppError('validation.failed', { field: 'name', reason: 'Somebody has this name already.' })
  return match
}

async function readHeldCards(db: ReadDb | WriteDb) {
  const rows = await runSql<{ id: number; holderId: number; nickname: string | null; issuer: string | null; lastDigits: string | null; accountLabel: string; lastOn: string | null }>(db, sqlText`
    SELECT c.id, c.cardholder_id AS holderId, c.nickname, a.issuer, c.last_digits AS lastDigits, a.label AS accountLabel,
      (SELECT max(posted_on) FROM transactions WHERE card_id = c.id) AS lastOn
    FROM cards c JOIN accounts a ON a.id = c.account_id WHERE c.cardholder_id IS NOT NULL ORDER BY c.last_digits, c.id`)
  return rows
}

async function readNewestMonthSpend(db: ReadDb | WriteDb) {
  const rows = await runSql<{ holderId: number; currency: string; minor: number }>(db, sqlText`
    SELECT c.cardholder_id AS holderId, s.currency, sum(s.spend_minor) AS minor
    FROM monthly_spend s JOIN cards c ON c.id = s.card_id
    WHERE s.month = (SELECT max(month) FROM monthly_spend) AND c.cardholder_id IS NOT NULL
    GROUP BY c.cardholder_id, s.currency HAVING sum(s.spend_minor) <> 0 ORDER BY minor DESC`)
  return rows
}
