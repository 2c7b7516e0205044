/** Asking an issuer to make a card. */
import { AppError } from '#shared/rpc/errors.ts'
import type { CardOrder } from '#shared/rpc/contract/cards.contract.ts'
import { readPersonAt } from '../employees/issuer-people.queries.ts'
import type { IssuerCommandOf, IssuerRef } from '../issuers/command.ts'
import type { CommandContext } from '../rpc/handlers.ts'
import { enqueue } from '../sync/outbox.ts'
import { cardholderSubject } from '../sync/subjects.ts'
import { dayAt, readOrderPlaces, type OrderPlace } from './orders.queries.ts'

export interface NewOrder {
  readonly accountId: number
  readonly cardholderId: number
  readonly order: CardOrder
}

const refused = (field: string, reason: string) => new AppError('validation.failed', { field, reason })

/** Returns the connection. Throws `validation.failed` (fields accountId, cardholderId, validUntil, totalLimit). */
export async function orderCard(context: CommandContext, { accountId, cardholderId, order }: NewOrder): Promise<number> {
  const place = await orderPlace(context, accountId, order)
  const person = await readPersonAt(context.db, place.connectionId, cardholderId)
  if (person === undefined) throw refused('cardholderId', `${place.connectionName} does not know this person. Invite them first.`)
  if (person.object.status === 'inactive') throw refused('cardholderId', 'This person has been deactivated: reactivate them first.')
  context.audit({ cardholderId, accountId, form: order.form })
  await enqueueOrder(context, place, { cardholderId, ref: person.ref, order })
  return place.connectionId
}

/** The account, where such a card can be ordered on it. Throws `validation.failed` (fields accountId, validUntil, totalLimit). */
export async function orderPlace({ db, now }: Pick<CommandContext, 'db' | 'now'>, accountId: number, order: CardOrder): Promise<OrderPlace> {
  const place = (await readOrderPlaces(db)).find((candidate) => candidate.accountId === accountId)
  if (place === undefined) throw refused('accountId', 'No card can be ordered on this account.')
  if (order.form === 'physical') return place
  if (!place.virtual) throw refused('accountId', 'This account has no virtual cards.')
  if (order.totalLimit !== null && order.totalLimit.currency !== place.currency) throw refused('totalLimit', `This account is kept in ${place.currency}.`)
  if (order.validUntil !== null && order.validUntil < dayAt(place, now)) throw refused('validUntil', 'This day is over already.')
  return place
}

/** Returns the outbox id, by which what follows names the card. */
export function enqueueOrder(context: CommandContext, place: OrderPlace, { cardholderId, ref, order }: { readonly cardholderId: number; readonly ref: IssuerRef; readonly order: CardOrder }): Promise<number> {
  const command: IssuerCommandOf<'cards.order'> = { name: 'cards.order', cardholderId: ref, body: bodyOf(order, place.externalId) }
  return enqueue(context, { connectionId: place.connectionId, subject: cardholderSubject(cardholderId), command })
}

function bodyOf(order: CardOrder, accountId: string): IssuerCommandOf<'cards.order'>['body'] {
  const named = { accountId, ...(order.nickname === null ? {} : { nickname: order.nickname }) }
  if (order.form === 'physical') return { kind: 'physical', ...named }
  const { purpose, merchantLock, totalLimit, validUntil, singleUse } = order
  return {
    kind: 'virtual', ...named, purpose, singleUse,
    ...(merchantLock === null ? {} : { merchantLock }),
    ...(totalLimit === null ? {} : { totalLimit: { amountMinor: totalLimit.minor, currency: totalLimit.currency } }),
    ...(validUntil === null ? {} : { validUntil }),
  }
}
