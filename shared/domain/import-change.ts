/**
 * When a row is a newer word on a charge that is known, and not another charge.
 *
 * Sources: DOMAIN.md 1.3 (ids are reused across months, for a fee beside its purchase, for a reward credit), 1.8 (pending charges post
 * under another id, date or amount). The bounds are choices, kept here as data.
 */
import type { MerchantNames } from './merchant-likeness.ts'
import { sameCardPossible, type ChargeFacts } from './import-charge.ts'
import { daysBetween } from './time.ts'

/** A pending charge posts at most so many days later, under another id. */
export const PENDING_DAYS = 7
/** With the same id it may take longer. */
export const SAME_ID_PENDING_DAYS = 21
/** A posted charge's date is corrected by at most so much; a month later the same id is another charge. */
export const CORRECTED_DAYS = 7
/** The same charge in another format may carry its other date. */
export const OTHER_FORMAT_DAYS = 3
/** Tips and final bills: by how much an amount grows (or shrinks) between pending and posted. */
const TOLERANCE_NUMERATOR = 3n
const TOLERANCE_DENOMINATOR = 10n

export type Closeness = 'equal' | 'more' | 'less' | 'no'

/** How a later amount stands to an earlier one: equal, up to 30 % more (a tip), up to 30 % less, or neither. Exact integers. */
export function closeness(earlierMinor: number, laterMinor: number): Closeness {
  if (earlierMinor === laterMinor) return 'equal'
  if (Math.sign(earlierMinor) !== Math.sign(laterMinor)) return 'no'
  const earlier = BigInt(Math.abs(earlierMinor))
  const later = BigInt(Math.abs(laterMinor))
  const difference = later > earlier ? later - earlier : earlier - later
  if (difference * TOLERANCE_DENOMINATOR > earlier * TOLERANCE_NUMERATOR) return 'no'
  return later > earlier ? 'more' : 'less'
}

export function likeCharge(names: MerchantNames, a: ChargeFacts, b: ChargeFacts): boolean {
  return names.like(a.merchant, b.merchant) || names.like(a.description, b.description)
}

export type SameId = 'changed' | 'duplicate' | 'conflict' | 'new'

/**
 * What a row is to a known charge of the same id but with another date or amount, when no other row or charge has that id.
 *
 * `covered`: the file's days include the known charge's, so that its absence there says something.
 */
export function judgeSameId(names: MerchantNames, known: ChargeFacts, row: ChargeFacts, covered: boolean): SameId {
  if (known.currency !== row.currency || Math.sign(known.amountMinor) !== Math.sign(row.amountMinor)) return 'new'
  const days = Math.abs(daysBetween(known.postedOn, row.postedOn))
  const like = likeCharge(names, known, row)
  const close = closeness(known.amountMinor, row.amountMinor)
  if (known.pending !== row.pending) {
    if (days > SAME_ID_PENDING_DAYS || (!like && close !== 'equal')) return 'new'
    // What has posted does not become pending again: the file is older than what is known.
    return row.pending ? 'duplicate' : 'changed'
  }
  return like ? judgeAlike(known.pending, days, close, covered) : 'new'
}

/** Both pending or both posted, and like merchants. */
function judgeAlike(pending: boolean, days: number, close: Closeness, covered: boolean): SameId {
  if (days === 0) return close === 'no' ? 'conflict' : 'changed'
  if (days > CORRECTED_DAYS) return 'new'
  if (pending) return close === 'no' ? 'new' : 'changed'
  return close === 'equal' && covered ? 'changed' : 'new'
}

export interface CardCharge {
  readonly facts: ChargeFacts
  /** `cardKey`. */
  readonly card: string
}

/** True where `posted` may be what became of `pending`: same card, merchant and sign, a few days later. */
export function mayHavePosted(names: MerchantNames, pending: CardCharge, posted: CardCharge): boolean {
  const { facts: before } = pending
  const { facts: after } = posted
  if (before.currency !== after.currency || closeness(before.amountMinor, after.amountMinor) === 'no') return false
  const days = daysBetween(before.postedOn, after.postedOn)
  return days >= -1 && days <= PENDING_DAYS && sameCardPossible(pending.card, posted.card) && likeCharge(names, before, after)
}
