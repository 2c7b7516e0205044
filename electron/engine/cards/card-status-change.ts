/** Freezing and unfreezing: shown at once, sent when the issuer can be reached. */
import { AppError } from '#shared/rpc/errors.ts'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import { audited } from '../rpc/audited.ts'
import type { CommandContext } from '../rpc/handlers.ts'
import { enqueue, takeBack } from '../sync/outbox.ts'
import { cardSubject } from '../sync/subjects.ts'
import { whyNot } from './card-powers.ts'
import { readCard, readKnownCard, readKnownCards, type KnownCard } from './cards.queries.ts'

type Change = 'freeze' | 'unfreeze'

const TARGET = { freeze: 'frozen', unfreeze: 'active' } as const
const OPPOSITE = { freeze: 'cards.unfreeze', unfreeze: 'cards.freeze' } as const

/** Throws `not-found` (card), `validation.failed` (field status). */
export async function changeCardStatus(context: CommandContext, cardId: number, change: Change): Promise<Card> {
  const known = await readKnownCard(context.db, cardId)
  const reason = whyNot(known.standing, change)
  if (reason !== null) throw new AppError('validation.failed', { field: 'status', reason })
  context.audit({ cardId })
  await changeStatus(context, known, change)
  return readCard(context.db, cardId)
}

export interface BulkResult {
  readonly changed: number[]
  readonly skipped: { readonly cardId: number; readonly reason: string }[]
  readonly connections: ReadonlySet<number>
}

/** Those that can be; each leaves an audit entry of its own. Throws `not-found` (card). */
export async function changeCardStatuses(context: CommandContext, cardIds: readonly number[], change: Change): Promise<BulkResult> {
  const cards = await readKnownCards(context.db)
  const result = { changed: [] as number[], skipped: [] as { cardId: number; reason: string }[], connections: new Set<number>() }
  for (const cardId of new Set(cardIds)) {
    const known = cards.get(cardId)
    if (!known) throw new AppError('not-found', { kind: 'card' })
    const reason = whyNot(known.standing, change)
    if (reason !== null) {
      result.skipped.push({ cardId, reason })
      continue
    }
    await audited(context, `cards.${change}`, { cardId }, (own) => changeStatus(own, known, change))
    result.changed.push(cardId)
    result.connections.add(known.card.connectionId)
  }
  context.audit({ isFrozen: change === 'freeze', changed: result.changed.length, skipped: result.skipped.length })
  return result
}

/**
 * Doing the opposite before a change is sent takes it back; where the issuer's own word then differs from what is wanted, the change is sent
 * after all.
 */
async function changeStatus(context: CommandContext, { card, side }: KnownCard, change: Change): Promise<void> {
  if (side === undefined) return
  const { connectionId } = card
  const subject = cardSubject(card.id)
  if (side.waiting.at(-1) === OPPOSITE[change] && (await takeBack(context, connectionId, subject, [OPPOSITE[change]])) && (await readCard(context.db, card.id)).status === TARGET[change]) return
  await enqueue(context, { connectionId, subject, command: { name: `cards.${change}`, cardId: side.object.id } })
}
