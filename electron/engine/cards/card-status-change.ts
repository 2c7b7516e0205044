/** Freezing and unfreezing: shown at once, sent when the issuer can be reached. */
import { AppError } from '#shared/rpc/errors.ts'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import type { CommandContext } from '../rpc/handlers.ts'
import { enqueue, takeBack } from '../sync/outbox.ts'
import { cardExternalId, cardSubject } from '../sync/subject.queries.ts'
import { readCard } from './cards.queries.ts'

const TARGET = { freeze: 'frozen', unfreeze: 'active' } as const

/**
 * Doing the opposite before a change is sent takes it back; where the issuer's own word then differs from what is wanted, the change is sent
 * after all.
 *
 * Throws `not-found` (card), `validation.failed` (field status).
 */
export async function changeCardStatus(context: CommandContext, cardId: number, change: 'freeze' | 'unfreeze'): Promise<Card> {
  const card = await readCard(context.db, cardId)
  if (!card.can[change]) throw new AppError('validation.failed', { field: 'status', reason: whyNot(card, change) })
  const externalId = await cardExternalId(context.db, cardId)
  if (externalId === undefined) throw new AppError('not-found', { kind: 'card' })
  context.audit({ cardId })
  const [{ connectionId }, subject] = [card, cardSubject(cardId)]
  if (await takeBack(context, connectionId, subject)) {
    const shown = await readCard(context.db, cardId)
    if (shown.status === TARGET[change]) return shown
  }
  await enqueue(context, { connectionId, subject, command: { name: `cards.${change}`, cardId: externalId } })
  return readCard(context.db, cardId)
}

function whyNot({ status }: Card, change: 'freeze' | 'unfreeze'): string {
  if (status === 'closed') return 'The card is closed.'
  if (status === 'inactive') return 'The card has not been activated yet.'
  if (status === TARGET[change]) return change === 'freeze' ? 'The card is frozen already.' : 'The card is not frozen.'
  if (status === 'frozen') return 'Only the issuer can unfreeze this card.'
  return 'The connection of this card cannot do that.'
}
