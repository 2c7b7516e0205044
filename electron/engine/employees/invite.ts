/**
 * Inviting somebody: person, first card and its limits in one go.
 *
 * The person is here at once. What the issuer is asked for waits under one subject, in this order, and names what it builds on by the change
 * that will bring it, so that it can be done without the network and a refused step refuses the rest.
 */
import { AppError } from '#shared/rpc/errors.ts'
import { matchName } from '#shared/domain/match-name.ts'
import type { ParsedInputOf } from '#shared/rpc/define.ts'
import type { employeesContract } from '#shared/rpc/contract/employees.contract.ts'
import { enqueueOrder, orderPlace } from '../cards/card-orders.ts'
import type { OrderPlace } from '../cards/orders.queries.ts'
import { readCapabilities } from '../connections/capabilities.queries.ts'
import type { CommandContext } from '../rpc/handlers.ts'
import { enqueue } from '../sync/outbox.ts'
import { cardholderSubject } from '../sync/subjects.ts'
import { checkContact } from './contact.ts'
import { checkFirstPlan, enqueueFirstPlan } from './first-plan.ts'
import { readPeopleAtIssuers } from './issuer-people.queries.ts'
import { createCardholder, findByName, keepCardholder } from './people.queries.ts'
import { managesPeople } from './person-status.ts'

type Invitation = ParsedInputOf<(typeof employeesContract)['invite']>
type FirstCard = NonNullable<Invitation['card']>

/** Returns the person here. Throws `validation.failed` (fields connectionId, name, email, phone, accountId, validUntil, totalLimit, limits, controls). */
export async function invite(context: CommandContext, { connectionId, firstName, lastName, contact, card }: Invitation): Promise<number> {
  const { db } = context
  const capabilities = await readCapabilities(db)
  if (!managesPeople(capabilities, connectionId)) throw new AppError('validation.failed', { field: 'connectionId', reason: 'Nobody can be invited through this connection.' })
  const details = await checkContact(db, contact, { connectionIds: [connectionId], personId: null })
  const place = card === null ? undefined : await firstCardPlace(context, connectionId, card)
  if (card?.plan && place) await checkFirstPlan(db, card.plan, { currency: place.currency, capabilities: capabilities.get(connectionId) ?? new Set() })
  const cardholderId = await personHere(context, connectionId, `${firstName} ${lastName}`.replace(/\s+/g, ' '))
  context.audit({ cardholderId, withCard: card !== null, withPlan: card?.plan !== null && card !== null })
  const invited = await enqueue(context, { connectionId, subject: cardholderSubject(cardholderId), command: { name: 'cardholders.invite', body: { firstName, lastName, ...details } } })
  if (card && place) {
    const ordered = await enqueueOrder(context, place, { cardholderId, ref: { answerOf: invited }, order: card.order })
    if (card.plan) await enqueueFirstPlan(context, { connectionId, cardholderId, card: { answerOf: ordered }, plan: card.plan })
  }
  // The audit of the call names the first of its changes.
  context.audit({ outboxId: invited })
  context.changed('employees', 'cards')
  return cardholderId
}

async function firstCardPlace(context: CommandContext, connectionId: number, { accountId, order }: FirstCard): Promise<OrderPlace> {
  const place = await orderPlace(context, accountId, order)
  if (place.connectionId !== connectionId) throw new AppError('validation.failed', { field: 'accountId', reason: 'This account is another issuer’s.' })
  return place
}

/** Somebody who is here under that name, but unknown to this issuer, is the same person. */
async function personHere({ db, now }: CommandContext, connectionId: number, name: string): Promise<number> {
  const known = matchName(name) === '' ? undefined : await findByName(db, name)
  const isThere = known !== undefined && (await readPeopleAtIssuers(db)).some((person) => person.connectionId === connectionId && person.personId === known)
  if (known === undefined || isThere) return createCardholder(db, name, now)
  await keepCardholder(db, known)
  return known
}
