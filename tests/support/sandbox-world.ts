/** The issuer's business for tests, without HTTP: an empty world of a few cards in which a test makes things happen. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { IsoDate } from '#shared/domain/time.ts'
import type { Authorization } from '#shared/gateway/resources/authorizations.ts'
import type { Card } from '#shared/gateway/resources/cards.ts'
import type { Limit } from '#shared/gateway/resources/limits.ts'
import type { Charge } from '#sandbox/issuer/authorize.ts'
import { newCard } from '#sandbox/issuer/card-issue.ts'
import { attempt, liveUntil, setLivedUntil } from '#sandbox/issuer/day.ts'
import { forgetFigures, settleFigures } from '#sandbox/issuer/figures.ts'
import { putLimit } from '#sandbox/issuer/limits.ts'
import { usd, type Message, type World } from '#sandbox/issuer/world.ts'
import { addBase, type Places } from '#sandbox/seed/base.ts'
import { Store } from '#sandbox/store/store.ts'
import { Clocks } from '#sandbox/time/clock.ts'
import { Zones } from '#sandbox/time/zone.ts'

export interface TestWorld {
  readonly world: World
  readonly places: Places
  readonly sent: Message[]
  /** A new active card without any rule, on an account. */
  card(product?: keyof Places['accounts'], change?: Partial<Card>): Card
  limit(rule: Partial<Limit> & Pick<Limit, 'scope' | 'interval'> & { readonly minor: number }): Limit
  charge(card: Card, minor: number, wish?: Partial<Omit<Charge, 'merchant'>> & { readonly mcc?: string; readonly name?: string; readonly country?: string }): Authorization
  /** Lives on to the end of a day, or by so many days. */
  liveTo(day: string): void
  liveDays(days: number): void
}

/** The company on its first day, 2026-01-05 at nine in Boston; nothing is bought unless the test buys it. */
export function testWorld(): TestWorld {
  const folder = mkdtempSync(join(tmpdir(), 'cardkeep-world-'))
  const store = new Store(folder)
  onTestFinished(() => {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const start = Date.parse('2026-01-05T14:00:00Z')
  const clocks = new Clocks({ machine: () => start, still: true, load: () => ({ worldOffset: 0, wallOffset: 0, stillAt: undefined }), save: () => {} })
  const zones = new Zones()
  const sent: Message[] = []
  const world: World = {
    store, objects: store.objects, schedule: store.schedule, clocks, zones, zone: zones.get('America/New_York'), seed: 1, send: (message) => void sent.push(message),
    dirtyAccounts: new Set(), dirtyCards: new Set(), quiet: { now: false },
  }
  store.onWrite({ flush: () => settleFigures(world), reset: () => forgetFigures(world) })
  const places = store.write(() => addBase(world))
  setLivedUntil(world, start)
  const goTo = (instant: number) => {
    clocks.setWorld(instant)
    liveUntil(world, () => [], instant)
  }
  return {
    world, places, sent,
    card: (product = 'finch', change = {}) => store.write(() => newCard(world, { accountId: places.accounts[product], cardholderId: places.people[5]!, status: 'active', activatedAt: start, ...change })),
    limit: ({ minor, ...rule }) =>
      store.write(() => putLimit(world, { window: 'calendar', timeZone: 'America/New_York', weekStartsOn: 1, countsRefunds: false, countsPending: true, categories: null, mode: 'decline', raise: null, ...rule, id: store.nextId('lim'), amount: usd(minor), createdAt: clocks.world() })),
    charge: (card, minor, { mcc = '5943', name = 'Foolscap Office Supply', country = 'US', ...wish } = {}) =>
      store.write(() => attempt(world, {
        card: world.objects.get('card', card.id), at: clocks.world(), minor, channel: 'chip', descriptor: name.toUpperCase(), foreign: null, ending: { how: 'post', inDays: 1, minor }, merchant: { name, mcc, city: null, country, networkId: null }, ...wish,
      })),
    liveTo: (day) => goTo(world.zone.endOf(day as IsoDate)),
    liveDays: (count) => goTo(clocks.world() + count * 86_400_000),
  }
}
