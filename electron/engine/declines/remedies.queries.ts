/** What would let a declined charge through now. */
import { amountInForce } from '#shared/domain/limits/count.ts'
import { dateOf } from '#shared/domain/limits/time-zone.ts'
import { roundedUp } from '#shared/domain/money.ts'
import type { Decline, Remedy } from '#shared/rpc/contract/declines.contract.ts'
import { categoryOfMcc } from '#shared/domain/category.ts'
import { readCard } from '../cards/cards.queries.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { readCardholder } from '../employees/employees.queries.ts'
import type { IssuerKnown } from '../limits/known-limits.queries.ts'
import { binds, powersOf } from '../limits/limits.queries.ts'
import { readUse } from '../limits/use.queries.ts'
import { refusedOf, type Rules } from './cause.queries.ts'
import { blockedBy, EXTENDED_DAYS, opened } from './control-remedies.ts'
import type { DeclineRow } from './declines.queries.ts'

type Db = ReadDb | WriteDb

interface RaiseNeeded {
  readonly limit: IssuerKnown
  readonly minor: number
}

/** The best first; empty where nothing here would help, or nothing stands in the way any more. */
export async function remediesFor(db: Db, row: DeclineRow, rules: Rules, now: number): Promise<Decline['remedies']> {
  const plain = (remedy: Remedy) => [{ remedy, amount: null, until: null }]
  switch (row.authorization.decline?.reason) {
    case 'card-frozen': {
      const { can } = await readCard(db, row.card.id)
      return can.unfreeze ? plain('unfreeze') : []
    }
    case 'cardholder-inactive': {
      if (row.person === null) return []
      const { can } = await readCardholder(db, row.person.id, now)
      return can.reactivate ? plain('reactivate') : []
    }
    case 'spending-limit': {
      const [needed] = await raisesNeeded(db, row, rules, now)
      return needed === undefined ? [] : [{ remedy: 'raise-today', amount: { minor: needed.minor, currency: needed.limit.terms.currency }, until: endOfToday(row, rules, now) }]
    }
    default:
      return controlSteps(row, rules, now).slice(0, 1).flatMap(({ remedy }) => plain(remedy))
  }
}

/** Every limit that would refuse the charge now, with the amount that lets it through; none where one of them cannot be raised. */
export async function raisesNeeded(db: Db, row: DeclineRow, { reach, limits, zones }: Rules, now: number): Promise<readonly RaiseNeeded[]> {
  const { amount, merchant } = row.authorization
  const category = categoryOfMcc(merchant.mcc) ?? 'other'
  const scope = { kind: 'card', id: row.card.id } as const
  const binding = limits.filter((limit): limit is IssuerKnown =>
    limit.kept === 'issuer' && limit.terms.mode === 'decline' && limit.terms.currency === amount.currency && binds(reach, limit, scope) && (limit.terms.categories?.includes(category) ?? true))
  const use = await readUse(db, binding, { reach, zones, now })
  const needed = binding.flatMap((limit, index): RaiseNeeded[] => {
    const used = limit.terms.interval === 'per-charge' ? 0 : (use[index]?.minor ?? 0)
    const minor = used + amount.amountMinor
    return minor > amountInForce(limit.terms.minor, limit.raise, now) ? [{ limit, minor: roundedUp(minor, limit.terms.currency) }] : []
  })
  return needed.every(({ limit }) => powersOf(limit, reach).raise) ? needed : []
}

/** The sets of controls that stand in the way, each with what one remedy makes of it; in the order in which an issuer looks. */
export function controlSteps(row: DeclineRow, rules: Rules, now: number) {
  const zone = rules.zones.get(rules.reach.connections.get(row.connectionId)?.timeZone ?? 'UTC')
  const today = zone.dayOf(now)
  const refused = refusedOf(row, dateOf(today))
  const canControl = rules.reach.connections.get(row.connectionId)?.can.has('controls') === true
  const binding = canControl ? rules.controls.filter((set) => binds(rules.reach, set, { kind: 'card', id: row.card.id })) : []
  return binding.flatMap((set) =>
    blockedBy(set.rules, refused).flatMap((remedy) => {
      const after = opened(set.rules, remedy, refused, dateOf(today + EXTENDED_DAYS))
      return after === undefined ? [] : [{ remedy, set, after }]
    }),
  )
}

/** Midnight where the issuer books. */
export function endOfToday({ connectionId }: DeclineRow, { reach, zones }: Rules, now: number): number {
  const zone = zones.get(reach.connections.get(connectionId)?.timeZone ?? 'UTC')
  return zone.startOf(zone.dayOf(now) + 1)
}
