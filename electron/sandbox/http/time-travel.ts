/** Setting the sandbox's world forward, and making things happen in it. */
import type { IsoDate } from '#shared/domain/time.ts'
import { GatewayError } from '#shared/gateway/errors.ts'
import type { Authorization } from '#shared/gateway/resources/authorizations.ts'
import type { Card } from '#shared/gateway/resources/cards.ts'
import type { LimitRequest } from '#shared/gateway/resources/limit-requests.ts'
import type { Limit } from '#shared/gateway/resources/limits.ts'
import { attempt, liveUntil, type PlanDay } from '../issuer/day.ts'
import { currentCard } from '../issuer/chain.ts'
import { requestLimit } from '../issuer/limit-requests.ts'
import { amountInForce, counted } from '../issuer/limit-usage.ts'
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

  /** Somebody whose card has a monthly limit, and who waits for no answer yet, asks for a tenth more for a week. */
  askForMore(): LimitRequest {
    const { objects, store, seed } = this.#world
    this.catchUp()
    return store.write(() => {
      const asked = new Set(objects.all('limitRequest').filter(({ status }) => status === 'pending').map(({ limitId }) => limitId))
      const [limit, card] = oneOf(new Random('ask', seed, objects.head), this.#limitedCards().filter(([{ id, raise }]) => !asked.has(id) && raise === null))
      return requestLimit(this.#world, { cardId: card.id, limitId: limit.id, amountMinor: Math.ceil(limit.amount.amountMinor / 10_000) * 11_000, untilDays: 7, reason: 'A customer visit that came up this morning' })
    })
  }

  /** Somebody tries to pay a little more than a monthly limit has left. */
  passALimit(): Authorization {
    const { objects, seed, clocks } = this.#world
    this.catchUp()
    const [limit, card] = oneOf(new Random('pass', seed, objects.head), this.#limitedCards())
    const left = Math.max(0, amountInForce(limit, clocks.worldNow()) - counted(this.#world, limit).used.amountMinor)
    return this.makeCharge({ cardId: card.id, amountMinor: left + 4_200 })
  }

  /** Monthly limits that stop, with the card that they stop. */
  #limitedCards(): readonly (readonly [Limit, Card])[] {
    const { objects } = this.#world
    return objects.all('limit').flatMap((limit): (readonly [Limit, Card])[] => {
      if (limit.interval !== 'month' || limit.mode !== 'decline' || limit.categories !== null || limit.scope.kind !== 'card') return []
      const card = currentCard(objects, limit.scope.id)
      return card.status === 'active' ? [[limit, card]] : []
    })
  }

  #goTo(instant: number): void {
    this.#world.clocks.setWorld(instant)
    this.catchUp()
  }
}

function oneOf<T>(random: Random, candidates: readonly T[]): T {
  if (candidates.length === 0) throw new GatewayError('not_found')
  return random.pick(candidates)
}
