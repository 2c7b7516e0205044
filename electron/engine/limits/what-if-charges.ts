/** The charges of some cards in the order of time, read a chunk at a time. */
import type { Attempt, Channel } from '#shared/domain/limits/terms.ts'
import { dateOf, dayNumber, type TimeZone } from '#shared/domain/limits/time-zone.ts'
import type { ReadDb } from '../db/store.ts'
import { CHUNK, readAuthorized, readCharges, readDayCharges, readDeclined, type AuthorizedRow, type ChargeRow, type DeclinedRow, type RowsAsked } from './what-if-rows.queries.ts'

export interface Span {
  readonly from: number
  readonly until: number
}

/** What is known of a charge beyond its row. */
export interface Authorized {
  readonly country: string | null
  readonly channel: Channel | null
  /** What was asked for; null where parts of it were booked apart. */
  readonly asked: number | null
  /** From when on what was booked counts; null while it is pending. */
  readonly bookedAt: number | null
}

/** One card's charges, or those of which only the day is known, or what was declined. */
export interface Source {
  readonly cardId: number
  readonly rows: readonly (ChargeRow | DeclinedRow)[]
  /** The next row. */
  index: number
}

export class ChargeSource implements Source {
  readonly cardId: number
  readonly #db: ReadDb
  readonly #asked: RowsAsked
  readonly #span: Span
  rows: readonly ChargeRow[] = []
  index = 0
  #isDone = false

  constructor(db: ReadDb, asked: RowsAsked, span: Span) {
    this.cardId = asked.cardId
    this.#db = db
    this.#asked = asked
    this.#span = span
  }

  /** Reads on where everything that was read is used up. */
  async fill(): Promise<void> {
    if (this.#isDone || this.index < this.rows.length) return
    const last = this.rows.at(-1) ?? { at: this.#span.from - 1, id: Number.MAX_SAFE_INTEGER }
    this.rows = await readCharges(this.#db, this.#asked, last, this.#span.until)
    this.index = 0
    this.#isDone = this.rows.length < CHUNK
  }
}

/** Charges of statement files, at noon of their days. */
export async function readDaySource(db: ReadDb, asked: RowsAsked, { from, until }: Span, zone: TimeZone, rest: () => Promise<void>): Promise<Source> {
  const noons = new Map<string, number>()
  const noonOf = (day: string): number => {
    const known = noons.get(day) ?? Math.min(until, zone.noonOf(dayNumber(day)))
    noons.set(day, known)
    return known
  }
  const rows: ChargeRow[] = []
  for (let lastId = 0; ; ) {
    const chunk = await readDayCharges(db, asked, lastId, dateOf(zone.dayOf(from)), dateOf(zone.dayOf(until)))
    for (const { day, ...row } of chunk) rows.push({ ...row, at: noonOf(day) })
    if (chunk.length < CHUNK) break
    lastId = chunk.at(-1)?.id ?? lastId
    await rest()
  }
  return { cardId: asked.cardId, rows: rows.filter(({ at }) => at >= from).toSorted((a, b) => a.at - b.at || a.id - b.id), index: 0 }
}

export async function readDeclinedSource(db: ReadDb, cardId: number, { from, until }: Span): Promise<Source> {
  return { cardId, rows: await readDeclined(db, cardId, from, until), index: 0 }
}

/** By charge; of an authorization that was booked in parts no part is what was asked for. */
export async function readAuthorizedOf(db: ReadDb, cardId: number, from: number, company: TimeZone): Promise<ReadonlyMap<number, Authorized>> {
  const byAuthorization = Map.groupBy(await readAuthorized(db, cardId, from), ({ authorizationId }) => authorizationId)
  return new Map([...byAuthorization.values()].flatMap((rows) => rows.map((row): [number, Authorized] => [row.transactionId, authorizedOf(row, rows.length === 1, company)])))
}

function authorizedOf({ asked, country, channel, postedOn, pending }: AuthorizedRow, isWhole: boolean, company: TimeZone): Authorized {
  // Issuers book at the end of the day.
  return { country, channel: channelOf(channel), asked: isWhole ? asked : null, bookedAt: pending === 1 ? null : company.startOf(dayNumber(postedOn) + 1) - 1 }
}

/** The ways of paying that controls tell apart; null for one that this version does not know. */
export function channelOf(channel: string): Channel | null {
  switch (channel) {
    case 'cash-machine': return 'cash'
    case 'online': return 'online'
    case 'chip': case 'contactless': case 'swipe': case 'keyed': return 'in-person'
    default: return null
  }
}

export const isDeclined = (row: ChargeRow | DeclinedRow): row is DeclinedRow => 'reason' in row

/** An attempt that is filled anew for every charge: a million of them are judged. */
export type Draft = { -readonly [K in keyof Attempt]: Attempt[K] }
export const newDraft = (): Draft => ({ at: 0, minor: 0, currency: '', category: 'other', mcc: null, country: null, channel: null, merchant: '' })
