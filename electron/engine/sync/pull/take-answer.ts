/** What an issuer answered to a change, as if its feed had brought it: the same writers, and versions decide. */
import type { CommandAnswer } from '../../issuers/connector.ts'
import type { CommandContext } from '../../rpc/handlers.ts'
import { scopeOf } from './apply-page.ts'
import { showCardStatus } from './card-status.ts'
import { showPulledStatus } from './overruled.ts'
import { PageWriter } from './page-writer.ts'
import { readPullState } from './state.queries.ts'

export interface AnswerOptions {
  readonly connectionId: number
  /**
   * False for one that the issuer had kept: it says how things were then. What it names and nobody knows here by now was pulled and is gone
   * again, or comes with the next pull.
   */
  readonly isFresh: boolean
  /** Who was invited by the change, if anybody: the row here that is the person whom the answer brings. */
  readonly invited?: { readonly cardholderId: number; readonly at: number } | undefined
  /** The row of the dispute that the change was about, if it was about one. */
  readonly disputeId?: number | undefined
}

/** In the caller's transaction, which is the one that settles the change. */
export async function takeAnswer({ db, sqlite, now, changed }: Pick<CommandContext, 'db' | 'sqlite' | 'now' | 'changed'>, answer: CommandAnswer, { connectionId, isFresh, invited, disputeId }: AnswerOptions): Promise<void> {
  const scope = scopeOf({ sqlite, connectionId, now }, await readPullState(db, connectionId))
  const writer = new PageWriter(scope)
  for (const change of answer.changes) {
    if (invited && change.type === 'cardholder' && change.object !== null) writer.invited(change.object, invited)
    if (disputeId !== undefined && change.type === 'dispute' && change.object !== null) writer.disputed(change.object, disputeId)
    writer.answered(change, isFresh)
  }
  for (const { type, id } of answer.removed ?? []) writer.answeredGone(type, id)
  writer.finish()
  // What a person asked for and got is no news to them.
  for (const card of writer.cards) await showCardStatus(db, connectionId, card)
  // Of these something newer came before the answer did, and was covered by the change that is settled now: that is news.
  for (const { type, id } of answer.changes) if (type === 'card' && !writer.cards.has(id)) await showPulledStatus(db, scope, id)
  changed(...scope.tally.topics)
}
