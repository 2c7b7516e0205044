/** When this month began: how often a rule approved is counted from there. */
import { TimeZones, dateOf, dayNumber } from '#shared/domain/limits/time-zone.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { readCompanyZones } from '../sync/shown/shown.queries.ts'

/** The instant at which this month began where the company is; with several companies, where the first one is. */
export async function monthStart(db: ReadDb | WriteDb, now: number): Promise<number> {
  const [name] = (await readCompanyZones(db)).values()
  const zone = new TimeZones().get(name ?? 'UTC')
  return zone.startOf(dayNumber(`${dateOf(zone.dayOf(now)).slice(0, 7)}-01`))
}
