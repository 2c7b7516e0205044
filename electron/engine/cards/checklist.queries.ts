/** The steps of a new card, until each is done or put aside. */
import { addDays, type IsoDate } from '#shared/domain/time.ts'
import type { CardDetail, ChecklistStep } from '#shared/rpc/contract/cards.contract.ts'
import { runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { readShownLimits } from '../sync/shown/shown.queries.ts'
import type { KnownCard } from './cards.queries.ts'

type Db = ReadDb | WriteDb

const NEW_DAYS = 60

interface Facts {
  readonly ticked: ReadonlySet<string>
  readonly isLimited: boolean
  readonly hasAutopay: boolean
  /** null: there is none to earn. */
  readonly welcomeOffer: 'open' | 'fulfilled' | null
}

/** null for cards that are no issuer's, are not new any more, or have every step done or put aside. */
export async function readChecklist(db: Db, known: KnownCard, now: number): Promise<CardDetail['checklist']> {
  const steps = await readSteps(db, known, now)
  return steps.every(({ isDone }) => isDone) ? null : steps
}

/** Every step that this card has now; none where it has no checklist. */
export async function readSteps(db: Db, { card, side }: KnownCard, now: number): Promise<NonNullable<CardDetail['checklist']>> {
  if (side === undefined || card.status === 'closed' || !isNew(side.object.issuedOn, card.status, now)) return []
  const facts = await readFacts(db, { card, side })
  const step = (name: ChecklistStep, byFact: boolean) => ({ step: name, isDone: byFact || facts.ticked.has(name), canTick: !byFact })
  return [
    step('activate', card.status !== 'inactive'),
    step('holder', card.cardholder !== null),
    ...(side.capabilities.has('limits') ? [step('limit', facts.isLimited)] : []),
    step('wallet', false),
    ...(side.capabilities.has('autopay') ? [step('autopay', facts.hasAutopay)] : []),
    ...(facts.welcomeOffer === null ? [] : [step('welcome-offer', facts.welcomeOffer === 'fulfilled')]),
  ]
}

/** `isDone`: ticked or put aside by a person. */
export async function tickStep(db: WriteDb, cardId: number, step: ChecklistStep, isDone: boolean, now: number): Promise<void> {
  if (isDone) await db.insertInto('card_steps').values({ card_id: cardId, step, done_at: now }).onConflict((row) => row.doNothing()).execute()
  else await db.deleteFrom('card_steps').where('card_id', '=', cardId).where('step', '=', step).execute()
}

function isNew(issuedOn: string, status: string, now: number): boolean {
  const today = new Date(now).toISOString().slice(0, 10)
  return status === 'inactive' || addDays(issuedOn as IsoDate, NEW_DAYS) >= today
}

async function readFacts(db: Db, { card, side }: { readonly card: KnownCard['card']; readonly side: NonNullable<KnownCard['side']> }): Promise<Facts> {
  const { connectionId } = card
  const { accountId, cardholderId } = side.object
  const ticked = await db.selectFrom('card_steps').select('step').where('card_id', '=', card.id).execute()
  const [terms] = await runSql<{ autopay: number | null; offer: string | null }>(db, sqlText`
    SELECT
      (SELECT json_extract(object, '$.enabled') FROM issuer_objects WHERE connection_id = ${connectionId} AND type = 'autopay' AND json_extract(object, '$.accountId') = ${accountId}) AS autopay,
      (SELECT json_extract(object, '$.status') FROM issuer_objects WHERE connection_id = ${connectionId} AND type = 'offer' AND json_extract(object, '$.accountId') = ${accountId}
        AND json_extract(object, '$.kind') = 'welcome' AND json_extract(object, '$.status') IN ('available', 'enrolled', 'fulfilled') LIMIT 1) AS offer`)
  return {
    ticked: new Set(ticked.map(({ step }) => step)),
    isLimited: await isLimited(db, card.id, connectionId, cardholderId),
    hasAutopay: terms?.autopay === 1,
    welcomeOffer: terms?.offer === 'fulfilled' ? 'fulfilled' : (terms?.offer ?? null) === null ? null : 'open',
  }
}

/** A limit of any number of this card counts, and one of its holder. */
async function isLimited(db: Db, cardId: number, connectionId: number, cardholderId: string): Promise<boolean> {
  const chain = await runSql<{ externalId: string }>(db, sqlText`
    WITH RECURSIVE chain (id) AS (SELECT ${cardId} UNION SELECT c.id FROM chain JOIN cards c ON c.replaced_by_card_id = chain.id)
    SELECT c.external_key AS externalId FROM chain JOIN cards c ON c.id = chain.id`)
  const ids = new Set(chain.map(({ externalId }) => externalId))
  const limits = await readShownLimits(db)
  return limits.some(({ connectionId: at, object: { scope } }) => at === connectionId && (scope.kind === 'card' ? ids.has(scope.id) : scope.id === cardholderId))
}
