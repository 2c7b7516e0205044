/** Limits: set, changed, raised for a while. */
import type { Limit, limitsApi } from '#shared/gateway/resources/limits.ts'
import type { HandlersOf } from '../http/handlers.ts'
import { given } from './given.ts'
import { counted } from './limit-usage.ts'
import { pageOfAll } from './pages.ts'
import { unacceptable } from './refusals.ts'
import { CURRENCY, nowOf, usd, type World } from './world.ts'

/** What the issuer allows at most: a million dollars. */
const MAXIMUM = 100_000_000
const MOST_RAISED_MS = 366 * 86_400_000

interface Rules {
  readonly amount?: Limit['amount'] | undefined
  readonly timeZone?: string | undefined
}

function check(world: World, { amount, timeZone }: Rules): void {
  if (amount && amount.currency !== CURRENCY) throw unacceptable('amount', 'currency')
  if (amount && amount.amountMinor > MAXIMUM) throw unacceptable('amount', 'above-maximum')
  if (timeZone !== undefined && !world.zones.exists(timeZone)) throw unacceptable('timeZone', 'unknown')
}

export function checkScope(world: World, { kind, id }: { readonly kind: string; readonly id: string }): void {
  if (!world.objects.find(kind === 'card' ? 'card' : 'cardholder', id)) throw unacceptable('scope', 'unknown')
}

/** Writes a limit with its count, and what is to happen when its raise ends. */
export function putLimit(world: World, limit: Omit<Limit, 'version' | 'used' | 'resetsAt'>): Limit {
  const draft = counted(world, { ...limit, version: 1, used: usd(0), resetsAt: null })
  world.schedule.cancel(limit.id, 'end-raise')
  if (limit.raise) world.schedule.add(world.zone.dayOf(limit.raise.until), 'end-raise', limit.id)
  return world.objects.put('limit', draft)
}

/** Takes off a raise whose time is over. */
export function endRaise(world: World, limitId: string): void {
  const limit = world.objects.find('limit', limitId)
  if (limit?.raise && limit.raise.until <= nowOf(world)) putLimit(world, { ...limit, raise: null })
}

export function limitHandlers(world: World): HandlersOf<typeof limitsApi> {
  const { objects } = world
  return {
    list: ({ query }) => {
      const wanted = objects.all('limit').filter(({ scope }) => (query.scopeKind === undefined || scope.kind === query.scopeKind) && (query.scopeId === undefined || scope.id === query.scopeId))
      const page = pageOfAll(wanted, query)
      return { ...page, items: page.items.map((limit) => counted(world, limit)) }
    },
    create: ({ body }) => {
      check(world, body)
      checkScope(world, body.scope)
      return putLimit(world, {
        window: body.interval === 'billing-cycle' ? 'billing-cycle' : 'calendar', timeZone: world.zone.name, weekStartsOn: 1, countsRefunds: false, countsPending: true, mode: 'decline', raise: null,
        ...given(body), id: world.store.nextId('lim'), createdAt: nowOf(world),
      })
    },
    update: ({ params, body }) => {
      check(world, body)
      return putLimit(world, { ...objects.get('limit', params.limitId), ...given(body) })
    },
    remove: ({ params }) => {
      objects.remove('limit', objects.get('limit', params.limitId).id)
      return {}
    },
    raise: ({ params, body }) => {
      const limit = objects.get('limit', params.limitId)
      check(world, body)
      if (body.amount.amountMinor <= limit.amount.amountMinor) throw unacceptable('amount', 'not-above-limit')
      if (body.until <= nowOf(world)) throw unacceptable('until', 'in-the-past')
      if (body.until > nowOf(world) + MOST_RAISED_MS) throw unacceptable('until', 'too-far')
      return putLimit(world, { ...limit, raise: body })
    },
    endRaise: ({ params }) => putLimit(world, { ...objects.get('limit', params.limitId), raise: null }),
  }
}
