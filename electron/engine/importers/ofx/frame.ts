/** An aggregate that is open while an OFX file is read, with the leaves that were found in it. */
import type { Aggregate } from './tags.ts'

export interface Frame {
  readonly aggregate: Aggregate
  readonly line: number
  /** Leaves by name, masked; those of a nested PAYEE or CURRENCY as "PAYEE.CITY". */
  readonly fields: Record<string, string>
  /** It has leaves of an aggregate inside it. */
  nested: boolean
  dateLine: number
  amountLine: number
}

export function openFrame(aggregate: Aggregate, line: number): Frame {
  return { aggregate, line, fields: {}, nested: false, dateLine: line, amountLine: line }
}

/** A leaf's text; null where it is missing or empty. */
export function filled(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value
}
