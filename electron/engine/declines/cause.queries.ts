/** Which of our own rules refused a charge: as the issuer says, else worked out from what is known here. */
import { amountInForce } from '#shared/domain/limits/count.ts'
import { TimeZones } from '#shared/domain/limits/time-zone.ts'
import type { Decline } from '#shared/rpc/contract/declines.contract.ts'
import { categoryOfMcc } from '#shared/domain/category.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { readKnownLimits, rulesOf, type KnownLimit } from '../limits/known-limits.queries.ts'
import { binds, readKnownControls, whoOf, type KnownControls } from '../limits/limits.queries.ts'
import { readReach, type Reach } from '../limits/reach.queries.ts'
import { readUse } from '../limits/use.queries.ts'
import { blockedBy, type Refused } from './control-remedies.ts'
import type { DeclineRow } from './declines.queries.ts'

/** Everything that is known of the rules now; read once for a page of declines. */
export interface Rules {
  readonly reach: Reach
  readonly limits: readonly KnownLimit[]
  readonly controls: readonly KnownControls[]
  readonly zones: TimeZones
}

export async function readRulebook(db: ReadDb | WriteDb): Promise<Rules> {
  const reach = await readReach(db)
  return { reach, limits: await readKnownLimits(db, reach), controls: await readKnownControls(db), zones: new TimeZones() }
}

export interface LimitCause {
  readonly kind: 'limit'
  readonly limit: KnownLimit
  readonly usedBefore: number
  readonly issuerSaid: boolean
}

export interface ControlsCause {
  readonly kind: 'controls'
  readonly controls: KnownControls
  readonly issuerSaid: boolean
}

const OF_CONTROLS: ReadonlySet<string> = new Set(['category-blocked', 'merchant-not-allowed', 'country-blocked', 'online-blocked', 'in-person-blocked', 'cash-blocked', 'outside-validity'])

/**
 * undefined where none of our rules did, the one that did is gone, or none can have: a virtual card's own total is no limit of ours.
 *
 * What is worked out takes the rules as they are now, and of several that may have refused it the one with the least left.
 */
export async function causeOf(db: ReadDb | WriteDb, row: DeclineRow, rules: Rules): Promise<LimitCause | ControlsCause | undefined> {
  const decline = row.authorization.decline
  if (decline === null) return undefined
  if (decline.reason === 'spending-limit') return limitCause(db, row, rules, decline.limitId)
  if (OF_CONTROLS.has(decline.reason)) return controlsCause(row, rules, decline.controlsId)
  return undefined
}

async function limitCause(db: ReadDb | WriteDb, row: DeclineRow, { reach, limits, zones }: Rules, limitId: string | null): Promise<LimitCause | undefined> {
  const scope = { kind: 'card', id: row.card.id } as const
  const { at, amount, merchant } = row.authorization
  const category = categoryOfMcc(merchant.mcc) ?? 'other'
  const candidates = limits.filter((limit) =>
    limitId === null
      ? limit.kept === 'issuer' && limit.terms.mode === 'decline' && binds(reach, limit, scope) && (limit.terms.categories?.includes(category) ?? true)
      : limit.kept === 'issuer' && limit.connectionId === row.connectionId && limit.shown.externalId === limitId,
  )
  // What went through at the very same instant counts: the declined charge itself is no charge.
  const use = await readUse(db, candidates, { reach, zones, now: at, before: at + 1 })
  const standing = candidates.map((limit, index) => {
    const usedBefore = limit.terms.interval === 'per-charge' ? 0 : (use[index]?.minor ?? 0)
    return { limit, usedBefore, left: amountInForce(limit.terms.minor, limit.raise, at) - usedBefore }
  })
  const refusing = limitId === null ? standing.filter(({ left }) => amount.amountMinor > left) : standing
  const [found] = refusing.toSorted((a, b) => a.left - b.left)
  return found && { kind: 'limit', limit: found.limit, usedBefore: found.usedBefore, issuerSaid: limitId !== null }
}

function controlsCause(row: DeclineRow, { reach, controls }: Rules, controlsId: string | null): ControlsCause | undefined {
  const scope = { kind: 'card', id: row.card.id } as const
  const binding = controls.filter((set) => (controlsId === null ? binds(reach, set, scope) : set.connectionId === row.connectionId && set.shown.externalId === controlsId))
  const refused = refusedOf(row, '')
  const found = controlsId === null ? binding.find((set) => blockedBy(set.rules, refused).length > 0) : binding[0]
  return found && { kind: 'controls', controls: found, issuerSaid: controlsId !== null }
}

export function refusedOf({ authorization: { merchant, channel } }: DeclineRow, today: string): Refused {
  return { category: categoryOfMcc(merchant.mcc) ?? 'other', mcc: merchant.mcc, country: merchant.country, channel, merchant: merchant.name, today }
}

export function causeShown(cause: LimitCause | ControlsCause | undefined, reach: Reach): Decline['cause'] {
  if (cause === undefined) return null
  if (cause.kind === 'controls') return { kind: 'controls', issuerSaid: cause.issuerSaid, scope: cause.controls.scope, who: whoOf(reach, cause.controls.scope) }
  const { limit, usedBefore, issuerSaid } = cause
  const rules = rulesOf(limit.terms)
  return { kind: 'limit', issuerSaid, key: limit.key, who: whoOf(reach, limit.scope), rules, usedBefore: { minor: usedBefore, currency: rules.amount.currency } }
}
