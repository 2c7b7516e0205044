/** The life of a card. */
import type { Card, cardsApi } from '#shared/gateway/resources/cards.ts'
import type { HandlersOf } from '../http/handlers.ts'
import { issueCard, replaceCard } from './card-issue.ts'
import { closeCard, freezeCard, open } from './card-state.ts'
import { pageOfAll } from './pages.ts'
import { notAllowed, unacceptable } from './refusals.ts'
import { nowOf, type World } from './world.ts'

export function cardHandlers(world: World): HandlersOf<typeof cardsApi> {
  const get = (cardId: string) => world.objects.get('card', cardId)
  return {
    list: ({ query }) => pageOfAll(world.objects.all('card').filter((card) => (query.cardholderId === undefined || card.cardholderId === query.cardholderId) && (query.accountId === undefined || card.accountId === query.accountId)), query),
    get: ({ params }) => get(params.cardId),
    order: ({ body }) => issueCard(world, body),
    rename: ({ params, body }) => world.objects.update('card', open(get(params.cardId)).id, { nickname: body.nickname }),
    activate: ({ params, body }) => {
      const card = get(params.cardId)
      if (card.status !== 'inactive') throw notAllowed('already-activated')
      if (card.lastDigits !== body.lastDigits) throw unacceptable('lastDigits', 'does-not-match')
      if (card.expiryMonth !== body.expiryMonth || card.expiryYear !== body.expiryYear) throw unacceptable('expiryMonth', 'does-not-match')
      return world.objects.update('card', card.id, { status: 'active', activatedAt: nowOf(world), shipping: card.shipping && { ...card.shipping, status: 'delivered' } })
    },
    freeze: ({ params }) => freezeCard(world, get(params.cardId), 'you'),
    unfreeze: ({ params }) => {
      const card = open(get(params.cardId))
      if (card.frozenBy === 'issuer') throw notAllowed('frozen-by-issuer')
      if (world.objects.get('cardholder', card.cardholderId).status === 'inactive') throw notAllowed('cardholder-inactive')
      return card.status === 'frozen' ? world.objects.update('card', card.id, { status: 'active', frozenBy: null }) : card
    },
    report: ({ params, body }) => {
      const card = open(get(params.cardId))
      if (body.replace) return replaceCard(world, card, body.reason)
      return { card: closeCard(world, card, body.reason), replacement: null }
    },
    replace: ({ params, body }) => replaceCard(world, open(get(params.cardId)), body.reason),
    changeProduct: ({ params, body }) => changeProduct(world, open(get(params.cardId)), body.productId),
    cancelProductChange: ({ params }) => {
      const card = get(params.cardId)
      if (card.pendingProductId === null) throw notAllowed('no-product-change')
      return world.objects.update('card', card.id, { pendingProductId: null })
    },
    cancel: ({ params }) => closeCard(world, open(get(params.cardId)), 'cancelled'),
  }
}

function changeProduct(world: World, card: Card, productId: string): Card {
  if (card.kind === 'virtual') throw notAllowed('virtual-card')
  if (card.productId === productId) throw notAllowed('same-product')
  if (!world.objects.find('product', productId)) throw unacceptable('productId', 'unknown')
  return world.objects.update('card', card.id, { pendingProductId: productId })
}
