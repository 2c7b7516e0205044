/**
 * What is shown as a card's status: the issuer's word, and over it what a person asked for that the issuer has yet to answer.
 *
 * `issuer_objects` holds the issuer's word whole, `cards.status` what is shown. Whatever changes one of the two sides (a page of the feed, an
 * answer, a change that was refused or given up) calls `showCardStatus`, so there is one rule for all of them.
 */
import type { CardRow } from '../../db/tables/cards.table.ts'
import { changeSql, runSql, sqlText } from '../../db/sql-text.ts'
import type { WriteDb } from '../../db/store.ts'
import { OPEN_STATUS_CHANGE } from '../outbox.queries.ts'

export interface ShownStatus {
  readonly status: CardRow['status']
  readonly awaitsActivation: boolean
}

export interface StatusChange {
  readonly cardId: number
  readonly from: ShownStatus
  readonly to: ShownStatus
}

interface Sides {
  readonly cardId: number
  readonly status: CardRow['status']
  readonly awaits: 0 | 1
  readonly issuer: string | null
  readonly command: string | null
}

/**
 * Brings `cards.status` in line with the issuer's word and the newest change that still waits (queued, sending, needs attention).
 *
 * Returns what changed, undefined where nothing did or there is no such card. Call it after a change was refused or given up; after one was
 * confirmed, `takeAnswer` does.
 */
export async function showCardStatus(db: WriteDb, connectionId: number, cardExternalId: string): Promise<StatusChange | undefined> {
  const [sides] = await runSql<Sides>(db, sqlText`
    SELECT c.id AS cardId, c.status, c.awaits_activation AS awaits, json_extract(o.object, '$.status') AS issuer,
      ${OPEN_STATUS_CHANGE} AS command
    FROM cards c JOIN accounts a ON a.id = c.account_id
      LEFT JOIN issuer_objects o ON o.connection_id = a.connection_id AND o.type = 'card' AND o.external_id = c.external_key
    WHERE a.connection_id = ${connectionId} AND c.external_key = ${cardExternalId}`)
  if (!sides) return undefined
  const to = shownStatus(sides.issuer, sides.command)
  const from: ShownStatus = { status: sides.status, awaitsActivation: sides.awaits === 1 }
  if (from.status === to.status && from.awaitsActivation === to.awaitsActivation) return undefined
  await changeSql(db, sqlText`UPDATE cards SET status = ${to.status}, awaits_activation = ${to.awaitsActivation ? 1 : 0} WHERE id = ${sides.cardId}`)
  return { cardId: sides.cardId, from, to }
}

/** `issuer`: its status as it was sent; null while nothing is known of the card. `waiting`: the newest command that the issuer has yet to answer. */
export function shownStatus(issuer: string | null, waiting: string | null): ShownStatus {
  // Only these two can be frozen and unfrozen: a closed card stays closed whatever somebody asked for.
  if (issuer === 'active' || issuer === 'frozen') {
    if (waiting === 'cards.freeze') return { status: 'frozen', awaitsActivation: false }
    if (waiting === 'cards.unfreeze') return { status: 'active', awaitsActivation: false }
    return { status: issuer, awaitsActivation: false }
  }
  return { status: issuer === 'closed' ? 'closed' : 'unknown', awaitsActivation: issuer === 'inactive' }
}
