/** Rewards at the close of a period: what was earned in it becomes balance. */
import type { Account } from '#shared/gateway/resources/company.ts'
import type { RewardsProgram } from '#shared/gateway/resources/rewards.ts'
import { nowOf, todayOf, type World } from './world.ts'

export interface ClosedRewards {
  readonly earned: number
  readonly balance: number
  /** Names the statement on the activity. */
  readonly attach: (statementId: string) => void
}

export function programOf(world: World, accountId: string): RewardsProgram | undefined {
  return world.objects.all('rewardsProgram').find(({ accountIds }) => accountIds.includes(accountId))
}

/** Units earned by what was booked over days, refunds taken back. */
export function earnedIn(world: World, accountId: string, from: string, to: string): number {
  const row = world.store
    .sql("SELECT coalesce(sum(units), 0) AS units FROM objects INDEXED BY objects_account_day WHERE account_id = ? AND day BETWEEN ? AND ? AND kind IN ('charge', 'refund')")
    .get(accountId, from, to) as { units: number }
  return row.units
}

export function closeRewards(world: World, account: Account, closedOn: string): ClosedRewards {
  const program = programOf(world, account.id)
  if (!program) return { earned: 0, balance: 0, attach: () => {} }
  const earned = earnedIn(world, account.id, account.cycleOpenedOn, closedOn)
  const fresh = world.objects.put('rewardsProgram', { ...program, balance: program.balance + earned, pending: 0 })
  return {
    earned,
    balance: fresh.balance,
    attach: (statementId) => {
      world.objects.add('rewardActivity', { id: world.store.nextId('rwa'), programId: program.id, at: nowOf(world), kind: 'earned', amount: earned, description: `Earned to ${closedOn}`, statementId })
    },
  }
}

/** Brings what is pending up to date. */
export function refreshPending(world: World, accountId: string): void {
  const program = programOf(world, accountId)
  if (!program) return
  const pending = program.accountIds.reduce((sum, id) => sum + earnedIn(world, id, world.objects.get('account', id).cycleOpenedOn, todayOf(world)), 0)
  if (pending !== program.pending) world.objects.put('rewardsProgram', { ...program, pending })
}
