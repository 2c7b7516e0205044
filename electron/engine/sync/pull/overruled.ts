/** Shows the status that a page brought, and tells the person where it is another than what they had asked for and got. */
import { runSql, sqlText } from '../../db/sql-text.ts'
import type { WriteDb } from '../../db/store.ts'
import { addNotice } from '../sync.queries.ts'
import { showCardStatus, shownStatus } from './card-status.ts'
import type { PageScope } from './scope.ts'

export async function showPulledStatus(db: WriteDb, { connectionId, now, tally }: PageScope, cardExternalId: string): Promise<void> {
  const change = await showCardStatus(db, connectionId, cardExternalId)
  if (!change) return
  tally.touched('cards')
  const { cardId, from, to } = change
  // The newest thing that a person did with the card, as long as it was neither refused nor given up.
  const [last] = await runSql<{ command: string; state: string }>(db, sqlText`
    SELECT command, state FROM outbox WHERE connection_id = ${connectionId} AND subject = ${`card:${cardId}`} AND command IN ('cards.freeze', 'cards.unfreeze')
      AND state NOT IN ('rejected', 'discarded') ORDER BY id DESC LIMIT 1`)
  if (last?.state !== 'confirmed' || shownStatus('active', last.command).status !== from.status || to.status === from.status) return
  await addNotice(db, { connectionId, at: now, kind: 'card-status-overruled', details: { cardId, from: from.status, to: to.status } })
  tally.touched('sync')
}
