/** Resources that are only read. */
import type { authorizationsApi } from '#shared/gateway/resources/authorizations.ts'
import type { companyApi } from '#shared/gateway/resources/company.ts'
import type { transactionsApi } from '#shared/gateway/resources/transactions.ts'
import { GatewayError } from '#shared/gateway/errors.ts'
import type { HandlersOf } from '../http/handlers.ts'
import { pageOf } from './pages.ts'
import type { World } from './world.ts'

export function companyHandlers({ objects }: World): HandlersOf<typeof companyApi> {
  return {
    get: () => {
      const [company] = objects.all('company')
      if (!company) throw new GatewayError('not_found')
      return company
    },
    products: () => ({ items: [...objects.all('product')] }),
    accounts: () => ({ items: [...objects.all('account')] }),
    account: ({ params }) => objects.get('account', params.accountId),
  }
}

export function authorizationHandlers(world: World): HandlersOf<typeof authorizationsApi> {
  return {
    list: ({ query }) => pageOf(world, 'authorization', query, { card: query.cardId, kind: query.status }),
    get: ({ params }) => world.objects.get('authorization', params.authorizationId),
  }
}

export function transactionHandlers(world: World): HandlersOf<typeof transactionsApi> {
  return {
    list: ({ query }) => pageOf(world, 'transaction', query, { account: query.accountId, card: query.cardId, from: query.from, to: query.to }),
    get: ({ params }) => world.objects.get('transaction', params.transactionId),
  }
}
