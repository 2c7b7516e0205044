/** The limit engine said slowly: two instants share a window when the calendar has the same words for them. */
import { addDays, addMonths, lastDayOf, monthOf, type IsoDate } from '#shared/domain/time.ts'
import type { Attempt, ControlTerms, LimitTerms, Movement, WindowTerms } from '#shared/domain/limits/terms.ts'
import type { BillingCycle } from '#shared/domain/limits/windows.ts'

/** Havana has one midnight of the year twice, Beirut and Santiago have one not at all. */
export const ZONES = ['UTC', 'America/Havana', 'Asia/Beirut', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Santiago', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'] as const

const formats = new Map(ZONES.map((timeZone) => [timeZone as string, new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })]))

/** What a calendar on the wall shows. */
export const localDay = (timeZone: string, instant: number): IsoDate => (formats.get(timeZone)?.format(instant) ?? '') as IsoDate

const ROLLING = { day: 1, week: 7, month: 30, quarter: 91, year: 365, 'billing-cycle': 30 }

/** The same text for two instants of one window. */
export function windowLabel({ interval, window, timeZone, weekStartsOn }: WindowTerms, instant: number, cycle: BillingCycle): string {
  if (window === 'billing-cycle' || interval === 'billing-cycle') return `cycle ending in ${closingMonth(localDay(cycle.timeZone, instant), cycle.closeDay)}`
  const day = localDay(timeZone, instant)
  if (interval === 'day') return day
  if (interval === 'week') {
    let first = day
    while (new Date(`${first}T00:00:00Z`).getUTCDay() !== weekStartsOn) first = addDays(first, -1)
    return first
  }
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))]
  if (interval === 'month') return day.slice(0, 7)
  return interval === 'quarter' ? `${year} ${Math.ceil(month / 3)}` : year
}

function closingMonth(day: IsoDate, closeDay: number): string {
  const month = monthOf(day)
  const closes = Math.min(closeDay, Number(lastDayOf(month).slice(8)))
  return Number(day.slice(8)) <= closes ? month : addMonths(month, 1)
}

function isInWindow(terms: LimitTerms, cycle: BillingCycle, earlier: number, now: number): boolean {
  if (terms.interval === 'per-charge') return false
  if (terms.interval === 'total') return true
  if (terms.window === 'rolling') return now - earlier < ROLLING[terms.interval] * 86_400_000
  return windowLabel(terms, earlier, cycle) === windowLabel(terms, now, cycle)
}

/** What is used at an instant, counted over everything that ever went through. */
export function slowUsed(terms: LimitTerms, movements: readonly Movement[], now: number, cycle: BillingCycle): number {
  let total = 0
  for (const { at, minor, currency, kind, isPending, category } of movements) {
    const isWanted = kind === 'refund' ? terms.countsRefunds : !isPending || terms.countsPending
    const isRight = currency === terms.currency && (terms.categories === null || terms.categories.some((wanted) => wanted === category))
    if (isWanted && isRight && at <= now && isInWindow(terms, cycle, at, now)) total -= minor
  }
  return total < 0 ? 0 : total
}

/** Why a set of controls refuses, as the issuer's own order has it. */
export function slowReason(controls: ControlTerms, attempt: Attempt, timeZone: string): string | undefined {
  const day = localDay(timeZone, attempt.at)
  const broken: readonly (readonly [string, boolean])[] = [
    ['validity', (controls.validFrom ?? '0000') > day || (controls.validUntil ?? '9999') < day],
    ['cash', attempt.channel === 'cash' && !controls.cashMachines],
    ['online', attempt.channel === 'online' && !controls.online],
    ['in-person', attempt.channel === 'in-person' && !controls.inPerson],
    ['category', controls.allowedCategories?.every((one) => one !== attempt.category) ?? false],
    ['category', controls.blockedCategories.some((one) => one === attempt.category) || controls.blockedMccs.some((one) => one === attempt.mcc)],
    ['country', attempt.country !== null && (controls.allowedCountries?.every((one) => one !== attempt.country) ?? false)],
    ['country', controls.blockedCountries.some((one) => one === attempt.country)],
    ['merchant', controls.merchantLock !== null && attempt.merchant.toUpperCase().indexOf(controls.merchantLock.toUpperCase()) === -1],
  ]
  return broken.find(([, isBroken]) => isBroken)?.[0]
}
