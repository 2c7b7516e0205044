/** Conditions of the filter in words, for the chips: "Dana Reyes and 2 more", "no payments". */
import type { TransactionFilter } from '#shared/rpc/contract/transactions.contract.ts'
import type { TransactionType } from '#shared/rpc/contract/common.ts'

/** Kinds as a person thinks of them; each is a set of types. */
export const KINDS = ['spend', 'payments', 'refunds', 'fees', 'cash'] as const
export type Kind = (typeof KINDS)[number]

export const KIND_LABELS: Readonly<Record<Kind, string>> = {
  spend: 'Everything but payments', payments: 'Payments', refunds: 'Refunds', fees: 'Fees and interest', cash: 'Cash advances',
}

const KIND_CHIPS: Readonly<Record<Kind, string>> = { spend: 'no payments', payments: 'payments', refunds: 'refunds', fees: 'fees and interest', cash: 'cash advances' }

export const KIND_TYPES: Readonly<Record<Kind, readonly TransactionType[]>> = {
  spend: ['charge', 'refund', 'fee', 'interest', 'cash', 'other'],
  payments: ['payment'],
  refunds: ['refund'],
  fees: ['fee', 'interest'],
  cash: ['cash'],
}

export function kindOf(types: TransactionFilter['types']): Kind | null {
  if (!types) return null
  const key = (list: readonly TransactionType[]) => list.toSorted().join()
  return KINDS.find((kind) => key(KIND_TYPES[kind]) === key(types)) ?? null
}

/** "no payments, posted", "pending", "charge, fee"; null when neither is filtered. */
export function kindLabel({ types, pending }: Pick<TransactionFilter, 'types' | 'pending'>): string | null {
  const kind = kindOf(types)
  const parts = [
    ...(kind !== null ? [KIND_CHIPS[kind]] : types ? [types.join(', ')] : []),
    ...(pending === undefined ? [] : [pending ? 'pending' : 'posted']),
  ]
  return parts.length === 0 ? null : parts.join(', ')
}

/** How many conditions the page's own filter has; the scope is not one of them. */
export function conditionCount(filter: TransactionFilter): number {
  const { from, to, minMagnitude, maxMagnitude, types, pending, ...others } = filter
  const groups = [from ?? to, minMagnitude ?? maxMagnitude, types ?? pending, ...Object.values(others)]
  return groups.filter((value) => value !== undefined && value !== '').length
}
