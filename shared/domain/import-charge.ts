/** What the import rules look at: a charge as a file tells it, and a charge that is in the books. */
import { matchName } from './match-name.ts'
import type { IsoDate } from './time.ts'

export interface ChargeFacts {
  /** FITID or reference; not unique in practice (DOMAIN.md 1.3). */
  readonly externalId: string | null
  readonly postedOn: IsoDate
  readonly transactedOn: IsoDate | null
  /** Minor units, a charge negative. */
  readonly amountMinor: number
  readonly currency: string
  readonly pending: boolean
  /** The file's own words. */
  readonly description: string
  readonly merchant: string
}

export interface FileCharge extends ChargeFacts {
  readonly correction: { readonly kind: 'replace' | 'delete'; readonly externalId: string } | null
  /** The source's fields by their own names. */
  readonly raw: Readonly<Record<string, string>>
}

/** How one file told a charge: the family of its format and its fields. */
export interface Trace {
  readonly family: string
  readonly raw: Readonly<Record<string, string>>
}

/**
 * Formats that share ids and wording: one bank gives its OFX, QFX and QBO downloads the same FITIDs, and each CSV layout its own text.
 */
export function formatFamily(format: string): string {
  return OFX_FORMATS.includes(format) ? 'ofx' : format
}

const OFX_FORMATS: readonly string[] = ['ofx1', 'ofx2', 'qfx', 'qbo']

export function formatsOf(family: string): readonly string[] {
  return family === 'ofx' ? OFX_FORMATS : [family]
}

/** Where a row's card is known by: its digits, else its holder's name, else the account's only card. */
export function cardKey(digits: string | null, member: string | null, accountDigits: string | null): string {
  if (digits !== null) return digits
  const name = member === null ? '' : matchName(member)
  return name === '' ? (accountDigits ?? '') : `member:${name}`
}

/** False only where two rows name different cards. Files name four or five digits of the same card, or none. */
export function sameCardPossible(a: string, b: string): boolean {
  if (a === b || a === '' || b === '') return true
  const aIsMember = a.startsWith('member:')
  if (aIsMember !== b.startsWith('member:')) return true
  return !aIsMember && (a.endsWith(b) || b.endsWith(a))
}

/**
 * The key under which equal rows are counted (DOMAIN.md 1.2 and 4.1).
 *
 * With an id: id, date, amount (an id alone is reused). Without: card, date, amount and wording. Account and nth occurrence are
 * not in the string: keys are compared within one account, and equal ones are counted.
 */
export function chargeKey(charge: ChargeFacts, card: string, normalise: (text: string) => string): string {
  const when = `${charge.postedOn}|${charge.amountMinor}|${charge.currency}`
  return charge.externalId === null ? `=${when}|${card}|${normalise(charge.description)}` : `#${when}|${charge.externalId}`
}

/** True where a field of the trace says this, spelling aside. */
export function traceSays(trace: Trace, text: string): boolean {
  const values = Object.values(trace.raw)
  if (values.includes(text)) return true
  const sought = matchName(text)
  return values.some((value) => matchName(value) === sought)
}

/** True where the trace is this very row: every field the same. */
export function traceIs(trace: Trace, raw: Readonly<Record<string, string>>): boolean {
  const fields = Object.entries(raw)
  return fields.length === Object.keys(trace.raw).length && fields.every(([name, value]) => trace.raw[name] === value)
}
