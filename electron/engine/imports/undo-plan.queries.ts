/** What taking an import back would do, counted without doing it. It follows `UndoRun` step by step: a test holds the two together. */
import { sql } from 'kysely'
import { AppError } from '#shared/rpc/errors.ts'
import type { UndoPlan } from '#shared/rpc/contract/imports.contract.ts'
import { cardName, type Nameable } from '../cards/card-name.ts'
import type { ReadDb } from '../db/store.ts'
import { readImport } from './records.queries.ts'
import { whatBlocksUndo } from './undo-check.queries.ts'

/** Throws `not-found` (import), `import.already-undone`. */
export async function planUndo(db: ReadDb, importId: number): Promise<UndoPlan> {
  const { undoneAt } = await readImport(db, importId)
  if (undoneAt !== null) throw new AppError('import.already-undone', {})
  const [counts, removesTotals, cards, cardholders, blocker] = [
    await countRows(db, importId),
    await totalsOf(db, importId),
    await cardsThatGo(db, importId),
    await peopleThatGo(db, importId),
    await whatBlocksUndo(db, importId),
  ]
  return { importId, ...counts, removesTotals, cards, cardholders, blockedBy: blocker ?? null }
}

type Counts = Pick<UndoPlan, 'removes' | 'handMade' | 'restores' | 'statementsRemoved' | 'statementsRestored'>

async function countRows(db: ReadDb, importId: number): Promise<Counts> {
  const { rows } = await sql<Counts>`
    SELECT
      (SELECT count(*) FROM transactions WHERE import_id = ${importId}) AS removes,
      (SELECT count(*) FROM transactions WHERE import_id = ${importId} AND (note IS NOT NULL OR category_source = 'person')) AS handMade,
      (SELECT count(*) FROM import_changes c JOIN transactions t ON t.id = c.transaction_id WHERE c.import_id = ${importId} AND t.import_id IS NOT c.import_id)
        + (SELECT count(*) FROM import_replaced WHERE import_id = ${importId} AND kind = 'charge' AND before ->> '$.row.import_id' IS NOT ${importId}) AS restores,
      (SELECT count(*) FROM statements WHERE import_id = ${importId}) AS statementsRemoved,
      (SELECT count(*) FROM import_replaced r JOIN statements s ON s.id = r.row_id
        WHERE r.import_id = ${importId} AND r.kind = 'statement' AND s.import_id IS NOT ${importId}) AS statementsRestored`.execute(db)
  const [counts] = rows
  if (!counts) throw new Error('Counting gave no row')
  return counts
}

async function totalsOf(db: ReadDb, importId: number): Promise<UndoPlan['removesTotals']> {
  return db
    .selectFrom('transactions')
    .select((eb) => ['currency', eb.fn.sum<number>('amount_minor').as('minor')])
    .where('import_id', '=', importId)
    .groupBy('currency')
    .orderBy((eb) => eb.fn.countAll(), 'desc')
    .execute()
}

/** Made by this import or by one that is taken back already. */
const madeByUndone = (importId: number) => sql`(SELECT id FROM imports WHERE undone_at IS NOT NULL OR id = ${importId})`

/** Cards without a charge once the import's own are gone and those it changed or took out are back where they were. */
const emptyCards = (importId: number) => sql<Nameable & { readonly id: number }>`
  SELECT card.id, card.nickname, card.last_digits AS lastDigits, account.issuer, account.label AS accountLabel
  FROM cards AS card JOIN accounts AS account ON account.id = card.account_id
  WHERE card.import_id IN ${madeByUndone(importId)}
    AND NOT EXISTS (SELECT 1 FROM cards AS other WHERE other.replaced_by_card_id = card.id)
    AND NOT EXISTS (
      SELECT 1 FROM transactions AS t WHERE t.card_id = card.id AND t.import_id IS NOT ${importId}
        AND NOT EXISTS (SELECT 1 FROM import_changes AS c WHERE c.import_id = ${importId} AND c.transaction_id = t.id))
    AND NOT EXISTS (
      SELECT 1 FROM import_changes AS c JOIN transactions AS t ON t.id = c.transaction_id
      WHERE c.import_id = ${importId} AND t.import_id IS NOT ${importId} AND c.before ->> '$.card_id' = card.id)
    AND NOT EXISTS (
      SELECT 1 FROM import_replaced AS r
      WHERE r.import_id = ${importId} AND r.kind = 'charge' AND r.before ->> '$.row.import_id' IS NOT ${importId} AND r.before ->> '$.row.card_id' = card.id)
  ORDER BY card.id`

async function cardsThatGo(db: ReadDb, importId: number): Promise<string[]> {
  const { rows } = await emptyCards(importId).execute(db)
  return rows.map(cardName)
}

/** People without a card once those cards are gone and the others have the holder they had before; not those whom an issuer knows too. */
async function peopleThatGo(db: ReadDb, importId: number): Promise<string[]> {
  const { rows } = await sql<{ readonly name: string }>`
    WITH going AS (${emptyCards(importId)}),
    held AS (
      SELECT CASE WHEN card.import_id IS NOT NULL AND r.row_id IS NOT NULL THEN r.before ->> '$.cardholder_id' ELSE card.cardholder_id END AS holder
      FROM cards AS card LEFT JOIN import_replaced AS r ON r.import_id = ${importId} AND r.kind = 'card' AND r.row_id = card.id
      WHERE card.id NOT IN (SELECT id FROM going))
    SELECT name FROM cardholders AS person
    WHERE person.import_id IN ${madeByUndone(importId)} AND NOT EXISTS (SELECT 1 FROM held WHERE held.holder = person.id)
      AND NOT EXISTS (SELECT 1 FROM cardholder_links AS link WHERE link.cardholder_id = person.id)
    ORDER BY person.name`.execute(db)
  return rows.map((row) => row.name)
}
