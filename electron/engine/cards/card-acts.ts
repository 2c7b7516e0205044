/** What a person asks of an issuer about one card, beside freezing: what waits is told, and shown once the issuer has done it. */
import { AppError } from '#shared/rpc/errors.ts'
import type { ParsedInputOf } from '#shared/rpc/define.ts'
import type { Card, CardAct, cardsContract } from '#shared/rpc/contract/cards.contract.ts'
import type { IssuerCommand } from '../issuers/command.ts'
import type { CommandContext } from '../rpc/handlers.ts'
import { enqueue, takeBack } from '../sync/outbox.ts'
import { cardSubject } from '../sync/subjects.ts'
import { readProducts } from './card-detail.queries.ts'
import { whyNot } from './card-powers.ts'
import { readCard, readKnownCard, type KnownCard } from './cards.queries.ts'
import type { IssuerSide } from './issuer-side.queries.ts'

type Input<N extends keyof typeof cardsContract> = ParsedInputOf<(typeof cardsContract)[N]>
type Actable = KnownCard & { readonly side: IssuerSide }

const refused = (field: string, reason: string) => new AppError('validation.failed', { field, reason })

/** Throws `not-found` (card), `validation.failed` (fields status, lastDigits, expiry). */
export async function activateCard(context: CommandContext, { cardId, lastDigits, expiryMonth, expiryYear }: Input<'activate'>): Promise<Card> {
  const known = await actable(context, cardId, 'activate')
  const card = known.side.object
  if (lastDigits.length !== card.lastDigits.length) throw refused('lastDigits', `This card is known by its last ${card.lastDigits.length} digits.`)
  if (lastDigits !== card.lastDigits) throw refused('lastDigits', 'These are not the last digits of this card.')
  if (expiryMonth !== card.expiryMonth || expiryYear !== card.expiryYear) throw refused('expiry', 'This is not the date on this card.')
  return ask(context, known, { name: 'cards.activate', cardId: card.id, body: { lastDigits, expiryMonth, expiryYear } })
}

/** Throws `not-found` (card), `validation.failed` (field status). */
export async function reportCard(context: CommandContext, { cardId, reason, note, replace }: Input<'report'>): Promise<Card> {
  const known = await actable(context, cardId, 'report')
  const noReplacement = replace ? whyNot(known.standing, 'replace') : null
  if (noReplacement !== null) throw refused('status', noReplacement)
  context.audit({ reason, replace })
  return ask(context, known, { name: 'cards.report', cardId: known.side.object.id, body: { reason, replace, ...(note === null || note === '' ? {} : { note }) } })
}

/** Throws `not-found` (card), `validation.failed` (field status). */
export async function replaceCard(context: CommandContext, { cardId, reason }: Input<'replace'>): Promise<Card> {
  const known = await actable(context, cardId, 'replace')
  context.audit({ reason })
  return ask(context, known, { name: 'cards.replace', cardId: known.side.object.id, body: { reason } })
}

/** Throws `not-found` (card), `validation.failed` (field status). */
export async function cancelCard(context: CommandContext, cardId: number): Promise<Card> {
  const known = await actable(context, cardId, 'cancel')
  return ask(context, known, { name: 'cards.cancel', cardId: known.side.object.id })
}

/** Throws `not-found` (card), `validation.failed` (fields status, productId). */
export async function changeProduct(context: CommandContext, { cardId, productId }: Input<'changeProduct'>): Promise<Card> {
  const known = await actable(context, cardId, 'change-product')
  const products = await readProducts(context.db, known.card.connectionId)
  if (productId === known.side.object.productId) throw refused('productId', 'The card has this product already.')
  if (!products.some(({ id }) => id === productId)) throw refused('productId', 'The issuer does not offer this product.')
  context.audit({ productId })
  if ((await takeBack(context, known.card.connectionId, cardSubject(cardId), ['cards.cancelProductChange'])) && known.side.object.pendingProductId === productId) return readCard(context.db, cardId)
  return ask(context, known, { name: 'cards.changeProduct', cardId: known.side.object.id, body: { productId } })
}

/** A change that has not been sent is taken back. Throws `not-found` (card), `validation.failed` (field status). */
export async function keepProduct(context: CommandContext, cardId: number): Promise<Card> {
  const known = await actable(context, cardId, 'keep-product')
  if ((await takeBack(context, known.card.connectionId, cardSubject(cardId), ['cards.changeProduct'])) && known.side.object.pendingProductId === null) return readCard(context.db, cardId)
  return ask(context, known, { name: 'cards.cancelProductChange', cardId: known.side.object.id })
}

async function actable(context: CommandContext, cardId: number, act: CardAct): Promise<Actable> {
  const known = await readKnownCard(context.db, cardId)
  const reason = whyNot(known.standing, act)
  if (reason !== null || known.side === undefined) throw refused('status', reason ?? 'The connection of this card cannot do that.')
  context.audit({ cardId })
  return { ...known, side: known.side }
}

async function ask(context: CommandContext, { card }: Actable, command: IssuerCommand): Promise<Card> {
  await enqueue(context, { connectionId: card.connectionId, subject: cardSubject(card.id), command })
  return readCard(context.db, card.id)
}
