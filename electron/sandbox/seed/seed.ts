/** Making a sandbox: the company, its past up to now, and who may register. */
import { addDays, addMonths, daysBetween, monthOf, type IsoDate } from '#shared/domain/time.ts'
import { BASE_TYPES } from '../store/objects.ts'
import { liveUntil, setLivedUntil, type PlanDay } from '../issuer/day.ts'
import { refreshAccount } from '../issuer/account-figures.ts'
import { refreshLimits } from '../issuer/limit-usage.ts'
import { refreshPending } from '../issuer/rewards-close.ts'
import type { World } from '../issuer/world.ts'
import { addBase, type Places } from './base.ts'
import { makeBulk } from './bulk.ts'
import { createPlan } from './plan.ts'
import { Purchases } from './purchases.ts'

/** Charges in 24 months of the usual company. */
export const USUAL_SCALE = 9_000
/** Of these so many are trips and subscriptions, which stay as they are whatever the scale. */
const FIXED_CHARGES = 1_350
const LEAST_FACTOR = 0.02
/** Above this the past is made in bulk. */
const BULK_ABOVE = 40_000
const MONTHS = 24
/** Days before now that are lived through properly even in bulk: their charges are pending. */
const LIVED_DAYS = 3
/** From so many days before now alerts are sent and counted. */
const ALERT_DAYS = 21
const RESERVED_VERSIONS = 20_000

export interface SeedOptions {
  readonly scale: number
  readonly onProgress: (done: number, total: number) => void
}

interface Made {
  readonly origin: IsoDate
  readonly madeOn: IsoDate
  readonly scale: number
  readonly places: Places
}

const MADE = 'made'

/** What was made, or undefined for an empty store. */
export function madeBefore(world: World): Made | undefined {
  const stored = world.store.setting(MADE)
  return stored === undefined ? undefined : (JSON.parse(stored) as Made)
}

export function planOf(world: World, { origin, madeOn, scale, places }: Made): PlanDay {
  const purchases = purchasesOf(world, origin, scale)
  return createPlan({ purchases, places, madeOn })
}

function purchasesOf(world: World, origin: IsoDate, scale: number): Purchases {
  return new Purchases({ seed: world.seed, zone: world.zone, origin, factor: Math.max(LEAST_FACTOR, (scale - FIXED_CHARGES) / (USUAL_SCALE - FIXED_CHARGES)) })
}

/** Fills an empty store. A kill in the middle leaves it empty enough to be told: it is begun anew (see sandbox.ts). */
export function makeSandbox(world: World, { scale, onProgress }: SeedOptions): Made {
  const now = world.clocks.worldNow()
  const madeOn = world.zone.dayOf(now)
  const origin = `${addMonths(monthOf(madeOn), -MONTHS)}-01` as IsoDate
  const start = world.zone.startOf(origin)
  world.objects.reserve(RESERVED_VERSIONS)
  const places = world.store.write(() => world.clocks.during(start, () => addBase(world)))
  const made: Made = { origin, madeOn, scale, places }
  world.quiet.now = true
  world.store.making({ withoutIndexes: scale > BULK_ABOVE }, () => {
    setLivedUntil(world, start)
    if (scale > BULK_ABOVE) bulkPast(world, made, onProgress)
  })
  livePast(world, made, { until: world.zone.startOf(addDays(madeOn, -ALERT_DAYS)), onProgress })
  world.quiet.now = false
  livePast(world, made, { until: now, onProgress })
  world.store.write(() => {
    settleAll(world)
    world.objects.bringToFront(BASE_TYPES)
    world.store.setSetting(MADE, JSON.stringify(made))
  })
  return made
}

function bulkPast(world: World, made: Made, onProgress: SeedOptions['onProgress']): void {
  const to = addDays(made.madeOn, -LIVED_DAYS - 1)
  world.store.write(() => makeBulk(world, { purchases: purchasesOf(world, made.origin, made.scale), places: made.places, from: made.origin, to, onProgress }))
  setLivedUntil(world, world.zone.endOf(to))
}

/** In one transaction: a store that is being made needs no halfway points. */
function livePast(world: World, made: Made, { until, onProgress }: { until: number; onProgress: SeedOptions['onProgress'] }): void {
  const plan = planOf(world, made)
  const days = daysBetween(made.origin, made.madeOn)
  world.store.write(() =>
    liveUntil(world, (inner, day) => {
      onProgress(daysBetween(made.origin, day), days)
      return plan(inner, day)
    }, until),
  )
}

function settleAll(world: World): void {
  for (const { id } of world.objects.all('account')) {
    refreshAccount(world, id)
    refreshPending(world, id)
  }
  refreshLimits(world, world.objects.all('limit'))
}
