/** What the issuer says of a charge, as columns of `transactions`. Pure. */
import type { Authorization } from '#shared/gateway/resources/authorizations.ts'
import type { Transaction } from '#shared/gateway/resources/transactions.ts'
import type { StoredTransaction } from '../../db/tables/transactions.table.ts'
import { scrubbed } from './foreign-matter.ts'
import type { Days } from './days.ts'

/** Columns that the issuer decides, but for those that point at rows here. */
export const SAID_COLUMNS = [
  'external_id', 'posted_on', 'transacted_on', 'transacted_at', 'amount_minor', 'currency', 'source_minor', 'original_minor', 'original_currency', 'exchange_rate',
  'type', 'pending', 'descriptor', 'reference', 'mcc', 'authorization_id',
] as const satisfies readonly (keyof StoredTransaction)[]

export interface Said extends Pick<StoredTransaction, (typeof SAID_COLUMNS)[number]> {
  readonly merchant: string
}

const TYPES: Readonly<Record<string, StoredTransaction['type']>> = {
  charge: 'charge', refund: 'refund', payment: 'payment', fee: 'fee', interest: 'interest', cash: 'cash',
  // As in statement files: money in on a card that nobody paid is a refund, and one that is taken back is a negative one.
  credit: 'refund',
}

export function saidOfTransaction(transaction: Transaction, days: Days): Said {
  const { amount, foreign, merchant } = transaction
  const descriptor = scrubbed(transaction.descriptor)
  return {
    merchant: merchantOf(merchant?.name, descriptor),
    external_id: transaction.id,
    posted_on: transaction.postedOn,
    transacted_on: days.of(transaction.transactedAt),
    transacted_at: transaction.transactedAt,
    amount_minor: amount.amountMinor,
    currency: amount.currency,
    source_minor: amount.amountMinor,
    // The original amount has the sign of the charge.
    original_minor: foreign === null ? null : signed(foreign.amount.amountMinor, amount.amountMinor),
    original_currency: foreign?.amount.currency ?? null,
    exchange_rate: foreign?.rate ?? null,
    type: Object.hasOwn(TYPES, transaction.kind) ? (TYPES[transaction.kind] ?? 'other') : 'other',
    pending: 0,
    descriptor,
    reference: transaction.reference === '' ? null : transaction.reference,
    mcc: merchant?.mcc ?? null,
    authorization_id: transaction.authorizationId,
  }
}

/** A pending charge: it has no descriptor, reference or booking day yet. */
export function saidOfAuthorization(authorization: Authorization, days: Days): Said {
  const { amount, foreign, merchant, at } = authorization
  const minor = 0 - amount.amountMinor
  const name = scrubbed(merchant.name)
  return {
    merchant: merchantOf(name, ''),
    external_id: authorization.id,
    posted_on: days.of(at),
    transacted_on: days.of(at),
    transacted_at: at,
    amount_minor: minor,
    currency: amount.currency,
    source_minor: minor,
    original_minor: foreign === null ? null : signed(foreign.amount.amountMinor, minor),
    original_currency: foreign?.amount.currency ?? null,
    exchange_rate: foreign?.rate ?? null,
    type: authorization.channel === 'cash-machine' ? 'cash' : 'charge',
    pending: 1,
    descriptor: name,
    reference: null,
    mcc: merchant.mcc,
    authorization_id: authorization.id,
  }
}

function merchantOf(name: string | undefined, descriptor: string): string {
  return (name === undefined ? '' : scrubbed(name.trim())) || descriptor.trim() || 'Unknown merchant'
}

function signed(magnitude: number, like: number): number {
  return like < 0 ? 0 - Math.abs(magnitude) : Math.abs(magnitude)
}
