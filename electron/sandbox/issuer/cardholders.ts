/** People who hold cards. */
import type { cardholdersApi } from '#shared/gateway/resources/cardholders.ts'
import type { HandlersOf } from '../http/handlers.ts'
import { cardsOfHolder } from './chain.ts'
import { freezeCard } from './card-state.ts'
import { given } from './given.ts'
import { pageOfAll } from './pages.ts'
import { notAllowed, unacceptable } from './refusals.ts'
import { todayOf, type World } from './world.ts'

export function cardholderHandlers(world: World): HandlersOf<typeof cardholdersApi> {
  const { objects } = world
  return {
    list: ({ query }) => pageOfAll(objects.all('cardholder'), query),
    get: ({ params }) => objects.get('cardholder', params.cardholderId),
    invite: ({ body }) => {
      const email = body.email?.toLowerCase() ?? null
      if (email !== null && objects.all('cardholder').some((other) => other.email?.toLowerCase() === email)) throw unacceptable('email', 'already-a-cardholder')
      return objects.put('cardholder', { phone: null, department: null, title: null, employeeNumber: null, ...given(body), id: world.store.nextId('ch'), status: 'active', joinedOn: todayOf(world) })
    },
    update: ({ params, body }) => objects.update('cardholder', params.cardholderId, given(body)),
    deactivate: ({ params }) => {
      const holder = objects.get('cardholder', params.cardholderId)
      if (holder.status === 'inactive') throw notAllowed('already-inactive')
      for (const card of cardsOfHolder(objects, holder.id)) if (card.status === 'active') freezeCard(world, card, 'deactivation')
      return objects.update('cardholder', holder.id, { status: 'inactive' })
    },
    reactivate: ({ params }) => {
      if (objects.get('cardholder', params.cardholderId).status !== 'inactive') throw notAllowed('not-inactive')
      return objects.update('cardholder', params.cardholderId, { status: 'active' })
    },
  }
}
