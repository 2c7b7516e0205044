/** What a write leaves to be counted anew: accounts, limits, pending rewards. */
import { refreshAccount } from './account-figures.ts'
import { limitsOn, refreshLimits } from './limit-usage.ts'
import { refreshPending } from './rewards-close.ts'
import type { World } from './world.ts'

export function settleFigures(world: World): void {
  const accounts = [...world.dirtyAccounts]
  const cards = [...world.dirtyCards]
  forgetFigures(world)
  for (const accountId of accounts) {
    refreshAccount(world, accountId)
    if (!world.quiet.now) refreshPending(world, accountId)
  }
  if (world.quiet.now) return
  const limits = new Map(cards.flatMap((cardId) => limitsOn(world, world.objects.get('card', cardId)).map((limit) => [limit.id, limit] as const)))
  refreshLimits(world, [...limits.values()])
}

export function forgetFigures(world: World): void {
  world.dirtyAccounts.clear()
  world.dirtyCards.clear()
}
