/** How full a limit is, and how that reads. */
import type { Limit } from '#shared/rpc/contract/limits.contract.ts'
import { daysBetween, type IsoDate } from '#shared/domain/time.ts'
import { plural, type Formats } from '#renderer/lib/formats.ts'
import { momentOf } from '#renderer/lib/moments.ts'

/** From here on a limit is near. */
export const NEAR = 0.8

export type Fullness = 'fine' | 'near' | 'over'

type Counted = Pick<Limit, 'used' | 'inForce'>

/** What is used of it, 0 and up; what allows nothing is full. */
export function shareOf({ used, inForce }: Counted): number {
  if (inForce.minor <= 0) return used.minor > 0 ? 1.01 : 1
  return Math.max(0, used.minor) / inForce.minor
}

/** Where all of it is used nothing more passes: that is over, to the cent. */
export function fullnessOf(limit: Counted & Pick<Limit, 'interval'>): Fullness {
  const share = shareOf(limit)
  // The largest single charge fills nothing up.
  if (limit.interval === 'per-charge') return share > 1 ? 'over' : 'fine'
  return share >= 1 ? 'over' : share >= NEAR ? 'near' : 'fine'
}

/** "Resets in 9 days", "resets today"; null where it never does or moves with time. */
export function resetWords(resetsAt: number | null, now: number): string | null {
  if (resetsAt === null) return null
  if (resetsAt <= now) return 'resets in a moment'
  const days = daysBetween(momentOf(now).day as IsoDate, momentOf(resetsAt).day as IsoDate)
  if (days === 0) {
    const hours = Math.floor((resetsAt - now) / 3_600_000)
    return hours < 1 ? 'resets within the hour' : `resets in ${plural(hours, 'hour', 'hours')}`
  }
  return days === 1 ? 'resets tomorrow' : `resets in ${plural(days, 'day', 'days')}`
}

/** "1 Dec, 05:00" on the person's clock. */
export function momentWords(at: number, formats: Pick<Formats, 'date' | 'today'>): string {
  const { day, time } = momentOf(at)
  const when = day === formats.today ? 'today' : formats.date(day)
  return time === '00:00' && day !== formats.today ? when : `${when}, ${time}`
}

/** When something ends: "today, midnight", "30 Nov, midnight", "26 Nov, 18:00". Midnight belongs to the day that it ends. */
export function endWords(at: number, formats: Pick<Formats, 'date' | 'today'>): string {
  if (momentOf(at).time !== '00:00') return momentWords(at, formats)
  const { day } = momentOf(at - 1)
  return `${day === formats.today ? 'today' : formats.date(day)}, midnight`
}

/** What is said beside the bar: used of the amount, and what is left or by how much it is over. */
export function usedWords(limit: Pick<Limit, 'used' | 'inForce' | 'left' | 'interval'>, money: Formats['money']): { readonly used: string; readonly left: string } {
  if (limit.interval === 'per-charge') {
    return { used: limit.used.minor === 0 ? 'No charge in the last 30 days' : `Largest in 30 days: ${money(limit.used)}`, left: `up to ${money(limit.inForce)}` }
  }
  const over = -limit.left.minor
  return {
    used: `${money(limit.used)} of ${money(limit.inForce)}`,
    left: over > 0 ? `${money({ minor: over, currency: limit.left.currency })} over` : over === 0 ? 'nothing left' : `${money(limit.left)} left`,
  }
}

const WAITING: Readonly<Record<NonNullable<Limit['waitingFor']>, string>> = {
  create: 'This limit is new', change: 'The change', remove: 'Taking it away', raise: 'The raise', 'end-raise': 'Ending the raise',
}

export function waitingWords(waitingFor: Limit['waitingFor'], isOffline: boolean): string | null {
  if (waitingFor === null) return null
  return isOffline ? `${WAITING[waitingFor]}: not sent yet, offline` : `${WAITING[waitingFor]}: waiting for the issuer`
}
