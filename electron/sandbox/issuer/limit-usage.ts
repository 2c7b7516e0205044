/** How much of a limit is used: posted charges and open authorizations of the cards it covers, within its window. */
import type { Card } from '#shared/gateway/resources/cards.ts'
import type { Limit } from '#shared/gateway/resources/limits.ts'
import { cardsOfHolder, chainOf } from './chain.ts'
import { closeDayOf } from './cycles.ts'
import { windowAt, type Window } from './limit-window.ts'
import { nowOf, usd, type World } from './world.ts'

/** The amount in force at an instant: a raise while it lasts. */
export function amountInForce(limit: Pick<Limit, 'amount' | 'raise'>, at: number): number {
  return limit.raise !== null && limit.raise.until > at ? limit.raise.amount.amountMinor : limit.amount.amountMinor
}

export function cardsUnder(world: World, limit: Pick<Limit, 'scope'>): readonly Card[] {
  return limit.scope.kind === 'card' ? chainOf(world.objects, limit.scope.id) : cardsOfHolder(world.objects, limit.scope.id)
}

/** Limits on a card or its chain, and on its holder. */
export function limitsOn(world: World, card: Card): readonly Limit[] {
  const chain = new Set(chainOf(world.objects, card.id).map(({ id }) => id))
  return world.objects.all('limit').filter(({ scope }) => (scope.kind === 'card' ? chain.has(scope.id) : scope.id === card.cardholderId))
}

export function windowOf(world: World, limit: Limit, card: Card | undefined, at: number): Window | undefined {
  const account = card && world.objects.get('account', card.accountId)
  return windowAt(limit, at, { zone: world.zones.get(limit.timeZone), companyZone: world.zone, closeDay: account ? closeDayOf(account.nextCloseOn) : 28 })
}

/** Minor units used in a window, never below zero. */
export function usedIn(world: World, limit: Limit, cards: readonly Card[], { from, to }: Window): number {
  const kinds = ['charge', 'cash', ...(limit.countsPending ? ['pending'] : []), ...(limit.countsRefunds ? ['refund'] : [])]
  const statement = world.store.sql(`
    SELECT -coalesce(sum(minor), 0) AS used FROM objects INDEXED BY objects_card_at
    WHERE card_id = ? AND at BETWEEN ? AND ? AND kind IN (SELECT value FROM json_each(?)) AND (? IS NULL OR category IN (SELECT value FROM json_each(?)))`)
  const categories = limit.categories === null ? null : JSON.stringify(limit.categories)
  const total = cards.reduce((sum, card) => sum + (statement.get(card.id, from, to, JSON.stringify(kinds), categories, categories) as { used: number }).used, 0)
  return Math.max(0, total)
}

/** The issuer's count and the next reset, as of now. */
export function countOf(world: World, limit: Limit): { readonly used: number; readonly resetsAt: number | null } {
  const cards = cardsUnder(world, limit)
  const window = windowOf(world, limit, cards.at(-1), nowOf(world))
  if (!window) return { used: 0, resetsAt: null }
  return { used: usedIn(world, limit, cards, window), resetsAt: window.resetsAt }
}

/** The limit with its count brought up to date, without a new version. */
export function counted(world: World, limit: Limit): Limit {
  const { used, resetsAt } = countOf(world, limit)
  return { ...limit, used: usd(used), resetsAt }
}

/** Puts limits whose count changed into the feed. */
export function refreshLimits(world: World, limits: readonly Limit[]): void {
  for (const limit of limits) {
    const fresh = counted(world, limit)
    if (fresh.used.amountMinor !== limit.used.amountMinor || fresh.resetsAt !== limit.resetsAt) world.objects.put('limit', fresh)
  }
}
