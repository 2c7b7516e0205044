/** The rules driven by hand: rows of files against what is known, without a database. */
import { formatFamily, type ChargeFacts, type FileCharge } from '#shared/domain/import-charge.ts'
import { finishFile } from '#shared/domain/import-finish.ts'
import { KnownCharge, KnownCharges } from '#shared/domain/import-known.ts'
import type { Decision, MatchStep } from '#shared/domain/import-comparison.ts'
import { matchFile } from '#shared/domain/import-match.ts'
import type { IsoDate } from '#shared/domain/time.ts'

export type Row = Partial<Omit<FileCharge, 'postedOn' | 'transactedOn'>> & { readonly on: string; readonly made?: string; readonly minor: number; readonly card?: string; readonly text?: string }

export function charge({ on, made, minor, card: _card, text = 'CORNER COFFEE', ...rest }: Row): FileCharge {
  const facts = {
    externalId: null, postedOn: on as IsoDate, transactedOn: (made ?? null) as IsoDate | null, amountMinor: minor, currency: 'USD', pending: false,
    description: text, merchant: text, correction: null, ...rest,
  }
  return { ...facts, raw: rest.raw ?? { NAME: text, FITID: facts.externalId ?? '', DATE: on, AMOUNT: String(minor), PENDING: String(facts.pending) } }
}

/** What is in the books, each with the file rows behind it. */
export function books(rows: readonly Row[], format = 'ofx1', formers: Readonly<Record<number, readonly ChargeFacts[]>> = {}): KnownCharges {
  const known = new KnownCharges()
  for (const [index, row] of rows.entries()) {
    const facts = charge(row)
    known.add(new KnownCharge({ ref: index + 1, facts, card: row.card ?? '', traces: [{ family: formatFamily(format), raw: facts.raw }], formers: formers[index] ?? [] }))
  }
  return known
}

export interface Told {
  readonly status: Decision['status']
  /** Position in the books from 1, or -(row + 1) of an earlier file's row; 0 for none. */
  readonly ref: number
  readonly words: readonly string[]
}

let nextRef = 0

/** Compares one more file; what it brings is known to the files after it. */
export function compare(known: KnownCharges, rows: readonly Row[], format = 'ofx1'): readonly Told[] {
  const charges = rows.map(charge)
  const comparison = drain(matchFile({ known, rows: charges, cards: rows.map((row) => row.card ?? ''), family: formatFamily(format) }))
  const first = nextRef
  nextRef += rows.length
  drain(finishFile(comparison, (row) => -(first + row + 1), true))
  return comparison.decisions.map((decision) => {
    if (!decision) throw new Error('A row was left undecided')
    return { status: decision.status, ref: decision.known?.ref ?? 0, words: decision.words }
  })
}

export function statuses(told: readonly Told[]): string {
  return told.map(({ status }) => status).join(' ')
}

function drain<T>(steps: Generator<MatchStep, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}
