/** The cards of all accounts, whose they are and what they are called. */
import { AppError } from '#shared/rpc/errors.ts'
import type { ParsedInputOf } from '#shared/rpc/define.ts'
import type { Card, cardsContract } from '#shared/rpc/contract/cards.contract.ts'
import { runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { createCardholder } from '../employees/employees.queries.ts'
import { cardName } from './card-name.ts'
import { powersOf, readIssuerSides } from './card-powers.queries.ts'

type Holder = ParsedInputOf<(typeof cardsContract)['assign']>['holder']

interface CardActivity {
  readonly transactions: number
  readonly firstOn: string | null
  readonly lastOn: string | null
}

/** In the order of the switcher: by holder's name (cards without one last), then last digits. */
export async function listCards(db: ReadDb | WriteDb): Promise<Card[]> {
  const rows = await readCards(db)
  const activity = await readActivity(db)
  const spend = await readLatestMonthSpend(db)
  const sides = await readIssuerSides(db)
  return rows
    .map(({ holderId, holderName, accountLabel, awaitsActivation, ...row }) => {
      const status: Card['status'] = awaitsActivation === 1 && row.status === 'unknown' ? 'inactive' : row.status
      const side = sides.get(row.id)
      return {
        ...row,
        status,
        can: powersOf(status, side),
        waitingFor: side?.waitingFor ?? null,
        name: cardName({ ...row, accountLabel }),
        cardholder: holderId === null || holderName === null ? null : { id: holderId, name: holderName },
        ...(activity.get(row.id) ?? { transactions: 0, firstOn: null, lastOn: null }),
        latestMonthSpend: spend.get(row.id) ?? [],
      }
    })
    .toSorted(inSwitcherOrder)
}

/** Throws `not-found` (kind card). */
export async function readCard(db: ReadDb | WriteDb, id: number): Promise<Card> {
  const card = (await listCards(db)).find((candidate) => candidate.id === id)
  if (!card) throw new AppError('not-found', { kind: 'card' })
  return card
}

/**
 * Gives the card a holder. What a person decided outlives the import that brought the card: it is no longer the import's to take back.
 *
 * Throws `not-found` (card, cardholder), `validation.failed` (field name) for a new name that somebody has already.
 */
export async function assignCard(db: WriteDb, cardId: number, holder: Holder, now: number): Promise<number | null> {
  const holderId = await resolveHolder(db, holder, now)
  await updateCard(db, cardId, { cardholder_id: holderId })
  return holderId
}

/** Null clears the nickname. Throws `not-found` (kind card). */
export async function renameCard(db: WriteDb, cardId: number, nickname: string | null): Promise<void> {
  await updateCard(db, cardId, { nickname })
}

async function resolveHolder(db: WriteDb, holder: Holder, now: number): Promise<number | null> {
  if (holder.kind === 'none') return null
  if (holder.kind === 'new') return createCardholder(db, holder.name, now)
  const { numUpdatedRows } = await db.updateTable('cardholders').set({ import_id: null }).where('id', '=', holder.cardholderId).executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new AppError('not-found', { kind: 'cardholder' })
  return holder.cardholderId
}

async function updateCard(db: WriteDb, cardId: number, patch: { cardholder_id: number | null } | { nickname: string | null }): Promise<void> {
  const card = await db.updateTable('cards').set({ ...patch, import_id: null }).where('id', '=', cardId).returning('account_id').executeTakeFirst()
  if (!card) throw new AppError('not-found', { kind: 'card' })
  await db.updateTable('accounts').set({ import_id: null }).where('id', '=', card.account_id).execute()
}

function readCards(db: ReadDb | WriteDb) {
  return db
    .selectFrom('cards')
    .innerJoin('accounts', 'accounts.id', 'cards.account_id')
    .leftJoin('cardholders', 'cardholders.id', 'cards.cardholder_id')
    .where('cards.stands_for_account', '=', 0)
    .select([
      'cards.id', 'cards.account_id as accountId', 'cards.nickname', 'accounts.issuer', 'cards.brand', 'accounts.kind', 'cards.last_digits as lastDigits',
      'accounts.currency', 'cards.status', 'cards.awaits_activation as awaitsActivation', 'accounts.connection_id as connectionId', 'accounts.label as accountLabel', 'cardholders.id as holderId', 'cardholders.name as holderName',
    ])
    .execute()
}

// Counted in the roll-up and, for pending charges, by themselves: a million charges are not walked through for this.
async function readActivity(db: ReadDb | WriteDb): Promise<ReadonlyMap<number, CardActivity>> {
  const rows = await runSql<CardActivity & { id: number }>(db, sqlText`
    SELECT c.id, coalesce(p.posted, 0) + coalesce(w.waiting, 0) AS transactions,
      (SELECT min(posted_on) FROM transactions WHERE card_id = c.id) AS firstOn, (SELECT max(posted_on) FROM transactions WHERE card_id = c.id) AS lastOn
    FROM cards c
      LEFT JOIN (SELECT card_id, sum(transactions) AS posted FROM monthly_spend GROUP BY card_id) p ON p.card_id = c.id
      LEFT JOIN (SELECT card_id, count(*) AS waiting FROM transactions INDEXED BY transactions_pending WHERE pending = 1 GROUP BY card_id) w ON w.card_id = c.id`)
  return new Map(rows.map(({ id, ...activity }) => [id, activity]))
}

// Per card the newest month with spend in it; months of payments alone do not count.
async function readLatestMonthSpend(db: ReadDb | WriteDb): Promise<ReadonlyMap<number, Card['latestMonthSpend']>> {
  const rows = await runSql<{ id: number; currency: string; minor: number }>(db, sqlText`
    SELECT s.card_id AS id, s.currency, sum(s.spend_minor) AS minor
    FROM (SELECT card_id, max(month) AS month FROM monthly_spend WHERE spend_minor <> 0 GROUP BY card_id) latest
      CROSS JOIN monthly_spend s ON s.card_id = latest.card_id AND s.month = latest.month
    GROUP BY s.card_id, s.currency HAVING sum(s.spend_minor) <> 0 ORDER BY minor DESC`)
  const spend = Map.groupBy(rows, (row) => row.id)
  return new Map([...spend].map(([id, totals]) => [id, totals.map(({ minor, currency }) => ({ minor, currency }))]))
}

function inSwitcherOrder(a: Card, b: Card): number {
  if ((a.cardholder === null) !== (b.cardholder === null)) return a.cardholder === null ? 1 : -1
  return (a.cardholder?.name ?? '').localeCompare(b.cardholder?.name ?? '', 'en') || (a.lastDigits ?? '').localeCompare(b.lastDigits ?? '') || a.id - b.id
}
