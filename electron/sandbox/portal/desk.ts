/** What the portal's sign-in rules work with. All times here are of the wall clock. */
import type { Message } from '../issuer/world.ts'
import type { Store } from '../store/store.ts'
import type { Clocks } from '../time/clock.ts'

export interface Desk {
  readonly store: Store
  readonly clocks: Clocks
  /** Server's own secret: codes and tokens are keyed with it. */
  readonly secret: string
  readonly companyName: string
  readonly send: (message: Message) => void
}

export const MINUTE = 60_000
export const DAY = 86_400_000
