/** What the rules of the issuer's business work with. */
import type { IsoDate } from '#shared/domain/time.ts'
import type { GatewayMoney } from '#shared/gateway/primitives.ts'
import type { Objects } from '../store/objects.ts'
import type { Schedule } from '../store/schedule.ts'
import type { Store } from '../store/store.ts'
import type { Clocks } from '../time/clock.ts'
import type { Zone, Zones } from '../time/zone.ts'

export interface Message {
  readonly channel: 'email' | 'sms'
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly code?: string
}

export interface World {
  readonly store: Store
  readonly objects: Objects
  readonly schedule: Schedule
  readonly clocks: Clocks
  readonly zones: Zones
  /** The company's own. */
  readonly zone: Zone
  readonly seed: number
  /** Puts a text or an e-mail into the sandbox inbox. */
  readonly send: (message: Message) => void
  /** Billing accounts whose figures changed in this write. */
  readonly dirtyAccounts: Set<string>
  /** Cards whose limits' counts changed in this write. */
  readonly dirtyCards: Set<string>
  /** While a past is being made up: no alerts, and counts of limits only at the end. */
  readonly quiet: { now: boolean }
}

export const CURRENCY = 'USD'
/** Zero is never negative: a sum of nothing with its sign turned would be. */
export const usd = (amountMinor: number): GatewayMoney => ({ amountMinor: amountMinor === 0 ? 0 : amountMinor, currency: CURRENCY })

export const nowOf = (world: World): number => world.clocks.world()
export const todayOf = (world: World): IsoDate => world.zone.dayOf(world.clocks.world())
