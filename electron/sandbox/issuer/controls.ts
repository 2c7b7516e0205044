/** Controls of a card or a cardholder: one set each. */
import type { controlsApi } from '#shared/gateway/resources/controls.ts'
import type { HandlersOf } from '../http/handlers.ts'
import { checkScope } from './limits.ts'
import { pageOfAll } from './pages.ts'
import { unacceptable } from './refusals.ts'
import type { World } from './world.ts'

export const NO_CONTROLS = {
  allowedCategories: null, blockedCategories: [], blockedMccs: [], allowedCountries: null, blockedCountries: [], online: true, inPerson: true, cashMachines: true,
  merchantLock: null, validFrom: null, validUntil: null,
}

export function controlHandlers(world: World): HandlersOf<typeof controlsApi> {
  const { objects } = world
  return {
    list: ({ query }) =>
      pageOfAll(objects.all('controls').filter(({ scope }) => (query.scopeKind === undefined || scope.kind === query.scopeKind) && (query.scopeId === undefined || scope.id === query.scopeId)), query),
    set: ({ params, body }) => {
      const scope = { kind: params.scopeKind, id: params.scopeId }
      checkScope(world, scope)
      if (body.allowedCategories !== null && body.blockedCategories.length > 0) throw unacceptable('blockedCategories', 'allowed-or-blocked')
      if (body.allowedCountries !== null && body.blockedCountries.length > 0) throw unacceptable('blockedCountries', 'allowed-or-blocked')
      if (body.validFrom !== null && body.validUntil !== null && body.validUntil < body.validFrom) throw unacceptable('validUntil', 'before-valid-from')
      const known = objects.all('controls').find((candidate) => candidate.scope.kind === scope.kind && candidate.scope.id === scope.id)
      return objects.put('controls', { ...body, id: known?.id ?? world.store.nextId('ctl'), scope })
    },
  }
}
