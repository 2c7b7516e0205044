/** The cards of all accounts, whose they are and what they are called. */
import { AppError } from '#shared/rpc/errors.ts'
import type { ParsedInputOf } from '#shared/rpc/define.ts'
import type { Card, cardsContract } from '#shared/rpc/contract/cards.contract.ts'
import { runSql, sqlText, type SqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { createCardholder } from '../employees/people.queries.ts'
import { readActivity, type CardActivity } from './card-activity.queries.ts'
import { cardName } from './card-name.ts'
import { powersOf, waitingFor, type Standing } from './card-powers.ts'
import { readIssuerSides, type IssuerSide } from './issuer-side.queries.ts'

type Db = ReadDb | WriteDb
type Holder = ParsedInputOf<(typeof cardsContract)['assign']>['holder']

/** A card with what its acts need to know. */
export interface KnownCard {
  readonly card: Card
  readonly side: IssuerSide | undefined
  readonly standing: Standing
}

interface Row {
  readonly id: number
  readonly accountId: number
  readonly nickname: string | null
  readonly issuer: string | null
  readonly brand: Card['brand']
  readonly kind: Card['kind']
  readonly lastDigits: string | null
  readonly currency: string
  readonly status: Exclude<Card['status'], 'inactive'>
  readonly awaitsActivation: 0 | 1
  readonly connectionId: number
  readonly accountLabel: string
  readonly holderId: number | null
  readonly holderName: string | null
  readonly replacedById: number | null
  readonly replacesId: number | null
  readonly fromFiles: 0 | 1
}

/** In the order of the switcher: by holder's name (cards without one last), then last digits. */
export async function listCards(db: Db): Promise<Card[]> {
  return (await readKnown(db, null)).map(({ card }) => card).toSorted(inSwitcherOrder(new Intl.Collator('en')))
}

/** Throws `not-found` (kind card). */
export async function readCard(db: Db, id: number): Promise<Card> {
  return (await readKnownCard(db, id)).card
}

/** Throws `not-found` (kind card). */
export async function readKnownCard(db: Db, id: number): Promise<KnownCard> {
  const [known] = await readKnown(db, id)
  if (!known) throw new AppError('not-found', { kind: 'card' })
  return known
}

export async function readKnownCards(db: Db): Promise<ReadonlyMap<number, KnownCard>> {
  return new Map((await readKnown(db, null)).map((known) => [known.card.id, known]))
}

/** What every card is called, by id. */
export async function cardNames(db: Db): Promise<ReadonlyMap<number, string>> {
  const rows = await db
    .selectFrom('cards')
    .innerJoin('accounts', 'accounts.id', 'cards.account_id')
    .select(['cards.id', 'cards.nickname', 'accounts.issuer', 'cards.last_digits as lastDigits', 'accounts.label as accountLabel'])
    .execute()
  return new Map(rows.map((row) => [row.id, cardName(row)]))
}

async function readKnown(db: Db, id: number | null): Promise<readonly KnownCard[]> {
  const rows = await readRows(db, id)
  const [activity, sides] = [await readActivity(db, id), await readIssuerSides(db, id)]
  return rows.map((row) => {
    const side = sides.get(row.id)
    const status: Card['status'] = row.awaitsActivation === 1 && row.status === 'unknown' ? 'inactive' : row.status
    const standing: Standing = { status, side, keptHere: row.fromFiles === 1 }
    return { side, standing, card: { ...ownFacts(row), ...issuerFacts(side), status, can: powersOf(standing), waitingFor: waitingFor(side), ...(activity.get(row.id) ?? NO_ACTIVITY) } }
  })
}

const NO_ACTIVITY: CardActivity = { transactions: 0, firstOn: null, lastOn: null, latestMonthSpend: [] }

function ownFacts(row: Row) {
  const { id, accountId, nickname, issuer, brand, kind, lastDigits, currency, connectionId, replacedById, replacesId, holderId, holderName } = row
  return {
    id, accountId, nickname, issuer, brand, kind, lastDigits, currency, connectionId, replacedById, replacesId,
    name: cardName(row),
    cardholder: holderId === null || holderName === null ? null : { id: holderId, name: holderName },
  }
}

const FORMS = ['physical', 'virtual'] as const

function issuerFacts(side: IssuerSide | undefined): Pick<Card, 'form' | 'product' | 'expiry' | 'closedReason'> {
  if (side === undefined) return { form: null, product: null, expiry: null, closedReason: null }
  const { kind, expiryMonth, expiryYear, closedReason } = side.object
  return { form: FORMS.find((known) => known === kind) ?? null, product: side.productName, expiry: { month: expiryMonth, year: expiryYear }, closedReason }
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

function readRows(db: Db, id: number | null): Promise<Row[]> {
  const one: SqlText = id === null ? sqlText`` : sqlText`AND c.id = ${id}`
  return runSql<Row>(db, sqlText`
    WITH before AS MATERIALIZED (SELECT replaced_by_card_id, max(id) AS id FROM cards WHERE replaced_by_card_id IS NOT NULL GROUP BY replaced_by_card_id)
    SELECT c.id, c.account_id AS accountId, c.nickname, a.issuer, c.brand, a.kind, c.last_digits AS lastDigits, a.currency, c.status, c.awaits_activation AS awaitsActivation, a.connection_id AS connectionId,
      a.label AS accountLabel, h.id AS holderId, h.name AS holderName, c.replaced_by_card_id AS replacedById, b.id AS replacesId, n.kind = 'files' AS fromFiles
    FROM cards c
      JOIN accounts a ON a.id = c.account_id
      JOIN connections n ON n.id = a.connection_id
      LEFT JOIN cardholders h ON h.id = c.cardholder_id
      LEFT JOIN before b ON b.replaced_by_card_id = c.id
    WHERE c.stands_for_account = 0 ${one}`)
}

function inSwitcherOrder(collator: Intl.Collator): (a: Card, b: Card) => number {
  return (a, b) => {
    if ((a.cardholder === null) !== (b.cardholder === null)) return a.cardholder === null ? 1 : -1
    return collator.compare(a.cardholder?.name ?? '', b.cardholder?.name ?? '') || collator.compare(a.lastDigits ?? '', b.lastDigits ?? '') || a.id - b.id
  }
}
