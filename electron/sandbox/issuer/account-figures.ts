/** The figures of a billing account, always counted from what is booked, never kept as a running total that could drift. */
import type { Account } from '#shared/gateway/resources/company.ts'
import type { Statement } from '#shared/gateway/resources/statements.ts'
import { todayOf, usd, type World } from './world.ts'
import { nextDraw } from './autopay-draw.ts'

/** Sums of an account's bookings over days, both included, by kind, signed for the cardholder. */
export interface Sums {
  readonly count: number
  readonly byKind: Readonly<Record<string, number>>
  readonly total: number
}

export function sumsOf(world: World, accountId: string, from: string, to: string): Sums {
  const rows = world.store
    .sql('SELECT kind, sum(minor) AS minor, count(*) AS n FROM objects INDEXED BY objects_account_day WHERE account_id = ? AND day BETWEEN ? AND ? GROUP BY kind')
    .all(accountId, from, to) as { kind: string; minor: number; n: number }[]
  return {
    count: rows.reduce((sum, row) => sum + row.n, 0),
    byKind: Object.fromEntries(rows.map((row) => [row.kind, row.minor])),
    total: rows.reduce((sum, row) => sum + row.minor, 0),
  }
}

export function lastStatement(world: World, accountId: string): Statement | undefined {
  return world.objects.all('statement').findLast((statement) => statement.accountId === accountId)
}

export function pendingOf(world: World, accountId: string): number {
  return -(world.store.sql("SELECT coalesce(sum(minor), 0) AS minor FROM objects INDEXED BY objects_pending WHERE account_id = ? AND kind = 'pending'").get(accountId) as { minor: number }).minor
}

/** What is owed now: the last statement and everything booked since. */
export function balanceOf(world: World, account: Account): number {
  return account.statementBalance.amountMinor - sumsOf(world, account.id, account.cycleOpenedOn, todayOf(world)).total
}

/** What may still be charged; without a preset limit, everything. */
export function openToSpend(world: World, accountId: string): number {
  const account = world.objects.get('account', accountId)
  if (account.creditLimit === null) return Number.MAX_SAFE_INTEGER
  return account.creditLimit.amountMinor - balanceOf(world, account) - pendingOf(world, accountId)
}

const OPEN_DISPUTES: ReadonlySet<string> = new Set(['submitted', 'acknowledged', 'merchant-response', 'pre-arbitration'])

/** Counts an account anew and puts it, and its autopay, into the feed where anything changed. */
export function refreshAccount(world: World, accountId: string): void {
  const before = world.objects.get('account', accountId)
  const since = sumsOf(world, accountId, before.cycleOpenedOn, todayOf(world))
  const paid = since.byKind['payment'] ?? 0
  const credited = Math.max(0, (since.byKind['refund'] ?? 0) + (since.byKind['credit'] ?? 0))
  const disputed = world.objects.all('dispute').filter((dispute) => dispute.accountId === accountId && OPEN_DISPUTES.has(dispute.status))
  const statement = lastStatement(world, accountId)
  const owed = before.statementBalance.amountMinor
  const remaining = Math.max(0, owed - paid - credited)
  const fresh: Account = {
    ...before,
    currentBalance: usd(owed - since.total),
    pendingTotal: usd(pendingOf(world, accountId)),
    remainingStatementBalance: usd(remaining),
    minimumDue: usd(Math.min(remaining, Math.max(0, (statement?.minimumDue.amountMinor ?? 0) - paid))),
    disputedTotal: usd(disputed.reduce((sum, { amount }) => sum + amount.amountMinor, 0)),
  }
  if (!sameContent(fresh, before)) world.objects.put('account', fresh)
  refreshAutopay(world, fresh)
}

/** Puts the next draw into the feed where it changed. */
export function refreshAutopay(world: World, account: Account): void {
  const rule = world.objects.all('autopay').find((candidate) => candidate.accountId === account.id)
  if (!rule) return
  const draw = nextDraw(rule, account, todayOf(world))
  const fresh = { ...rule, nextDraw: draw }
  if (!sameContent(fresh, rule)) world.objects.put('autopay', fresh)
}

function sameContent<T extends object>(a: T, b: T): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
