/**
 * Whether a charge goes through: controls first, then limits. Every set of controls must allow it; of several limits that refuse, the one with
 * the least left is named.
 */
import type { Attempt, Because, ControlReason, ControlTerms, LimitTerms } from './terms.ts'
import { dayNumber, type TimeZone } from './time-zone.ts'

/** A limit as it stands when the charge comes. */
export interface Standing {
  readonly terms: Pick<LimitTerms, 'currency' | 'categories' | 'mode'>
  /** What may still be spent; below zero where more was spent than is allowed. */
  readonly left: number
}

export interface Decision {
  /** null: it goes through. */
  readonly because: Because | null
  /** Index of the limit that refuses it. */
  readonly limit: number | null
  /** Indexes of limits that only warn and that it passes. */
  readonly warned: readonly number[]
}

const APPROVED: Decision = { because: null, limit: null, warned: [] }

/** A set of controls, made ready to be asked often. */
export interface ReadyControls extends ControlTerms {
  readonly from: number
  readonly until: number
  readonly lock: string | null
}

/** `zone`: where the issuer books. */
export function readyControls(terms: ControlTerms, zone: TimeZone): ReadyControls {
  return {
    ...terms,
    from: terms.validFrom === null ? -Infinity : zone.startOf(dayNumber(terms.validFrom)),
    until: terms.validUntil === null ? Infinity : zone.startOf(dayNumber(terms.validUntil) + 1),
    lock: terms.merchantLock?.toLowerCase() ?? null,
  }
}

/** The first rule of a set that a charge breaks. */
export function controlReason(controls: ReadyControls, attempt: Attempt): ControlReason | undefined {
  if (attempt.at < controls.from || attempt.at >= controls.until) return 'validity'
  return channelReason(controls, attempt) ?? placeReason(controls, attempt)
}

function channelReason({ online, inPerson, cashMachines }: ReadyControls, { channel }: Attempt): ControlReason | undefined {
  switch (channel) {
    case 'cash': return cashMachines ? undefined : 'cash'
    case 'online': return online ? undefined : 'online'
    case 'in-person': return inPerson ? undefined : 'in-person'
    case null: return undefined
  }
}

function placeReason(controls: ReadyControls, { category, mcc, country, merchant }: Attempt): ControlReason | undefined {
  if (controls.allowedCategories !== null && !controls.allowedCategories.includes(category)) return 'category'
  if (controls.blockedCategories.includes(category) || (mcc !== null && controls.blockedMccs.includes(mcc))) return 'category'
  if (country !== null && ((controls.allowedCountries !== null && !controls.allowedCountries.includes(country)) || controls.blockedCountries.includes(country))) return 'country'
  return controls.lock !== null && !merchant.toLowerCase().includes(controls.lock) ? 'merchant' : undefined
}

/** Asked a million times in a what-if: it makes nothing unless something stands in the way. */
export function decide(attempt: Attempt, controls: readonly ReadyControls[], limits: readonly Standing[]): Decision {
  for (const set of controls) {
    const because = controlReason(set, attempt)
    if (because !== undefined) return { because, limit: null, warned: [] }
  }
  let stopping = -1
  let least = Infinity
  let warned: number[] | undefined
  let index = -1
  for (const limit of limits) {
    index += 1
    if (!isPassed(limit, attempt)) continue
    if (limit.terms.mode === 'warn') (warned ??= []).push(index)
    else if (limit.left < least) {
      stopping = index
      least = limit.left
    }
  }
  if (stopping >= 0) return { because: 'limit', limit: stopping, warned: [] }
  return warned === undefined ? APPROVED : { because: null, limit: null, warned }
}

function isPassed({ terms, left }: Standing, { minor, currency, category }: Attempt): boolean {
  return minor > left && currency === terms.currency && (terms.categories === null || terms.categories.includes(category))
}
