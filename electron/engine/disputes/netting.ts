/**
 * Which refunds of a merchant belong to which charge. Pure.
 *
 * Nobody says it in a statement, so each refund goes to one charge: the newest before it of exactly its amount, else the newest before it that has so
 * much left. One that fits none is left aside.
 */
export interface Booking {
  readonly id: number
  readonly on: string
  /** Signed: a charge is negative. */
  readonly amountMinor: number
}

export interface Refund {
  readonly id: number
  readonly on: string
  /** Positive. */
  readonly amountMinor: number
}

/** Those of one charge. `bookings`: charges and refunds of one merchant on one card in one currency, the oldest first. */
export function netted(bookings: readonly Booking[], chargeId: number): readonly Refund[] {
  const open: { readonly id: number; readonly of: number; left: number }[] = []
  const refunds: Refund[] = []
  for (const { id, on, amountMinor } of bookings) {
    if (amountMinor < 0) open.push({ id, of: -amountMinor, left: -amountMinor })
    if (amountMinor <= 0) continue
    const charge = open.findLast(({ of, left }) => of === amountMinor && left === of) ?? open.findLast(({ left }) => left >= amountMinor)
    if (charge === undefined) continue
    charge.left -= amountMinor
    if (charge.id === chargeId) refunds.push({ id, on, amountMinor })
  }
  return refunds
}
