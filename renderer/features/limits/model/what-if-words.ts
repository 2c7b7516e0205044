/** What the replay says, in words. */
import type { WhatIf, WhatIfCharge } from '#shared/rpc/contract/limits.contract.ts'
import { plural, type Formats } from '#renderer/lib/formats.ts'

export const WHAT_IF_DAYS = [30, 90, 365] as const
export type WhatIfDays = (typeof WHAT_IF_DAYS)[number]

type Side = WhatIf['declined']

/** Sums of several currencies stay apart: "$412.10 and €20.00". */
export function totalsWords(totals: Side['totals'], formats: Pick<Formats, 'money'>): string {
  return totals.map((total) => formats.money(total)).join(' and ')
}

export function spanWords(days: WhatIfDays): string {
  return days === 365 ? 'In the last year' : `In the last ${days} days`
}

/** "3 charges of 2 people, $412.10". */
export function sideWords(side: Side, formats: Pick<Formats, 'money' | 'count'>): string {
  const charges = plural(side.count, 'charge', 'charges', formats.count(side.count))
  const people = side.people === 0 ? '' : ` of ${plural(side.people, 'person', 'people', formats.count(side.people))}`
  return `${charges}${people}, ${totalsWords(side.totals, formats)}`
}

/** The headline: "In the last 90 days this would have declined 3 charges of 2 people, $412.10." */
export function headline({ declined, replayed }: WhatIf, days: WhatIfDays, formats: Pick<Formats, 'money' | 'count'>): string {
  if (replayed === 0) return `${spanWords(days)} there was nothing to try this on.`
  if (declined.count === 0) return `${spanWords(days)} this would have declined nothing: all ${plural(replayed, 'charge', 'charges', formats.count(replayed))} would have gone through.`
  return `${spanWords(days)} this would have declined ${sideWords(declined, formats)}.`
}

const CONTROL_REASONS: Readonly<Record<Exclude<WhatIfCharge['because'], 'limit'>, string>> = {
  category: 'its category', country: 'its country', online: 'online', 'in-person': 'in person', cash: 'cash machine', merchant: 'another merchant', validity: 'outside the dates',
}

/** Why: the limit that it passes, or the control. `overWords`: "over $2,000 a month" of each limit of the plan, in its order. */
export function becauseWords({ because, limit }: Pick<WhatIfCharge, 'because' | 'limit'>, overWords: readonly string[]): string {
  if (because !== 'limit') return CONTROL_REASONS[because]
  return (limit === null ? undefined : overWords[limit]) ?? 'over another limit'
}

/** "The first: Blue Bottle, $84.10, by Dana Reyes on 3 Sep." */
export function firstWords(charge: WhatIfCharge, formats: Pick<Formats, 'money' | 'date'>, day: string): string {
  const who = charge.person?.name ?? charge.card.name
  return `The first: ${charge.merchant}, ${formats.money(charge.amount)}, by ${who} on ${formats.date(day)}.`
}

/** The oldest of a side's charges. */
export function firstCharge(side: Side): WhatIfCharge | null {
  return side.charges.reduce<WhatIfCharge | null>((first, charge) => (first === null || charge.at < first.at ? charge : first), null)
}

/** What the replay could not know; null where it knew everything it was asked. */
export function unknownWords({ placeUnknown }: Pick<WhatIf, 'placeUnknown'>, formats: Pick<Formats, 'count'>): string | null {
  if (placeUnknown === 0) return null
  return `Of ${plural(placeUnknown, 'charge', 'charges', formats.count(placeUnknown))} nobody wrote down the country or the way of paying: ${placeUnknown === 1 ? 'it counts' : 'they count'} as allowed.`
}
