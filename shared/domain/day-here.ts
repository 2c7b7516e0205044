import { isoDate, type IsoDate } from './time.ts'

/** The calendar day of an instant on this computer. */
export function dayHere(now: number): IsoDate {
  const here = new Date(now)
  return isoDate(here.getFullYear(), here.getMonth() + 1, here.getDate()) ?? ('1970-01-01' as IsoDate)
}
