/** Setting the sandbox's world forward, and making things happen in it. */
import type { IsoDate } from '#shared/domain/time.ts'
import { GatewayError } from '#shared/gateway/errors.ts'
import type { Authorization } from '#shared/gateway/resources/authorizations.ts'
import { attempt, liveUntil, type PlanDay } from '../issuer/day.ts'
import type { World } from '../issuer/world.ts'
import { chargeOf } from '../seed/charges.ts'
import { MERCHANTS, type MerchantSeed } from '../seed/merchants.ts'
import { Random } from '../seed/random.ts'

const DAY = 86_400_000

export interface ChargeWish {
  readonly cardId?: string | undefined
  readonly merchant?: string | undefined
  readonly mcc?: string | undefined
  readonly amountMinor?: number | undefined
  readonly country?: string | undefined
  readonly channel?: MerchantSeed['channel'] | undefined
}

export class TimeTravel {
  readonly #world: World
  readonly #plan: PlanDay

  constructor(world: World, plan: PlanDay) {
    this.#world = world
    this.#plan = plan
  }

  /** Lives through everything up to the world's own now. */
  catchUp(): void {
    liveUntil(this.#world, this.#plan, this.#world.clocks.worldNow())
  }

  advance(by: number, clock: 'world' | 'wall' | 'both'): void {
    if (clock !== 'world') this.#world.clocks.advanceWall(by)
    if (clock !== 'wall') this.#goTo(this.#world.clocks.worldNow() + by)
  }

  nextDay(): void {
    this.#goTo(this.#world.clocks.worldNow() + DAY)
  }

  /** To the first moment after the next close: of an account, or of whichever closes first. */
  closeNextStatement(accountId: string | undefined): void {
    const accounts = accountId === undefined ? this.#world.objects.all('account') : [this.#world.objects.get('account', accountId)]
    const [next] = accounts.map(({ nextCloseOn }) => nextCloseOn).toSorted()
    if (next === undefined) throw new GatewayError('not_found')
    this.#goTo(this.#world.zone.endOf(next as IsoDate) + 1)
  }

  /** A merchant asks now. What is not said is made up. */
  makeCharge(wish: ChargeWish): Authorization {
    const { objects, store } = this.#world
    this.catchUp()
    return store.write(() => {
      const random = new Random('wish', this.#world.seed, objects.head)
      const card = wish.cardId === undefined ? random.pick(objects.all('card').filter(({ status }) => status === 'active')) : objects.get('card', wish.cardId)
      const base = random.pick(MERCHANTS.filter(({ currency }) => currency === undefined))
      const merchant: MerchantSeed = {
        ...base, name: wish.merchant ?? base.name, mcc: wish.mcc ?? base.mcc, country: wish.country ?? base.country, channel: wish.channel ?? base.channel,
      }
      const at = this.#world.clocks.world()
      return attempt(this.#world, chargeOf(this.#world, { card, merchant, at, random, ...(wish.amountMinor === undefined ? {} : { minor: wish.amountMinor }) }))
    })
  }

  #goTo(instant: number): void {
    this.#world.clocks.setWorld(instant)
    this.catchUp()
  }
}
