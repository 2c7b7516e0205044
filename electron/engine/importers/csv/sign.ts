/**
 * Which sign a charge has in a file with one amount column.
 *
 * The layout says it, and the rows are asked whether it is true: a payment to the card must come out as money in. A sign is turned only
 * where the rows say so with one voice, and then it is an assumption that the preview shows.
 */
import type { Assumption } from '../parsed-statement.ts'
import type { CsvLayout } from './layout.ts'

/** What a row says about the sign. */
export interface SignEvidence {
  /** The file's own sign. */
  readonly minor: number
  /** 'in': a payment or refund by the issuer's own word; 'out': a sale or fee by the issuer's own word. */
  readonly direction: 'in' | 'out' | null
  /** The direction comes from the type column, not from the text. */
  readonly typed: boolean
}

export type ChargeSign = 'positive' | 'negative' | 'by-type'

export interface SignDecision {
  readonly charge: ChargeSign
  readonly assumption: Assumption | null
}

const UNSIGNED: Assumption = { code: 'sign', message: 'All amounts of the file are positive; the Type column decides what is a charge.' }

/** The sign of a charge in the file, and what was assumed to say so; layouts that write the direction in columns leave nothing to decide. */
export function decideSign(layout: CsvLayout, rows: readonly SignEvidence[]): SignDecision {
  const stated: ChargeSign = layout.sign === 'charge-negative' ? 'negative' : 'positive'
  const counted = rows.filter(({ minor }) => minor !== 0)
  const settled = layout.sign === 'two-columns' || layout.sign === 'direction' || counted.length === 0
  if (settled || layout.kind === 'bank') return { charge: stated, assumption: null }
  return layout.guess === true ? guessSign(stated, counted) : checkSign(stated, counted)
}

function checkSign(stated: ChargeSign, rows: readonly SignEvidence[]): SignDecision {
  const as = (assumption: Assumption | null, charge: ChargeSign): SignDecision => ({ charge, assumption })
  const moneyIn = rows.filter(({ direction }) => direction === 'in')
  const out = rows.filter(({ direction, typed }) => direction === 'out' && typed)
  const contradicts = (row: SignEvidence): boolean => (row.direction === 'out') !== (signOf(row) === stated)
  const all = [...moneyIn, ...out]
  if (out.length > 0 && moneyIn.length > 0 && out.every(contradicts) && all.every(({ minor, typed }) => minor > 0 && typed)) return as(UNSIGNED, 'by-type')
  const others = rows.filter(({ direction }) => direction === null)
  const othersContradict = others.length > 0 && others.filter((row) => signOf(row) !== stated).length * 2 > others.length
  const inverted = all.length > 0 && all.every(contradicts) && (others.length === 0 ? out.length > 0 : othersContradict)
  return inverted ? as(turned(opposite(stated)), opposite(stated)) : as(null, stated)
}

function guessSign(stated: ChargeSign, rows: readonly SignEvidence[]): SignDecision {
  const payments = rows.filter(({ direction }) => direction === 'in')
  const majority = (list: readonly SignEvidence[], sign: ChargeSign): boolean => list.filter((row) => signOf(row) === sign).length * 2 > list.length
  if (payments.length > 0) {
    const charge = majority(payments, 'negative') ? 'positive' : 'negative'
    return { charge, assumption: { code: 'sign', message: `Payments in the file are ${opposite(charge)}, so ${charge} amounts are read as charges.` } }
  }
  const charge = majority(rows, 'negative') ? 'negative' : majority(rows, 'positive') ? 'positive' : stated
  return { charge, assumption: { code: 'sign', message: `The file has no payment to tell its sign by; ${charge} amounts are read as charges because most are.` } }
}

function signOf(row: SignEvidence): ChargeSign {
  return row.minor < 0 ? 'negative' : 'positive'
}

function opposite(sign: ChargeSign): ChargeSign {
  return sign === 'negative' ? 'positive' : 'negative'
}

function turned(charge: ChargeSign): Assumption {
  return { code: 'sign', message: `The file writes its signs the other way round than this bank usually does: ${charge} amounts are read as charges.` }
}
