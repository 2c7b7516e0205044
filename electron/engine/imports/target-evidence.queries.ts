/** What the rows of a file say about which account it is, where nothing else does. */
import { daysBetween, type IsoDate } from '#shared/domain/time.ts'
import { OTHER_FORMAT_DAYS } from '#shared/domain/import-change.ts'
import type { ReadDb } from '../db/store.ts'
import type { ParsedTransaction } from '../importers/parsed-statement.ts'

/** `same`: the file tells charges of the account again. `other`: both cover the same days and have nothing in common. */
export type Evidence = 'same' | 'other' | 'none'

type Row = Pick<ParsedTransaction, 'postedOn' | 'amountMinor' | 'currency'>

/** A few equal amounts within a few days happen by chance; this many, and half of what could be, do not. */
const MIN_HITS = 3
/** Fewer rows in the account's days than this, and having nothing in common says nothing. */
const MIN_MISSES = 5

/** `account`: what is known of the account in the days of the file. */
export function evidenceOf(file: readonly Row[], account: readonly Row[]): Evidence {
  if (account.length === 0) return 'none'
  const days = account.map(dayOf)
  const first = days.reduce((least, day) => Math.min(least, day))
  const last = days.reduce((most, day) => Math.max(most, day))
  const free = Map.groupBy(account, ({ amountMinor, currency }) => `${amountMinor}|${currency}`)
  const inRange = file.filter((row) => dayOf(row) >= first - OTHER_FORMAT_DAYS && dayOf(row) <= last + OTHER_FORMAT_DAYS)
  let hits = 0
  for (const row of inRange) {
    const equals = free.get(`${row.amountMinor}|${row.currency}`) ?? []
    const at = equals.findIndex((other) => Math.abs(dayOf(other) - dayOf(row)) <= OTHER_FORMAT_DAYS)
    if (at === -1) continue
    // Each charge speaks for one row only.
    equals.splice(at, 1)
    hits += 1
  }
  if (hits >= MIN_HITS && hits * 2 >= inRange.length) return 'same'
  return hits === 0 && inRange.length >= MIN_MISSES && account.length >= MIN_MISSES ? 'other' : 'none'
}

const EPOCH = '1970-01-01' as IsoDate

function dayOf({ postedOn }: Row): number {
  return daysBetween(EPOCH, postedOn)
}

/** More rows than this tell no more. */
const MAX_ROWS = 2_000

/** Some of the file's rows, from its whole span. */
export function sampleOf(rows: readonly ParsedTransaction[]): readonly ParsedTransaction[] {
  const step = Math.ceil(rows.length / MAX_ROWS)
  return step <= 1 ? rows : rows.filter((_row, index) => index % step === 0)
}

/** The account's charges from the first to the last day of these rows, by its cards' dates. */
export async function chargesAround(db: ReadDb, accountId: number, rows: readonly Row[]): Promise<readonly Row[]> {
  const [first] = rows
  if (first === undefined) return []
  const from = rows.reduce((least, { postedOn }) => (postedOn < least ? postedOn : least), first.postedOn)
  const to = rows.reduce((most, { postedOn }) => (postedOn > most ? postedOn : most), first.postedOn)
  const found = await db
    .selectFrom('transactions')
    .select(['posted_on', 'amount_minor', 'currency'])
    .where('card_id', 'in', (eb) => eb.selectFrom('cards').select('id').where('account_id', '=', accountId))
    .where('posted_on', '>=', from)
    .where('posted_on', '<=', to)
    .limit(MAX_ROWS * 10)
    .execute()
  return found.map((row) => ({ postedOn: row.posted_on as IsoDate, amountMinor: row.amount_minor, currency: row.currency }))
}
