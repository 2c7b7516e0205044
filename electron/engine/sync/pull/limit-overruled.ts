/** Whether a limit or a set of controls is another now than a person here had asked for and got. Pure. */
import type { Controls } from '#shared/gateway/resources/controls.ts'
import type { Limit } from '#shared/gateway/resources/limits.ts'
import type { IssuerCommand } from '../../issuers/command.ts'

export interface LimitChange {
  readonly type: 'limit' | 'controls'
  readonly id: string
  /** As JSON. */
  readonly before: string
  /** As JSON; null where the issuer removed it. */
  readonly after: string | null
}

export const isLimit = (type: string): type is LimitChange['type'] => type === 'limit' || type === 'controls'

export type LimitObject = Limit | Controls
type Parts = Readonly<Record<string, unknown>>

/** A change of a person's that the issuer confirmed. */
export interface OwnChange {
  readonly outboxId: number
  readonly command: IssuerCommand
}

export interface OverruledInput {
  /** Of this limit or set, the newest first. */
  readonly own: readonly OwnChange[]
  /** The newest approval, by a person here, of a request for more of this limit: it set amount or raise anew. 0 where there was none. */
  readonly approvedBy: number
  readonly before: LimitObject
  readonly after: LimitObject | null
  readonly now: number
}

export function isOverruled({ own, approvedBy, before, after, now }: OverruledInput): boolean {
  if (own.length === 0) return false
  if (after === null) return true
  const wanted = wantedParts(own, approvedBy)
  const [had, has] = [before as unknown as Parts, after as unknown as Parts]
  return Object.entries(wanted).some(([part, value]) => same(had[part], value) && !same(has[part], value) && !(part === 'raise' && isOver(value, now)))
}

/** What an issuer counts, and when it starts over, changes all the time. */
const COUNTED: ReadonlySet<string> = new Set(['version', 'used', 'resetsAt'])

/** Cheap, and true of most changes of a limit: nothing that anybody could have asked for is another. */
export function isOnlyCounted(before: LimitObject, after: LimitObject | null): boolean {
  if (after === null) return false
  const had = before as unknown as Parts
  return Object.entries(after).every(([part, value]) => COUNTED.has(part) || same(had[part], value))
}

/** Each part as the newest change that named it wanted it. */
function wantedParts(own: readonly OwnChange[], approvedBy: number): Parts {
  const wanted: Record<string, unknown> = {}
  for (const { outboxId, command } of own) {
    for (const [part, value] of Object.entries(partsSetBy(command))) {
      const isApproved = (part === 'amount' || part === 'raise') && outboxId < approvedBy
      if (value !== undefined && !isApproved && !Object.hasOwn(wanted, part)) wanted[part] = value
    }
  }
  return wanted
}

function partsSetBy(command: IssuerCommand): Parts {
  switch (command.name) {
    case 'limits.create':
    case 'limits.update':
    case 'controls.set':
      return command.rules
    case 'limits.raise':
      return { raise: command.body }
    case 'limits.endRaise':
      return { raise: null }
    default:
      return {}
  }
}

/** The two clocks need not agree to the second. */
const SKEW_MS = 10 * 60_000

/** A raise ends by itself. */
const isOver = (raise: unknown, now: number): boolean => typeof raise === 'object' && raise !== null && 'until' in raise && Number(raise.until) <= now + SKEW_MS

const same = (a: unknown, b: unknown): boolean => normal(a) === normal(b)

/** Neither the order of fields nor that of a list of categories or countries means anything. */
function normal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(normal).toSorted().join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined'
  return `{${Object.entries(value).map(([key, inner]) => `${key}:${normal(inner)}`).toSorted().join()}}`
}
