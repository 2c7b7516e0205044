/** The one line that says how far the books are in step with the issuers. Its time is left to the screen, which lets it tick. */
import { plural } from '#renderer/lib/formats.ts'
import type { ConnectionSync } from '#shared/rpc/contract/sync.contract.ts'

export type PillKind = 'needs-you' | 'sign-in' | 'syncing' | 'failed' | 'offline' | 'waiting' | 'up-to-date' | 'never'

export interface Pill {
  readonly kind: PillKind
  readonly text: string
  readonly time: { readonly as: 'ago' | 'clock'; readonly at: number } | null
  /** What comes on top of it: "2 waiting". */
  readonly extra: string | null
}

type Count = (value: number) => string

/** Null where nothing is kept in step. What needs a person comes before what goes on by itself, the worst connection before the others. */
export function pillOf(connections: readonly ConnectionSync[], count: Count): Pill | null {
  if (connections.length === 0) return null
  const needing = sumOf(connections, (one) => one.needsAttention)
  if (needing > 0) return { kind: 'needs-you', text: plural(needing, 'needs you', 'need you', count(needing)), time: null, extra: null }
  const waiting = sumOf(connections, (one) => one.waiting)
  const extra = waiting > 0 ? waitingText(waiting, count) : null
  const inState = (state: ConnectionSync['state']) => connections.filter((one) => one.state === state)
  const signedOut = inState('signed-out')
  if (signedOut.length > 0) return { kind: 'sign-in', text: signedOut.every((one) => one.asOf === null) ? 'Sign in' : 'Sign in again', time: null, extra }
  const syncing = inState('syncing')
  if (syncing.length > 0) return { kind: 'syncing', text: syncingText(syncing, count), time: null, extra: null }
  const failed = inState('failed')
  if (failed.length > 0) return { kind: 'failed', text: 'Not in step', time: asOf(failed), extra }
  const offline = inState('offline')
  if (offline.length > 0) return { kind: 'offline', text: 'Offline', time: asOf(offline), extra }
  if (extra !== null) return { kind: 'waiting', text: extra, time: null, extra: null }
  if (inState('never').length > 0) return { kind: 'never', text: 'Not synced yet', time: null, extra: null }
  const at = oldest(connections)
  return { kind: 'up-to-date', text: 'Up to date', time: at === null ? null : { as: 'ago', at }, extra: null }
}

/** A run that takes less than a moment shows nothing of itself: the pill would only flicker. */
export function withoutRuns(connections: readonly ConnectionSync[]): readonly ConnectionSync[] {
  return connections.map((one) => (one.state === 'syncing' && one.asOf !== null ? { ...one, state: 'up-to-date' } : one))
}

/** "Syncing 12,000 of 90,000": of all that run; no total where one of them does not know its own. */
export function syncingText(connections: readonly Pick<ConnectionSync, 'progress'>[], count: Count): string {
  const done = sumOf(connections, (one) => one.progress?.done ?? 0)
  const totals = connections.map((one) => one.progress?.total ?? null)
  const total = totals.includes(null) ? null : sumOf(totals, (one) => one ?? 0)
  if (total !== null && total >= done && total > 0) return `Syncing ${count(done)} of ${count(total)}`
  return done > 0 ? `Syncing ${count(done)}` : 'Syncing…'
}

export function waitingText(waiting: number, count: Count): string {
  return `${count(waiting)} waiting`
}

/** How many changes cannot go on without a person. */
export function needsYouCount(connections: readonly ConnectionSync[]): number {
  return sumOf(connections, (one) => one.needsAttention)
}

function asOf(connections: readonly ConnectionSync[]): Pill['time'] {
  const at = oldest(connections)
  return at === null ? null : { as: 'clock', at }
}

/** The oldest: no connection is older than what is said. */
function oldest(connections: readonly ConnectionSync[]): number | null {
  const times = connections.flatMap((one) => (one.asOf === null ? [] : [one.asOf]))
  return times.length === 0 ? null : Math.min(...times)
}

function sumOf<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0)
}
