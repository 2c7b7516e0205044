/** Messages that were refused: counted all, told now and then, and never with anything that was in them. */
import type { EngineRefusal } from '#shared/rpc/control.ts'

export type RefusalReason = EngineRefusal['reason']

/** `name`: which call it said that it was. */
export type NoteRefusal = (reason: RefusalReason, name?: string) => void

export interface RefusalOptions {
  /** The names that the contract declares; asked for when the first message is refused. */
  readonly callNames: () => Promise<ReadonlySet<string>>
  /** Gets the first, second, fourth, eighth … of each reason: a flood of messages must not become one of lines. */
  readonly tell: (refusal: EngineRefusal) => void
}

export function countRefusals({ callNames, tell }: RefusalOptions): NoteRefusal {
  const counts = new Map<RefusalReason, number>()
  return (reason, name) => {
    const count = (counts.get(reason) ?? 0) + 1
    counts.set(reason, count)
    if (!Number.isInteger(Math.log2(count))) return
    void callNames().then((names) => tell({ reason, call: name !== undefined && names.has(name) ? name : null, count }))
  }
}
