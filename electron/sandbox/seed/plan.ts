/** The plan of a day: purchases at their hours, and what the company's people do at noon. */
import { daysBetween, type IsoDate } from '#shared/domain/time.ts'
import { currentCard } from '../issuer/chain.ts'
import { attempt, type Event, type PlanDay } from '../issuer/day.ts'
import type { World } from '../issuer/world.ts'
import { actsOn } from './acts.ts'
import type { Places } from './base.ts'
import { chargeOf } from './charges.ts'
import type { Planned, Purchases } from './purchases.ts'
import { Random } from './random.ts'

export interface PlanOptions {
  readonly purchases: Purchases
  readonly places: Places
  /** The day the sandbox was made. */
  readonly madeOn: IsoDate
}

const NOON = 12 * 60

export function createPlan({ purchases, places, madeOn }: PlanOptions): PlanDay {
  return (world, day) => {
    const daysAgo = daysBetween(day, madeOn)
    const acts: readonly Event[] = actsOn(world, places, day, daysAgo).map((act, index) => ({ at: world.zone.at(day, NOON) + index, run: () => act(world, places) }))
    const bought: readonly Event[] = purchases.on(day).map((planned) => ({ at: planned.at, run: () => buy(world, places, planned) }))
    return [...acts, ...bought].toSorted((a, b) => a.at - b.at)
  }
}

function buy(world: World, { slots }: Places, { at, slot, merchant, minor, key }: Planned): void {
  const first = slots[slot]
  if (first === undefined) return
  const card = currentCard(world.objects, first)
  attempt(world, chargeOf(world, { card, merchant, at, random: new Random('charge', world.seed, key), ...(minor === undefined ? {} : { minor }) }))
}
